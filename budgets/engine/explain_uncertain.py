"""Where the figures come from of what is not sure: turning points, the reach of an estimate, the draws.

Their keys: "memorandum.risico.worst" of an influence, "stream.GB" of a threshold, "p5" of the draws.
"""

from collections.abc import Iterator

from budgets.engine.data import Amounts
from budgets.engine.result import BudgetResult
from budgets.engine.swings import ESTIMATE_TERMS, Swing, swings
from budgets.engine.terms import Term
from budgets.engine.uncertainty import Influence, Threshold, uncertainty

Known = tuple[int | None, ...]
SIDES = ("worst", "best", "reach")
DRAWN = {"p5": "low", "p50": "median", "p95": "high"}


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
    """Raises ``KeyError``."""
    amounts: Amounts = getattr(uncertainty(result), DRAWN[key])
    return amounts


def drawn_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """What the estimates add in that draw: no sum, but the place of one among ten thousand."""
    after = result.result_after_target[year]
    return [
        Term("figure", "result_after_target", after),
        Term("drawn", key, drawn_amounts(result, key)[year] - after),
    ]


def _name(of: Swing | Threshold | Influence) -> str:
    return f"{of.kind}.{of.code}"


def _at(swing: Swing, side: str) -> Term:
    return Term(ESTIMATE_TERMS[swing.kind], swing.code, getattr(swing, side))
