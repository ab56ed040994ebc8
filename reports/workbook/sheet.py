"""A sheet while it is being written: cells by row and column, formulas with their values.

openpyxl keeps everything about a sheet except its cells.  These are put into
words at once (``cell_xml``), which is several times faster than an object per
cell and lets a formula carry its value.
"""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook import cell_xml
from reports.workbook.styles import BANDS, ROLES, Styles
from reports.workbook.text_width import lines_needed
from reports.workbook.texts import clean, escaped, needs_quote

LINE_HEIGHT = 14.25
NEVER_WRAPS = 10
"""Characters that fit in the narrowest column with text."""


class Sheet:
    """Wraps a worksheet.  Amounts are in cents here and in euros in the file."""

    def __init__(self, book: Workbook, title: str, styles: Styles) -> None:
        self.worksheet: Worksheet = book.create_sheet(title)
        self.title = title
        self.styles = styles
        self.heights: dict[int, float] = {}
        self.outlined: set[int] = set()
        """Rows that can be folded away under their sum."""
        self._rows: dict[int, dict[int, str]] = {}
        self._wrapped: list[tuple[int, int, str, bool]] = []
        """Texts that may need more than one line: row, column, text, bold."""

    @property
    def last_row(self) -> int:
        return max(self._rows, default=1)

    def text(self, row: int, column: int, text: str, role: str = "text", band: str = "plain") -> None:
        """``text`` as text, whatever it begins with."""
        kept = clean(text)
        if len(kept) > NEVER_WRAPS and ROLES[role].wrap:
            self._wrapped.append((row, column, kept, BANDS[band].bold))
        style = self.styles.look(role, band, needs_quote(kept))
        self._put(row, column, cell_xml.text(f"{letter(column)}{row}", style, escaped(kept)))

    def amount(self, row: int, column: int, cents: int, role: str = "typed", band: str = "plain") -> None:
        """A typed amount."""
        style = self.styles.look(role, band)
        self._put(row, column, cell_xml.number(f"{letter(column)}{row}", style, cents))

    def number(self, row: int, column: int, number: int, role: str = "centre", band: str = "plain") -> None:
        self.amount(row, column, number * 100, role, band)

    def formula(
        self, row: int, column: int, formula: str, value: int | str, role: str = "whole", band: str = "plain"
    ) -> None:
        """A formula and what it comes to: cents, or a text."""
        style = self.styles.look(role, band)
        self._put(row, column, cell_xml.formula(f"{letter(column)}{row}", style, formula, value))

    def count(self, row: int, column: int, formula: str, value: int, role: str = "count") -> None:
        """A formula that comes to a plain number."""
        self.formula(row, column, formula, value * 100, role)

    def blank(self, row: int, columns: range, band: str) -> None:
        """Cells without content, so that rules and fills run through."""
        style = self.styles.look("loose", band)
        for column in columns:
            self._put(row, column, cell_xml.blank(f"{letter(column)}{row}", style))

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

    def cells(self) -> cell_xml.Cells:
        """All cells, to be set into the sheet when it is saved."""
        last = max((max(cells) for cells in self._rows.values()), default=1)
        rows = [
            cell_xml.row(number, self._rows[number], self.heights.get(number), number in self.outlined)
            for number in sorted(self._rows)
        ]
        return cell_xml.Cells(f"A1:{letter(last)}{self.last_row}", "".join(rows))

    def _put(self, row: int, column: int, xml: str) -> None:
        if row not in self._rows:
            self._rows[row] = {}
        self._rows[row][column] = xml


def letter(column: int) -> str:
    """The letters of a column: 1 is A."""
    return str(get_column_letter(column))
