"""Which sheets hold a budget: the best one for the costs, and one for the income where there is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgets.imports.book import Book, Sheet
from budgets.imports.mapping import ColumnRole, Mapping, Part, TableMapping
from budgets.imports.mark import MARK_SHEET, PRODUCT
from budgets.imports.recognition.columns import AMOUNT_ROLES, YEAR_PER_ROW, propose_columns
from budgets.imports.recognition.heading_words import COST_NAMES, INCOME_NAMES
from budgets.imports.recognition.headings import (
    MOST_COLUMNS,
    NO_HEADER,
    Heading,
    find_heading,
    heading_at,
    texts_above,
)
from budgets.imports.recognition.labels import Says, meaning_of
from budgets.imports.recognition.proposed import Proposed
from budgets.imports.recognition.units import unit_said
from budgets.imports.recognition.words import as_text, plain, without_digits

LAST_ROWS = 3
"""Below a table may stand what its unit is."""
UNWANTED = re.compile(
    r"\b(?:oud|oude|archief|kopie|backup|concept|kladblad|klad|werkblad|draaitabel|grafiek|parameters|"
    r"bijstelling(?:en)?|effecten|verdeling|verdeelsleutel|gemeenten|controle|woningen|toelichting|"
    r"per post|samenvatting|historie|realisatie)\b"
)
LIKE_BUDGET = re.compile(r"\b(?:begroting|kosten|lasten|uitgaven|meerjarenbegroting)")
SHARED = 0.2
"""The part of its names that one sheet may share with another and still be another part of the budget."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sheet that may hold a part of the budget, and how much it looks like that."""

    sheet: Sheet
    heading: Heading
    part: Part
    columns: tuple[Proposed, ...]
    score: int

    @property
    def table(self) -> TableMapping:
        return TableMapping(
            sheet=self.sheet.name,
            header=self.heading.header,
            columns=tuple(each.column for each in self.columns if each.role is not ColumnRole.SKIP),
            part=self.part,
            unit=unit_of(self.sheet, self.heading),
        )

    @property
    def form(self) -> tuple[str, ...]:
        return tuple(without_digits(self.heading.text(c)) for c in range(len(self.heading.parts)))

    def names(self) -> set[str]:
        """What the column with names holds; every sheet may have a total."""
        column = self.table.only(ColumnRole.MEASURE)
        rows = self.sheet.rows[self.heading.last + 1 :]
        found = (as_text(row[column]) for row in rows if column is not None and column < len(row))
        return {plain(text) for text in found if text and meaning_of(text).says is Says.NOTHING}


def propose(book: Book, years: tuple[int, ...]) -> Mapping:
    """How the workbook may be understood, for a plan of these years; without tables where nothing is."""
    found = [each for sheet in book.sheets if (each := candidate(sheet, years)) is not None]
    costs = sorted((each for each in found if each.part is Part.COSTS), key=lambda each: -each.score)
    income = max((each for each in found if each.part is Part.INCOME), key=lambda e: e.score, default=None)
    chosen = [costs[0], *_other_parts(costs)] if costs else []
    chosen.sort(key=lambda each: book.sheets.index(each.sheet))
    if income is not None:
        chosen.append(income)
    return Mapping(tuple(each.table for each in chosen))


def candidate(sheet: Sheet, years: tuple[int, ...]) -> Candidate | None:
    """None where a sheet is hidden, ours to remember where it came from, or holds no names with amounts."""
    if sheet.hidden or sheet.name == MARK_SHEET or sheet.value(0, 0) == PRODUCT or not sheet.rows:
        return None
    heading = find_heading(sheet, years) or heading_at(sheet, NO_HEADER)
    part = part_of(sheet, heading)
    columns = propose_columns(sheet, heading, years, part)
    roles = {each.role for each in columns}
    dated = any(year is not None for year in heading.years)
    dated = dated or any(each.reason == YEAR_PER_ROW for each in columns)
    if ColumnRole.MEASURE not in roles or not (dated or roles.intersection(AMOUNT_ROLES)):
        return None
    return Candidate(sheet, heading, part, columns, _score(sheet, columns))


def part_of(sheet: Sheet, heading: Heading) -> Part:
    """Income where the name of the sheet or the first heading of its names says so, and not costs as well."""
    name = plain(sheet.name)
    if COST_NAMES.search(name):
        return Part.COSTS
    first = next(
        (plain(heading.text(c)) for c, y in enumerate(heading.years) if heading.parts[c] and not y), ""
    )
    said = first in INCOME_HEADINGS or (INCOME_NAMES.search(name) and not COST_NAMES.search(first))
    return Part.INCOME if said else Part.COSTS


INCOME_HEADINGS = frozenset(
    ("baten", "inkomsten", "opbrengsten", "ontvangsten", "dekking", "financieringsstroom", "dekkingsmiddelen")
)


def unit_of(sheet: Sheet, heading: Heading) -> int:
    """By what stands above the amounts, and in the last rows of the sheet."""
    below = [v for row in sheet.rows[-LAST_ROWS:] for v in row[:MOST_COLUMNS] if type(v) is str]
    return unit_said([*texts_above(sheet, heading.last), *below])


def _score(sheet: Sheet, columns: Sequence[Proposed]) -> int:
    """Years count most, then what only a budget has, then its name, then how much there is."""
    roles = [each.role for each in columns]
    years = sum(role in AMOUNT_ROLES for role in roles)
    typical = sum(role in roles for role in (ColumnRole.COST_TYPE, ColumnRole.PRIORITY, ColumnRole.GOAL))
    name = plain(sheet.name)
    named = 8 * bool(LIKE_BUDGET.search(name)) + 4 * (name == "begroting") - 25 * bool(UNWANTED.search(name))
    return 10 * bool(years) + 2 * years + 6 * typical + named + min(len(sheet.rows), 1000).bit_length()


def _other_parts(costs: Sequence[Candidate]) -> list[Candidate]:
    """Sheets of the same form as the best with other names on them: one per goal, say."""
    best = costs[0]
    alike = [
        each for each in costs[1:] if each.form == best.form and not UNWANTED.search(plain(each.sheet.name))
    ]
    seen = best.names() if alike else set()
    chosen = []
    for each in alike:
        names = each.names()
        if len(names & seen) <= SHARED * len(names):
            chosen.append(each)
            seen |= names
    return chosen
