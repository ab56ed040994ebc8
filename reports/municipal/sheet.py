"""The figures of municipalities as cells of a table, of one choice held against another."""

from dataclasses import dataclass
from functools import cached_property

from budgets.dutch_numbers import exact, whole
from budgets.engine import BudgetResult, difference
from budgets.engine.membership import leavers, members
from budgets.engine.municipal_options import (
    counts_heads,
    key_weights,
    per_inhabitant,
    total_difference,
    totals,
)
from reports.figure_cells import figure_cell, no_amount, plain_cell, verdict_letter
from reports.municipal.words import change, change_in_cents, share

LEFT = "uitgetreden"
NOT_YET = "nog geen lid"
DIFFERENCE = "difference."


@dataclass(frozen=True)
class Sheet:
    """``year`` is the chosen year, ``at`` the address whose ``herkomst/`` explains the figures.

    ``per_head`` gives every amount per inhabitant: only where ``counts_heads``.
    """

    result: BudgetResult
    base: BudgetResult
    year: int
    at: str = ""
    per_head: bool = False
    marks_year: bool = False
    """Whether the chosen year is marked: not where a table is of that year only."""
    against: str = ""
    """The scenario that ``base`` is, by its address; empty for the unchanged budget."""

    @cached_property
    def weights(self) -> dict[int, list[int]]:
        """Per year what the members weigh by the key of the plan."""
        return {year: key_weights(self.result, year) for year in self.result.years}

    @cached_property
    def members(self) -> dict[int, list[bool]]:
        data, choice = self.result.data, self.result.choice
        return {year: members(data, choice, i) for i, year in enumerate(data.years)}

    @property
    def counts_heads(self) -> bool:
        """Whether the key of the plan is the number of inhabitants."""
        return counts_heads(self.result)

    def order(self) -> list[int]:
        """The places of the municipalities: who is a member, from large to small; by name where alike."""
        here, weights = self.members[self.year], self.weights[self.year]
        names = [municipality.name for municipality in self.result.data.municipalities]
        return sorted(range(len(names)), key=lambda i: (not here[i], -weights[i], names[i]))

    def absent(self, place: int, year: int) -> str:
        """Why it has no figures in a year; empty for a member."""
        if self.members[year][place]:
            return ""
        i = self.result.data.year_index[year]
        return LEFT if leavers(self.result.data, self.result.choice, i)[place] else NOT_YET

    def cell(self, place: int, year: int, name: str, *, verdicts: bool = False) -> str:
        figure = self._figure(place, name)
        cents = self.result.figure(figure)[self._i(year)]
        return self._of(place, year, figure, cents, verdicts=verdicts)

    def change(self, place: int, year: int, name: str) -> str:
        """Against ``base``."""
        figure = self._figure(place, name)
        cents = difference(self.result, self.base, figure)[self._i(year)]
        return self._of(place, year, figure, cents, prefix=DIFFERENCE)

    def total(self, year: int, name: str, *, verdicts: bool = False) -> str:
        cents = totals(self.result, name)[self._i(year)]
        return self._total(year, name, cents, verdicts=verdicts)

    def total_change(self, year: int, name: str) -> str:
        cents = total_difference(self.result, self.base, name)[self._i(year)]
        return self._total(year, name, cents, prefix=DIFFERENCE)

    def share(self, place: int, year: int) -> str:
        """Of the weights of all members, in words."""
        weights = self.weights[year]
        return share(weights[place], sum(weights))

    def _of(
        self, place: int, year: int, figure: str, cents: int, *, prefix: str = "", verdicts: bool = False
    ) -> str:
        if absent := self.absent(place, year):
            return plain_cell(no_amount(absent), self._css(year))
        cents, text, per_head = self._words(cents, self.weights[year][place], bool(prefix))
        return figure_cell(
            f"{per_head}{prefix}{figure}",
            year,
            cents,
            text,
            at=self.at,
            css=self._css(year),
            after=verdict_letter(cents) if verdicts else "",
            against=self.against if prefix else "",
        )

    def _total(self, year: int, name: str, cents: int, *, prefix: str = "", verdicts: bool = False) -> str:
        cents, text, per_head = self._words(cents, sum(self.weights[year]), bool(prefix))
        return figure_cell(
            f"{per_head}{prefix}total.{name}",
            year,
            cents,
            text,
            at=self.at,
            css=self._css(year),
            after=verdict_letter(cents) if verdicts else "",
            against=self.against if prefix else "",
        )

    def _words(self, cents: int, heads: int, is_change: bool) -> tuple[int, str, str]:
        """The amount, its text, and what that puts before its name."""
        if not self.per_head:
            return cents, change(cents) if is_change else whole(cents), ""
        each = per_inhabitant(cents, heads)
        return each, change_in_cents(each) if is_change else exact(each), "per_inhabitant."

    def _figure(self, place: int, name: str) -> str:
        return f"municipalities.{self.result.data.municipalities[place].code}.{name}"

    def _i(self, year: int) -> int:
        return self.result.data.year_index[year]

    def _css(self, year: int) -> str:
        return " is-chosen" if self.marks_year and year == self.year else ""
