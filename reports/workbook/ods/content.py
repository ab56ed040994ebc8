"""The part content.xml: the sheets with their styles, what may be typed in them, and the names of ranges."""

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname

from reports.workbook.cells import Grid
from reports.workbook.ods.automatic import AutomaticStyles
from reports.workbook.ods.formulas import reference
from reports.workbook.ods.marks import MarkReader
from reports.workbook.ods.markup import document, element
from reports.workbook.ods.pages import page_name
from reports.workbook.ods.styles_part import fonts
from reports.workbook.ods.tables import table

AS_EXCEL = {
    "table:case-sensitive": False,
    "table:search-criteria-must-apply-to-whole-cell": True,
    "table:automatic-find-labels": False,
    "table:use-regular-expressions": False,
    "table:use-wildcards": True,
}
"""How formulas compare texts."""
TABLES = "<!--tables-->"
"""No text of anybody can be this: in those every < is escaped."""


def content(book: Workbook, grids: Sequence[Grid], marks: MarkReader) -> Iterator[bytes]:
    """Piece by piece, as a large budget makes a large part; ``marks`` keeps what other parts must say."""
    styles = AutomaticStyles(book)
    tables = [
        piece.encode()
        for number, (sheet, grid) in enumerate(zip(book.worksheets, grids, strict=True), 1)
        for piece in table(sheet, grid, marks.read(sheet), styles, page_name(number))
    ]
    before, _, after = _frame(book, styles, marks).partition(TABLES)
    yield before.encode()
    yield from tables
    yield after.encode()


def _frame(book: Workbook, styles: AutomaticStyles, marks: MarkReader) -> str:
    """The part with one mark where the sheets come."""
    calculation = element("table:calculation-settings", AS_EXCEL)
    validations = element("table:content-validations", None, *marks.validations) if marks.validations else ""
    spreadsheet = element("office:spreadsheet", None, calculation, validations, TABLES, _names(book))
    return document(
        "office:document-content",
        fonts(book),
        element("office:automatic-styles", None, styles.markup()),
        element("office:body", None, spreadsheet),
    )


def _names(book: Workbook) -> str:
    """The named ranges."""
    first = quote_sheetname(book.worksheets[0].title)
    ranges = [
        {
            "table:name": name,
            "table:base-cell-address": f"${first}.$A$1",
            "table:cell-range-address": reference(found.attr_text),
        }
        for name, found in book.defined_names.items()
    ]
    named = [element("table:named-range", attributes) for attributes in ranges]
    return element("table:named-expressions", None, *named) if named else ""
