"""What stands in a column, by some of its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from budgets.imports.book import Sheet, Value
from budgets.imports.recognition.cost_types import read_cost_type
from budgets.imports.recognition.looks import looks_like_amount, whole_number
from budgets.imports.recognition.priorities import read_priority
from budgets.imports.recognition.words import says_nothing
from budgets.imports.recognition.years import year_of

FIRST_ROWS, MORE_ROWS = 250, 150
"""As many from the top, and as many again spread over the rest."""
IDS = ("line:", "stream:", "target:", "memorandum:")
MOST_YEARS = 15
LONG = 25
"""Characters of a text that explains, on average."""


def sampled_rows(sheet: Sheet, first: int) -> list[tuple[Value, ...]]:
    """Rows from ``first`` on that stand for all of them."""
    rows = sheet.rows[first:]
    step = max(1, (len(rows) - FIRST_ROWS) // MORE_ROWS)
    return [*rows[:FIRST_ROWS], *rows[FIRST_ROWS::step]]


@dataclass(frozen=True)
class Sample:
    """``values`` are what is not empty of ``rows`` rows in all."""

    values: tuple[Value, ...]
    rows: int

    @classmethod
    def of(cls, rows: list[tuple[Value, ...]], column: int) -> "Sample":
        found = (row[column] for row in rows if column < len(row))
        return cls(tuple(value for value in found if value is not None), len(rows))

    def share(self, test: Callable[[Value], bool]) -> float:
        """The part of the values for which ``test`` holds; 0 where there are none."""
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0

    @cached_property
    def amounts(self) -> float:
        return self.share(looks_like_amount)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Words: no numbers that are written as a text."""
        return tuple(v for v in self.values if isinstance(v, str) and not looks_like_amount(v))

    @cached_property
    def wording(self) -> float:
        return len(self.texts) / len(self.values) if self.values else 0.0

    @cached_property
    def different(self) -> float:
        """The part of the rows that have a text of their own here."""
        return len(set(self.texts)) / self.rows if self.rows else 0.0

    @cached_property
    def are_ids(self) -> bool:
        return bool(self.values) and self.share(_is_id) == 1

    @cached_property
    def are_cost_types(self) -> bool:
        """Nearly all of them: something else may be among them."""
        return self.knows_cost_types >= 0.6

    @cached_property
    def knows_cost_types(self) -> float:
        return self.share(_is_cost_type)

    @cached_property
    def only_priorities(self) -> bool:
        return len(self.values) >= 2 and self.share(_is_priority) == 1 and not self.run_up

    @cached_property
    def small_numbers(self) -> bool:
        """Numbers that are no amounts: priorities, or those of the rows."""
        return self.only_priorities or self.run_up

    @cached_property
    def share_of_priorities(self) -> float:
        return self.share(_is_priority)

    @cached_property
    def run_up(self) -> bool:
        """Whole numbers that go up: 1, 2, 3, and on."""
        numbers = [number for number in map(whole_number, self.values) if number is not None]
        steps = [after - before for before, after in pairwise(numbers)]
        close = sum(0 < step <= 3 for step in steps)
        return len(numbers) >= 3 and numbers[0] < 100 and close >= 0.9 * len(steps) and self.wording < 0.5

    @cached_property
    def are_years(self) -> bool:
        """Of the rows themselves: a table with a row per year."""
        return self.share(_is_year) >= 0.9 and len(set(self.values)) <= MOST_YEARS

    @cached_property
    def numbers(self) -> float:
        """The part that is whole numbers; titles of goals may stand between them."""
        return self.share(_is_whole)

    @cached_property
    def length(self) -> float:
        """Of a text, on average."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def explain(self) -> bool:
        return self.wording > 0.8 and self.length >= LONG


def _is_id(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(IDS)


def _is_cost_type(value: Value) -> bool:
    return isinstance(value, str) and bool(read_cost_type(value))


def _is_priority(value: Value) -> bool:
    if isinstance(value, str) and says_nothing(value):
        return True
    try:
        return read_priority(value) is not None
    except ValueError:
        return False


def _is_year(value: Value) -> bool:
    return year_of(value) is not None


def _is_whole(value: Value) -> bool:
    return whole_number(value) is not None
