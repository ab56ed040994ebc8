"""One table read: its rows with what they are, and as the values that leave this package."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from budgets.amount_text import Value
from budgets.imports.content import ReadRow
from budgets.imports.mapping import ColumnRole, RowKind
from budgets.imports.recognition.amounts import AmountReader
from budgets.imports.recognition.labels import percentage_in
from budgets.imports.recognition.placed import Placed
from budgets.imports.recognition.placing import Placer
from budgets.imports.recognition.raw_rows import Amounts, RowReader, any_below_zero, any_cents
from budgets.imports.recognition.stands import STREAM
from budgets.imports.recognition.table_layout import Layout
from budgets.imports.recognition.tally import Tally
from budgets.imports.recognition.turned import Side, Table

NO_PM = (RowKind.STREAM, RowKind.TARGET)
"""Kinds of which an amount cannot be p.m."""
YearColumns = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ReadTable:
    """``placed`` and ``rows`` are of the same rows, in order.  ``costs`` and ``income`` are its sums."""

    layout: Layout
    amounts: AmountReader
    placed: tuple[Placed, ...]
    rows: tuple[ReadRow, ...]
    costs: Tally
    income: Tally
    turned: Side | None = None
    """Which of these the file has below zero, and was read above it."""

    @property
    def sheet_name(self) -> str:
        return self.layout.sheet.name

    def filled_rows(self, kinds: Collection[RowKind]) -> set[int]:
        """Rows of these kinds with anything in a cell with amounts, from 0."""
        return {placed.raw.index for placed in self.placed if placed.raw.filled and placed.kind in kinds}

    def of_kind(self, *kinds: RowKind) -> list[tuple[Placed, ReadRow]]:
        pairs = zip(self.placed, self.rows, strict=True)
        return [(placed, row) for placed, row in pairs if placed.kind in kinds]


def read_table(layout: Layout, goal: str = "", streams: Collection[str] = ()) -> ReadTable:
    """``goal`` and ``streams`` as for ``Placer``."""
    reader = RowReader(layout)
    placer = Placer(layout, list(reader.rows()), goal, streams)
    placed = tuple(placer.placed())
    table = Table(layout, placed, placer.place.costs, placer.place.income)
    side = table.side_below_zero()
    if side is not None:
        turned = table.turned(side)
        reader.amounts.below_zero = {
            raw.index for raw in turned if any_below_zero(raw.costs) or any_below_zero(raw.income)
        }
        placer = Placer(layout, turned, goal, streams)
        placed = tuple(placer.placed())
    maker = _Rows(layout, reader.amounts)
    rows = tuple(maker.row(each) for each in placed)
    costs, income = placer.place.costs, placer.place.income
    return ReadTable(layout, reader.amounts, placed, rows, costs, income, side)


def chosen_amounts(layout: Layout, placed: Placed) -> tuple[YearColumns, Amounts]:
    """The amounts that a row is about, with their years and columns.

    Where costs and income stand apart: the income of a stream, and of a total that has nothing else.
    """
    raw = placed.raw
    if not layout.mixed:
        return layout.costs or layout.income, raw.costs
    income = placed.kind is RowKind.STREAM or (
        placed.kind is not RowKind.LINE and not any_cents(raw.costs) and any_cents(raw.income)
    )
    return (layout.income, raw.income) if income else (layout.costs, raw.costs)


class _Rows:
    """Makes rows that leave this package."""

    def __init__(self, layout: Layout, reader: AmountReader) -> None:
        self._sheet, self._hidden = layout.sheet.name, layout.sheet.hidden_rows
        self._layout, self._reader = layout, reader
        self._first, self._beside_costs = _Columns(layout.costs or layout.income), _Columns(layout.income)
        self._has_type = layout.column(ColumnRole.COST_TYPE) >= 0

    def row(self, placed: Placed) -> ReadRow:
        raw, kind = placed.raw, placed.kind
        columns, amounts = chosen_amounts(self._layout, placed)
        if kind in NO_PM and "pm" in amounts:
            amounts = ["" if value == "pm" else value for value in amounts]
        known = self._beside_costs if columns is self._layout.income else self._first
        values, where = known.readable(amounts)
        line = kind is RowKind.LINE
        figure = placed.stand.figure if placed.stand else ""
        return ReadRow(
            sheet=self._sheet,
            row=raw.index + 1,
            kind=kind,
            reason=placed.reason,
            label=placed.label,
            id=raw.id,
            number=raw.number,
            goal=placed.goal,
            cost_type=raw.cost_type if self._has_type else None,
            priority=raw.priority if line else None,
            note=raw.note,
            cover=raw.cover,
            figure="" if figure.startswith(STREAM) else figure,
            amounts=values,
            columns=where,
            income=self._beside(placed) if self._layout.mixed else (),
            percentage=self._percentage(placed) if kind is RowKind.TARGET else "",
            hidden=raw.index in self._hidden,
        )

    def _beside(self, placed: Placed) -> tuple[tuple[int, Value], ...]:
        if placed.kind is RowKind.STREAM or not any_cents(placed.raw.income):
            return ()
        return self._beside_costs.readable(placed.raw.income)[0]

    def _percentage(self, placed: Placed) -> str:
        """Of a target: in its name, or as a percentage in every cell."""
        found = {p.percentage for p in self._reader.problems.get(placed.raw.index, ())}
        return percentage_in(placed.label) or (found.pop() if len(found) == 1 else "")


class _Columns:
    """Years and columns of amounts, and rows of amounts with these."""

    def __init__(self, columns: YearColumns) -> None:
        self.columns = columns
        self._years = tuple(year for year, _ in columns)

    def readable(self, amounts: Amounts) -> tuple[tuple[tuple[int, Value], ...], YearColumns]:
        """The amounts that could be read, with their years; and the columns of these."""
        if None not in amounts:
            return tuple(zip(self._years, cast("Sequence[Value]", amounts), strict=True)), self.columns
        pairs = [(c, value) for c, value in zip(self.columns, amounts, strict=True) if value is not None]
        return tuple((year, value) for (year, _), value in pairs), tuple(column for column, _ in pairs)
