"""Every figure that can be asked for, in one registry: which there are, how much, and where they come from.

What a page shows has its name here, so that nothing can be shown that cannot be explained.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgets.engine.explain_uncertain import drawing
from budgets.engine.explain_way import AGAINST, way_amounts, way_of, way_terms
from budgets.engine.figure_kinds import KINDS, Known
from budgets.engine.municipal_options import counts_heads, key_weights, per_inhabitant
from budgets.engine.pro_memorie import left_out
from budgets.engine.result import KEYED_FIGURES, SCALAR_FIGURES, BudgetResult, UnknownFigure
from budgets.engine.terms import EUROS, Explanation, Share, Term

DIFFERENCE, PER_INHABITANT, SELECTION, WAY = "difference", "per_inhabitant", "selection", "way"
ALL_YEARS = "years"
"""Before the name of a figure: its amounts of all years together, whichever year is asked.

With years between them, "years.2022,2023.realised", of those only.
"""
SOME_YEARS = re.compile(r"[0-9]{4}(?:,[0-9]{4})*", re.ASCII)
DIFFERING = "result_after_target"
"""What "difference" by itself is about."""
COMPARED = (*SCALAR_FIGURES, *KEYED_FIGURES, "lines", "municipalities", "total")
"""Kinds of figures of which pages show a difference."""
ADDED = (*SCALAR_FIGURES, "taken")
"""Those of which pages show the sum of years."""
SPLIT = ("municipalities", "total")
"""Kinds of figures that pages show per inhabitant."""


class NotKnown(LookupError):
    """There is such a figure, but in this year it is not known, or nobody has one."""


def figure_names(result: BudgetResult) -> Iterator[str]:
    """Of all figures of a result; of the differences and amounts per inhabitant those that pages show.

    The steps of a way are those from the unchanged budget.
    """
    own = [f"{head}.{key}" if key else head for head, kind in KINDS.items() for key in kind.keys(result)]
    yield from own
    compared = [name for name in own if name.partition(".")[0] in COMPARED]
    yield from (f"{ALL_YEARS}.{name}" for name in ADDED)
    yield DIFFERENCE
    yield from (f"{WAY}.{leg.key}" for leg in way_of(result, result.unchanged).legs)
    yield from (f"{DIFFERENCE}.{name}" for name in compared)
    if counts_heads(result):
        split = [name for name in own if name.partition(".")[0] in SPLIT]
        yield from (f"{PER_INHABITANT}.{name}" for name in split)
        yield from (f"{PER_INHABITANT}.{DIFFERENCE}.{name}" for name in split)


def added_over(figure: str, years: Sequence[int], all_years: Sequence[int]) -> str:
    """The name of the sum of a figure over some years; of one year that of the figure itself."""
    if len(years) == 1:
        return figure
    some = "" if tuple(years) == tuple(all_years) else f"{','.join(map(str, years))}."
    return f"{ALL_YEARS}.{some}{figure}"


def amounts_of(result: BudgetResult, figure: str, against: BudgetResult | None = None) -> Known:
    """Of a figure per year, in what ``unit_of`` says.

    Differences are with ``against``, or with the unchanged budget; of what only one of the two has, or in
    a year that only this one has, they are all of it.  Raises ``UnknownFigure``.
    """
    head, _, key = figure.partition(".")
    try:
        if head == DIFFERENCE:
            return _differences(result, key or DIFFERING, against or result.unchanged)
        if head == PER_INHABITANT:
            return _per_inhabitant(result, key, against)
        if head == ALL_YEARS:
            total = sum(cents for _, _, cents in _added(result, key, against))
            return (total,) * len(result.years)
        if head == WAY:
            return way_amounts(result, against or result.unchanged, key)
        return KINDS[head].amounts(result, key)
    except KeyError:
        raise UnknownFigure(figure) from None


def unit_of(figure: str) -> str:
    """What a figure counts, such as "euros", which is in cents."""
    head, _, key = figure.partition(".")
    if head in (DIFFERENCE, ALL_YEARS):
        return unit_of(key)
    return KINDS[head].unit(key) if head in KINDS else EUROS


def explain(result: BudgetResult, figure: str, year: int, against: BudgetResult | None = None) -> Explanation:
    """The terms of ``figure`` in ``year``; see ``amounts_of`` for ``against``.

    Raises ``UnknownFigure``, and ``NotKnown`` where the amount is not.
    """
    if year not in result.data.year_index:
        raise UnknownFigure(f"{figure} {year}")
    i = result.data.year_index[year]
    amount = amounts_of(result, figure, against)[i]
    if amount is None:
        raise NotKnown(f"{figure} {year}")
    terms = tuple(term for term in _terms(result, figure, i, against) if term.amount or term.parts)
    pm = left_out(result.data, figure, i)
    head, _, key = figure.partition(".")
    drawn = drawing(result, key, i) if head == "drawn" else None
    return Explanation(figure, year, amount, terms, pm, unit_of(figure), drawn)


def explain_selection(result: BudgetResult, lines: Iterable[str], year: int) -> Explanation:
    """The sum of some lines, each as it stands after indexation and options."""
    if year not in result.data.year_index:
        raise UnknownFigure(f"{SELECTION} {year}")
    i = result.data.year_index[year]
    terms = [Term("figure", f"lines.{code}", result.line(code)[i]) for code in lines]
    kept = tuple(term for term in terms if term.amount)
    return Explanation(SELECTION, year, sum(term.amount for term in kept), kept)


def unfolded(result: BudgetResult, explanation: Explanation) -> Explanation:
    """The same with every term that is a figure explained in its place, down to the last one."""
    i = result.data.year_index[explanation.year]
    return replace(explanation, terms=tuple(_unfold(result, term, i) for term in explanation.terms))


def _unfold(result: BudgetResult, term: Term, year: int) -> Term:
    if term.parts:
        return replace(term, parts=tuple(_unfold(result, part, year) for part in term.parts))
    if term.kind != "figure" or term.share or term.year is not None:
        return term
    found = [each for each in _terms(result, term.ref, year, None) if each.amount or each.parts]
    parts = [_unfold(result, each, year) for each in found]
    if sum(part.amount for part in parts) != term.amount:
        parts = [_negative(part) for part in parts]
    return replace(term, parts=tuple(parts))


def _negative(term: Term) -> Term:
    share = replace(term.share, of=-term.share.of) if term.share else None
    return replace(term, amount=-term.amount, parts=tuple(map(_negative, term.parts)), share=share)


def _terms(result: BudgetResult, figure: str, year: int, against: BudgetResult | None) -> list[Term]:
    head, _, key = figure.partition(".")
    if head == DIFFERENCE:
        return _sides(result, key or DIFFERING, year, against or result.unchanged)
    if head == ALL_YEARS:
        return [Term("figure", name, cents, year=of) for of, name, cents in _added(result, key, against)]
    if head == WAY:
        return way_terms(result, against or result.unchanged, key, result.years[year])
    if head == PER_INHABITANT:
        cents, heads = amounts_of(result, key, against)[year] or 0, _heads(result, key, year)
        part = per_inhabitant(cents, heads)
        share = Share(cents, 1, heads, abs(part) - abs(cents) // heads, "")
        return [Term(PER_INHABITANT, key, part, share=share)]
    return KINDS[head].terms(result, key, year)


def _added(result: BudgetResult, key: str, against: BudgetResult | None) -> Iterator[tuple[int, str, int]]:
    """The years, with the name of the figure that is added up over them and how much it is."""
    first, _, rest = key.partition(".")
    some = SOME_YEARS.fullmatch(first)
    figure, wanted = (rest, [int(year) for year in first.split(",")]) if some else (key, result.years)
    if len({*wanted} & {*result.years}) != len(wanted):
        raise UnknownFigure(f"{ALL_YEARS}.{key}")
    for year, cents in zip(result.years, amounts_of(result, figure, against), strict=True):
        if year in wanted:
            yield year, figure, cents or 0


def _differences(result: BudgetResult, figure: str, against: BudgetResult) -> Known:
    here, there = _if_known(result, figure), _if_known(against, figure)
    if here is None and there is None:
        raise UnknownFigure(figure)
    before = dict(zip(against.years, there, strict=True)) if there else {}
    after = here or (0,) * len(result.years)
    if there and figure.partition(".")[0] == ALL_YEARS:
        before = dict.fromkeys(result.years, there[0])
    return tuple(
        None if cents is None or (other := before.get(year, 0)) is None else cents - other
        for year, cents in zip(result.years, after, strict=True)
    )


def _sides(result: BudgetResult, figure: str, year: int, against: BudgetResult) -> list[Term]:
    """The figure on the one side, less that on the other; only of those that have it."""
    difference, here = _differences(result, figure, against)[year] or 0, _if_known(result, figure)
    cents = (here[year] or 0) if here else 0
    ours = [Term("figure", figure, cents)] if here else []
    return [*ours, Term(AGAINST, figure, difference - cents)]


def _if_known(result: BudgetResult, figure: str) -> Known | None:
    """None where the budget has nothing of that name."""
    try:
        return amounts_of(result, figure)
    except UnknownFigure:
        return None


def _per_inhabitant(result: BudgetResult, figure: str, against: BudgetResult | None) -> Known:
    if figure.removeprefix(f"{DIFFERENCE}.").partition(".")[0] not in SPLIT or not counts_heads(result):
        raise UnknownFigure(f"{PER_INHABITANT}.{figure}")
    amounts = amounts_of(result, figure, against)
    heads = [_heads(result, figure, i) for i in range(len(amounts))]
    return tuple(
        None if cents is None or not count else per_inhabitant(cents, count)
        for cents, count in zip(amounts, heads, strict=True)
    )


def _heads(result: BudgetResult, figure: str, year: int) -> int:
    """The inhabitants that a figure of one municipality, or of all of them, is divided by."""
    head, code = figure.removeprefix(f"{DIFFERENCE}.").split(".")[:2]
    weights = key_weights(result, result.years[year])
    return sum(weights) if head == "total" else weights[result.data.municipality_index[code]]
