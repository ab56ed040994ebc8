"""The rows with headings: where they are, and what they say per column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgets.imports.book import Sheet, Value
from budgets.imports.recognition.heading_words import amounts_said, may_stand_over_years, role_said, says_it
from budgets.imports.recognition.looks import looks_like_amount
from budgets.imports.recognition.words import as_text, one_line
from budgets.imports.recognition.years import year_of

MOST_ROWS = 100
"""A heading further down is not looked for."""
MOST_COLUMNS = 256
MOST_HIGH = 3
"""Rows of one heading."""
NO_HEADER = (-1, -1)


@dataclass(frozen=True, slots=True)
class Heading:
    """``parts`` and ``years`` have an entry per column of the sheet."""

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]
    """The texts of a column from top to bottom, each once."""
    years: tuple[int | None, ...]

    @property
    def header(self) -> tuple[int, int]:
        return self.first, self.last

    def text(self, column: int) -> str:
        return " ".join(self.parts[column]) if column < len(self.parts) else ""


def heading_at(sheet: Sheet, header: tuple[int, int]) -> Heading:
    """What these rows say; nothing where there is no heading."""
    first, last = header
    width = min(sheet.width, MOST_COLUMNS)
    if first < 0:
        return Heading(*NO_HEADER, ((),) * width, (None,) * width)
    rows = _spread(sheet, first, last, width)
    parts = tuple(_parts(row[column] for row in rows) for column in range(width))
    years = tuple(_year(rows, column) for column in range(width))
    return Heading(first, last, parts, years)


def find_heading(sheet: Sheet, years: tuple[int, ...]) -> Heading | None:
    """The rows that say most about columns; None where none says enough."""
    best, most = None, 0
    for row, cells in enumerate(sheet.rows[:MOST_ROWS]):
        score = _score(cells[:MOST_COLUMNS], years)
        if score > most:
            best, most = row, score
    return None if best is None else heading_at(sheet, _grown(sheet, best))


def year_cells(cells: Iterable[Value]) -> dict[int, int]:
    """Columns with a year in a row that may be a heading."""
    found = ((column, year_of(value)) for column, value in enumerate(cells))
    return {column: year for column, year in found if year is not None}


def _score(cells: tuple[Value, ...], years: tuple[int, ...]) -> int:
    """How much a row looks like headings; zero where it cannot be.

    Two things must be there: a year and a name, two years, or two names.
    """
    if any(looks_like_amount(value) and year_of(value) is None for value in cells):
        return 0
    found = year_cells(cells)
    distinct = set(found.values())
    names = {said for column, value in enumerate(cells) if column not in found and (said := _subject(value))}
    if len(distinct) + len(names) < 2:
        return 0
    return 10 * len(distinct.intersection(years)) + 4 * len(distinct) + 5 * len(names)


def _subject(value: Value) -> str:
    """What a heading is about; empty where that is not known."""
    if type(value) is not str:
        return ""
    if said := role_said(value):
        return str(said[0])
    return str(amounts_said(value) or "")


def _is_name(value: Value) -> bool:
    """Whether a cell is the name of a column and no more."""
    said = role_said(value) if type(value) is str else None
    return said is not None and says_it(said)


def _grown(sheet: Sheet, row: int) -> tuple[int, int]:
    """The heading around its best row: rows above and below that speak of the same columns."""
    first = last = row
    while last - first + 1 < MOST_HIGH and _belongs(sheet, first - 1, row):
        first -= 1
    while last - first + 1 < MOST_HIGH and _belongs(sheet, last + 1, row):
        last += 1
    return first, last


def _belongs(sheet: Sheet, row: int, best: int) -> bool:
    """Whether a row beside the best one is part of it.

    It stands over or under the years, or it has the years or the names that the best one has not.
    """
    if not 0 <= row < len(sheet.rows):
        return False
    cells, others = sheet.rows[row][:MOST_COLUMNS], sheet.rows[best]
    if any(looks_like_amount(value) and year_of(value) is None for value in cells):
        return False
    dated = year_cells(others)
    if not dated and min(own := year_cells(cells), default=0) > 0:
        return row < best or len(own) == sum(value is not None for value in cells)
    if any(_over_years(value) for value in cells[min(dated, default=len(cells)) :]):
        return True
    bare = [v for c, v in enumerate(cells) if v is not None and (c >= len(others) or others[c] is None)]
    return bool(bare) and all(map(_is_name, bare)) and len(bare) == sum(v is not None for v in cells)


def _over_years(value: Value) -> bool:
    return type(value) is str and may_stand_over_years(value)


def _spread(sheet: Sheet, first: int, last: int, width: int) -> list[list[Value]]:
    """The rows of the heading with what is merged, or stands over more columns, in each of these."""
    rows = [[sheet.value(row, column) for column in range(width)] for row in range(first, last + 1)]
    for top, left, bottom, right in sheet.merged:
        if first <= top and bottom <= last:
            for row in range(top, bottom + 1):
                rows[row - first][left : right + 1] = [sheet.value(top, left)] * (
                    min(right, width - 1) + 1 - left
                )
    for row in reversed(range(len(rows) - 1)):
        _fill_right(rows[row], rows[row + 1])
    return rows


def _fill_right(upper: list[Value], lower: list[Value]) -> None:
    """Over columns that have something below, as far as the next cell or a gap."""
    held: Value = None
    for column, value in enumerate(upper):
        if lower[column] is None:
            held = None
        elif value is not None:
            held = value
        else:
            upper[column] = held


def _parts(values: Iterable[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(value) for value in values if value is not None))


def _year(rows: list[list[Value]], column: int) -> int | None:
    """From the lowest row that names one."""
    found = (year_of(row[column]) for row in reversed(rows))
    return next((year for year in found if year is not None), None)


def texts_above(sheet: Sheet, row: int) -> Iterator[str]:
    """What is said above a row, and in it."""
    for cells in sheet.rows[: max(row, 0) + 1]:
        yield from (as_text(value) for value in cells[:MOST_COLUMNS] if type(value) is str)
