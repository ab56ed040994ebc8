"""What is noted of the cells of a sheet in records, on the way through it."""

from budgets.imports.untrusted.raw_sheet import Area, Position, Scan

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""By their code in .xls and .xlsb."""
UNKNOWN_ERROR = "#FOUT!"


class CellNotes:
    """Rows and columns count from 0."""

    def __init__(self, percentage_styles: frozenset[int]) -> None:
        self.rows = 0
        self.widest: Position = (0, -1)
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Area] = []
        self._percentage_styles = percentage_styles
        self._percentages: set[Position] = set()
        self._errors: list[tuple[int, int, str]] = []

    def filled(self, row: int, column: int, style: int) -> None:
        if row >= self.rows:
            self.rows = row + 1
        if column > self.widest[1]:
            self.widest = (row, column)
        if style in self._percentage_styles:
            self._percentages.add((row, column))

    def error(self, row: int, column: int, code: int) -> None:
        self._errors.append((row, column, ERRORS.get(code, UNKNOWN_ERROR)))

    def scan(self) -> Scan:
        return Scan(
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            merged=tuple(self.merged),
            percentages=frozenset(self._percentages),
            errors=tuple(self._errors),
        )
