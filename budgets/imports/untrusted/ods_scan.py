"""What the tables of an OpenDocument spreadsheet say beside their values.

A row or cell is written once with the number of times that it is repeated, so a file of a few
bytes can hold a billion cells: these are counted before calamine writes them out.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import product

from budgets.imports.untrusted.faults import corrupt
from budgets.imports.untrusted.limits import Room
from budgets.imports.untrusted.raw_sheet import Area, Position, Scan

TAG = re.compile(
    rb"<table:(table(?:-column|-row|-cell)?|covered-table-cell)(?=[\s/>])"
    rb"""((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>|</table:(table)>"""
)
REPEATED = re.compile(rb"""number-(?:columns|rows)-repeated=["'](\d+)["']""")
SPANNED = re.compile(rb"""number-(columns|rows)-spanned=["'](\d+)["']""")
NAME = re.compile(rb"""table:name=(?:"([^"]*)"|'([^']*)')""")
OUTCOME = re.compile(rb"""office:(?:[a-z]+-)?value=|office:value-type=["']string""")
EMPTY_TEXT = b"<text:p"
"""How LibreOffice writes that the outcome of a formula is an empty text: a paragraph and no kind of value."""
NOTED = re.compile(rb"""table:(?:formula|number)|type=["'](?:percentage|error)""")
"""Most cells have none of this, and need no closer look."""
PERCENTAGE = re.compile(rb"""office:value-type=["']percentage""")
ERROR = re.compile(rb"""calcext:value-type=["']error""")
MARKUP = re.compile(rb"<[^>]*>")
HIDDEN = re.compile(rb"""visibility=["'](?:collapse|filter)""")
LONGEST_ERROR = 20
UNKNOWN_ERROR = "#FOUT!"
Repeated = tuple[int, int]
"""First, and behind the last."""


def scan_tables(content: bytes, room: Room) -> list[Scan]:
    """Per sheet.  Raises ``Fault`` where a sheet has more cells than there is room for."""
    tables: list[Table] = []
    depth = 0
    for found in TAG.finditer(content):
        opens, written, closes = found.groups()
        if closes == b"table":
            depth -= 1
        elif opens == b"table" and not written.endswith(b"/"):
            depth += 1
            if depth == 1:
                tables.append(Table(written, room))
        elif depth == 1:
            tables[-1].read(opens, written, content, found.end())
    if depth:
        raise corrupt("ods: a table does not end")
    return [table.finished() for table in tables]


class Table:
    """One sheet, tag by tag."""

    def __init__(self, written: bytes, room: Room) -> None:
        named = NAME.search(written)
        self.name = unescape((named[1] or named[2] or b"").decode(errors="replace")) if named else ""
        self.room = room
        self.rows = 0
        self.widest: Position = (0, -1)
        self.columns = 0
        self.hidden_columns: list[Repeated] = []
        self.hidden_rows: list[Repeated] = []
        self.merged: list[Area] = []
        self.without_value: set[Position] = set()
        self.percentages: set[Position] = set()
        self.errors: list[tuple[int, int, str]] = []
        self.row: Repeated = (0, 0)
        self.cells = 0

    def read(self, opens: bytes, written: bytes, content: bytes, at: int) -> None:
        """A tag within it that starts something and ends before ``at``."""
        if opens == b"table-row":
            self.row = (self.row[1], self.row[1] + _times(written))
            self.cells = 0
            if HIDDEN.search(written):
                self.hidden_rows.append(self.row)
        elif opens == b"table-column":
            first, self.columns = self.columns, self.columns + _times(written)
            if HIDDEN.search(written):
                self.hidden_columns.append((first, self.columns))
        else:
            self._cell(written, content, at)

    def _cell(self, written: bytes, content: bytes, at: int) -> None:
        """As often as its row and column say."""
        noted = NOTED.search(written)
        first, self.cells = self.cells, self.cells + (_times(written) if noted else 1)
        if b"office:" in written or (noted and b"formula=" in written):
            self.rows = self.row[1]
            if self.cells - 1 > self.widest[1]:
                self.widest = (self.row[0], self.cells - 1)
            if noted:
                self._note(first, written, content, at)

    def _note(self, first: int, written: bytes, content: bytes, at: int) -> None:
        if b"formula=" in written and not OUTCOME.search(written) and not content.startswith(EMPTY_TEXT, at):
            self.without_value.update(self._places(first))
        if PERCENTAGE.search(written):
            self.percentages.update(self._places(first))
        if ERROR.search(written):
            text = _shown(content, at)
            self.errors += [(row, column, text) for row, column in self._places(first)]
        if b"-spanned=" in written:
            self._spanned(first, written)

    def _places(self, first: int) -> Iterator[Position]:
        self.room.check(self.name, self.rows, self.widest)
        return product(range(*self.row), range(first, self.cells))

    def _spanned(self, first: int, written: bytes) -> None:
        spans = {name: int(number) for name, number in SPANNED.findall(written)}
        bottom = self.row[0] + spans.get(b"rows", 1) - 1
        self.merged.append((self.row[0], first, bottom, first + spans.get(b"columns", 1) - 1))

    def finished(self) -> Scan:
        self.room.take(self.name, self.rows, self.widest)
        return Scan(
            hidden_rows=_each(self.hidden_rows, self.rows),
            hidden_columns=_each(self.hidden_columns, self.widest[1] + 1),
            merged=tuple(self.merged),
            without_value=frozenset(self.without_value),
            percentages=frozenset(self.percentages),
            errors=tuple(self.errors),
        )


def _times(written: bytes) -> int:
    found = REPEATED.search(written)
    return int(found[1]) if found else 1


def _each(repeated: list[Repeated], end: int) -> frozenset[int]:
    return frozenset(number for first, behind in repeated for number in range(first, min(behind, end)))


def _shown(content: bytes, at: int) -> str:
    """The text of the cell that starts before ``at``: "#REF!", or in a Dutch LibreOffice "#VERW!"."""
    inside = content[at : content.find(b"</table:", at, at + 10_000)]
    text = unescape(MARKUP.sub(b"", inside).decode(errors="replace")).strip()
    return text[:LONGEST_ERROR] or UNKNOWN_ERROR
