"""On paper: A4 landscape, one page wide, headings on every page, page numbers."""

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties

from reports.workbook.about import About
from reports.workbook.sheet import LINE_HEIGHT, Sheet, letter
from reports.workbook.styles import ACCENT
from reports.workbook.tables import BLOCK_ROW, HEADER_ROW
from reports.workbook.texts import in_header

A4 = 9
TAB_COLOUR = "B7C9CF"


def set_up(
    sheet: Sheet,
    about: About,
    frozen: str | None,
    last_column: int,
    accent: bool = False,
    repeat: bool = True,
) -> None:
    """How the sheet opens and how it prints."""
    page = sheet.worksheet
    page.sheet_view.showGridLines = False
    page.freeze_panes = frozen
    page.sheet_format.defaultRowHeight = LINE_HEIGHT
    page.sheet_format.customHeight = True
    page.sheet_format.customHeight = True
    sheet.fit_heights()
    page.sheet_properties.tabColor = ACCENT if accent else TAB_COLOUR
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_area = f"A1:{letter(last_column)}{sheet.last_row}"
    if repeat:
        page.print_title_rows = f"{BLOCK_ROW}:{HEADER_ROW}"
    margins = page.page_margins
    margins.left = margins.right = 0.35
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    _footer(sheet, about)


def _footer(sheet: Sheet, about: About) -> None:
    page: Any = sheet.worksheet
    header, footer = page.oddHeader, page.oddFooter
    header.left.text = in_header(about.region)
    header.right.text = in_header(about.plan)
    footer.left.text = in_header(about.subject)
    footer.center.text = f"revisie {about.revision} · {about.day}"
    footer.right.text = f"{sheet.title} · &P van &N"
    for part in (header.left, header.right, footer.left, footer.center, footer.right):
        part.size, part.font = 8, "Arial,Regular"
