"""The part styles.xml: what all sheets have in common, and the pages that they print on."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from reports.workbook.ods import pages
from reports.workbook.ods.looks import DEFAULT, text
from reports.workbook.ods.markup import document, element

LANGUAGE = {"fo:language": "nl", "fo:country": "NL"}


def styles(book: Workbook, conditional: Sequence[str]) -> str:
    """``conditional`` are the looks that cells have under a condition."""
    sheets = list(enumerate(book.worksheets, 1))
    layouts = [pages.page_layout(number, sheet) for number, sheet in sheets]
    masters = [pages.master_page(number, sheet) for number, sheet in sheets]
    header = pages.header_font(book.worksheets[0], _fonts(book)[0])
    return document(
        "office:document-styles",
        fonts(book),
        element("office:styles", None, *_standard(book), *conditional),
        element("office:automatic-styles", None, header, *layouts),
        element("office:master-styles", None, *masters),
    )


def fonts(book: Workbook) -> str:
    """The fonts by name; every part that uses one declares it."""
    names = sorted({str(font.name) for font in _fonts(book)})
    faces = [
        element("style:font-face", {"style:name": name, "svg:font-family": f"'{name}'"}) for name in names
    ]
    return element("office:font-face-decls", None, *faces)


def _standard(book: Workbook) -> tuple[str, str]:
    """What a cell is when nothing is said of it."""
    language = element("style:text-properties", LANGUAGE)
    attributes = {"style:name": DEFAULT, "style:family": "table-cell"}
    return (
        element("style:default-style", {"style:family": "table-cell"}, language),
        element("style:style", attributes, text(_fonts(book)[0])),
    )


def _fonts(book: Workbook) -> Sequence[Font]:
    """The standard font first; openpyxl has no other way to them."""
    internals: Any = book
    return list(internals._fonts)
