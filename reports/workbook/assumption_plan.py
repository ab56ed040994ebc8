"""Which row of the sheet Uitgangspunten holds what, known before anything is written."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from budgets.engine import Adjustment, BudgetResult, Option, TargetChange
from budgets.engine.targets import fits
from reports.workbook.row_plan import cost_type_labels

FIRST_ROW = 5
"""Below title, edition, note and an empty row."""
HEADING = 3
"""Rows of a part's heading: its title, and two with the titles of columns."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    row: int
    title: str
    """No two of an option alike, as the title is what is chosen by."""
    part: Fraction


@dataclass(frozen=True, slots=True)
class AdjustedRow:
    """A line or stream with adjustments of its own: what they come to together."""

    row: int
    kind: str
    """"line" or "stream"."""
    code: str
    adjustments: tuple[int, ...]
    """Rows of its adjustments."""


@dataclass(frozen=True)
class AssumptionPlan:
    headings: dict[str, int]
    """The first row of each part that there is, by its name."""
    index: dict[str, int]
    """By cost type."""
    targets: dict[str, int]
    adjustments: dict[int, Adjustment]
    """By row, in the order of the engine."""
    adjusted: dict[tuple[str, str], AdjustedRow]
    """By kind and code."""
    levels: dict[str, tuple[LevelRow, ...]]
    """By the code of the option."""
    path: dict[str, int]
    """The steps from the result as budgeted to that as adjusted, by their names, below each other."""

    def adjusted_line(self, code: str) -> AdjustedRow | None:
        return self.adjusted.get(("line", code))

    def adjusted_stream(self, code: str) -> AdjustedRow | None:
        return self.adjusted.get(("stream", code))


class _Rows:
    """Gives rows away from top to bottom."""

    def __init__(self) -> None:
        self.next, self.headings = FIRST_ROW, dict[str, int]()

    def part(self, name: str, count: int) -> range:
        """The rows of a part with its heading above and an empty row below; none where it is empty."""
        if not count:
            return range(0)
        self.headings[name] = self.next
        first = self.next + HEADING
        self.next = first + count + 1
        return range(first, first + count)


def plan_assumptions(result: BudgetResult) -> AssumptionPlan:
    data, rows = result.data, _Rows()
    kinds = cost_type_labels(result) if len(data.years) > 1 else {}
    index = dict(zip(kinds, rows.part("index", len(kinds)), strict=True))
    codes = [target.code for target in data.targets]
    targets = dict(zip(codes, rows.part("targets", len(codes)), strict=True))
    made = [each.adjustment for each in result.adjustments]
    adjustments = dict(zip(rows.part("adjustments", len(made)), made, strict=True))
    touched = _touched(result, adjustments)
    adjusted = {
        (kind, code): AdjustedRow(row, kind, code, tuple(touched[kind, code]))
        for row, (kind, code) in zip(rows.part("adjusted", len(touched)), touched, strict=True)
    }
    steps = ["base", "index", "adjustments", "options", "leaving", "result"]
    if not made:
        steps.remove("adjustments")
    if not result.choice.share_falls_away:
        steps.remove("leaving")
    path = dict(zip(steps, rows.part("path", len(steps)), strict=True))
    leveled = {option.code: _levels(result, option) for option in data.options if option.levels}
    numbers = iter(rows.part("levels", sum(map(len, leveled.values()))))
    levels = {
        code: tuple(LevelRow(next(numbers), title, part) for title, part in of_option)
        for code, of_option in leveled.items()
    }
    return AssumptionPlan(rows.headings, index, targets, adjustments, adjusted, levels, path)


def target_change(result: BudgetResult, code: str) -> TargetChange | None:
    """What the choice has instead of the budget's; None where that cannot be."""
    target = next(each for each in result.data.targets if each.code == code)
    change = next((each for each in result.choice.targets if each.target == code), None)
    return change if change is not None and fits(result.data, target, change) else None


def target_rate(result: BudgetResult, code: str) -> Fraction | None:
    """The percentage that counts in the choice; None where there are amounts."""
    change = target_change(result, code)
    target = next(each for each in result.data.targets if each.code == code)
    return target.percentage if change is None else change.percentage


def _touched(result: BudgetResult, adjustments: dict[int, Adjustment]) -> dict[tuple[str, str], list[int]]:
    """Lines and streams in the order of the budget, with the rows of their adjustments."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, each in adjustments.items():
        found["line" if each.line else "stream", each.line or each.stream].append(row)
    places = {"line": result.data.line_index, "stream": result.data.stream_index}
    in_order = sorted(found, key=lambda address: (address[0], places[address[0]][address[1]]))
    return {address: found[address] for address in in_order}


def _levels(result: BudgetResult, option: Option) -> list[tuple[str, Fraction]]:
    """Titles and parts; also a chosen part that is none of the levels."""
    parts = [(level.title or level.code, level.code, level.part) for level in option.levels]
    chosen = result.choice.part_of(option)
    if chosen not in [part for _, _, part in parts]:
        parts.append(("Ander deel", "gekozen", chosen))
    titles = [title.casefold() for title, _, _ in parts]
    return [
        (title if titles.count(title.casefold()) == 1 else f"{title} ({code})", part)
        for title, code, part in parts
    ]
