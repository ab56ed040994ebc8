"""Headings, subtotals and totals of the sheet Begroting."""

from collections.abc import Callable

from budgets.wording import PRIORITY_TITLES
from reports.workbook.budget_lines import NO_PRIORITY
from reports.workbook.export import FIRST_ROW, STREAMS, Export
from reports.workbook.labels import without_pm
from reports.workbook.row_plan import Row
from reports.workbook.sheet import Sheet
from reports.workbook.sums import sum_alike, sum_of_cells, sum_of_range, sum_where
from reports.workbook.tables import change_cells, change_of, figure_row, label_row, section_row

MOST_SUBTOTALS = 150
"""So that a formula stays below the 8,192 characters that Excel takes."""

RowWriter = Callable[[Sheet, Export, Row], None]


def section(sheet: Sheet, export: Export, row: Row) -> None:
    section_row(sheet, row.number, row.key, export.budget.change.last)


def goal(sheet: Sheet, export: Export, row: Row) -> None:
    label_row(sheet, row.number, export.data.goal(row.key).title, "goal", export.budget.change.last)


def subtotal(sheet: Sheet, export: Export, row: Row) -> None:
    """Over the lines between the goal's heading and this row."""
    label = without_pm(export.result, row.figure, f"Subtotaal {export.data.goal(row.key).title}")
    label_row(sheet, row.number, label, "subtotal", export.budget.change.last)
    first = _rows_before(export, row.number)
    figure_row(
        sheet, export, row.number, row.figure, lambda c: sum_of_range(c, first, row.number - 1), "subtotal"
    )


def costs(sheet: Sheet, export: Export, row: Row) -> None:
    """The sum of the subtotals; of all rows with a priority or a dash where there are very many goals."""
    label_row(
        sheet,
        row.number,
        without_pm(export.result, row.figure, "Totaal kosten"),
        "total",
        export.budget.change.last,
    )
    rows = [found.number for found in export.rows.rows if found.kind == "subtotal"]
    lines = len(export.data.lines)
    first, last = export.rows.line_span

    def formula(column: str) -> str:
        if len(rows) > MOST_SUBTOTALS:
            return sum_where('"<>"', "D", column, first, last)
        return sum_of_cells([f"{column}{number}" for number in rows], lines)

    figure_row(sheet, export, row.number, row.figure, formula, "total")


def priority(sheet: Sheet, export: Export, row: Row) -> None:
    """The lines whose cell in the priority column says so."""
    key = row.key
    label = PRIORITY_TITLES[key] if key == "none" else f"Prioriteit {key}: {PRIORITY_TITLES[key].lower()}"
    label_row(
        sheet, row.number, without_pm(export.result, row.figure, label), "plain", export.budget.change.last
    )
    criterion = f'"{NO_PRIORITY}"' if key == "none" else key
    first, last = export.rows.line_span
    figure_row(sheet, export, row.number, row.figure, lambda c: sum_where(criterion, "D", c, first, last))


def cost_type(sheet: Sheet, export: Export, row: Row) -> None:
    """The lines whose cell in the column of cost types holds the text of this row's third cell."""
    label = export.cost_types[row.key]
    sheet.blank(row.number, range(1, export.budget.change.last + 1), "plain")
    sheet.text(row.number, 2, without_pm(export.result, row.figure, label))
    sheet.text(row.number, 3, label)
    first, last = export.rows.line_span
    figure_row(
        sheet, export, row.number, row.figure, lambda c: sum_alike(f"$C${row.number}", "C", c, first, last)
    )


def stream(sheet: Sheet, export: Export, row: Row) -> None:
    """What the sheet Dekking says."""
    number = export.data.stream_index[row.key]
    label_row(sheet, row.number, export.data.streams[number].title, "plain", export.budget.change.last)
    pairs = (
        (export.budget.base, export.streams.base, export.base),
        (export.budget.adjusted, export.streams.adjusted, export.result),
    )
    for here, there, result in pairs:
        for year, cents in enumerate(result.income_by_stream[row.key]):
            formula = f"={STREAMS}!{there.letter(year)}{FIRST_ROW + number}"
            sheet.formula(row.number, here.column(year), formula, cents)
    change_cells(sheet, export.budget, row.number, change_of(export, row.figure))


def income(sheet: Sheet, export: Export, row: Row) -> None:
    label_row(sheet, row.number, "Totaal baten", "total", export.budget.change.last)
    first = row.number - len(export.data.streams)
    figure_row(
        sheet, export, row.number, row.figure, lambda c: sum_of_range(c, first, row.number - 1), "total"
    )


def _rows_before(export: Export, number: int) -> int:
    """The first of the lines that end just above row ``number``."""
    first = number
    while export.rows.rows[first - 1 - FIRST_ROW].kind == "line":
        first -= 1
    return first


TOTALS: dict[str, RowWriter] = {
    "section": section,
    "goal": goal,
    "subtotal": subtotal,
    "costs": costs,
    "priority": priority,
    "cost_type": cost_type,
    "stream": stream,
    "income": income,
}
