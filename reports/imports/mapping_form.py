"""The mapping as somebody corrected it on the screen, from what the form sends.

A role that only one column can have goes to the column that it was given to; the column that
had it is then not used.  What makes no sense leaves things as they were.
"""

from collections.abc import Mapping as Dictionary
from dataclasses import replace

from openpyxl.utils import get_column_letter

from budgets.imports.book import Book, Sheet
from budgets.imports.mapping import Column, ColumnRole, Mapping, Part, RowKind, TableMapping
from budgets.imports.recognition import propose
from budgets.imports.recognition.columns import propose_columns
from budgets.imports.recognition.headings import heading_at
from municipalities.refusals import Refused
from reports.imports.columns import column_value, offered
from reports.imports.words import UNIT_TITLES, role_title

MANY = (ColumnRole.NOTE, ColumnRole.SKIP)
"""Roles that several columns may have."""
OF_COSTS_ONLY = {
    ColumnRole.GOAL,
    ColumnRole.COST_TYPE,
    ColumnRole.PRIORITY,
    ColumnRole.COVER,
    ColumnRole.INCOME,
}
USED = "blad"
NO_SHEET = "Kies ten minste één blad dat gelezen moet worden."

Sent = Dictionary[str, str]


def mapping_from(
    sent: Sent, used: list[str], book: Book, mapping: Mapping, years: tuple[int, ...]
) -> tuple[Mapping, list[str]]:
    """The mapping, and what is to be said of it.  ``used`` are the places of the sheets that are ticked.

    Raises ``Refused`` where no sheet is left.
    """
    tables, said = [], list[str]()
    for place, sheet in enumerate(book.sheets):
        if str(place) not in used:
            continue
        known = mapping.table(sheet.name)
        if known is None:
            tables.append(_proposed(book, sheet, mapping, years))
        else:
            tables.append(_corrected(sent, place, sheet, known, years, said))
    if not tables:
        raise Refused(NO_SHEET)
    order = [table.sheet for table in mapping.tables]
    tables.sort(key=lambda table: order.index(table.sheet) if table.sheet in order else len(order))
    return Mapping(tuple(tables)), said


def _proposed(book: Book, sheet: Sheet, mapping: Mapping, years: tuple[int, ...]) -> TableMapping:
    """Of a sheet that is added: as it would be understood if it were the only one.

    Where another sheet has the costs, names with amounts and nothing of what only costs have are income.
    """
    alone = replace(book, sheets=(replace(sheet, hidden=False),))
    table = propose(alone, years).table(sheet.name) or TableMapping(sheet.name, (0, 0), ())
    roles = {column.role for column in table.columns}
    elsewhere = any(each.part is Part.COSTS for each in mapping.tables)
    if not elsewhere or table.part is Part.INCOME or roles & OF_COSTS_ONLY:
        return table
    columns = (
        replace(column, role=ColumnRole.INCOME) if column.role is ColumnRole.COSTS else column
        for column in table.columns
    )
    return replace(table, part=Part.INCOME, columns=tuple(columns))


def _corrected(
    sent: Sent, place: int, sheet: Sheet, known: TableMapping, years: tuple[int, ...], said: list[str]
) -> TableMapping:
    header = _header(sent, place, sheet, known)
    part = _part(sent.get(f"deel-{place}", ""), known)
    if (header, part) == (known.header, known.part):
        columns = _columns(sent, place, sheet, known, years, said)
    else:
        columns = _columns_under(sheet, header, part, years)
    return replace(
        known,
        header=header,
        columns=columns,
        part=part,
        unit=_unit(sent.get(f"eenheid-{place}", ""), known),
        rows=_rows(sent, place, sheet, known),
    )


def _header(sent: Sent, place: int, sheet: Sheet, known: TableMapping) -> tuple[int, int]:
    first, last = (_number(sent.get(f"{name}-{place}", "")) for name in ("kop", "koptot"))
    if first == 0:
        return (-1, -1)
    if first is None or last is None or first > len(sheet.rows):
        return known.header
    return first - 1, max(first, min(last, len(sheet.rows))) - 1


def _columns_under(
    sheet: Sheet, header: tuple[int, int], part: Part, years: tuple[int, ...]
) -> tuple[Column, ...]:
    """Under another header the columns are recognised anew."""
    found = propose_columns(sheet, heading_at(sheet, header), years, part)
    return tuple(each.column for each in found if each.role is not ColumnRole.SKIP)


def _columns(
    sent: Sent, place: int, sheet: Sheet, known: TableMapping, years: tuple[int, ...], said: list[str]
) -> tuple[Column, ...]:
    """Of columns that were given a role that another one has, the one that changed keeps it."""
    roles = {column_value(each): each for each in offered(known, years)}
    before = {column.index: column for column in known.columns}
    after = dict(before)
    for name, value in sent.items():
        index = _place_in(name, f"kolom-{place}-")
        if index is not None and index < sheet.width and value in roles:
            after[index] = replace(roles[value], index=index)
    changed = [index for index, column in after.items() if column != before.get(index)]
    taken: dict[str, int] = {}
    for index in [*sorted(changed), *sorted(set(after) - set(changed))]:
        column = after[index]
        if column.role in MANY:
            continue
        if taken.setdefault(column_value(column), index) != index and changed:
            said.append(_given_away(index, taken[column_value(column)], column))
            after[index] = Column(index, ColumnRole.SKIP)
    return tuple(after[index] for index in sorted(after) if after[index].role is not ColumnRole.SKIP)


def _given_away(index: int, to: int, column: Column) -> str:
    loser, winner = get_column_letter(index + 1), get_column_letter(to + 1)
    return (
        f"‘{role_title(column)}’ staat nu bij kolom {winner}. Kolom {loser} wordt niet meer gebruikt, want "
        "dit kan maar bij één kolom."
    )


def _part(value: str, known: TableMapping) -> Part:
    return Part(value) if value in list(Part) else known.part


def _unit(value: str, known: TableMapping) -> int:
    unit = _number(value)
    return unit if unit in UNIT_TITLES else known.unit


def _rows(sent: Sent, place: int, sheet: Sheet, known: TableMapping) -> tuple[tuple[int, RowKind], ...]:
    """What was said of rows that the form did not show, stays."""
    rows = dict(known.rows)
    for name, value in sent.items():
        index = _place_in(name, f"rij-{place}-")
        if index is None or index >= len(sheet.rows):
            continue
        if value in list(RowKind):
            rows[index] = RowKind(value)
        elif not value:
            rows.pop(index, None)
    return tuple(sorted(rows.items()))


def _place_in(name: str, prefix: str) -> int | None:
    return _number(name.removeprefix(prefix)) if name.startswith(prefix) else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else None
