"""From what calamine read to a sheet of plain values."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any

from python_calamine import CalamineSheet

from budgets.imports.untrusted.faults import Fault, FaultCode
from budgets.imports.untrusted.limits import CELLS
from budgets.imports.untrusted.raw_sheet import Area, PlacedMoment, Position, RawSheet, Row, Scan, moment

BREAK = re.compile(r"\r\n?|\u2028|\u2029")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NOT_FINITE = "#NUM!"
"""As a spreadsheet shows a number that is none."""


class Texts(dict[str, str | None]):
    """Each text once, cleaned: alike texts share their memory here and in the application."""

    def __missing__(self, text: str) -> str | None:
        clean = text if text.isprintable() else CONTROL.sub("\ufffd", BREAK.sub("\n", text))
        self[text] = clean or None
        return self[text]


def raw_sheet(name: str, hidden: bool, read: CalamineSheet, scan: Scan, merged_too: bool = False) -> RawSheet:
    """``merged_too``: calamine knows the merged cells of this form."""
    last_row, last_column = read.end or (-1, -1)
    if (last_row + 1) * (last_column + 1) > CELLS:  # the scan missed it; an empty area above counts here
        raise Fault(FaultCode.TOO_MANY_CELLS, sheet=name, row=last_row, column=last_column, most=CELLS)
    cells: list[list[Any]] = read.to_python(skip_empty_area=False)
    _put(cells, scan.errors)
    return finished(name, hidden, cells, scan, _merged(read) if merged_too else scan.merged)


def finished(name: str, hidden: bool, cells: list[list[Any]], scan: Scan, merged: Iterable[Area]) -> RawSheet:
    """Cleaned, cut at the last content, and without what the file says of cells that are not there."""
    rows, moments = _plain_rows(cells)
    width = max(map(len, rows), default=0)
    return RawSheet(
        name=CONTROL.sub("\ufffd", name),
        rows=tuple(rows),
        moments=tuple(moments),
        hidden=hidden,
        hidden_rows=frozenset(row for row in scan.hidden_rows if row < len(rows)),
        hidden_columns=frozenset(column for column in scan.hidden_columns if column < width),
        merged=tuple(_without_overlap(merged, len(rows), width)),
        without_value=frozenset(at for at in scan.without_value if _value(rows, at) is None),
        percentages=frozenset(at for at in scan.percentages if type(_value(rows, at)) in (int, float)),
    )


def _put(cells: list[list[Any]], errors: tuple[tuple[int, int, str], ...]) -> None:
    for row, column, text in errors:
        while len(cells) <= row:
            cells.append([])
        cells[row].extend("" for _ in range(len(cells[row]), column + 1))
        cells[row][column] = text


def _plain_rows(cells: list[list[Any]]) -> tuple[list[Row], list[PlacedMoment]]:
    texts = Texts({"": None})
    rows: list[Row] = []
    moments: list[PlacedMoment] = []
    for number, row in enumerate(cells):
        plain = [
            texts[value]
            if (kind := type(value)) is str
            else value
            if kind is int or (kind is float and value - value == 0)
            else _uncommon(value)
            for value in row
        ]
        if any(type(value) is tuple for value in plain):
            moments += [(number, column, value) for column, value in enumerate(plain) if type(value) is tuple]
            plain = [value[0] if type(value) is tuple else value for value in plain]
        rows.append(_cut(plain))
    while rows and not rows[-1]:
        rows.pop()
    return rows, moments


def _uncommon(value: Any) -> Any:
    if isinstance(value, date | time | timedelta):
        return moment(value)
    return NOT_FINITE if isinstance(value, float) else value


def _cut(row: list[Any]) -> Row:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])


def _value(rows: list[Row], at: Position) -> object:
    row, column = at
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


def _merged(read: CalamineSheet) -> list[Area]:
    return [(*first, *last) for first, last in read.merged_cell_ranges or ()]


def _without_overlap(merged: Iterable[Area], rows: int, width: int) -> Iterator[Area]:
    """Cut at the sheet's edge, and each cell in one area at most, whatever the file says."""
    taken: set[Position] = set()
    left = 2 * rows * width
    for top, first, bottom, last in merged:
        bottom, last = min(bottom, rows - 1), min(last, width - 1)
        size = max(0, bottom - top + 1) * max(0, last - first + 1)
        left -= size
        if left < 0:
            return
        area = [(row, column) for row in range(top, bottom + 1) for column in range(first, last + 1)]
        if size > 1 and taken.isdisjoint(area):
            taken.update(area)
            yield top, first, bottom, last
