"""What was recognised: each sheet with its first rows, what a column holds and what a row is, and why."""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass

from budgets.actions.imports import Made
from budgets.imports.book import Sheet, address
from budgets.imports.content import ReadRow
from budgets.imports.findings import CellFinding, Severity
from budgets.imports.mapping import ColumnRole, Part, RowKind, TableMapping
from reports.imports.cell_text import cell_text
from reports.imports.columns import ColumnChoice, column_choices, shown_columns
from reports.imports.words import KIND_TITLES, PART_TITLES, UNIT_TITLES, recognised_words

ROWS_SHOWN, MORE_ROWS, ROWS_WITH_FINDING = 15, 200, 40
HEADERS_OFFERED = 30
Choices = list[tuple[str, str, bool]]
"""Value, title, and whether it is chosen."""


@dataclass(frozen=True, slots=True)
class RowView:
    """``index`` counts from 0, ``number`` from 1.  ``kinds`` is empty where a row cannot be anything."""

    index: int
    number: int
    css: str
    kind: str
    kinds: Choices
    cells: list[tuple[str, str]]
    """Class and text."""
    reason: str
    said: list[str]
    """What is wrong with it; of a total that stands with the control of the totals."""


@dataclass(frozen=True, slots=True)
class SheetView:
    place: int
    name: str
    used: bool
    hidden: bool
    size: str
    recognised: str = ""
    columns: tuple[ColumnChoice, ...] = ()
    rows: tuple[RowView, ...] = ()
    left_out: int = 0
    columns_left_out: int = 0
    parts: Choices | None = None
    units: Choices | None = None
    header_first: Choices | None = None
    header_last: Choices | None = None


def sheet_views(made: Made, years: tuple[int, ...], most: int = ROWS_SHOWN) -> list[SheetView]:
    """The sheets of the file in their order; those that are not used with their name only."""
    found = []
    for place, sheet in enumerate(made.book.sheets):
        table = made.mapping.table(sheet.name)
        if table is None:
            found.append(SheetView(place, sheet.name, used=False, hidden=sheet.hidden, size=_size(sheet)))
        else:
            found.append(_used(made, years, place, sheet, table, most))
    return found


def _used(
    made: Made, years: tuple[int, ...], place: int, sheet: Sheet, table: TableMapping, most: int
) -> SheetView:
    said = _said(made.preview.findings, sheet.name)
    rows = {row.row - 1: row for row in made.preview.content.rows if row.sheet == sheet.name}
    chosen = _chosen_rows(sheet, table, said, most)
    columns, hidden = shown_columns(sheet, table, chosen)
    first, last = table.header
    return SheetView(
        place,
        sheet.name,
        used=True,
        hidden=sheet.hidden,
        size=_size(sheet),
        recognised=recognised_words(rows.values()),
        columns=column_choices(made, sheet, table, columns, years),
        rows=tuple(_row(sheet, table, columns, index, rows.get(index), said) for index in chosen),
        left_out=len(sheet.rows) - len(chosen),
        columns_left_out=hidden,
        parts=[(part.value, PART_TITLES[part], part is table.part) for part in Part],
        units=[(str(unit), title, unit == table.unit) for unit, title in UNIT_TITLES.items()],
        header_first=[("0", "geen", first < 0), *_header_rows(sheet, first)],
        header_last=_header_rows(sheet, last),
    )


def _size(sheet: Sheet) -> str:
    rows = len(sheet.rows)
    return "leeg" if not rows else f"{rows} {'rij' if rows == 1 else 'rijen'}"


def _header_rows(sheet: Sheet, chosen: int) -> Choices:
    most = min(len(sheet.rows), max(HEADERS_OFFERED, chosen + 1))
    return [(str(row + 1), str(row + 1), row == chosen) for row in range(most)]


def _said(findings: tuple[CellFinding, ...], sheet: str) -> dict[int, list[CellFinding]]:
    """By row (from 0) what was found in it."""
    found: dict[int, list[CellFinding]] = {}
    for finding in findings:
        digits = finding.address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if finding.sheet == sheet and digits.isdigit():
            found.setdefault(int(digits) - 1, []).append(finding)
    return found


def _chosen_rows(
    sheet: Sheet, table: TableMapping, said: Dictionary[int, list[CellFinding]], most: int
) -> list[int]:
    """The header with a few rows above it, the first rows below it, and those of which something is said."""
    start = max(0, table.header[0] - 3)
    first = range(start, min(len(sheet.rows), max(0, table.header[1] + 1) + most))
    worst = sorted(said, key=lambda row: (all(f.severity is Severity.NOTE for f in said[row]), row))
    asked = [row for row in worst if row < len(sheet.rows) and row not in first][:ROWS_WITH_FINDING]
    return sorted({*first, *asked})


def _row(
    sheet: Sheet,
    table: TableMapping,
    columns: list[int],
    index: int,
    read: ReadRow | None,
    said: Dictionary[int, list[CellFinding]],
) -> RowView:
    first, last = table.header
    is_header, above = first <= index <= last, index <= last
    kind = read.kind if read is not None else RowKind.SKIP
    found = said.get(index, [])
    wrong = {finding.address for finding in found if finding.severity is not Severity.NOTE}
    return RowView(
        index,
        index + 1,
        css="is-header" if is_header else "is-above" if above else f"is-{kind}",
        kind="kop" if is_header else "boven de kop" if above else "",
        kinds=[] if above else _kinds(dict(table.rows).get(index), kind),
        cells=[_cell(sheet, table, index, column, wrong, plain=above) for column in columns],
        reason="" if read is None or above else read.reason,
        said=[] if kind is RowKind.CONTROL else [f.message for f in found if f.severity is not Severity.NOTE],
    )


def _kinds(overruled: RowKind | None, kind: RowKind) -> Choices:
    """The first is what the application makes of it; the rest is what somebody may say instead."""
    by_itself = "laat herkennen" if overruled else KIND_TITLES[kind]
    others = [each for each in RowKind if overruled or each is not kind]
    return [
        ("", by_itself, overruled is None),
        *((each.value, KIND_TITLES[each], each is overruled) for each in others),
    ]


def _cell(
    sheet: Sheet, table: TableMapping, row: int, column: int, wrong: set[str], *, plain: bool
) -> tuple[str, str]:
    role = next((each.role for each in table.columns if each.index == column), ColumnRole.SKIP)
    amount = role in (ColumnRole.COSTS, ColumnRole.INCOME)
    text = cell_text(
        sheet.value(row, column), amount=amount and not plain, percent=(row, column) in sheet.percentages
    )
    css = ["money"] if amount else []
    css += ["is-skipped"] if role is ColumnRole.SKIP else []
    css += ["is-wrong"] if address(row, column) in wrong else []
    return " ".join(css), text
