"""A workbook read with a mapping: what it says, and what is to be said of it."""

from collections.abc import Sequence

from budgets.dutch_numbers import period
from budgets.imports.book import Book
from budgets.imports.content import Content
from budgets.imports.mapping import ColumnRole, Mapping, Part, RowKind
from budgets.imports.recognition.checks import check_table
from budgets.imports.recognition.controls import control_rows
from budgets.imports.recognition.notices import Notices
from budgets.imports.recognition.read_table import ReadTable, read_table
from budgets.imports.recognition.table_layout import Layout, lay_out
from budgets.imports.recognition.words import plain

NO_ROWS = "onder de koppen is geen enkele rij met een naam en bedragen gelezen"


def interpret(book: Book, mapping: Mapping, years: tuple[int, ...]) -> Content:
    """Rows, control totals and findings, for a plan of these years; errors are findings too."""
    notices = Notices()
    tables = _read(lay_out(book, mapping, years, notices))
    for table in tables:
        check_table(table, notices)
    rows = tuple(row for table in tables for row in table.rows)
    if tables and not any(row.kind in (RowKind.LINE, RowKind.STREAM) for row in rows):
        notices.error("no_rows", NO_ROWS, tables[0].sheet_name)
    controls = control_rows(tables, notices)
    cost_years = _years(tables, RowKind.LINE)
    if cost_years and (missing := [year for year in years if year not in cost_years]):
        notices.note("years_missing", _said_missing(missing))
    return Content(
        rows=rows,
        controls=controls,
        fields=_fields(tables),
        cost_years=cost_years,
        income_years=_years(tables, RowKind.STREAM),
        findings=notices.all(),
    )


def _said_missing(years: Sequence[int]) -> str:
    if len(years) > 1:
        return f"Van de jaren {period(years)} is in dit bestand niets gelezen; zij blijven zoals zij zijn."
    return f"Van het jaar {years[0]} is in dit bestand niets gelezen; het blijft zoals het is."


def _read(layouts: Sequence[Layout]) -> list[ReadTable]:
    """In the order of the mapping; but income is read first, because other sheets may repeat it."""
    income = {id(each): read_table(each) for each in layouts if each.table.part is Part.INCOME}
    streams = {
        key
        for table in income.values()
        for _, row in table.of_kind(RowKind.STREAM)
        for key in (row.id, plain(row.label))
        if key
    }
    several = sum(each.table.part is Part.COSTS for each in layouts) > 1
    return [
        income.get(id(each)) or read_table(each, each.sheet.name if several else "", streams)
        for each in layouts
    ]


def _fields(tables: Sequence[ReadTable]) -> frozenset[str]:
    """The roles of the columns that are read; goals too where rows name them."""
    found = {str(column.role) for table in tables for column in table.layout.table.columns}
    if any(row.goal for table in tables for _, row in table.of_kind(RowKind.LINE, RowKind.GOAL)):
        found.add(str(ColumnRole.GOAL))
    return frozenset(found - {str(ColumnRole.SKIP)})


def _years(tables: Sequence[ReadTable], kind: RowKind) -> tuple[int, ...]:
    """The years for which the columns of these rows are there."""
    found: set[int] = set()
    for table in tables:
        layout = table.layout
        own = layout.costs if kind is RowKind.LINE else layout.income
        there = any(placed.kind is kind for placed in table.placed)
        if layout.mixed or there:
            found.update(year for year, _ in (own or (*layout.costs, *layout.income)))
    return tuple(sorted(found))
