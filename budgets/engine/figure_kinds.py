"""Which kinds of figures there are, by the first word of their names: how much each is, and its terms.

A figure that a page shows is of a kind in this registry, so that nothing can be shown that cannot be
explained.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from budgets.engine.allocation import FIGURES as MUNICIPAL_FIGURES
from budgets.engine.compute import alone, compute
from budgets.engine.data import Choice
from budgets.engine.explain import EXPLAINERS, fallen_away_terms, indexation_terms
from budgets.engine.explain_control import control_amounts, control_keys, control_terms
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
from budgets.engine.explain_effects import (
    changes_amounts,
    changes_keys,
    changes_terms,
    effect_amounts,
    effect_keys,
    effect_terms,
    proposed_amounts,
    proposed_keys,
    proposed_terms,
)
from budgets.engine.explain_gains import gain_amounts, gain_keys, gain_terms
from budgets.engine.explain_housing import housing_amounts, housing_are_places, housing_keys, housing_terms
from budgets.engine.explain_split import municipal_terms, total_terms
from budgets.engine.explain_taken import (
    taken_amounts,
    taken_by_priority_amounts,
    taken_by_priority_keys,
    taken_by_priority_terms,
    taken_keys,
    taken_terms,
    weight_amounts,
    weight_terms,
)
from budgets.engine.explain_uncertain import (
    DRAWN,
    NEGATIVE,
    drawn_amounts,
    drawn_terms,
    estimate_amounts,
    estimate_keys,
    estimate_terms,
    influence_amounts,
    influence_keys,
    influence_terms,
    threshold_amounts,
    threshold_keys,
    threshold_terms,
)
from budgets.engine.explain_waterfall import stand_amounts, stand_keys, stand_terms
from budgets.engine.municipal_options import totals
from budgets.engine.result import (
    KEYED_FIGURES,
    OPTION_FIGURES,
    SCALAR_FIGURES,
    BudgetResult,
    subtotal,
)
from budgets.engine.terms import DRAWS, EUROS, PLACES, WEIGHT, Term
from budgets.engine.waterfall import fallen_away_amounts, indexation_amounts

Known = tuple[int | None, ...]
"""Per year of the plan; None where it is not known, or not there."""


def _in_euros(_: str) -> str:
    return EUROS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figures, by the first part of their names; ``keys`` gives the rest, "" for none.

    ``amounts`` and ``terms`` take such a key; ``terms`` a year as a place in those of the plan.
    ``amounts`` raises ``KeyError`` or ``UnknownFigure`` for what there is not.
    """

    keys: Callable[[BudgetResult], Iterable[str]]
    amounts: Callable[[BudgetResult, str], Known]
    terms: Callable[[BudgetResult, str, int], list[Term]]
    unit: Callable[[str], str] = _in_euros
    """Of a key: what its amounts count."""


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
    "drawn": Kind(
        lambda _: DRAWN, drawn_amounts, drawn_terms, lambda key: DRAWS if key == NEGATIVE else EUROS
    ),
    "estimate": Kind(estimate_keys, estimate_amounts, estimate_terms),
    "taken": Kind(taken_keys, taken_amounts, taken_terms),
    "taken_by_priority": Kind(taken_by_priority_keys, taken_by_priority_amounts, taken_by_priority_terms),
    "weight": Kind(lambda _: (), weight_amounts, weight_terms, lambda _: WEIGHT),
    "changes": Kind(changes_keys, changes_amounts, changes_terms),
    "proposed": Kind(proposed_keys, proposed_amounts, proposed_terms),
    "control": Kind(control_keys, control_amounts, control_terms),
    "housing": Kind(
        housing_keys,
        housing_amounts,
        housing_terms,
        lambda key: PLACES if housing_are_places(key) else EUROS,
    ),
}
assert set(EXPLAINERS) <= KINDS.keys(), "a figure that is explained, but that nobody can ask for"
