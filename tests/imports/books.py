"""Workbooks as the importer sees them: a ``Book`` from rows of values, or from a workbook made in code."""

from io import BytesIO

from budgets.imports.book import Book, Sheet
from budgets.imports.reading import read_book


def sheet_of(rows, name="Begroting", **more) -> Sheet:
    """A sheet from rows of values; "" is an empty cell, and rows end at their last cell with content."""
    kept = []
    for row in rows:
        cells = [None if value == "" else value for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        kept.append(tuple(cells))
    while kept and not kept[-1]:
        kept.pop()
    return Sheet(name, tuple(kept), **more)


def book_of(*sheets, name="begroting.xlsx", form="xlsx") -> Book:
    """Sheets, or the rows of a sheet."""
    found = tuple(each if isinstance(each, Sheet) else sheet_of(each) for each in sheets)
    return Book(name, "0" * 64, form, found)


def as_read(workbook, name="begroting.xlsx") -> Book:
    """A workbook made in code, saved and read as one that was brought in."""
    content = BytesIO()
    workbook.save(content)
    return read_book(name, content.getvalue())
