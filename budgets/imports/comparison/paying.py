"""What pays the lines and who takes part, after a file moved lines to other measures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from budgets.engine.data import BudgetData
from budgets.engine.members import Cover, Participation
from budgets.imports.comparison.draft import Draft


@dataclass(frozen=True, slots=True)
class Covers:
    """Where the cover of a line comes from, which ``BudgetData.cover`` does not tell."""

    own: frozenset[str] = frozenset()
    """Lines with a cover of their own; the others have that of their measure."""
    of_measures: Mapping[str, tuple[Cover, ...]] = field(default_factory=dict)
    """By measure; the name of the line in these says nothing."""


def paying_streams(data: BudgetData, covers: Covers) -> set[str]:
    """Also those that pay only what is covered otherwise now: a measure of which every line has its own."""
    of_measures = {cover.stream for of_measure in covers.of_measures.values() for cover in of_measure}
    return of_measures | {cover.stream for cover in data.cover}


def covers_of(data: BudgetData) -> Covers:
    """As if every line that is paid has a cover of its own."""
    return Covers(frozenset(cover.line for cover in data.cover))


def paid(
    data: BudgetData, draft: Draft, covers: Covers, given: Mapping[str, tuple[Cover, ...]]
) -> tuple[Cover, ...]:
    """The cover of every line, in their order, as reading the tables gives it.

    ``given`` is what the file says of lines, in place of what there was.
    """
    own: dict[str, list[Cover]] = {code: [] for code in covers.own}
    for cover in data.cover:
        if cover.line in own:
            own[cover.line].append(cover)
    found: list[Cover] = []
    for line in draft.ordered_lines():
        if line.code in given:
            found += given[line.code]
            continue
        if line.code in own:
            found += own[line.code]
            continue
        measure = draft.split_off.get(line.measure_code, line.measure_code)
        found += [replace(each, line=line.code) for each in covers.of_measures.get(measure, ())]
    return tuple(found)


def taking_part(data: BudgetData, draft: Draft) -> tuple[Participation, ...]:
    """Who takes part in the measures that are left, and in those that were split off."""
    split_off: dict[str, list[str]] = {}
    for new, old in draft.split_off.items():
        if new in draft.measures:
            split_off.setdefault(old, []).append(new)
    return tuple(_all(data.participation, draft, split_off))


def _all(
    participation: Iterable[Participation], draft: Draft, split_off: Mapping[str, list[str]]
) -> Iterable[Participation]:
    added = []
    for each in participation:
        if each.measure in draft.measures:
            yield each
        added += [replace(each, measure=code) for code in split_off.get(each.measure, ())]
    yield from added
