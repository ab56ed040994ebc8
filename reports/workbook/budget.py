"""The sheet Begroting: the printed layout, as budgeted and after the options that are on."""

from openpyxl import Workbook
from openpyxl.worksheet.properties import Outline

from reports.workbook.budget_lines import LineWriter
from reports.workbook.budget_outcome import OUTCOME
from reports.workbook.budget_totals import TOTALS
from reports.workbook.columns import GAP_WIDTH
from reports.workbook.export import BUDGET, BUDGET_IDS, Export
from reports.workbook.mark import head_ids
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.structural import STRUCTURAL
from reports.workbook.styles import Styles
from reports.workbook.tables import (
    BLOCK_ROW,
    BLOCK_TITLES,
    HEADER_ROW,
    NAME_WIDTH,
    PRIORITY_WIDTH,
    TYPE_WIDTH,
    head,
    headings,
    year_headings,
    year_widths,
)

NOTES_WIDTH = 60.0
NOTE = (
    "Bedragen in euro’s, getoond in hele euro’s; de cellen bevatten ook de centen. Blauwgroene "
    "bedragen zijn ingevoerd, donkere berekend. Opties zet u aan en uit op het blad Bijstellingen, "
    "indexering en taakstelling wijzigt u op Uitgangspunten."
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
    head_ids(sheet, export, BUDGET_IDS)
    year_headings(sheet, list(zip(export.budget.all, BLOCK_TITLES, strict=True)))
    sheet.widths({1: 5, 2: NAME_WIDTH, 3: TYPE_WIDTH, 4: PRIORITY_WIDTH})
    year_widths(sheet, export.budget.all, export.amount_width)
    _head_notes(sheet, export.line_notes)


def _head_notes(sheet: Sheet, column: int) -> None:
    """Beside the printed table: on paper there is no room for it, and wrapped it would stretch the rows."""
    for row in (BLOCK_ROW, HEADER_ROW):
        sheet.blank(row, range(column, column + 1), "header")
    sheet.text(HEADER_ROW, column, "Toelichting", "loose", "header")
    sheet.widths({column - 1: GAP_WIDTH, column: NOTES_WIDTH})


WRITERS = TOTALS | OUTCOME | STRUCTURAL
