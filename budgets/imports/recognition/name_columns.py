"""Which columns hold names, types, priorities, numbers and explanations."""

import re
from collections.abc import Sequence

from budgets.imports.book import column_letters
from budgets.imports.mapping import ColumnRole, Part
from budgets.imports.recognition.heading_words import role_said
from budgets.imports.recognition.headings import Heading
from budgets.imports.recognition.proposed import Proposed, quoted, skipped
from budgets.imports.recognition.samples import Sample
from budgets.imports.recognition.words import plain
from budgets.imports.recognition.years import Basis, basis_of

MANY_COLUMNS = frozenset((ColumnRole.NOTE,))
"""Roles that more than one column may have."""
OF_INCOME = frozenset((ColumnRole.ID, ColumnRole.NUMBER, ColumnRole.MEASURE, ColumnRole.NOTE))
WRONG = {
    ColumnRole.PRIORITY: "bevat geen prioriteiten 0 tot en met 3",
    ColumnRole.COST_TYPE: "bevat geen bekende soorten kosten",
    ColumnRole.NUMBER: "bevat geen hele nummers",
    ColumnRole.COVER: "bevat getallen",
    ColumnRole.MEASURE: "bevat geen namen",
    ColumnRole.GOAL: "bevat geen namen",
}
NEARLY_ALL = 0.9
WEAKER = 1000
"""A heading that says what the contents belie counts less than one that names the role."""
NAME_OF = re.compile(r"(?:omschrijving|naam) \w")
SHORTEST_TITLE = 3
"""Characters of a title, on average: "A1" is a code."""
SOME = 0.2
"""The part of the values that must be what the heading says."""


def by_heading(
    heading: Heading, samples: Sequence[Sample], free: Sequence[int], part: Part, amounts: int
) -> list[Proposed]:
    """The columns of which the heading says what they hold, where their contents agree.

    ``amounts`` is the first column with amounts: names before it go before names after it.
    """
    found: list[Proposed] = []
    best: dict[ColumnRole, tuple[bool, int, int]] = {}
    said = {index: _said(heading, samples[index], index, part) for index in free}
    said |= _of_two_codes(heading, samples, said, amounts)
    said = {index: None if _is_of_amounts(heading, index, amounts) else each for index, each in said.items()}
    for index, role_rank in said.items():
        if role_rank and _agrees(role_rank[0], samples[index]):
            role, rank = role_rank
            order = (index > amounts, rank, index)
            best[role] = min(best.get(role, order), order)
    for index, role_rank in said.items():
        if role_rank:
            found.append(_settled(heading, samples[index], index, role_rank[0], best))
    return found


def _said(heading: Heading, sample: Sample, index: int, part: Part) -> tuple[ColumnRole, int] | None:
    """From the lowest row of the heading that says something; ids show by themselves."""
    if sample.are_ids:
        return ColumnRole.ID, 0
    found = next((said for text in reversed(heading.parts[index]) if (said := role_said(text))), None)
    if found and found[0] is ColumnRole.GOAL and sample.knows_cost_types >= NEARLY_ALL:
        return ColumnRole.COST_TYPE, found[1] + WEAKER
    if found and part is Part.INCOME and found[0] is ColumnRole.COVER:
        return ColumnRole.MEASURE, found[1]
    return found


def _of_two_codes(
    heading: Heading, samples: Sequence[Sample], said: dict[int, tuple[ColumnRole, int] | None], amounts: int
) -> dict[int, tuple[ColumnRole, int] | None]:
    """Names of two codes, such as a cost centre and a ledger account: the one with fewer is the goal."""
    believed = {i: each[0] for i, each in said.items() if each and _agrees(each[0], samples[i])}
    named = {i: role for i, role in believed.items() if role in (ColumnRole.MEASURE, ColumnRole.GOAL)}
    names = [i for i in named if i < amounts and NAME_OF.match(plain(heading.text(i)))]
    if len(names) != 2 or len(named) > len(names):
        return {}
    goal, measure = sorted(names, key=lambda index: samples[index].different)
    return {goal: (ColumnRole.GOAL, 0), measure: (ColumnRole.MEASURE, 0)}


def _is_of_amounts(heading: Heading, index: int, amounts: int) -> bool:
    """Whether it is a balance or difference among the amounts, also where that is text: "973 N"."""
    return index > amounts and basis_of(heading.text(index)) is Basis.NEVER


