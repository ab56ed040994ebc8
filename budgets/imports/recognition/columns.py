"""What each column of a sheet is proposed to be: by its heading, else by its contents."""

from collections.abc import Sequence

from budgets.imports.book import Sheet
from budgets.imports.mapping import ColumnRole, Part
from budgets.imports.recognition.amount_columns import Candidate, candidates, dated_columns, undated_columns
from budgets.imports.recognition.headings import Heading, texts_above
from budgets.imports.recognition.name_columns import OF_INCOME, by_contents, by_heading
from budgets.imports.recognition.proposed import Proposed, skipped
from budgets.imports.recognition.samples import Sample, sampled_rows
from budgets.imports.recognition.years import year_of

YEAR_PER_ROW = "een jaar per rij; de jaren horen in kolommen naast elkaar"
AMOUNT_ROLES = (ColumnRole.COSTS, ColumnRole.INCOME)


def propose_columns(
    sheet: Sheet, heading: Heading, years: tuple[int, ...], part: Part
) -> tuple[Proposed, ...]:
    """Every column of the sheet, in order; those that are not read have the role SKIP."""
    rows = sampled_rows(sheet, heading.last + 1)
    samples = [Sample.of(rows, column) for column in range(len(heading.parts))]
    found = _proposals(sheet, heading, samples, years, part)
    if part is Part.INCOME:
        found = [_of_income(each) for each in found]
    settled = {each.index: each for each in found}
    return tuple(
        settled.get(index) or skipped(index, _unread(sample)) for index, sample in enumerate(samples)
    )


def _proposals(
    sheet: Sheet, heading: Heading, samples: Sequence[Sample], years: tuple[int, ...], part: Part
) -> list[Proposed]:
    amounts = candidates(heading, samples, sheet.hidden_columns, part)
    undated = {each.index for each in amounts if each.year is None}
    first = _first_amounts(amounts, samples)
    found = dated_columns(amounts, years)
    dated = bool(found)
    found += [
        each
        for each in by_heading(heading, samples, _free(samples, found), part, first)
        if each.role is not ColumnRole.SKIP or each.index not in undated
    ]
    found += by_contents(heading, samples, _free(samples, found), found, first)
    found = _with_names(found)
    if not dated:
        taken = {each.index for each in found}
        found += undated_columns(amounts, taken, years, _title_year(sheet, heading))
    return found


def _with_names(found: list[Proposed]) -> list[Proposed]:
    """The only column with names holds those of the lines: a table of programmes and no more."""
    if any(each.role is ColumnRole.MEASURE for each in found):
        return found
    return [
        Proposed(each.index, ColumnRole.MEASURE, f"{each.reason}; de enige kolom met namen")
        if each.role is ColumnRole.GOAL
        else each
        for each in found
    ]


def _first_amounts(amounts: Sequence[Candidate], samples: Sequence[Sample]) -> int:
    """The first column with amounts: one with a year, or else one that holds no other numbers."""
    dated = [each.index for each in amounts if each.year is not None]
    undated = (each.index for each in amounts if not samples[each.index].small_numbers)
    return min(dated or undated, default=len(samples))


def _unread(sample: Sample) -> str:
    if sample.values and sample.are_years:
        return YEAR_PER_ROW
    return "niet herkend" if sample.values else "leeg"


def _free(samples: Sequence[Sample], found: Sequence[Proposed]) -> list[int]:
    taken = {each.index for each in found}
    return [index for index in range(len(samples)) if index not in taken]


def _of_income(each: Proposed) -> Proposed:
    if each.role in OF_INCOME or each.role in (*AMOUNT_ROLES, ColumnRole.SKIP):
        return each
    return skipped(each.index, "hoort niet bij baten")


def _title_year(sheet: Sheet, heading: Heading) -> int | None:
    """The one year that the rows up to the heading or the name of the sheet speak of."""
    said = {year for text in texts_above(sheet, heading.last) if (year := year_of(text))}
    said = said or {year for year in (year_of(sheet.name),) if year}
    return said.pop() if len(said) == 1 else None
