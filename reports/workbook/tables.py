"""What all tables have in common: the head of a sheet and rows of formulas over the three blocks."""

from collections.abc import Callable, Sequence

from budgets.engine import difference
from reports.workbook.columns import GAP_WIDTH, Blocks, YearColumns
from reports.workbook.export import Export
from reports.workbook.sheet import Sheet
from reports.workbook.text_width import lines_needed
from reports.workbook.texts import clean

BLOCK_ROW, HEADER_ROW = 4, 5
TITLE_HEIGHT, SECTION_HEIGHT = 24.0, 20.0
NAME_WIDTH, TYPE_WIDTH, PRIORITY_WIDTH = 44.0, 17.5, 5.0
LABEL_WIDTH = NAME_WIDTH + TYPE_WIDTH + PRIORITY_WIDTH
CHANGES = {"cents": "change_cents", "part_whole": "part_change"}
"""How a change looks beside amounts of another look than whole euros."""
BLOCK_TITLES = ("Begroot (€)", "Bijgesteld (€)", "Verschil (€)")


def head(sheet: Sheet, export: Export, title: str, note: str) -> None:
    """The three rows above a table: what, of what, and how to read it."""
    sheet.text(1, 1, title, "loose", "title")
    sheet.text(2, 1, export.about.edition, "loose", "note")
    sheet.text(3, 1, note, "loose", "note")
    sheet.heights[1] = TITLE_HEIGHT


def headings(sheet: Sheet, titles: Sequence[tuple[str, str]], last: int, row: int = HEADER_ROW) -> None:
    """The headings of the descriptive columns, each with its role, up to column ``last``."""
    for each in (row - 1, row):
        sheet.blank(each, range(1, last + 1), "header")
    for column, (title, role) in enumerate(titles, 1):
        sheet.text(row, column, title, role, "header")


def year_headings(sheet: Sheet, blocks: Sequence[tuple[YearColumns, str]], row: int = HEADER_ROW) -> None:
    """The titles of blocks of years with the years beneath, as numbers."""
    for block, title in blocks:
        sheet.text(row - 1, block.first, title, "centre", "header")
        if block.last > block.first:
            span = f"{block.letter(0)}{row - 1}:{block.letter(len(block.years) - 1)}{row - 1}"
            sheet.worksheet.merged_cells.add(span)
        for year, number in enumerate(block.years):
            sheet.number(row, block.column(year), number, "year", "header")


def year_widths(sheet: Sheet, blocks: Sequence[YearColumns], width: float) -> None:
    columns = {block.column(year): width for block in blocks for year in range(len(block.years))}
    sheet.widths(columns | {block.gap: GAP_WIDTH for block in blocks[:-1]})


def figure_row(
    sheet: Sheet,
    export: Export,
    row: int,
    figure: str,
    formula: Callable[[str], str],
    band: str = "plain",
    role: str = "whole",
) -> None:
    """A figure of the engine as budgeted and as adjusted: the same formula for every column letter."""
    for block, result in ((export.budget.base, export.base), (export.budget.adjusted, export.result)):
        for year, cents in enumerate(result.figure(figure)):
            sheet.formula(row, block.column(year), formula(block.letter(year)), cents, role, band)
    change_cells(sheet, export.budget, row, change_of(export, figure), band, role)


def change_of(export: Export, figure: str) -> Sequence[int]:
    """What the options change in a figure, per year."""
    return difference(export.result, export.base, figure)


def change_cells(
    sheet: Sheet, blocks: Blocks, row: int, changes: Sequence[int], band: str = "plain", role: str = "whole"
) -> None:
    """Adjusted minus budgeted; N() takes "p.m." and "–" as nothing."""
    look = CHANGES.get(role, "change")
    for year, cents in enumerate(changes):
        formula = f"=ROUND(N({blocks.adjusted.letter(year)}{row})-N({blocks.base.letter(year)}{row}),2)"
        sheet.formula(row, blocks.change.column(year), formula, cents, look, band)


def section_row(sheet: Sheet, row: int, title: str, last: int) -> None:
    """The heading of a part of a sheet."""
    sheet.blank(row, range(1, last + 1), "section")
    sheet.text(row, 1, title, "loose", "section")
    sheet.heights[row] = SECTION_HEIGHT


def label_row(sheet: Sheet, row: int, label: str, band: str, last: int) -> None:
    """A row that is one band from side to side; its label may run on over the empty cells beside it."""
    sheet.blank(row, range(1, last + 1), band)
    fits = lines_needed(clean(label), LABEL_WIDTH, bold=True) == 1
    sheet.text(row, 2, label, "loose" if fits else "text", band)
