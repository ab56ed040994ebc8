"""Costs, or income, that a file tells as amounts below zero because the other is above it there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from budgets.imports.mapping import ColumnRole, RowKind
from budgets.imports.recognition.placed import Placed
from budgets.imports.recognition.raw_rows import Amounts, Raw, any_below_zero
from budgets.imports.recognition.table_layout import Layout
from budgets.imports.recognition.tally import Tally

Side = Literal["costs", "income"]
LEAST = 2
"""Rows below zero: one alone may be a windfall, or money paid back."""
RESULTS = ("result", "result_after_target")


@dataclass(frozen=True)
class Table:
    """The rows of a table, what they were taken for, and the sums that totals may be of."""

    layout: Layout
    placed: Sequence[Placed]
    costs: Tally
    income: Tally

    def side_below_zero(self) -> Side | None:
        """Which side the file has below zero; None where neither, or where nothing shows that it means to.

        Every row of that side must be below zero, and the other side above it, or a total below it.
        """
        if self.layout.column(ColumnRole.ID) >= 0:
            return None
        costs, income = self._amounts("costs"), self._amounts("income")
        if _all_below_zero(costs) and (_any_above_zero(income) or self._has_total_below_zero("costs")):
            return "costs"
        if _all_below_zero(income) and (_any_above_zero(costs) or self._has_total_below_zero("income")):
            return "income"
        return None

    def turned(self, side: Side) -> list[Raw]:
        """The rows with the amounts of that side above zero, and what is the sum of them too."""
        return [self._row_turned(each, side) for each in self.placed]

    def _amounts(self, side: Side) -> list[Amounts]:
        """Of the rows that count for that side."""
        if self.layout.mixed:
            rows = [each.raw for each in self.placed if each.kind in (RowKind.LINE, RowKind.STREAM)]
        else:
            kind = RowKind.LINE if side == "costs" else RowKind.STREAM
            rows = [each.raw for each in self.placed if each.kind is kind]
        return [raw.costs if side == "costs" else raw.income for raw in rows]

    def _has_total_below_zero(self, side: Side) -> bool:
        return any(
            self._is_total(each, side)
            and any_below_zero(each.raw.costs if side == "costs" else each.raw.income)
            for each in self.placed
        )

    def _is_total(self, placed: Placed, side: Side) -> bool:
        tally = self.costs if side == "costs" else self.income
        return placed.stand is not None and (
            placed.stand.figure.startswith(side) or placed.stand.tally is tally
        )

    def _row_turned(self, placed: Placed, side: Side) -> Raw:
        raw = placed.raw
        if self.layout.mixed:
            return (
                replace(raw, costs=_negated(raw.costs))
                if side == "costs"
                else replace(raw, income=_negated(raw.income))
            )
        counts = placed.kind is (RowKind.LINE if side == "costs" else RowKind.STREAM)
        result = side == "income" and placed.stand is not None and placed.stand.figure in RESULTS
        if not (counts or result or self._is_total(placed, side)):
            return raw
        return replace(raw, costs=(turned := _negated(raw.costs)), income=turned)


def _all_below_zero(rows: Sequence[Amounts]) -> bool:
    return sum(map(any_below_zero, rows)) >= LEAST and not _any_above_zero(rows)


def _any_above_zero(rows: Sequence[Amounts]) -> bool:
    return any(isinstance(value, int) and value > 0 for amounts in rows for value in amounts)


def _negated(amounts: Amounts) -> Amounts:
    return [-value if isinstance(value, int) else value for value in amounts]
