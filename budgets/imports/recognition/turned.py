"""Costs that a file tells as amounts below zero, because income is above it there."""

from collections.abc import Sequence
from dataclasses import replace

from budgets.imports.mapping import ColumnRole, RowKind
from budgets.imports.recognition.placed import Placed
from budgets.imports.recognition.raw_rows import Amounts, Raw, any_below_zero
from budgets.imports.recognition.stands import Stand
from budgets.imports.recognition.table_layout import Layout
from budgets.imports.recognition.tally import Tally

LEAST = 2
"""Lines below zero: one alone may be a windfall."""


def rows_turned(layout: Layout, placed: Sequence[Placed], costs: Tally) -> list[Raw] | None:
    """The rows with their costs above zero; None where the file tells them so already.

    Every line must be below zero, and something must show that this is how the file counts:
    a total of costs that is below zero too, or income above it.
    """
    lines = [each.raw for each in placed if each.kind is RowKind.LINE]
    if layout.column(ColumnRole.ID) >= 0 or sum(any_below_zero(raw.costs) for raw in lines) < LEAST:
        return None
    if any(_above_zero(raw.costs) for raw in lines) or not any(_shows(layout, p, costs) for p in placed):
        return None
    return [_turned(each.raw) if _is_of_costs(layout, each, costs) else each.raw for each in placed]


def _shows(layout: Layout, placed: Placed, costs: Tally) -> bool:
    if placed.kind is RowKind.STREAM or (layout.mixed and placed.kind is RowKind.LINE):
        return _above_zero(placed.raw.income)
    return _is_total(placed.stand, costs) and any_below_zero(placed.raw.costs)


def _is_of_costs(layout: Layout, placed: Placed, costs: Tally) -> bool:
    return layout.mixed or placed.kind is RowKind.LINE or _is_total(placed.stand, costs)


def _is_total(stand: Stand | None, costs: Tally) -> bool:
    return stand is not None and (stand.figure.startswith("costs") or stand.tally is costs)


def _above_zero(amounts: Amounts) -> bool:
    return any(isinstance(value, int) and value > 0 for value in amounts)


def _turned(raw: Raw) -> Raw:
    costs = [-value if isinstance(value, int) else value for value in raw.costs]
    return replace(raw, costs=costs, income=costs if raw.income is raw.costs else raw.income)
