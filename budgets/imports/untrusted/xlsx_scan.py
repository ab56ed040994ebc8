"""What a worksheet in XML says beside its values: a few patterns over the whole text.

Reading 240,000 cells with an XML parser would take longer than all the rest.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from budgets.imports.untrusted.limits import Room
from budgets.imports.untrusted.raw_sheet import Position, Scan
from budgets.imports.untrusted.xlsx_sheet import column_number
from budgets.imports.untrusted.xml_text import attributes

ROW = re.compile(rb'<row r="')
CELL = b'<c r="'
ADDRESS = re.compile(rb'<c r="([A-Z]+)(\d+)"')
HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]*? hidden="(?:1|true)"')
COLUMN = re.compile(rb"<col\s[^>]*>")
FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)>\s*+<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*+(?!<v[^>/]*>[^<])')
STYLED = rb'<c r="([A-Z]+)(\d+)"(?=[^>]* s="(?:%b)")[^>]*[^/]>'
COLUMNS = 16_384
index_of = lru_cache(COLUMNS)(column_number)


def scan(xml: bytes, percentage_styles: frozenset[int], sheet: str, room: Room) -> Scan:
    """``xml`` as ``canonical`` made it.  Raises ``Fault`` where its cells are more than there is room for."""
    begin = max(0, xml.find(b"<sheetData"))
    end = _end_of_content(xml)
    last = _cell_before(xml, begin, end)
    rows = last[0] + 1 if last else 0
    room.check(sheet, rows, (0, 0))
    room.take(sheet, rows, _widest(xml, begin, end))
    return Scan(
        hidden_rows=frozenset(int(row) - 1 for row in HIDDEN_ROW.findall(xml)),
        hidden_columns=frozenset(_hidden_columns(xml[:begin])),
        without_value=frozenset(_without_value(xml)),
        percentages=frozenset(_styled(xml, percentage_styles)),
    )


def _end_of_content(xml: bytes) -> int:
    """Where the last value or text starts: whatever follows are empty cells, however many."""
    return max(xml.rfind(b"<v") + len(b"<v"), xml.rfind(b"<is") + len(b"<is"))


def _cell_before(xml: bytes, begin: int, end: int) -> Position | None:
    found = ADDRESS.match(xml, xml.rfind(CELL, begin, end)) if end > begin else None
    return (int(found[2]) - 1, index_of(found[1]) - 1) if found else None


def _widest(xml: bytes, begin: int, end: int) -> Position:
    """The cell with content that is furthest to the right."""
    widest = (0, -1)
    starts = [found.start() for found in ROW.finditer(xml, begin, end)]
    for start, following in pairwise([*starts, end]):
        last = max(xml.rfind(b"<v", start, following), xml.rfind(b"<is", start, following))
        cell = _cell_before(xml, start, last + 1)
        if cell and cell[1] > widest[1]:
            widest = cell
    return widest


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for tag in COLUMN.findall(xml):
        named = attributes(tag)
        first, last = named.get(b"min", b""), named.get(b"max", b"")
        if named.get(b"hidden") in (b"1", b"true") and first.isdigit() and last.isdigit():
            yield from range(int(first[:6]) - 1, min(int(last[:6]), COLUMNS))


def _without_value(xml: bytes) -> Iterator[Position]:
    """A formula with an empty text as its outcome has one; a cell without <v> has none."""
    for found in FORMULA.finditer(xml) if b"<f" in xml else ():
        if not (b' t="str"' in found[3] and xml.startswith(b"<v", found.end())):
            yield int(found[2]) - 1, index_of(found[1]) - 1


def _styled(xml: bytes, styles: frozenset[int]) -> Iterator[Position]:
    used = [b"%d" % style for style in sorted(styles) if b' s="%d"' % style in xml]
    for found in re.finditer(STYLED % b"|".join(used), xml) if used else ():
        yield int(found[2]) - 1, index_of(found[1]) - 1
