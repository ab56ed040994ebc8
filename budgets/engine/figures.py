"""Every figure that can be asked for, in one registry: which there are, how much, and where they come from.

What a page shows has its name here, so that nothing can be shown that cannot be explained.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from budgets.engine.allocation import FIGURES as MUNICIPAL_FIGURES
from budgets.engine.compute import alone, compute
from budgets.engine.data import Choice
from budgets.engine.explain import EXPLAINERS, fallen_away_terms, indexation_terms
from budgets.engine.explain_cover import (
    COVERAGE_FIGURES,
    coverage_terms,
    lacking_terms,
    own_amounts,
    own_terms,
    paid_amounts,
    paid_keys,
    paid_terms,
    together_terms,
    uncovered_amounts,
    uncovered_terms,
)
from budgets.engine.explain_effects import effect_amounts, effect_keys, effect_terms
from budgets.engine.explain_gains import gain_amounts, gain_keys, gain_terms
from budgets.engine.explain_housing import housing_amounts, housing_are_places, housing_keys, housing_terms
from budgets.engine.explain_split import municipal_terms, total_terms
from budgets.engine.explain_uncertain import (
    DRAWN,
    drawn_amounts,
    drawn_terms,
    influence_amounts,
    influence_keys,
    influence_terms,
    threshold_amounts,
    threshold_keys,
    threshold_terms,
)
from budgets.engine.explain_waterfall import stand_amounts, stand_keys, stand_terms
from budgets.engine.explain_way import AGAINST, way_amounts, way_of, way_terms
from budgets.engine.municipal_options import counts_heads, key_weights, per_inhabitant, totals
from budgets.engine.pro_memorie import left_out
from budgets.engine.result import (
    KEYED_FIGURES,
    OPTION_FIGURES,
    SCALAR_FIGURES,
    BudgetResult,
    UnknownFigure,
    subtotal,
)
from budgets.engine.terms import Explanation, Share, Term
from budgets.engine.waterfall import fallen_away_amounts, indexation_amounts

Known = tuple[int | None, ...]
"""Per year of the plan; None where it is not known, or not there."""
DIFFERENCE, PER_INHABITANT, SELECTION, WAY = "difference", "per_inhabitant", "selection", "way"
ALL_YEARS = "years"
"""Before the name of a figure: its amounts of all years together, whichever year is asked."""
DIFFERING = "result_after_target"
"""What "difference" by itself is about."""


class NotKnown(LookupError):
    """There is such a figure, but in this year it is not known, or nobody has one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figures, by the first part of their names; ``keys`` gives the rest, "" for none.

    ``amounts`` and ``terms`` take such a key; ``terms`` a year as a place in those of the plan.
    ``amounts`` raises ``KeyError`` or ``UnknownFigure`` for what there is not.
    """

    keys: Callable[[BudgetResult], Iterable[str]]
    amounts: Callable[[BudgetResult, str], Known]
    terms: Callable[[BudgetResult, str, int], list[Term]]


def figure_names(result: BudgetResult) -> Iterator[str]:
    """Of all figures of a result; of the differences and amounts per inhabitant those that pages show.

    The steps of a way are those from the unchanged budget.
    """
    own = [f"{head}.{key}" if key else head for head, kind in KINDS.items() for key in kind.keys(result)]
    yield from own
    compared = [name for name in own if name.partition(".")[0] in COMPARED]
    yield from (f"{ALL_YEARS}.{name}" for name in SCALAR_FIGURES)
    yield DIFFERENCE
    yield from (f"{WAY}.{leg.key}" for leg in way_of(result, result.unchanged).legs)
    yield from (f"{DIFFERENCE}.{name}" for name in compared)
    if counts_heads(result):
        split = [name for name in own if name.partition(".")[0] in SPLIT]
        yield from (f"{PER_INHABITANT}.{name}" for name in split)
        yield from (f"{PER_INHABITANT}.{DIFFERENCE}.{name}" for name in split)


def amounts_of(result: BudgetResult, figure: str, against: BudgetResult | None = None) -> Known:
    """Of a figure per year, in cents or places.

    Differences are with ``against``, or with the unchanged budget.  Raises ``UnknownFigure``.
    """
    head, _, key = figure.partition(".")
    try:
        if head == DIFFERENCE:
            return _differences(result, key or DIFFERING, against or result.unchanged)
        if head == PER_INHABITANT:
            return _per_inhabitant(result, key, against)
        if head == ALL_YEARS:
            return (sum(result.figure(key)),) * len(result.years)
        if head == WAY:
            return way_amounts(result, against or result.unchanged, key)
        return KINDS[head].amounts(result, key)
    except KeyError:
        raise UnknownFigure(figure) from None


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
    places = figure.startswith("housing.") and housing_are_places(figure.partition(".")[2])
    return Explanation(figure, year, amount, terms, left_out(result.data, figure, i), places)


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
        key, other = key or DIFFERING, against or result.unchanged
        here, difference = amounts_of(result, key)[year] or 0, _differences(result, key, other)[year] or 0
        return [Term("figure", key, here), Term(AGAINST, key, difference - here)]
    if head == ALL_YEARS:
        amounts = zip(result.years, result.figure(key), strict=True)
        return [Term("figure", key, cents, year=of) for of, cents in amounts]
    if head == WAY:
        return way_terms(result, against or result.unchanged, key, result.years[year])
    if head == PER_INHABITANT:
        cents, heads = amounts_of(result, key, against)[year] or 0, _heads(result, key, year)
        part = per_inhabitant(cents, heads)
        share = Share(cents, 1, heads, abs(part) - abs(cents) // heads, "")
        return [Term(PER_INHABITANT, key, part, share=share)]
    return KINDS[head].terms(result, key, year)


def _differences(result: BudgetResult, figure: str, against: BudgetResult) -> Known:
    there = dict(zip(against.years, amounts_of(against, figure), strict=True))
    return tuple(
        None if cents is None or there.get(year) is None else cents - (there[year] or 0)
        for year, cents in zip(result.years, amounts_of(result, figure), strict=True)
    )


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


def _figure(head: str) -> Callable[[BudgetResult, str], Known]:
    return lambda result, key: result.figure(f"{head}.{key}" if key else head)


def _nothing_behind(_: BudgetResult) -> Iterable[str]:
    return ("",)


def _keys_of(head: str) -> Callable[[BudgetResult], Iterable[str]]:
    return lambda result: getattr(result, head)


def _pairs(codes: Callable[[BudgetResult], Iterable[str]], names: Iterable[str]) -> Callable[..., list[str]]:
    return lambda result: [f"{code}.{name}" for code in codes(result) for name in names]


def _lines(result: BudgetResult) -> Iterable[str]:
    return result.data.line_index


def _streams(result: BudgetResult) -> Iterable[str]:
    return result.data.stream_index


def _municipalities(result: BudgetResult) -> Iterable[str]:
    return result.data.municipality_index


def _options(result: BudgetResult) -> Iterable[str]:
    return result.data.option_index


def _where_split(names: Iterable[str]) -> Callable[[BudgetResult], Iterable[str]]:
    return lambda result: names if result.data.municipalities else ()


def only(result: BudgetResult, option: str) -> BudgetResult:
    """The budget with one option on, for its part, and nothing else; worked out once for a result."""
    made: dict[str, BudgetResult] = result.derived.setdefault("only", {})
    if option not in made:
        made[option] = compute(result.data, Choice(frozenset({option}), parts=result.choice.parts))
    return made[option]


def _option_amounts(result: BudgetResult, key: str) -> Known:
    code, _, part = key.rpartition(".")
    return alone(result.data, result.choice)[code] if part == "alone" else result.figure(f"options.{key}")


def _option_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    code, _, part = key.rpartition(".")
    if part == "alone":
        return EXPLAINERS["options"](only(result, code), f"{code}.realised", year)
    return EXPLAINERS["options"](result, key, year)


def _measures(result: BudgetResult) -> Iterable[str]:
    return dict.fromkeys(line.measure_code for line in result.data.lines if line.measure_code)


def _measure_amounts(result: BudgetResult, key: str) -> Known:
    return subtotal(result, _lines_of_measure(result, key))


def _measure_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    codes = _lines_of_measure(result, key)
    return [Term("figure", f"lines.{code}", result.line(code)[year]) for code in codes]


def _lines_of_measure(result: BudgetResult, measure: str) -> list[str]:
    """Raises ``KeyError`` where there are none."""
    found = [line.code for line in result.data.lines if measure and line.measure_code == measure]
    if not found:
        raise KeyError(measure)
    return found


def _adjustments(result: BudgetResult) -> Iterable[str]:
    return [each.adjustment.code for each in result.adjustments]


def _single(amounts: Callable[[BudgetResult], Known]) -> Callable[[BudgetResult, str], Known]:
    """Of a kind that is one figure."""

    def of(result: BudgetResult, key: str) -> Known:
        if key:
            raise KeyError(key)
        return amounts(result)

    return of


def _together(result: BudgetResult, key: str) -> Known:
    if key not in COVERAGE_FIGURES:
        raise KeyError(key)
    return result.coverage.together(key)


def _totals(result: BudgetResult, key: str) -> Known:
    if key not in MUNICIPAL_FIGURES:
        raise KeyError(key)
    return totals(result, key)


def _uncovered_keys(result: BudgetResult) -> Iterable[str]:
    return ("", *result.data.line_index)


KINDS: dict[str, Kind] = {
    **{head: Kind(_nothing_behind, _figure(head), EXPLAINERS[head]) for head in SCALAR_FIGURES},
    **{head: Kind(_keys_of(head), _figure(head), EXPLAINERS[head]) for head in KEYED_FIGURES},
    "lines": Kind(_lines, _figure("lines"), EXPLAINERS["lines"]),
    "measures": Kind(_measures, _measure_amounts, _measure_terms),
    "options": Kind(_pairs(_options, (*OPTION_FIGURES, "alone")), _option_amounts, _option_terms),
    "effects": Kind(effect_keys, effect_amounts, effect_terms),
    "adjustments": Kind(
        _pairs(_adjustments, OPTION_FIGURES), _figure("adjustments"), EXPLAINERS["adjustments"]
    ),
    "indexation": Kind(_nothing_behind, _single(indexation_amounts), indexation_terms),
    "fallen_away": Kind(_nothing_behind, _single(fallen_away_amounts), fallen_away_terms),
    "stand": Kind(stand_keys, stand_amounts, stand_terms),
    "coverage": Kind(_pairs(_streams, COVERAGE_FIGURES), _figure("coverage"), coverage_terms),
    "together": Kind(lambda _: COVERAGE_FIGURES, _together, together_terms),
    "paid": Kind(paid_keys, paid_amounts, paid_terms),
    "uncovered": Kind(_uncovered_keys, uncovered_amounts, uncovered_terms),
    "own": Kind(_lines, own_amounts, own_terms),
    "lacking": Kind(_nothing_behind, _single(lambda result: result.coverage.lacking), lacking_terms),
    "municipalities": Kind(
        _pairs(_municipalities, MUNICIPAL_FIGURES), _figure("municipalities"), municipal_terms
    ),
    "total": Kind(_where_split(MUNICIPAL_FIGURES), _totals, total_terms),
    "gain": Kind(gain_keys, gain_amounts, gain_terms),
    "threshold": Kind(threshold_keys, threshold_amounts, threshold_terms),
    "influence": Kind(influence_keys, influence_amounts, influence_terms),
    "drawn": Kind(lambda _: DRAWN, drawn_amounts, drawn_terms),
    "housing": Kind(housing_keys, housing_amounts, housing_terms),
}
COMPARED = (*SCALAR_FIGURES, *KEYED_FIGURES, "lines", "municipalities", "total")
"""Kinds of figures of which pages show a difference."""
SPLIT = ("municipalities", "total")
"""Kinds of figures that pages show per inhabitant."""
assert set(EXPLAINERS) <= KINDS.keys(), "a figure that is explained, but that nobody can ask for"
