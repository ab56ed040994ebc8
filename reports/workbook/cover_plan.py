"""Which row of the sheet Dekking per post holds what, known before anything is written."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import lcm
from typing import Literal

from budgets.engine import BudgetData, Cover
from budgets.engine.membership import CONTRIBUTION
from reports.workbook.remainders import pieces_of
from reports.workbook.row_plan import FIRST_ROW

STREAM_ROWS = ("available", "used", "balance", "general")


@dataclass(frozen=True, slots=True)
class PaidRow:
    """What one stream pays of a line, or, of ``rest``, the general means."""

    row: int
    kind: Literal["share", "fixed", "rest"]
    weight: int = 0
    """Of the split in fractions; 0 of a fixed amount."""
    cover: Cover | None = None
    stream: int = -1
    """The place of the stream; -1 of the rest."""


@dataclass(frozen=True, slots=True)
class LineRows:
    """A line and what pays it: first the fractions, then the fixed amounts, then what is left."""

    row: int
    line: int
    paid: tuple[PaidRow, ...]

    @property
    def weights(self) -> list[int]:
        """Of the fractions and the rest; none where there are only fixed amounts."""
        return [each.weight for each in self.split]

    @property
    def split(self) -> tuple[PaidRow, ...]:
        if not any(each.kind == "share" for each in self.paid):
            return ()
        return tuple(each for each in self.paid if each.kind != "fixed")

    @property
    def splits(self) -> bool:
        """Whether there is something to divide: more than one of them has a weight."""
        return sum(1 for weight in self.weights if weight) > 1

    @property
    def pieces(self) -> int:
        """In how many parts the formulas take a weight; 0 where a spreadsheet cannot divide by them."""
        return pieces_of(self.weights) if self.splits else 1

    @property
    def last(self) -> int:
        return self.paid[-1].row if self.paid else self.row


@dataclass(frozen=True)
class CoverPlan:
    goals: tuple[tuple[str, int], ...]
    """Codes of goals with the row of their heading."""
    lines: tuple[LineRows, ...]
    """In the order of the budget's lines."""
    costs: int
    """The row with all costs."""
    streams: tuple[int, ...]
    """Per stream the row of its heading; below it ``STREAM_ROWS``."""
    heading: int
    """Of the part about streams."""
    asked: int
    """What is asked of the general means; below it what they do not reach to."""

    @property
    def span(self) -> tuple[int, int]:
        """First and last row of the lines with their headings and what pays them."""
        return FIRST_ROW, self.costs - 1

    def of_stream(self, stream: int, name: str) -> int:
        return self.streams[stream] + 1 + STREAM_ROWS.index(name)


def plan_cover(data: BudgetData) -> CoverPlan | None:
    """None where no stream is named for any line."""
    if not data.cover:
        return None
    covers: defaultdict[str, list[Cover]] = defaultdict(list)
    for cover in sorted(data.cover, key=lambda each: (each.share is None, data.stream_index[each.stream])):
        covers[cover.line].append(cover)
    in_goal: dict[str, list[int]] = {goal.code: [] for goal in data.goals}
    for number, line in enumerate(data.lines):
        in_goal[line.goal].append(number)
    goals, lines, row = [], {}, FIRST_ROW + 1
    for goal, numbers in in_goal.items():
        goals.append((goal, row))
        row += 1
        for number in numbers:
            lines[number] = LineRows(
                row, number, tuple(_paid(data, covers[data.lines[number].code], row + 1))
            )
            row = lines[number].last + 1
    heading = row + 2
    streams = tuple(heading + 1 + i * (len(STREAM_ROWS) + 1) for i in range(len(data.streams)))
    asked = heading + 1 + len(streams) * (len(STREAM_ROWS) + 1)
    in_order = tuple(lines[number] for number in sorted(lines))
    return CoverPlan(tuple(goals), in_order, row, streams, heading, asked)


def _paid(data: BudgetData, covers: list[Cover], row: int) -> Iterator[PaidRow]:
    shares = [cover.share for cover in covers if cover.share is not None]
    scale = lcm(*(share.denominator for share in shares))
    left = scale - sum(int(share * scale) for share in shares)
    for number, cover in enumerate(covers, row):
        weight = 0 if cover.share is None else int(cover.share * scale)
        kind: Literal["share", "fixed"] = "fixed" if cover.share is None else "share"
        yield PaidRow(number, kind, weight, cover, data.stream_index[cover.stream])
    if covers and (left or len(shares) < len(covers)):
        yield PaidRow(row + len(covers), "rest", left if shares else 0)


def is_earmarked(data: BudgetData, paid: PaidRow) -> bool:
    """Whether it is not the municipalities themselves that pay it."""
    return paid.stream >= 0 and data.streams[paid.stream].kind != CONTRIBUTION
