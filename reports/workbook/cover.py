"""The sheet Dekking per post: which stream pays what of each cost line, and what each stream has left."""

from openpyxl import Workbook

from reports.workbook.cover_lines import LineCoverWriter
from reports.workbook.cover_totals import CoverTotals
from reports.workbook.export import COVER, FIRST_ROW, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet, letter
from reports.workbook.styles import Styles
from reports.workbook.tables import (
    BLOCK_ROW,
    BLOCK_TITLES,
    HEADER_ROW,
    head,
    headings,
    label_row,
    section_row,
    year_headings,
    year_widths,
)

NOTE = (
    "Bedragen in euro’s. Per kostenpost wie haar betaalt; wat geen stroom betaalt, is voor de algemene "
    "middelen. Onderaan staat wat er van elke stroom overblijft."
)
PAYER_WIDTH, SHARE_WIDTH, STEP_WIDTH = 48.0, 23.0, 15.0


def write_cover(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """Only where ``export.cover`` says which rows there are."""
    plan = export.cover
    assert plan is not None
    sheet = Sheet(book, COVER, styles)
    head(sheet, export, "Dekking per post", NOTE)
    last = export.cover_blocks.change.last
    weight = last + 3
    lines = LineCoverWriter(sheet, export, weight)
    _headings(sheet, export, lines, weight)
    section_row(sheet, FIRST_ROW, "Wie betaalt welke kostenpost", last)
    for code, row in plan.goals:
        label_row(sheet, row, export.data.goal(code).title, "goal", last)
    for rows in plan.lines:
        lines.write(rows)
    totals = CoverTotals(sheet, export, plan)
    totals.costs()
    section_row(sheet, plan.heading, "Wat er van elke stroom overblijft", last)
    for number, stream in enumerate(export.data.streams):
        label_row(sheet, plan.streams[number], stream.title, "goal", last)
        totals.stream(number, letter(weight - 1))
    totals.general()
    set_up(sheet, export.about, "C6", last)
    return sheet


def _headings(sheet: Sheet, export: Export, lines: LineCoverWriter, weight: int) -> None:
    """Behind the blocks stand the steps of the division, which are not printed."""
    blocks, years = export.cover_blocks, len(export.years)
    last = lines.steps(1, years - 1)[1] if years else weight
    headings(sheet, [("Nr.", "centre"), ("Kostenpost en wie betaalt", "loose"), ("Deel", "loose")], last)
    year_headings(sheet, list(zip(blocks.all, BLOCK_TITLES, strict=True)))
    sheet.text(BLOCK_ROW, weight - 1, "Tussenstappen bij het verdelen, in hele centen", "loose", "header")
    sheet.text(HEADER_ROW, weight - 1, "Stroom", "wrapped", "header")
    sheet.text(HEADER_ROW, weight, "Gewicht", "wrapped", "header")
    for block, title in enumerate(("begroot", "bijgesteld")):
        for year, number in enumerate(export.years):
            for column, step in zip(lines.steps(block, year), ("deel", "rest"), strict=True):
                sheet.text(HEADER_ROW, column, f"{title} {number}, {step}", "wrapped", "header")
    sheet.heights[HEADER_ROW] = 30
    sheet.widths({1: 5, 2: PAYER_WIDTH, 3: SHARE_WIDTH})
    year_widths(sheet, blocks.all, export.amount_width)
    sheet.widths(dict.fromkeys(range(weight - 1, last + 1), STEP_WIDTH))
