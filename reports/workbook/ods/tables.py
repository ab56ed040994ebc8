"""A sheet as a table: its columns, its rows in groups, its cells."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.cells import Cell, Grid, decimal
from reports.workbook.ods.automatic import AutomaticStyles
from reports.workbook.ods.formulas import in_attribute
from reports.workbook.ods.looks import DEFAULT, colour
from reports.workbook.ods.marks import Marks
from reports.workbook.ods.markup import attributes_of, element

ORDINARY_WIDTH = 8.68
"""In digits, of a column of which nothing is said."""
FOLDED = {"header": "table:table-header-rows", "outlined": "table:table-row-group"}
SPACES = re.compile(r"^ +| {2,}| +$|\t")
"""What a reader would otherwise take for one space, or none."""


def table(sheet: Worksheet, grid: Grid, marks: Marks, styles: AutomaticStyles, page: str) -> Iterator[str]:
    """Piece by piece; ``page`` is the name of the page that it prints on."""
    tab = sheet.sheet_properties.tabColor
    attributes = {
        "table:name": sheet.title,
        "table:style-name": styles.table(page, colour(tab) if tab else None, sheet.sheet_state == "visible"),
        "table:print-ranges": _print_range(sheet),
    }
    yield f"<table:table{attributes_of(attributes)}>"
    yield from _columns(sheet, grid, styles)
    yield from _Rows(sheet, grid, marks, styles).markup()
    yield "</table:table>"


def paragraphs(text: str) -> str:
    """``text`` as the lines of a cell, with all its spaces."""
    if "\n" in text:
        return "".join(paragraphs(line) for line in text.split("\n"))
    return f"<text:p>{SPACES.sub(_spaces, escape(text))}</text:p>"


def _exact(text: str) -> str:
    """The text once more where it has a tab, which not every reader knows as an element."""
    return attributes_of({"office:string-value": text}) if "\t" in text else ""


def _spaces(match: re.Match[str]) -> str:
    return "<text:tab/>" if match[0] == "\t" else element("text:s", {"text:c": len(match[0])})


def _print_range(sheet: Worksheet) -> str | None:
    if not sheet.print_area:
        return None
    title = quote_sheetname(sheet.title)
    area = str(sheet.print_area).rpartition("!")[2].replace("$", "")
    return ":".join(f"{title}.{corner}" for corner in area.split(":"))


def _columns(sheet: Worksheet, grid: Grid, styles: AutomaticStyles) -> Iterator[str]:
    for number in range(1, grid.last_column + 1):
        letter = get_column_letter(number)
        said = sheet.column_dimensions.get(letter)
        attributes = {
            "table:style-name": styles.column(said.width if said else ORDINARY_WIDTH),
            "table:default-cell-style-name": DEFAULT,
            "table:visibility": "collapse" if said and said.hidden else None,
        }
        yield element("table:table-column", attributes)


class _Rows:
    """The rows of one sheet."""

    def __init__(self, sheet: Worksheet, grid: Grid, marks: Marks, styles: AutomaticStyles) -> None:
        self.grid, self.marks, self.styles = grid, marks, styles
        self.height = float(sheet.sheet_format.defaultRowHeight)
        self.repeated = [int(row) for row in re.findall(r"\d+", str(sheet.print_title_rows or ""))]
        self.after_break = {each.id + 1 for each in sheet.row_breaks.brk}

    def markup(self) -> Iterator[str]:
        numbers = range(1, self.grid.last_row + 1)
        for kind, group in groupby(numbers, self._kind):
            if kind:
                yield f"<{FOLDED[kind]}>"
            yield from map(self._row, group)
            if kind:
                yield f"</{FOLDED[kind]}>"

    def _kind(self, number: int) -> str:
        if self.repeated and self.repeated[0] <= number <= self.repeated[-1]:
            return "header"
        return "outlined" if number in self.grid.outlined else ""

    def _row(self, number: int) -> str:
        height = self.grid.heights.get(number) or self.height
        style = self.styles.row(height, number in self.after_break)
        cells = "".join(self._cells(number, self.grid.rows.get(number, {}))) or "<table:table-cell/>"
        return f'<table:table-row table:style-name="{style}">{cells}</table:table-row>'

    def _cells(self, row: int, cells: dict[int, Cell]) -> Iterator[str]:
        covered = self.marks.covered.get(row, set())
        done = 0
        for column in sorted(cells.keys() | covered):
            if column > done + 1:
                yield f'<table:table-cell table:number-columns-repeated="{column - done - 1}"/>'
            done = column
            tag = "table:covered-table-cell" if column in covered else "table:table-cell"
            cell = cells.get(column)
            yield self._cell(tag, (row, column), cell) if cell else f"<{tag}/>"

    def _cell(self, tag: str, place: tuple[int, int], cell: Cell) -> str:
        style, value, formula = cell
        name = self.styles.cell(style, self.marks.conditions.get(place, ()))
        said = f'table:style-name="{name}"{self.marks.attributes.get(place, "")}'
        if value is None:
            return f"<{tag} {said}/>"
        if formula is not None:
            said += f' table:formula="{in_attribute(formula)}"'
        if isinstance(value, str):
            return f'<{tag} {said} office:value-type="string"{_exact(value)}>{paragraphs(value)}</{tag}>'
        shown = self.styles.shown(style)(value)
        return (
            f'<{tag} {said} office:value-type="float" office:value="{decimal(value)}">'
            f"<text:p>{shown}</text:p></{tag}>"
        )
