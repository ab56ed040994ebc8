"""Text with a row on each line: values between semicolons, commas or tabs."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from contextlib import suppress
from io import StringIO
from itertools import islice

from budgets.imports.untrusted.faults import Fault, FaultCode
from budgets.imports.untrusted.limits import Room
from budgets.imports.untrusted.raw_sheet import RawSheet, Scan
from budgets.imports.untrusted.values import finished

DELIMITERS = ";\t,"
"""In this order where they fit alike: in Dutch the comma is in the amounts."""
SAMPLE = 200
"""Rows that are looked at to choose between them."""
DECLARED = re.compile(r'"?sep=([;,\t|])"?(?:\r\n?|\n|$)', re.IGNORECASE)
OTHER = (
    (
        re.compile(r"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE),
        "web_page",
    ),
    (re.compile(r"mime-version:", re.IGNORECASE), "web_page"),
    (re.compile(r"<\?xml\b.*?schemas-microsoft-com:office:spreadsheet", re.DOTALL), "old_xml"),
    (re.compile(r"<\?xml\b.*?opendocument:xmlns:office", re.DOTALL), "flat_ods"),
    (re.compile(r"<\?xml\b"), "xml"),
    (re.compile(r"\{|\[\s*\{"), "json"),
)
BINARY = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
END = "\x00"
"""Put on a line of its own behind the text: it comes back alone unless a quote was left open."""


def read_delimited(content: bytes) -> RawSheet:
    """One sheet of texts; an empty line is a row.  Raises ``Fault`` where it is no such text."""
    text = _text(content)
    _refuse_other(text[:4096].lstrip())
    declared = DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    rows = _rows(text, declared[1] if declared else delimiter_of(text))
    return finished("", hidden=False, cells=rows, scan=Scan(), merged=())


def _text(content: bytes) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.removeprefix(BOM_UTF8).decode()
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if BINARY.search(text):
        raise Fault(FaultCode.OTHER_KIND, what="unknown")
    return text


def _refuse_other(start: str) -> None:
    for pattern, what in OTHER:
        if pattern.match(start):
            raise Fault(FaultCode.OTHER_KIND, what=what)


def delimiter_of(text: str) -> str:
    """The one that cuts most rows into the same number of values, more than one."""
    return max(DELIMITERS, key=lambda delimiter: _alike(text, delimiter))


def _alike(text: str, delimiter: str) -> int:
    """How many of the first rows have the most common number of values."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for row in islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), SAMPLE):
            widths[len(row)] += len(row) > 1
    return max(widths.values(), default=0)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    room = Room()
    reader = csv.reader(StringIO(f"{text}\n{END}", newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    width, line, following = 0, 1, 1
    try:
        for row in reader:
            if row == [END]:
                return rows
            line, following = following, reader.line_num + 1
            if any(row):
                width = max(width, len(row))
                room.check("", len(rows) + 1, (len(rows), width - 1))
            rows.append(row)
    except csv.Error:  # a value of more than csv.field_size_limit()
        line = following
    raise Fault(FaultCode.UNCLOSED_QUOTE, line=line)
