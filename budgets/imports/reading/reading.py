"""A file is read once, however many steps of an import ask for it."""

from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import PurePath
from threading import Lock

from budgets.imports.book import Book, Sheet, Value
from budgets.imports.formula_text import unguarded
from budgets.imports.reading.child import Unread, read_apart
from budgets.imports.reading.wording import refusal, shown
from budgets.imports.untrusted.faults import FaultCode
from budgets.imports.untrusted.limits import FILE_BYTES
from budgets.imports.untrusted.raw_sheet import RawSheet, Row, moment_from

KEPT = 2
"""Books in memory: the last ones that were asked for."""
LARGEST_KEPT = 500_000
"""Cells; a larger book is read again each time."""
_books: dict[tuple[str, str], Book] = {}
_lock = Lock()


def read_book(name: str, content: bytes) -> Book:
    """What stands in a file that is called ``name``.  Raises ``Refused``: what is wrong, what to do.

    The form is what the bytes are, whatever the name ends in.  Numbers are as the
    library gives them: whole ones are ``float`` too, except in .xls and .xlsb.
    """
    try:
        return _book(name, content)
    except Unread as unread:
        raise refusal(name, unread.code, unread.details) from None


def _book(name: str, content: bytes) -> Book:
    if not content:
        raise Unread(FaultCode.EMPTY)
    if len(content) > FILE_BYTES:
        raise Unread(FaultCode.FILE_TOO_LARGE, {"size": len(content), "most": FILE_BYTES})
    digest = sha256(content).hexdigest()
    book = _kept((digest, name))
    if book is None:
        form, sheets = read_apart(content)
        if form == "csv":
            sheets = [sheet._replace(rows=tuple(map(_unguarded, sheet.rows))) for sheet in sheets]
        stem = shown(PurePath(name).stem)
        book = Book(name, digest, form, tuple(_sheet(sheet, stem) for sheet in sheets))
        _keep((digest, name), book)
    return book


def _unguarded(row: Row) -> Row:
    """Without the apostrophes that keep a spreadsheet from making a formula of a text."""
    return tuple(unguarded(value) if isinstance(value, str) else value for value in row)


def _sheet(raw: RawSheet, stem: str) -> Sheet:
    rows: list[tuple[Value, ...]] = list(raw.rows)
    for row, moments in groupby(raw.moments, itemgetter(0)):
        cells = list(rows[row])
        for _, column, moment in moments:
            cells[column] = moment_from(*moment)
        rows[row] = tuple(cells)
    return Sheet(
        name=raw.name or stem,
        rows=tuple(rows),
        hidden=raw.hidden,
        hidden_rows=raw.hidden_rows,
        hidden_columns=raw.hidden_columns,
        merged=raw.merged,
        without_value=raw.without_value,
        percentages=raw.percentages,
    )


def _kept(key: tuple[str, str]) -> Book | None:
    with _lock:
        book = _books.pop(key, None)
        if book:
            _books[key] = book  # the last one asked for stands last
        return book


def _keep(key: tuple[str, str], book: Book) -> None:
    if sum(len(row) for sheet in book.sheets for row in sheet.rows) > LARGEST_KEPT:
        return
    with _lock:
        _books[key] = book
        while len(_books) > KEPT:
            del _books[next(iter(_books))]
