"""Cells as they stand in an .xlsx file, a formula with the value that it comes to beside it.

Without that value Excel's Protected View, a preview in a mail and most libraries
show nothing; openpyxl does not write it.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from reports.workbook.cells import Cell, Grid, decimal
from reports.workbook.texts import escaped


def covers(grid: Grid) -> str:
    """The range that the cells take up."""
    return f"A1:{get_column_letter(grid.last_column)}{grid.last_row}"


def rows(grid: Grid) -> str:
    """All rows, from top to bottom."""
    letters = [get_column_letter(column) for column in range(1, grid.last_column + 1)]
    return "".join([_row(grid, number, letters) for number in sorted(grid.rows)])


def _row(grid: Grid, number: int, letters: Sequence[str]) -> str:
    height, cells = grid.heights.get(number), grid.rows[number]
    attributes = f' ht="{height}" customHeight="1"' if height else ""
    if number in grid.outlined:
        attributes += ' outlineLevel="1"'
    content = [_cell(f"{letters[column - 1]}{number}", cells[column]) for column in sorted(cells)]
    return f'<row r="{number}"{attributes}>{"".join(content)}</row>'


def _cell(address: str, cell: Cell) -> str:
    style, value, formula = cell
    if formula is None:
        if value is None:
            return f'<c r="{address}" s="{style}"/>'
        if isinstance(value, str):
            return (
                f'<c r="{address}" s="{style}" t="inlineStr">'
                f'<is><t xml:space="preserve">{escape(escaped(value))}</t></is></c>'
            )
        return f'<c r="{address}" s="{style}"><v>{decimal(value)}</v></c>'
    expression = escape(formula[1:])
    if isinstance(value, str):
        return f'<c r="{address}" s="{style}" t="str"><f>{expression}</f><v>{escape(value)}</v></c>'
    return f'<c r="{address}" s="{style}"><f>{expression}</f><v>{decimal(value or 0)}</v></c>'
