"""Where the figures come from of what is not sure: turning points, the reach of an estimate, the draws.

Their keys: "memorandum.risico.worst" of an influence, "stream.GB" of a threshold, "p5" of the draws,
"stream.GB.low" of an estimate.
"""

from collections.abc import Iterator

from budgets.engine.data import Amounts
from budgets.engine.estimates import Estimate
from budgets.engine.result import BudgetResult
from budgets.engine.swings import ESTIMATE_TERMS, Swing, swings
from budgets.engine.terms import Drawing, Term
from budgets.engine.uncertainty import (
    DRAWS,
    FIFTH,
    MIDDLE,
    NINETY_FIFTH,
    SEED,
    Influence,
    Threshold,
    draw_at,
    uncertainty,
)

Known = tuple[int | None, ...]
SIDES = ("worst", "best", "reach")
NEGATIVE = "negative"
DRAWN = ("p5", "p50", "p95", NEGATIVE)
PLACES = {"p5": FIFTH + 1, "p50": MIDDLE + 1, "p95": NINETY_FIFTH + 1}
"""From low to high, from 1."""
ENDS = ("low", "likely", "high")


def threshold_keys(result: BudgetResult) -> Iterator[str]:
    found, years = uncertainty(result), range(len(result.years))
    yield from dict.fromkeys(_name(each) for year in years for each in found.thresholds(year))


def threshold_amounts(result: BudgetResult, key: str) -> Known:
    """Raises ``KeyError``."""
    found = uncertainty(result)
    rows = [{_name(each): each.limit for each in found.thresholds(i)} for i in range(len(result.years))]
    if not any(key in row for row in rows):
        raise KeyError(key)
    return tuple(row.get(key) for row in rows)


def threshold_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """A cost may be what is left with the others in their middle; an income what then is still needed."""
    kind, _, code = key.partition(".")
    after = Term("figure", "result_after_target", result.result_after_target[year])
    others = [
        _at(each, "middle") for each in swings(result.data, year) if (each.kind, each.code) != (kind, code)
    ]
    if kind != "stream":
        return [after, *others]
    needed = [Term(term.kind, term.ref, -term.amount) for term in (after, *others)]
    return [Term("stream", code, result.data.stream(code).amounts[year]), *needed]


def influence_keys(result: BudgetResult) -> Iterator[str]:
    every = (each for year in range(len(result.years)) for each in swings(result.data, year))
    for name in dict.fromkeys(_name(each) for each in every):
        yield from (f"{name}.{side}" for side in SIDES)


def influence_amounts(result: BudgetResult, key: str) -> Known:
    """Raises ``KeyError``."""
    name, _, side = key.rpartition(".")
    found = uncertainty(result)
    rows = [{_name(each): each for each in found.influences(i)} for i in range(len(result.years))]
    if side not in SIDES or not any(name in row for row in rows):
        raise KeyError(key)
    return tuple(getattr(row[name], side) if name in row else None for row in rows)


def influence_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    name, _, side = key.rpartition(".")
    if side == "reach":
        best, worst = (influence_amounts(result, f"{name}.{end}")[year] or 0 for end in ("best", "worst"))
        return [
            Term("figure", f"influence.{name}.best", best),
            Term("figure", f"influence.{name}.worst", -worst),
        ]
    return [
        Term("figure", "result_after_target", result.result_after_target[year]),
        *(_at(each, side if _name(each) == name else "middle") for each in swings(result.data, year)),
    ]


def drawn_amounts(result: BudgetResult, key: str) -> Amounts:
    """Cents; of "negative" a number of draws.  Raises ``KeyError``."""
    found = uncertainty(result)
    return {"p5": found.low, "p50": found.median, "p95": found.high, NEGATIVE: found.negative}[key]


def drawn_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """What each estimate adds in that one draw; of "negative" all draws less those that are not."""
    if key == NEGATIVE:
        negative = drawn_amounts(result, key)[year]
        return [Term("draws", "", DRAWS), Term("not_negative", "", negative - DRAWS)]
    parts = draw_at(result.data, year, PLACES[key]).parts
    return [
        Term("figure", "result_after_target", result.result_after_target[year]),
        *(Term(ESTIMATE_TERMS[swing.kind], swing.code, cents) for swing, cents in parts),
    ]


def drawing(result: BudgetResult, key: str, year: int) -> Drawing:
    """What the draws were made of in a year (its position), and which one the figure is."""
    estimates = swings(result.data, year)
    if key == NEGATIVE:
        return Drawing(DRAWS, SEED, estimates, drawn_amounts(result, key)[year], None)
    found = draw_at(result.data, year, PLACES[key])
    return Drawing(DRAWS, SEED, estimates, found.place, found.number)


def estimate_keys(result: BudgetResult) -> Iterator[str]:
    for key in _estimated(result):
        for end in ENDS:
            if any(cents is not None for cents in estimate_amounts(result, f"{key}.{end}")):
                yield f"{key}.{end}"


def estimate_amounts(result: BudgetResult, key: str) -> Known:
    """As it was entered: what a p.m. item may cost, or a stream may bring in.  Raises ``KeyError``."""
    name, _, end = key.rpartition(".")
    if end not in ENDS:
        raise KeyError(key)
    return tuple(None if found is None else getattr(found, end) for found in _estimated(result)[name])


def estimate_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """A stream with what is budgeted beside what that is thought to differ."""
    kind, _, code = key.rpartition(".")[0].partition(".")
    cents = estimate_amounts(result, key)[year] or 0
    if kind == "memorandum":
        return [Term("memorandum", code, cents)]
    budgeted = result.data.stream(code).amounts[year]
    return [Term("stream", code, budgeted), Term("stream_estimate", code, cents - budgeted)]


def _estimated(result: BudgetResult) -> dict[str, list[Estimate | None]]:
    """Everything that may be estimated, by its name, per year."""
    data, years = result.data, range(len(result.years))
    items = {f"memorandum.{item.code}": [item.estimate(i) for i in years] for item in data.memorandum_items}
    return items | {f"stream.{each.code}": [each.estimate(i) for i in years] for each in data.streams}


def _name(of: Swing | Threshold | Influence) -> str:
    return f"{of.kind}.{of.code}"


def _at(swing: Swing, side: str) -> Term:
    return Term(ESTIMATE_TERMS[swing.kind], swing.code, getattr(swing, side))
