"""The XML of a worksheet in one form, whatever program wrote it, so that a few patterns can scan it.

Rows and cells start with their address, in double quotes; no prefix stands before a tag; a cell
with an error is a cell with a text, since calamine drops the errors that it knows and gives up
the whole sheet for one that it does not (#SPILL!, #CALC!).
"""

import re

from budgets.imports.untrusted.xml_text import attributes, plain_xml

PREFIX = re.compile(rb"<(\w+):worksheet\b")
IRREGULAR = re.compile(rb'<(?:c|row)(?=[\s/>])(?! r="[A-Z]*[1-9]\d*")')
TAG = re.compile(rb"""<(?:(/)row\s*|(row|c)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?))>""")
ERROR = re.compile(rb'(<c r="[^">]*"[^>]*?) t="e"')
REFERENCE = re.compile(rb"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


def canonical(content: bytes) -> bytes:
    """The same worksheet in that one form."""
    xml = plain_xml(content)
    prefix = PREFIX.search(xml, 0, 4096)
    if prefix:
        xml = re.sub(rb"<(/?)" + prefix[1] + b":", rb"<\1", xml)
    if IRREGULAR.search(xml):
        xml = TAG.sub(Numbering().tag, xml)
    return ERROR.sub(rb'\1 t="str"', xml) if b' t="e"' in xml else xml


class Numbering:
    """Gives every row and cell its address: one without stands behind the one before it."""

    def __init__(self) -> None:
        self.row = 1
        self.column = 1

    def tag(self, found: re.Match[bytes]) -> bytes:
        closes, name, written, empty = found.groups()
        if closes:
            return self._after_row(b"</row>")
        named = attributes(written)
        if name == b"row":
            return self._row(named, empty)
        return self._cell(named, empty)

    def _row(self, named: dict[bytes, bytes], empty: bytes) -> bytes:
        given = named.get(b"r", b"")
        if given.isdigit() and len(given) < 10 and int(given):
            self.row = int(given)
        tag = b'<row r="%d"%b%b>' % (self.row, _others(named, b"hidden"), empty)
        return self._after_row(tag) if empty else tag

    def _after_row(self, tag: bytes) -> bytes:
        self.row, self.column = self.row + 1, 1
        return tag

    def _cell(self, named: dict[bytes, bytes], empty: bytes) -> bytes:
        given = REFERENCE.fullmatch(named.get(b"r", b""))
        row = self.row
        if given:
            row, self.column = int(given[2]), column_number(given[1].upper())
        tag = b'<c r="%b%d"%b%b>' % (letters(self.column), row, _others(named, b"s", b"t"), empty)
        self.column += 1
        return tag


def _others(named: dict[bytes, bytes], *wanted: bytes) -> bytes:
    return b"".join(b' %b="%b"' % (name, named[name].replace(b'"', b"")) for name in wanted if name in named)


def column_number(text: bytes) -> int:
    """From 1: A is 1, XFD is 16,384."""
    number = 0
    for letter in text:
        number = number * 26 + letter - 64
    return number


def letters(column: int) -> bytes:
    """``column`` counts from 1."""
    text = b""
    while column:
        column, rest = divmod(column - 1, 26)
        text = bytes([65 + rest]) + text
    return text
