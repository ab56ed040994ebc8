"""Columns with a year that are not read, and why."""

from collections.abc import Collection

from budgets.dutch_numbers import enumeration, period
from budgets.imports.book import Sheet, column_letters
from budgets.imports.mapping import Column, ColumnRole, TableMapping
from budgets.imports.recognition.cost_types import read_cost_type
from budgets.imports.recognition.headings import Heading
from budgets.imports.recognition.looks import looks_like_amount
from budgets.imports.recognition.notices import Notices
from budgets.imports.recognition.samples import Sample, sampled_rows
from budgets.imports.recognition.years import Basis, basis_of

BOTH_COUNT = "horen ook die bedragen erbij, tel ze dan in het bestand bij elkaar op"
NAMES = 0.5
"""The part of a column that must be words, to be names."""


def say_left_out(
    sheet: Sheet, table: TableMapping, heading: Heading, years: tuple[int, ...], notices: Notices
) -> None:
    """Which columns with a year are not read, because of their year or because another is."""
    amounts = [column for column in table.columns if column.year is not None]
    used = {column.index for column in table.columns}
    left = {i: y for i, y in enumerate(heading.years) if y is not None and i not in used}
    outside = {column.index: column.year for column in amounts if column.year not in years}
    outside |= {index: year for index, year in left.items() if year not in years}
    if outside:
        notices.note("other_years", _said_outside(outside), sheet.name, _only(outside))
    known = {column.year for column in amounts}
    double = {
        index: year
        for index, year in left.items()
        if year in known and year in years and basis_of(heading.text(index)) is not Basis.NEVER
    }
    if double and table.only(ColumnRole.ID) is None:
        rivals = {i: y for i, y in double.items() if _is_rival(sheet, heading, amounts, i, y)}
        if rivals:
            message = f"{_said_double(rivals, amounts)}; {BOTH_COUNT}"
            notices.warning("year_in_more_columns", message, sheet.name, _only(rivals))
        if rest := {index: year for index, year in double.items() if index not in rivals}:
            notices.note("other_columns", _said_double(rest, amounts), sheet.name, _only(rest))
        beside = _second_table(sheet, table, max(column.index for column in amounts), max(double))
        if beside >= 0:
            message = f"vanaf kolom {column_letters(beside)} staat een tweede tabel; die is niet gelezen"
            notices.warning("second_table", message, sheet.name, column_letters(beside))


def _is_rival(sheet: Sheet, heading: Heading, amounts: list[Column], index: int, year: int) -> bool:
    """Whether nothing in its heading says why this column is not read and another of its year is."""
    if index in sheet.hidden_columns or any(map(read_cost_type, heading.parts[index])):
        return False
    basis = basis_of(heading.text(index))
    chosen = [basis_of(heading.text(column.index)) for column in amounts if column.year == year]
    return basis in chosen and any(
        looks_like_amount(sheet.value(row, index)) for row in range(heading.last + 1, len(sheet.rows))
    )


def _second_table(sheet: Sheet, table: TableMapping, first: int, last: int) -> int:
    """A column with names between the amounts that are read and others of their years; -1 without one."""
    rows = sampled_rows(sheet, table.header[1] + 1)
    used = {column.index for column in table.columns}
    found = (i for i in range(first + 1, last) if i not in used and Sample.of(rows, i).wording >= NAMES)
    return next(found, -1)


def _said_outside(columns: dict[int, int | None]) -> str:
    found = sorted({year for year in columns.values() if year is not None})
    outside = f"{period(found)} {'zijn geen jaren' if len(found) > 1 else 'is geen jaar'} van het plan"
    return f"{outside}; {_columns(columns)} {'worden' if len(columns) > 1 else 'wordt'} niet gelezen"


def _said_double(columns: dict[int, int], amounts: list[Column]) -> str:
    found = sorted(set(columns.values()))
    taken = sorted(column.index for column in amounts if column.year in found)
    return (
        f"{period(found)} {'staan' if len(found) > 1 else 'staat'} in meer kolommen; gelezen "
        f"{'zijn' if len(taken) > 1 else 'is'} {_columns(taken)}, niet {_columns(columns)}"
    )


def _columns(indexes: Collection[int]) -> str:
    """ "kolom C", "de kolommen C en D"."""
    letters = enumeration([column_letters(index) for index in indexes])
    return f"de kolommen {letters}" if len(indexes) > 1 else f"kolom {letters}"


def _only(columns: Collection[int]) -> str:
    """The address, where it is about one column."""
    return column_letters(next(iter(columns))) if len(columns) == 1 else ""
