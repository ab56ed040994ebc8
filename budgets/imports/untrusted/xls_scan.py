"""What the records of an .xls file say beside the values ([MS-XLS], BIFF8 and BIFF5)."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from budgets.imports.untrusted.cell_notes import CellNotes
from budgets.imports.untrusted.faults import Fault, FaultCode, corrupt
from budgets.imports.untrusted.limits import Room
from budgets.imports.untrusted.number_formats import is_percentage
from budgets.imports.untrusted.raw_sheet import Scan

BOF = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
EOF, FILEPASS, FORMAT, XF, BOUNDSHEET = 0x000A, 0x002F, 0x041E, 0x00E0, 0x0085
FORMULA, BOOL_OR_ERROR, SEVERAL, ROW, COLUMNS = 0x0006, 0x0205, 0x00BD, 0x0208, 0x007D
CELLS = frozenset({FORMULA, BOOL_OR_ERROR, 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6})
"""Formula, error, number, short number, shared text, text, rich text; a blank cell has no content."""
HEAD = struct.Struct("<HH").unpack_from
CELL = struct.Struct("<HHH").unpack_from
BIFF8 = b"\x00\x06"
HIDDEN_ROW = 0x20
NO_NUMBER = b"\xff\xff"
IS_ERROR = 2


class Globals(NamedTuple):
    """The part of the stream for the whole workbook."""

    sheets: list[tuple[str, int]]
    """The name of each and where it starts in the stream."""
    percentages: frozenset[int]
    """The numbers of the cell styles that show a percentage."""


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Of one part of the stream, without those of the charts within it."""
    depth, end = 0, len(stream)
    while at + 4 <= end:
        kind, size = HEAD(stream, at)
        if kind in BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
    raise corrupt("xls: the stream ends too early")


def globals_of(stream: bytes) -> Globals:
    """Raises ``Fault`` where the file is encrypted."""
    sheets: list[tuple[str, int]] = []
    formats: dict[int, str] = {}
    styles: list[int] = []
    modern = True
    for kind, data in records(stream, 0):
        if kind in BOF:
            modern = data[:2] == BIFF8
        elif kind == FILEPASS:
            raise Fault(FaultCode.PASSWORD)
        elif kind == BOUNDSHEET:
            sheets.append((_text(data[7:], modern), _integer(data[:4])))
        elif kind == XF:
            styles.append(_integer(data[2:4]))
        elif kind == FORMAT:
            formats[_integer(data[:2])] = _text(data[4 if modern else 3 :], modern)
    return Globals(sheets, frozenset(n for n, style in enumerate(styles) if is_percentage(style, formats)))


def _integer(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _text(data: bytes, modern: bool) -> str:
    """BIFF8 says in a byte before it whether a letter is one byte or two."""
    if modern and data[:1] == b"\x01":
        return data[1:].decode("utf-16-le", "replace")
    return data[1 if modern else 0 :].decode("latin-1")


def scan_sheet(stream: bytes, sheet: int, book: Globals, room: Room) -> Scan:
    """Raises ``Fault`` where the sheet has more cells than there is room for."""
    name, start = book.sheets[sheet]
    notes = CellNotes(book.percentages)
    for kind, data in records(stream, start):
        if kind in CELLS:
            row, column, style = CELL(data)
            notes.filled(row, column, style)
            if kind == FORMULA and data[12:14] == NO_NUMBER and data[6] == IS_ERROR:
                notes.error(row, column, data[8])
            elif kind == BOOL_OR_ERROR and data[7]:
                notes.error(row, column, data[6])
        elif kind == SEVERAL:
            row, first = HEAD(data)
            for column, at in enumerate(range(4, len(data) - 2, 6), first):
                notes.filled(row, column, _integer(data[at : at + 2]))
        elif kind == ROW and data[12] & HIDDEN_ROW:
            notes.hidden_rows.add(_integer(data[:2]))
        elif kind == COLUMNS and data[8] & 1:
            first, last = HEAD(data)
            notes.hidden_columns.update(range(first, min(last, 255) + 1))
    room.take(name, notes.rows, notes.widest)
    return notes.scan()
