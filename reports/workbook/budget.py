"""The sheet Begroting: the printed layout, as budgeted and after the options that are on."""

from openpyxl import Workbook
from openpyxl.worksheet.properties import Outline

from reports.workbook.budget_lines import LineWriter
from reports.workbook.budget_outcome import OUTCOME
from reports.workbook.budget_totals import TOTALS
from reports.workbook.export import BUDGET, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.tables import (
    BLOCK_TITLES,
    NAME_WIDTH,
    PRIORITY_WIDTH,
    TYPE_WIDTH,
    head,
    headings,
    year_headings,
    year_widths,
)

NOTE = (
    "Bedragen in euro’s, getoond in hele euro’s; de cellen bevatten ook de centen. Blauwgroene "
    "bedragen zijn ingevoerd, donkere berekend. Opties zet u aan en uit op het blad Bijstellingen."
)


def write_budget(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """Goals with their lines and subtotals, totals, income, result and target."""
    sheet = Sheet(book, BUDGET, styles)
    head(sheet, export, f"Begroting {export.about.plan}", NOTE)
    _head_columns(sheet, export)
    lines = LineWriter(sheet, export)
    for row in export.rows.rows:
        if row.kind == "line":
            lines.write(row.number, row.key)
            sheet.outlined.add(row.number)
        elif row.kind != "space":
            WRITERS[row.kind](sheet, export, row)
    sheet.worksheet.sheet_format.outlineLevelRow = 1
    sheet.worksheet.sheet_properties.outlinePr = Outline(summaryBelow=True)
    set_up(sheet, export.about, frozen="C6", last_column=export.budget.change.last, accent=True)
    return sheet


def _head_columns(sheet: Sheet, export: Export) -> None:
    titles = [
        ("Nr.", "centre"),
        ("Doel en kostenpost", "loose"),
        ("Soort kosten", "loose"),
        ("Prio", "centre"),
    ]
    headings(sheet, titles, export.budget.change.last)
    base_title = "Begroot, geïndexeerd (€)" if export.indexed else BLOCK_TITLES[0]
    year_headings(sheet, list(zip(export.budget.all, (base_title, *BLOCK_TITLES[1:]), strict=True)))
    sheet.widths({1: 5, 2: NAME_WIDTH, 3: TYPE_WIDTH, 4: PRIORITY_WIDTH})
    year_widths(sheet, export.budget.all, export.amount_width)


WRITERS = TOTALS | OUTCOME
