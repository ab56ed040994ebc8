"""Which row of the sheet Begroting holds what, known before anything is written.

Other sheets refer to these rows, so the layout is decided first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from budgets.engine import BudgetData, BudgetResult
from budgets.engine.grouping import PRIORITIES
from budgets.engine.structural import any_incidental
from budgets.engine.swings import any_estimated
from budgets.wording import COST_TYPE_TITLES

FIRST_ROW = 6
"""Of the contents of every table: below title, edition, note and two rows of headings."""


@dataclass(frozen=True, slots=True)
class Row:
    """``kind`` says how to write it, ``key`` what of, ``figure`` what the engine calls it."""

    number: int
    kind: str
    key: str = ""
    figure: str = ""


@dataclass(frozen=True)
class RowPlan:
    rows: tuple[Row, ...]

    @cached_property
    def of_figure(self) -> dict[str, int]:
        """Row numbers by the names of the engine's figures."""
        found = {row.figure: row.number for row in self.rows if row.figure}
        if "savings_target" not in found:  # one target, which then is the whole
            found["savings_target"] = next(row.number for row in self.rows if row.kind == "target")
        return found

    @cached_property
    def line_span(self) -> tuple[int, int]:
        """First and last row of the lines with their headings and subtotals; last before first when empty."""
        numbers = [row.number for row in self.rows if row.kind == "line"]
        return (numbers[0], numbers[-1]) if numbers else (FIRST_ROW, FIRST_ROW - 1)

    @property
    def last_row(self) -> int:
        return self.rows[-1].number


def plan_rows(result: BudgetResult) -> RowPlan:
    """The printed layout from top to bottom."""
    found = enumerate(_layout(result), FIRST_ROW)
    return RowPlan(tuple(Row(number, *entry) for number, entry in found))


def _layout(result: BudgetResult) -> Iterator[tuple[str, str, str]]:
    data = result.data
    yield from _costs(data)
    yield "space", "", ""
    yield "section", "Kosten per prioriteit", ""
    yield from (("priority", key, f"costs_by_priority.{key}") for key in PRIORITIES)
    yield "space", "", ""
    yield "section", "Baten", ""
    yield from (("stream", stream.code, f"income_by_stream.{stream.code}") for stream in data.streams)
    yield "income", "", "income"
    yield "space", "", ""
    yield from _result(data)
    if result.costs_by_cost_type:
        yield "space", "", ""
        yield "section", "Kosten per soort", ""
        yield from (("cost_type", key, f"costs_by_cost_type.{key}") for key in result.costs_by_cost_type)


def _costs(data: BudgetData) -> Iterator[tuple[str, str, str]]:
    yield "section", "Kosten", ""
    in_goal: dict[str, list[str]] = {goal.code: [] for goal in data.goals}
    for line in data.lines:
        in_goal[line.goal].append(line.code)
    for goal, codes in in_goal.items():
        yield "goal", goal, ""
        yield from (("line", code, f"lines.{code}") for code in codes)
        yield "subtotal", goal, f"costs_by_goal.{goal}"
    yield "costs", "", "costs"


def _result(data: BudgetData) -> Iterator[tuple[str, str, str]]:
    yield "section", "Resultaat", ""
    yield "result", "", "result"
    yield "verdict", "result", ""
    if any_incidental(data):
        yield from ((figure, "", figure) for figure in ("incidental_balance", "structural_balance"))
    yield from (("target", target.code, f"savings_targets.{target.code}") for target in data.targets)
    if len(data.targets) != 1:
        yield "target_total", "", "savings_target"
    for item in data.memorandum_items:
        yield "memorandum", item.code, ""
        if any(cents is not None for cents in item.low):
            yield from (("estimate", f"{side}.{item.code}", "") for side in ("low", "high"))
    for stream in data.streams:
        if any(cents is not None for cents in stream.low):
            yield from (("stream_estimate", f"{side}.{stream.code}", "") for side in ("low", "high"))
    yield "after_target", "", "result_after_target"
    yield "verdict", "result_after_target", ""
    if any_estimated(data):
        for figure in ("result_after_target_low", "result_after_target_high"):
            yield "range", figure, figure


def cost_type_labels(result: BudgetResult) -> dict[str, str]:
    """What each cost type is called; no two alike, because rows are counted by this text."""
    labels: dict[str, str] = {}
    for key in result.costs_by_cost_type:
        title = COST_TYPE_TITLES.get(key, key)
        taken = {label.casefold() for label in labels.values()}  # spreadsheets compare without case
        labels[key] = f"{title} ({key})" if title.casefold() in taken else title
    return labels
