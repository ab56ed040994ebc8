"""The styles of columns, rows and cells: each made once, when a sheet first asks for it."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.styles.styleable import StyleableObject

from reports.workbook.ods.looks import cell_style
from reports.workbook.ods.marks import Condition
from reports.workbook.ods.markup import Attributes, element
from reports.workbook.ods.number_formats import GENERAL, number_style, shown_in

DIGIT = 7.4 / 96
"""Inches that a digit of the standard font takes, which column widths count."""


class AutomaticStyles:
    """Gives each style its name; ``markup`` is all that were asked for."""

    def __init__(self, book: Workbook) -> None:
        internals: Any = book
        first = book.worksheets[0]
        self._looks = [StyleableObject(first, style) for style in internals._cell_styles]
        self._made: list[str] = []
        # One style per question, in the order in which they are asked.
        self.column = cache(self._column)
        self.row = cache(self._row)
        self.cell = cache(self._cell)
        self.shown = cache(self._shown)
        self._number = cache(self._number_style)

    def table(self, page: str, colour: str | None, visible: bool) -> str:
        """Of a sheet; ``page`` is the name of its master page."""
        properties = {"table:display": visible, "style:writing-mode": "lr-tb", "table:tab-color": colour}
        return self._make("ta", "table", properties, {"style:master-page-name": page})

    def markup(self) -> str:
        return "".join(self._made)

    def _column(self, width: float) -> str:
        """``width`` in digits, as openpyxl has it."""
        properties = {"style:column-width": f"{width * DIGIT:.4f}in", "fo:break-before": "auto"}
        return self._make("co", "table-column", properties)

    def _row(self, height: float, on_new_page: bool) -> str:
        """``height`` in points."""
        properties = {
            "style:row-height": f"{height:g}pt",
            "style:use-optimal-row-height": False,
            "fo:break-before": "page" if on_new_page else "auto",
        }
        return self._make("ro", "table-row", properties)

    def _cell(self, style: int, conditions: tuple[Condition, ...] = ()) -> str:
        """``style`` is the number of a look in the workbook."""
        look, maps = self._looks[style], [condition.markup() for condition in conditions]
        number = None if look.number_format == GENERAL else self._number(look.number_format)
        name = self._name("ce")
        self._made.append(cell_style(name, look, number, *maps))
        return name

    def _shown(self, style: int) -> Callable[[int | Fraction], str]:
        """What makes a number into the text that a cell with this look shows."""
        return shown_in(self._looks[style].number_format)

    def _number_style(self, number_format: str) -> str:
        name = self._name("N")
        self._made.append(number_style(name, number_format))
        return name

    def _make(self, prefix: str, family: str, properties: Attributes, more: Attributes | None = None) -> str:
        name = self._name(prefix)
        attributes = {"style:name": name, "style:family": family, **(more or {})}
        found = element(f"style:{family}-properties", properties)
        self._made.append(element("style:style", attributes, found))
        return name

    def _name(self, prefix: str) -> str:
        return f"{prefix}{len(self._made) + 1}"
