"""The form of a workbook, so that next year's is known again, and its mapping laid on it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from budgets.imports.book import Book, Sheet
from budgets.imports.mapping import Column, ColumnRole, Mapping, TableMapping
from budgets.imports.recognition.columns import AMOUNT_ROLES
from budgets.imports.recognition.headings import NO_HEADER, Heading, find_heading, heading_at
from budgets.imports.recognition.words import without_digits


def form_of(book: Book, mapping: Mapping) -> str:
    """A SHA-256 of the mapped sheets' names and headings, without their numbers.

    Equal for a workbook of another year with the same headings, wherever these stand; and
    whatever the mapping says of them, because the next one is looked up before anybody says it.
    """
    found = []
    for table in mapping.tables:
        sheet = book.sheet(table.sheet)
        heading = find_heading(sheet, ()) if sheet else None
        texts = heading_form(heading) if heading else []
        found.append([without_digits(table.sheet), *(texts or _roles(table))])
    return sha256(json.dumps(found).encode()).hexdigest()


def heading_form(heading: Heading) -> list[str]:
    """The headings per column without their numbers; empty ones at the end do not count."""
    texts = [without_digits(heading.text(column)) for column in range(len(heading.parts))]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def fitted(mapping: Mapping, book: Book, years: tuple[int, ...]) -> Mapping | None:
    """A kept mapping laid on another workbook of the same form; None where it does not fit.

    A column of amounts is of the year that its heading now names, and those of years outside the
    plan are left out.  What somebody said about single rows is not taken along.
    """
    tables = [_fitted_table(table, book, years) for table in mapping.tables]
    found = tuple(table for table in tables if table is not None)
    return Mapping(found) if found and len(found) == len(tables) else None


def _roles(table: TableMapping) -> list[str]:
    """What tells a table without headings apart: where its columns are."""
    return [f"{column.index} {column.role}" for column in table.columns]


def _fitted_table(table: TableMapping, book: Book, years: tuple[int, ...]) -> TableMapping | None:
    sheet = book.sheet(table.sheet) or _alike(table.sheet, book)
    if sheet is None or max((column.index for column in table.columns), default=0) >= sheet.width:
        return None
    headings = list(_headings(sheet, table, years))
    dated = next((heading for heading in headings if _all_dated(table, heading)), None)
    if dated is None and any(map(any, (heading.years for heading in headings))):
        return None
    columns = _columns(table, dated, years)
    header = dated.header if dated else table.header
    return replace(table, sheet=sheet.name, header=header, columns=columns, rows=()) if columns else None


def _alike(name: str, book: Book) -> Sheet | None:
    """The one visible sheet whose name is the same but for its numbers."""
    form = without_digits(name)
    found = [each for each in book.sheets if not each.hidden and without_digits(each.name) == form]
    return found[0] if len(found) == 1 else None


def _headings(sheet: Sheet, table: TableMapping, years: tuple[int, ...]) -> Iterator[Heading]:
    """Where the heading was, and where one is found: a row of title more is the same form."""
    if table.header[1] < len(sheet.rows):
        yield heading_at(sheet, table.header)
    if table.header != NO_HEADER and (found := find_heading(sheet, years)) is not None:
        yield found


def _all_dated(table: TableMapping, heading: Heading) -> bool:
    amounts = [column for column in table.columns if column.role in AMOUNT_ROLES]
    return bool(amounts) and all(heading.years[column.index] for column in amounts)


def _columns(table: TableMapping, heading: Heading | None, years: tuple[int, ...]) -> tuple[Column, ...]:
    """The columns with the years that are now above them, or as they were where no heading names any."""
    amounts = [column for column in table.columns if column.role in AMOUNT_ROLES]
    if heading is None:
        found = [column for column in amounts if column.year in years]
    else:
        found = _dated(amounts, heading, years)
    others = [column for column in table.columns if column.role not in AMOUNT_ROLES]
    return tuple(sorted((*others, *found), key=lambda column: column.index)) if found else ()


def _dated(kept: list[Column], heading: Heading, years: tuple[int, ...]) -> list[Column]:
    """The kept columns of amounts, and others with such a heading, each of the year that it names.

    None at all where two would be of one year.
    """
    roles = {without_digits(heading.text(column.index)): column.role for column in kept}
    roles_at = {column.index: column.role for column in kept}
    found: dict[tuple[ColumnRole, int], Column] = {}
    for index, year in enumerate(heading.years):
        role = roles_at.get(index) or roles.get(without_digits(heading.text(index)))
        if role is None or year is None or year not in years:
            continue
        if (role, year) in found:
            if index not in roles_at:
                continue
            return []
        found[role, year] = Column(index, role, year)
    return list(found.values())
