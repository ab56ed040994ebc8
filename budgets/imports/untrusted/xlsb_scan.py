"""What the records of an .xlsb file say beside the values ([MS-XLSB])."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from budgets.imports.untrusted.cell_notes import CellNotes
from budgets.imports.untrusted.faults import corrupt
from budgets.imports.untrusted.limits import Room
from budgets.imports.untrusted.number_formats import is_percentage
from budgets.imports.untrusted.raw_sheet import Scan

BOOK, END_BOOK, PROPERTIES, SHEETS, SHEET, END_SHEETS = 131, 132, 153, 143, 156, 144
FORMAT, STYLE, STYLES = 44, 47, (617, 618)
ROW, ERROR, FORMULA_ERROR, COLUMNS, MERGED = 0, 3, 11, 60, 176
CELLS = range(2, 12)
"""Numbers, errors, truths, texts and the outcomes of formulas; 1 is a blank cell."""
LAST_COLUMN = 16_383
INTEGER = struct.Struct("<I").unpack_from
CELL = struct.Struct("<II").unpack_from
AREA = struct.Struct("<IIII").unpack_from
HIDDEN_ROW = 0x10


class Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    relation: str
    data: bytes


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each with its kind."""
    at, end = 0, len(content)
    while at < end:
        kind, at = _varying(content, at, 2)
        size, at = _varying(content, at, 4)
        data = content[at : at + size]
        at += size
        if at > end:
            raise corrupt("xlsb: a record ends too early")
        yield kind, data


def _varying(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where the next one is."""
    number = 0
    for shift in range(0, 7 * most, 7):
        byte = content[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return number, at


def sheets_of(workbook: bytes) -> tuple[bytes, list[Listed]]:
    """The record with the date system, and the sheets."""
    properties = b""
    listed: list[Listed] = []
    for kind, data in records(workbook):
        if kind == PROPERTIES:
            properties = data
        elif kind == SHEET:
            relation, at = _text(data, 8)
            name, _ = _text(data, at)
            listed.append(Listed(name, INTEGER(data)[0] != 0, relation, data))
    return properties, listed


def workbook_of(properties: bytes, sheets: list[Listed]) -> bytes:
    """Just these: names with formulas that calamine cannot read would stop it."""
    listed = b"".join(record(SHEET, sheet.data) for sheet in sheets)
    about = record(PROPERTIES, properties) if properties else b""
    return b"".join((record(BOOK), about, record(SHEETS), listed, record(END_SHEETS), record(END_BOOK)))


def record(kind: int, data: bytes = b"") -> bytes:
    """As it stands in a file; ``kind`` is 128 or more."""
    size = len(data)
    digits = [size & 0x7F]
    while size := size >> 7:
        digits[-1] |= 0x80
        digits.append(size & 0x7F)
    return bytes((kind & 0x7F | 0x80, kind >> 7, *digits)) + data


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text and where the next thing is; a length of -1 is no text."""
    (length,) = INTEGER(data, at)
    end = at + 4 + (0 if length == 0xFFFFFFFF else 2 * length)
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def percentage_styles(styles: bytes) -> frozenset[int]:
    """The numbers of the cell styles that show a percentage."""
    custom: dict[int, str] = {}
    numbers: list[int] = []
    cell_styles = False
    for kind, data in records(styles):
        if kind in STYLES:
            cell_styles = kind == STYLES[0]
        elif kind == FORMAT:
            custom[int.from_bytes(data[:2], "little")] = _text(data, 2)[0]
        elif kind == STYLE and cell_styles:
            numbers.append(int.from_bytes(data[2:4], "little"))
    return frozenset(style for style, number in enumerate(numbers) if is_percentage(number, custom))


def scan_sheet(content: bytes, styles: frozenset[int], sheet: str, room: Room) -> Scan:
    """Raises ``Fault`` where the sheet has more cells than there is room for."""
    notes = CellNotes(styles)
    row = 0
    for kind, data in records(content):
        if kind == ROW:
            (row,) = INTEGER(data)
            if data[11] & HIDDEN_ROW:
                notes.hidden_rows.add(row)
        elif kind in CELLS:
            column, style = CELL(data)
            notes.filled(row, column, style & 0xFFFFFF)
            if kind in (ERROR, FORMULA_ERROR):
                notes.error(row, column, data[8])
        elif kind == COLUMNS and data[16] & 1:
            first, last = CELL(data)
            notes.hidden_columns.update(range(first, min(last, LAST_COLUMN) + 1))
        elif kind == MERGED:
            top, bottom, left, right = AREA(data)
            notes.merged.append((top, left, bottom, right))
    room.take(sheet, notes.rows, notes.widest)
    return notes.scan()
