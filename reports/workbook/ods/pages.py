"""How each sheet prints: paper, margins, fitting, header and footer."""

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.styles import Font
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.ods.looks import colour
from reports.workbook.ods.markup import element

A4 = 9
SHORT, LONG = "210mm", "297mm"
HEADER_FONT = "HeaderFont"
ORDINARY_SIZE = 10
FIELDS = {
    "&P": element("text:page-number", None, "1"),
    "&N": element("text:page-count", None, "1"),
    "&&": "&amp;",
}
CODE = re.compile("(&.)", re.DOTALL)
REGIONS = ("left", "center", "right")


def page_name(number: int) -> str:
    """Of the sheet with this number."""
    return f"Page{number}"


def page_layout(number: int, sheet: Worksheet) -> str:
    """Paper and margins.  Raises ``ValueError`` for paper other than A4."""
    setup, margins = sheet.page_setup, sheet.page_margins
    if int(setup.paperSize or A4) != A4:
        raise ValueError("only A4 is translated")
    wide = setup.orientation == "landscape"
    attributes = {
        "fo:page-width": LONG if wide else SHORT,
        "fo:page-height": SHORT if wide else LONG,
        "style:print-orientation": setup.orientation or "portrait",
        "fo:margin-left": f"{margins.left:g}in",
        "fo:margin-right": f"{margins.right:g}in",
        "fo:margin-top": f"{margins.header:g}in",
        "fo:margin-bottom": f"{margins.footer:g}in",
        "style:first-page-number": "continue",
        "style:print": "charts drawings objects zero-values",
    } | _scale(sheet)
    size = _text_height(sheet)
    return element(
        "style:page-layout",
        {"style:name": f"Layout{number}"},
        element("style:page-layout-properties", attributes),
        _room("header", margins.top - margins.header, size, "bottom"),
        _room("footer", margins.bottom - margins.footer, size, "top"),
    )


def master_page(number: int, sheet: Worksheet) -> str:
    """The page of one sheet with what stands above and below it."""
    attributes = {
        "style:name": page_name(number),
        "style:display-name": sheet.title,
        "style:page-layout-name": f"Layout{number}",
    }
    page: Any = sheet
    return element(
        "style:master-page",
        attributes,
        element("style:header", None, *_regions(page.oddHeader)),
        element("style:footer", None, *_regions(page.oddFooter)),
    )


def header_font(sheet: Worksheet, standard: Font) -> str:
    """The style of the text of headers and footers, which is alike on all pages."""
    attributes = {
        "style:font-name": str(next(_said(sheet, "font"), standard.name)).partition(",")[0],
        "fo:font-size": f"{_text_height(sheet):g}pt",
        "fo:color": colour(standard.color),
    }
    properties = element("style:text-properties", attributes)
    return element("style:style", {"style:name": HEADER_FONT, "style:family": "text"}, properties)


def _text_height(sheet: Worksheet) -> float:
    """In points."""
    return float(next(_said(sheet, "size"), ORDINARY_SIZE))


def _said(sheet: Worksheet, what: str) -> Iterator[Any]:
    """What the parts of header and footer say of their text."""
    page: Any = sheet
    for item in (page.oddHeader, page.oddFooter):
        for region in REGIONS:
            if found := getattr(getattr(item, region), what):
                yield found


def _scale(sheet: Worksheet) -> dict[str, object]:
    """Pages wide and high; 0 is as many as it takes."""
    fits = sheet.sheet_properties.pageSetUpPr
    if fits is None or not fits.fitToPage:
        return {}
    setup = sheet.page_setup
    sides = {"style:scale-to-X": setup.fitToWidth, "style:scale-to-Y": setup.fitToHeight}
    return {name: int(pages) for name, pages in sides.items() if pages and int(pages)}


def _room(kind: str, room: float, text: float, side: str) -> str:
    """``room`` in inches, of which the text takes ``text`` points at the edge of the page."""
    attributes = {
        "fo:min-height": f"{room:.4f}in",
        "fo:margin-left": "0in",
        "fo:margin-right": "0in",
        f"fo:margin-{side}": f"{max(room - text / 72, 0):.4f}in",
    }
    properties = element("style:header-footer-properties", attributes)
    return element(f"style:{kind}-style", None, properties)


def _regions(item: HeaderFooterItem) -> list[str]:
    found = [(name, getattr(item, name).text) for name in REGIONS]
    return [element(f"style:region-{name}", None, _paragraph(text)) for name, text in found if text]


def _paragraph(text: str) -> str:
    words = "".join(_part(part) for part in CODE.split(text))
    return element("text:p", None, element("text:span", {"text:style-name": HEADER_FONT}, words))


def _part(part: str) -> str:
    if not part.startswith("&"):
        return escape(part)
    if part not in FIELDS:
        raise ValueError(f"not translated in a header: {part}")
    return FIELDS[part]
