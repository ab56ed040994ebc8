"""How cells look: one accent, sums under a dark rule, the verdict under a double one.

A look is made of a role (what is in the cell) and a band (which kind of row it
is in).  openpyxl works out a style in many steps; doing that once per look and
not once per cell makes 10,000 lines bearable.
"""

from dataclasses import dataclass
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

ACCENT = "0F5C70"
INK = "1F2933"
MUTED = "66727F"
RULE = "3B4A54"
HAIRLINE = "DCE2E6"
PALE = "EDF3F5"
SWITCH_FILL = "FFF4CC"
SWITCH_EDGE = "C9A227"
FONT_NAME = "Arial"

WHOLE = "#,##0;\u2212#,##0"
CENTS = "#,##0.00;\u2212#,##0.00"
EURO = {WHOLE: '"€ "#,##0;"€ "\u2212#,##0', CENTS: '"€ "#,##0.00;"€ "\u2212#,##0.00'}
"""Totals also show the currency; in every row it would be noise."""
RATE = "0.00%;\u22120.00%"
FACTOR = "0.0000"
CHANGE = "+#,##0;\u2212#,##0;0"  # a dash is kept for an amount that the source does not give
CHANGE_CENTS = "+#,##0.00;\u2212#,##0.00;0"
SAVING_CENTS = "#,##0.00;\u2212#,##0.00;0"
SAVING = "#,##0;\u2212#,##0;0"
COUNT = "#,##0"


Rule = Literal["hair", "thin", "medium", "double"]


@dataclass(frozen=True, slots=True)
class Role:
    """What is in the cell."""

    number_format: str = "General"
    side: str = "left"
    typed: bool = False
    """Typed amounts wear the accent, calculated ones are dark."""
    chosen: bool = False
    """A cell that is there to be changed: yellow, with an edge."""
    wrap: bool = False
    indent: int = 0
    italic: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Which kind of row the cell is in."""

    bold: bool = False
    size: int = 10
    colour: str = INK
    fill: str | None = None
    top: Rule | None = None
    bottom: Rule | None = None
    edge: str = RULE


ROLES = {
    "text": Role(wrap=True),
    "loose": Role(),
    "spaced": Role(wrap=True, indent=1),
    "spaced_loose": Role(indent=1),
    "part": Role(wrap=True, indent=1, muted=True),
    "part_whole": Role(WHOLE, "right", muted=True),
    "part_change": Role(CHANGE, "right", muted=True),
    "centre": Role(side="center"),
    "typed": Role(WHOLE, "right", typed=True),
    "typed_cents": Role(CENTS, "right", typed=True),
    "whole": Role(WHOLE, "right"),
    "cents": Role(CENTS, "right"),
    "saving_cents": Role(SAVING_CENTS, "right"),
    "saving": Role(SAVING, "right"),
    "change": Role(CHANGE, "right"),
    "change_cents": Role(CHANGE_CENTS, "right"),
    "typed_change": Role(CHANGE_CENTS, "right", typed=True),
    "year": Role("0", "right"),
    "year_left": Role("0"),
    "wrapped": Role(side="right", wrap=True),
    "count": Role(COUNT, "right"),
    "missing": Role(side="right", muted=True),
    "rate": Role(RATE, "right"),
    "typed_rate": Role(RATE, "right", typed=True),
    "factor": Role(FACTOR, "right"),
    "switch": Role("0", "center", chosen=True),
    "choose_rate": Role(RATE, "right", chosen=True),
    "choose_cents": Role(SAVING_CENTS, "right", chosen=True),
    "choose_year": Role("0", "center", chosen=True),
    "choose_text": Role("@", chosen=True, wrap=True, indent=1),
    "verdict": Role(side="right", italic=True),
    "aside": Role(wrap=True, italic=True, muted=True),
}
BANDS = {
    "plain": Band(bottom="hair", edge=HAIRLINE),
    "bare": Band(),
    "title": Band(bold=True, size=16, colour=ACCENT),
    "note": Band(size=9, colour=MUTED),
    "header": Band(bold=True, colour="FFFFFF", fill=ACCENT),
    "section": Band(bold=True, size=12, colour=ACCENT, bottom="medium", edge=ACCENT),
    "goal": Band(bold=True, colour=ACCENT, fill=PALE),
    "subtotal": Band(bold=True, top="thin"),
    "bold": Band(bold=True),
    "total": Band(bold=True, fill=PALE, top="medium"),
    "final": Band(bold=True, fill=PALE, top="thin", bottom="double"),
}


UPRIGHT = {"header": "center", "title": "center", "section": "bottom"}


def set_standard_font(book: Workbook) -> None:
    """The font that column widths are measured in; without this it is one that not every machine has."""
    font = Font(name=FONT_NAME, size=10, color=INK)
    internals: Any = book
    internals._fonts = IndexedList([font])
    internals._named_styles["Normal"].font = font


class Styles:
    """The looks of one workbook, each made when it is first asked for."""

    def __init__(self, sheet: Worksheet) -> None:
        self._workshop = sheet
        self._made: dict[tuple[str, str, bool], int] = {}

    def look(self, role: str, band: str, quoted: bool = False) -> int:
        """The number of a look in the workbook.

        ``quoted`` marks text that must stay text when somebody edits its cell.
        """
        made = self._made.get((role, band, quoted))
        if made is None:
            cell = self._choose(role) if ROLES[role].chosen else self._make(role, band)
            if quoted:
                cell.quotePrefix = True
            made = self._made[role, band, quoted] = int(cell.style_id)
        return made

    def _make(self, role_name: str, band_name: str) -> Cell:
        role, band = ROLES[role_name], BANDS[band_name]
        cell = self._blank()
        colour = ACCENT if role.typed else MUTED if role.muted else band.colour
        cell.font = Font(name=FONT_NAME, size=band.size, bold=band.bold, italic=role.italic, color=colour)
        upright = UPRIGHT.get(band_name, "top")
        cell.alignment = Alignment(
            horizontal=role.side, vertical=upright, wrap_text=role.wrap, indent=role.indent
        )
        with_sign = band_name in ("total", "final")
        cell.number_format = (
            EURO.get(role.number_format, role.number_format) if with_sign else role.number_format
        )
        cell.border = Border(top=Side(band.top, RULE), bottom=Side(band.bottom, band.edge))
        if band.fill:
            cell.fill = PatternFill("solid", fgColor=band.fill)
        return cell

    def _choose(self, name: str) -> Cell:
        """A cell that is meant to be changed."""
        cell, edge, role = self._blank(), Side("thin", SWITCH_EDGE), ROLES[name]
        cell.font = Font(name=FONT_NAME, size=11 if name == "switch" else 10, bold=True, color=INK)
        cell.alignment = Alignment(
            horizontal=role.side, vertical="top", wrap_text=role.wrap, indent=role.indent
        )
        cell.fill = PatternFill("solid", fgColor=SWITCH_FILL)
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
        cell.number_format = role.number_format
        return cell

    def _blank(self) -> Cell:
        return Cell(self._workshop, row=1, column=1)
