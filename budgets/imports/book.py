"""A file as it was read: sheets of plain values, whatever program wrote it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl.utils import get_column_letter

Value = str | int | float | bool | date | datetime | time | timedelta | None
"""None is an empty cell; a text is never empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows and columns count from 0 here, and from 1 and A wherever somebody reads them (``address``)."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    """From A1 on; a row ends at its last cell with content, the sheet at its last row with any."""
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column; the value stands in the first cell."""
    without_value: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column) with a formula of which the file has no outcome: these read as empty."""
    percentages: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column) with a number that is shown as a percentage: 0.03 shown as 3%."""

    def value(self, row: int, column: int) -> Value:
        """None outside the sheet."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """``form`` is how the file was written: "xlsx", "xlsm", "xls", "xlsb", "ods" or "csv"."""

    name: str
    """Of the file."""
    sha256: str
    form: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letters(column: int) -> str:
    """As a spreadsheet shows it: 5 is F."""
    return str(get_column_letter(column + 1))


def address(row: int, column: int) -> str:
    """As a spreadsheet shows it: (22, 5) is F23."""
    return f"{column_letters(column)}{row + 1}"
