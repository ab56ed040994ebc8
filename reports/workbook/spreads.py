"""The sheet Verdeling over posten: an option that asks one amount of several lines, spread over them.

It is there only when there is such an option.  Amounts are in whole cents.
"""

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string

from budgets.wording import numbered_line
from reports.workbook import share_columns as at
from reports.workbook.export import SPREADS, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.spread_plan import SpreadBlock
from reports.workbook.styles import Styles
from reports.workbook.tables import HEADER_ROW, head, headings

NOTE = (
    "Tussenstap, in hele centen: vraagt een optie één bedrag van meer kostenposten, dan draagt elke post "
    "naar wat er vóór opties op staat. Overgebleven centen gaan naar de grootste rest, bij gelijke rest "
    "naar de eerste post."
)
TITLES = at.TITLES | {
    at.LINE: "Optie",
    at.OPTION: "Kostenpost",
    at.CLAIM: "Omvang",
    at.SHORT: "Te verdelen",
    at.TOTAL: "Samen",
    at.CLAIM_HIGH: "Omvang, miljoenen",
    at.SHORT_HIGH: "Te verdelen, miljoenen",
}
WIDTHS = {at.LINE: 40.0, at.YEAR: 7.0, at.OPTION: 40.0}
TEXTS = (at.LINE, at.OPTION)


def write_spreads(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """A block of rows per option and year, a row per line."""
    sheet = Sheet(book, SPREADS, styles)
    head(sheet, export, "Verdeling van een optie over posten", NOTE)
    titles = [(title, "text" if key in TEXTS else "wrapped") for key, title in TITLES.items()]
    headings(sheet, titles, len(titles))
    sheet.heights[HEADER_ROW] = 30
    for block in export.effects.spreads:
        _block(sheet, export, block)
    sheet.widths({column_index_from_string(key): WIDTHS.get(key, 14.0) for key in TITLES})
    set_up(sheet, export.about, "D6", len(titles))
    return sheet


def _block(sheet: Sheet, export: Export, block: SpreadBlock) -> None:
    asked = abs(block.asked) if any(block.weights) else 0
    values = at.values(asked, block.weights, [abs(part) for part in block.parts])
    for row, line in enumerate(block.lines, block.first):
        sheet.text(row, 1, export.data.options[block.option].title)
        sheet.number(row, 2, export.years[block.year])
        sheet.text(row, 3, numbered_line(export.data, export.data.lines[line].code), "spaced")
        formulas = at.formulas(row, block.first, block.last) | {
            at.CLAIM: f"=MAX(ROUND(100*{export.line_before(line, block.year)},0),0)",
            at.SHORT: f"=IF({at.TOTAL}{row}=0,0,ROUND({abs(block.whole)}*{export.part(block.option)},0))",
        }
        at.write(sheet, row, formulas, values[row - block.first])
