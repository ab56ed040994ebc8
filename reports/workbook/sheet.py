"""A sheet while it is being written: cells by row and column, formulas with their values.

openpyxl keeps everything about a sheet except its cells.  These are kept apart
(``cells``), which is several times faster than an object of openpyxl per cell,
lets a formula carry its value, and is written as .xlsx and as .ods alike.
"""

from fractions import Fraction

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.cells import Cell, Grid, Value
from reports.workbook.styles import BANDS, ROLES, Styles
from reports.workbook.text_width import lines_needed
from reports.workbook.texts import clean, needs_quote

LINE_HEIGHT = 14.25
NEVER_WRAPS = 10
"""Characters that fit in the narrowest column with text."""


class Sheet:
    """Wraps a worksheet.  Amounts are in cents here and in euros in the file."""

    def __init__(self, book: Workbook, title: str, styles: Styles) -> None:
        self.worksheet: Worksheet = book.create_sheet(title)
        self.title = title
        self.styles = styles
        self.grid = Grid()
        self._rows = self.grid.rows
        self._wrapped: list[tuple[int, int, str, bool]] = []
        """Texts that may need more than one line: row, column, text, bold."""

    @property
    def last_row(self) -> int:
        return self.grid.last_row

    @property
    def heights(self) -> dict[int, float]:
        return self.grid.heights

    @property
    def outlined(self) -> set[int]:
        return self.grid.outlined

    def text(self, row: int, column: int, text: str, role: str = "text", band: str = "plain") -> None:
        """``text`` as text, whatever it begins with."""
        kept = clean(text)
        if len(kept) > NEVER_WRAPS and ROLES[role].wrap:
            self._wrapped.append((row, column, kept, BANDS[band].bold))
        style = self.styles.look(role, band, needs_quote(kept))
        self._rows[row][column] = style, kept, None

    def amount(self, row: int, column: int, cents: int, role: str = "typed", band: str = "plain") -> None:
        """A typed amount."""
        self._rows[row][column] = self.styles.look(role, band), cents, None

    def number(self, row: int, column: int, number: int, role: str = "centre", band: str = "plain") -> None:
        self.amount(row, column, number * 100, role, band)

    def rate(self, row: int, column: int, rate: Fraction, role: str = "rate", band: str = "plain") -> None:
        """A typed number that is no amount: a half is 0.5, and shows as 50%."""
        self._rows[row][column] = self.styles.look(role, band), rate, None

    def formula(
        self, row: int, column: int, formula: str, value: Value, role: str = "whole", band: str = "plain"
    ) -> None:
        """A formula and what it comes to: cents, a fraction, or a text."""
        self._rows[row][column] = self.styles.look(role, band), value, formula

    def count(self, row: int, column: int, formula: str, value: int, role: str = "count") -> None:
        """A formula that comes to a plain number."""
        self.formula(row, column, formula, value * 100, role)

    def open(self, row: int, column: int, role: str) -> None:
        """An empty cell to fill in."""
        self._rows[row][column] = self.styles.look(role, "plain"), None, None

    def blank(self, row: int, columns: range, band: str) -> None:
        """Cells without content, so that rules and fills run through."""
        blank: Cell = (self.styles.look("loose", band), None, None)
        for column in columns:
            self._rows[row][column] = blank

    def make_room(self, row: int, column: int, text: str) -> None:
        """For what a formula may come to say."""
        self._wrapped.append((row, column, clean(text), False))

    def widths(self, widths: dict[int, float]) -> None:
        for column, width in widths.items():
            self.worksheet.column_dimensions[letter(column)].width = width

    def fit_heights(self) -> None:
        """Rows as high as their longest text needs: not every program works that out when it opens a file."""
        dimensions = self.worksheet.column_dimensions
        columns = {column for _, column, _, _ in self._wrapped}
        widths = {column: dimensions[letter(column)].width for column in columns}
        for row, column, text, bold in self._wrapped:
            lines = lines_needed(text, widths[column], bold)
            if lines > 1:
                self.heights[row] = max(self.heights.get(row, 0), lines * LINE_HEIGHT)


def letter(column: int) -> str:
    """The letters of a column: 1 is A."""
    return str(get_column_letter(column))
