"""Which columns hold the amounts of which year.

Of several columns for one year one is taken: what holds after changes goes before the budget as
it was fixed, that before an adjusted one or a forecast, and all of these before what was
really spent.  A difference, balance or share is never taken.  Among equals a column that shows
goes before a hidden one, and the first before the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets.dutch_numbers import period
from budgets.imports.book import column_letters
from budgets.imports.mapping import ColumnRole, Part
from budgets.imports.recognition.cost_types import read_cost_type
from budgets.imports.recognition.heading_words import amounts_said, role_said
from budgets.imports.recognition.headings import Heading
from budgets.imports.recognition.proposed import Proposed, skipped
from budgets.imports.recognition.samples import Sample
from budgets.imports.recognition.years import BASIS_WORDS, Basis, basis_of

ROLES = {Part.COSTS: ColumnRole.COSTS, Part.INCOME: ColumnRole.INCOME}
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column with amounts.  ``year`` is None where its heading names none."""

    index: int
    year: int | None
    part: Part
    basis: Basis
    hidden: bool
    cost_type: bool
    """Whether its heading names a cost type: then it is only a part of the year's amount."""

    @property
    def order(self) -> tuple[bool, Basis, bool, int]:
        return self.cost_type, self.basis, self.hidden, self.index


def candidates(
    heading: Heading, samples: Sequence[Sample], hidden: frozenset[int], part: Part
) -> list[Candidate]:
    """The columns with amounts, or with a year above nothing."""
    found = []
    for index, sample in enumerate(samples):
        text, year = heading.text(index), heading.years[index]
        amounts = sample.amounts >= MOSTLY or (year is not None and _only_year(heading, index, sample))
        if amounts and not (year is None and sample.are_years) and not _of_small_numbers(heading, index):
            said = part if part is Part.INCOME else amounts_said(text) or part
            typed = any(read_cost_type(each) for each in heading.parts[index])
            found.append(Candidate(index, year, said, basis_of(text), index in hidden, typed))
    return found


def _only_year(heading: Heading, index: int, sample: Sample) -> bool:
    """Whether a heading leaves no doubt that amounts belong below it, whatever stands there."""
    return not sample.values or not any(role_said(text) for text in heading.parts[index])


def _of_small_numbers(heading: Heading, index: int) -> bool:
    """Whether the heading is of numbers that are no amounts."""
    said = [role for text in heading.parts[index] if (role := role_said(text))]
    return any(role in (ColumnRole.PRIORITY, ColumnRole.NUMBER, ColumnRole.ID) for role, _ in said)


def dated_columns(found: Sequence[Candidate], years: tuple[int, ...]) -> list[Proposed]:
    """What to do with each column that has a year in its heading."""
    groups: dict[tuple[int, Part], list[Candidate]] = {}
    for each in found:
        if each.year is not None:
            groups.setdefault((each.year, each.part), []).append(each)
    return [
        column for (year, _), group in groups.items() for column in _of_one_year(year, group, year in years)
    ]


def _of_one_year(year: int, group: list[Candidate], planned: bool) -> list[Proposed]:
    usable = sorted((each for each in group if each.basis is not Basis.NEVER), key=lambda each: each.order)
    best = usable[0] if usable and planned else None
    if best is not None and best.cost_type and len(usable) > 1:
        best = None
    return [_settled(year, each, best, planned, len(usable)) for each in group]


def _settled(year: int, each: Candidate, best: Candidate | None, planned: bool, usable: int) -> Proposed:
    if each is best:
        more = f", {BASIS_WORDS[each.basis]} gaat voor" if usable > 1 else ""
        return Proposed(each.index, ROLES[each.part], f"{year} in de kop{more}", year)
    if each.basis is Basis.NEVER:
        return skipped(each.index, BASIS_WORDS[Basis.NEVER])
    if not planned:
        return skipped(each.index, f"{year} is geen jaar van het plan")
    if best is None:
        return skipped(each.index, f"een deel van {year}: per soort kosten")
    return skipped(
        each.index, f"ook {year} ({BASIS_WORDS[each.basis]}); gekozen is kolom {column_letters(best.index)}"
    )


def undated_columns(
    found: Sequence[Candidate], taken: set[int], years: tuple[int, ...], title_year: int | None
) -> list[Proposed]:
    """What to do with columns of amounts where no heading names a year of the plan."""
    free = [each for each in found if each.year is None and each.index not in taken]
    usable = [each for each in free if each.basis is not Basis.NEVER]
    one = title_year if title_year in years else years[0] if len(years) == 1 else None
    parts = {each.part: each for each in usable}
    if one is not None and usable and len(parts) == len(usable):
        chosen = {each.index: one for each in usable}
        reason = f"de enige kolom met bedragen; het jaar is {one}"
    elif years and len(usable) == len(years) and len(parts) == 1:
        chosen = {each.index: year for each, year in zip(usable, years, strict=True)}
        reason = f"evenveel kolommen met bedragen als jaren in het plan ({period(years)})"
    else:
        chosen, reason = {}, ""
    return [
        Proposed(each.index, ROLES[each.part], reason, chosen[each.index])
        if each.index in chosen
        else skipped(each.index, "bedragen zonder jaar")
        for each in free
    ]
