"""What one option asks of several lines together, and the rows of the sheet that spreads it over them."""

from collections.abc import Iterator
from dataclasses import dataclass

from budgets.engine import BudgetResult
from budgets.engine.claims import spread
from budgets.engine.layout import Layout
from budgets.engine.money import times
from reports.workbook.row_plan import FIRST_ROW


@dataclass(frozen=True, slots=True)
class SpreadBlock:
    """Of one effect: a row for each of its lines, in cents."""

    first: int
    """The row of the first line."""
    option: int
    year: int
    whole: int
    """What the whole option takes; below zero adds."""
    asked: int
    """The part of it that was chosen."""
    lines: tuple[int, ...]
    weights: tuple[int, ...]
    """What each line holds before options; nothing where that is below zero."""
    parts: tuple[int, ...]
    """Of ``asked``, with its sign; nothing for any where none of the lines holds something."""

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1

    @property
    def unspread(self) -> int:
        return self.asked - sum(self.parts)


def plan_spreads(result: BudgetResult, layout: Layout) -> tuple[SpreadBlock, ...]:
    """A block per effect that names several lines, in the order of the options."""
    return tuple(_blocks(result, layout))


def _blocks(result: BudgetResult, layout: Layout) -> Iterator[SpreadBlock]:
    data, row = result.data, FIRST_ROW
    for number, option in enumerate(data.options):
        part = result.choice.part_of(option)
        for effect in option.effects:
            if len(effect.lines) < 2 or not effect.change:
                continue
            year, asked = data.year_index[effect.year], -times(effect.change, part)
            lines = [data.line_index[code] for code in effect.lines]
            amounts = layout.amounts[year]
            yield SpreadBlock(
                row,
                number,
                year,
                -effect.change,
                asked,
                tuple(lines),
                tuple(max(0, int(amounts[line])) for line in lines),
                tuple(spread(asked, lines, amounts)),
            )
            row += len(lines)
