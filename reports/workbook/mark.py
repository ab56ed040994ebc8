"""By what the workbook is known when it comes back: ids in hidden columns, and the hidden sheet Herkomst."""

from dataclasses import replace

from openpyxl import Workbook

from budgets.imports.mark import MARK_SHEET, Mark, id_heading, mark_rows
from reports.workbook.about import About
from reports.workbook.export import Export
from reports.workbook.sheet import Sheet, letter
from reports.workbook.styles import Styles
from reports.workbook.tables import HEADER_ROW

ID_WIDTH = 28.0


def write_mark(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """The sheet Herkomst: of what this is an export, and the budget as it was then."""
    sheet = Sheet(book, MARK_SHEET, styles)
    mark = replace(mark_of(export.about), base=export.data)
    for row, (name, value) in enumerate(mark_rows(mark), 1):
        sheet.text(row, 1, name, "loose", "bare")
        sheet.text(row, 2, value, "loose", "bare")
    sheet.widths({1: 16, 2: 80})
    sheet.worksheet.sheet_state = "hidden"
    return sheet


def mark_of(about: About) -> Mark:
    """Without the budget."""
    return Mark(
        region=about.region_slug,
        plan=about.plan_slug,
        revision=about.revision,
        edition=about.exported,
        exported_at=about.moment,
    )


def head_ids(sheet: Sheet, export: Export, column: int) -> None:
    """The heading of the column of ids, which tells where a copy of this table alone is from."""
    sheet.text(HEADER_ROW, column, id_heading(mark_of(export.about)), "loose", "header")
    sheet.widths({column: ID_WIDTH})
    sheet.worksheet.column_dimensions[letter(column)].hidden = True


def write_id(sheet: Sheet, row: int, column: int, kind: str, code: str) -> None:
    """What this row is, whatever becomes of its texts: "line:r5", "stream:BW"."""
    sheet.text(row, column, f"{kind}:{code}", "loose")
