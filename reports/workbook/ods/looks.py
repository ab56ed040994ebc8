"""How a cell looks, from openpyxl's words for it: font, lines, fill, alignment."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.styleable import StyleableObject

from reports.workbook.ods.markup import element

DEFAULT = "Default"
"""The style of a cell without one; its name is fixed."""
INDENT = 0.1165
"""Inches per step, as LibreOffice takes an indent in an .xlsx file."""
SIDES = ("left", "right", "top", "bottom")
LINES = {"hair": "0.06pt solid", "thin": "0.74pt solid", "medium": "1.76pt solid", "double": "1.76pt double"}
DOUBLE = "0.0071in 0.0102in 0.0071in"
"""Inner line, distance, outer line."""
HORIZONTAL = {"left": "start", "center": "center", "right": "end"}
VERTICAL = {"top": "top", "center": "middle", "bottom": "bottom"}


def cell_style(name: str, look: StyleableObject, number_style: str | None, *maps: str) -> str:
    """A style for cells in a sheet; ``maps`` say when they look otherwise."""
    attributes = {
        "style:name": name,
        "style:family": "table-cell",
        "style:parent-style-name": DEFAULT,
        "style:data-style-name": number_style,
    }
    found: Any = look  # its parts are stand-ins, which the types do not take for the parts themselves
    properties = _cell(found.border, found.fill, found.alignment), _paragraph(found.alignment)
    return element("style:style", attributes, *properties, text(found.font), *maps)


def conditional_style(name: str, look: DifferentialStyle) -> str:
    """What changes in a cell where a condition holds: its text, no more than that."""
    if look.fill or look.border or look.numFmt or look.alignment or not look.font:
        raise ValueError("only the font can depend on a condition")
    attributes = {"style:name": name, "style:family": "table-cell", "style:parent-style-name": DEFAULT}
    return element("style:style", attributes, text(look.font))


def text(font: Font) -> str:
    """Only what ``font`` says; the rest is as in the style that it builds on."""
    attributes = {
        "style:font-name": font.name,
        "fo:font-size": f"{font.sz:g}pt" if font.sz else None,
        "fo:font-weight": "bold" if font.b else None,
        "fo:font-style": "italic" if font.i else None,
        "fo:color": colour(font.color) if font.color else None,
    }
    return element("style:text-properties", attributes)


def colour(found: Any) -> str:
    """``#0f5c70`` for openpyxl's 000F5C70.  Raises ``ValueError`` for a colour of a theme."""
    if found.type != "rgb":
        raise ValueError("a colour of a theme is not translated")
    return f"#{found.rgb[-6:].lower()}"


def _cell(border: Border, fill: PatternFill, alignment: Alignment) -> str:
    attributes: dict[str, object] = {
        "fo:background-color": colour(fill.fgColor) if fill.fill_type == "solid" else None,
        "fo:wrap-option": "wrap" if alignment.wrap_text else None,
        "style:vertical-align": VERTICAL.get(alignment.vertical or ""),
        "style:text-align-source": "fix" if alignment.horizontal in HORIZONTAL else None,
    }
    for name in SIDES:
        side: Side | None = getattr(border, name)
        if side is not None and side.style:
            attributes[f"fo:border-{name}"] = f"{LINES[side.style]} {colour(side.color)}"
            if side.style == "double":
                attributes[f"style:border-line-width-{name}"] = DOUBLE
    return element("style:table-cell-properties", attributes)


def _paragraph(alignment: Alignment) -> str:
    if alignment.horizontal not in HORIZONTAL:
        return ""
    attributes = {
        "fo:text-align": HORIZONTAL[alignment.horizontal],
        "fo:margin-left": f"{alignment.indent * INDENT:.4f}in" if alignment.indent else None,
    }
    return element("style:paragraph-properties", attributes)