def _settled(
    heading: Heading,
    sample: Sample,
    index: int,
    role: ColumnRole,
    best: dict[ColumnRole, tuple[bool, int, int]],
) -> Proposed:
    title = quoted(heading.text(index))
    if role is ColumnRole.ID:
        return Proposed(index, role, "kenmerken uit onze eigen export")
    if not _agrees(role, sample):
        return skipped(index, f"kop {title}, maar de kolom {WRONG[role]}")
    chosen = best[role][-1]
    if role in MANY_COLUMNS or chosen == index:
        return Proposed(index, role, f"door de kop {title}")
    if sample.explain:
        return Proposed(index, ColumnRole.NOTE, f"lange teksten onder {title}")
    return skipped(index, f"kop {title}; gekozen is kolom {column_letters(chosen)}")


def _agrees(role: ColumnRole, sample: Sample) -> bool:
    """Whether the contents can be what the heading says; an empty column can."""
    if not sample.values:
        return True
    match role:
        case ColumnRole.PRIORITY:
            return sample.share_of_priorities >= SOME
        case ColumnRole.COST_TYPE:
            return sample.are_cost_types or sample.knows_cost_types >= SOME
        case ColumnRole.NUMBER:
            return sample.numbers >= SOME
        case ColumnRole.MEASURE | ColumnRole.GOAL:
            return sample.wording >= SOME
        case ColumnRole.COVER:
            return sample.wording >= SOME
    return True


def by_contents(
    heading: Heading, samples: Sequence[Sample], free: Sequence[int], known: Sequence[Proposed], amounts: int
) -> list[Proposed]:
    """The columns of which the heading says nothing that is known.

    Small numbers below a heading may be of anything, such as footnotes: only words are priorities there.
    ``known`` are those of which it does; ``amounts`` is the first column with amounts.
    """
    found: list[Proposed] = []
    taken = {each.role: each.index for each in known}
    measure = taken.get(ColumnRole.MEASURE)
    left = [index for index in free if samples[index].values]
    for role, test, reason in PLAIN_CONTENTS:
        may_be = [i for i in left if role is not ColumnRole.PRIORITY or _tells(heading, samples[i], i)]
        index = next((i for i in may_be if role not in taken and getattr(samples[i], test)), None)
        if index is not None:
            found.append(Proposed(index, role, reason))
            left.remove(index)
    if measure is None:
        measure = _names(samples, [index for index in left if index < amounts])
        if measure is not None:
            found.append(Proposed(measure, ColumnRole.MEASURE, "namen, de meeste verschillend"))
            left.remove(measure)
    goal = None if ColumnRole.GOAL in taken else _above(samples, left, measure)
    if goal is not None:
        found.append(Proposed(goal, ColumnRole.GOAL, "namen die voor meer rijen gelden"))
        left.remove(goal)
    found += [Proposed(i, ColumnRole.NOTE, "lange teksten") for i in left if samples[i].explain]
    return found


PLAIN_CONTENTS = (
    (ColumnRole.ID, "are_ids", "kenmerken uit onze eigen export"),
    (ColumnRole.COST_TYPE, "are_cost_types", "alleen soorten kosten"),
    (ColumnRole.PRIORITY, "only_priorities", "alleen 0 tot en met 3"),
    (ColumnRole.NUMBER, "run_up", "nummers die oplopen"),
)


def _tells(heading: Heading, sample: Sample, index: int) -> bool:
    return not heading.parts[index] or sample.wording >= 0.5


def _names(samples: Sequence[Sample], left: Sequence[int]) -> int | None:
    """The column with the most different texts."""
    names = [i for i in left if samples[i].wording >= 0.5]
    return max(names, key=lambda i: (samples[i].different, -i), default=None)


def _above(samples: Sequence[Sample], left: Sequence[int], measure: int | None) -> int | None:
    """A column of names before the measures that says less often something new."""
    if measure is None:
        return None
    fewer = [
        i
        for i in left
        if i < measure
        and samples[i].length >= SHORTEST_TITLE
        and samples[i].wording >= 0.5
        and samples[i].different <= samples[measure].different / 2
    ]
    return fewer[-1] if fewer else None
