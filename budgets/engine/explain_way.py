"""Where a step comes from of the way from one budget to another: "way.index.personnel" and the like."""

from collections.abc import Iterator

from budgets.engine.path import Leg, Path, budgets_indexed, index_steps, path
from budgets.engine.result import BudgetResult
from budgets.engine.settings import adjustment_key
from budgets.engine.terms import Term
from budgets.engine.waterfall import fallen_away_amounts

AGAINST = "against"
"""The kind of a term that is the figure under the other choice."""
LINE_THERE, STREAM_THERE = "line_there", "stream_there"
"""Kinds of terms that are of a line or a stream of the other budget, as budgeted there."""
THERE = (AGAINST, LINE_THERE, STREAM_THERE)


def way_of(result: BudgetResult, against: BudgetResult) -> Path:
    """From ``against`` to ``result``; kept for the last one that was asked."""
    kept = result.derived.get("way")
    if kept is None or kept[0] is not against:
        kept = result.derived["way"] = (against, path(against, result))
    found: Path = kept[1]
    return found


def leg_of(result: BudgetResult, against: BudgetResult, key: str) -> Leg:
    """Raises ``KeyError`` where there is no such step."""
    legs = {leg.key: leg for leg in way_of(result, against).legs}
    return legs[key]


def way_amounts(result: BudgetResult, against: BudgetResult, key: str) -> tuple[int | None, ...]:
    """Per year of ``result``; None in years that the other does not have.  Raises ``KeyError``."""
    changes = leg_of(result, against, key).changes
    known = dict(zip(way_of(result, against).years, changes, strict=True))
    return tuple(known.get(year) for year in result.years)


def way_terms(result: BudgetResult, against: BudgetResult, key: str, year: int) -> list[Term]:
    """``year`` as a number; one that both have."""
    leg = leg_of(result, against, key)
    match leg.kind:
        case "costs":
            return list(_costs(result, against, leg.ref, year))
        case "income":
            return list(_income(result, against, leg.ref, year))
        case "index":
            return list(_index(result, against, leg.ref, year))
        case "adjustment":
            return [*_adjusted(result, leg.ref, year, "figure"), *_adjusted(against, leg.ref, year, AGAINST)]
    figure, sign = {
        "option": (f"options.{leg.ref}.realised", 1),
        "leavers": ("fallen_away", 1),
        "target": (f"savings_targets.{leg.ref}", -1),
    }[leg.kind]
    return [
        *_if_there(result, figure, year, "figure", sign),
        *_if_there(against, figure, year, AGAINST, -sign),
    ]


def _if_there(of: BudgetResult, figure: str, year: int, kind: str, sign: int) -> Iterator[Term]:
    """Of an option, or a target, that one of the two may not have; the share of who left is of both."""
    head, _, key = figure.partition(".")
    known = {"options": of.data.option_index, "savings_targets": of.savings_targets}
    if head in known and key.removesuffix(".realised") not in known[head]:
        return
    amounts = fallen_away_amounts(of) if head == "fallen_away" else of.figure(figure)
    yield Term(kind, figure, sign * amounts[of.data.year_index[year]])


def _adjusted(of: BudgetResult, ref: str, year: int, kind: str) -> Iterator[Term]:
    sign = 1 if kind == "figure" else -1
    for each in of.adjustments:
        if adjustment_key(each.adjustment)[1] == ref:
            figure = f"adjustments.{each.adjustment.code}.realised"
            yield Term(kind, figure, sign * each.realised[of.data.year_index[year]])


def _costs(result: BudgetResult, against: BudgetResult, goal: str, year: int) -> Iterator[Term]:
    """Per line what is budgeted for the goal less than in the other budget."""
    before, after = budgets_indexed(against, result)
    changes: dict[str, int] = {}
    for side, sign in ((after, -1), (before, 1)):
        for line in side.data.lines:
            if line.goal == goal:
                amount = sign * side.line(line.code)[side.data.year_index[year]]
                changes[line.code] = changes.get(line.code, 0) + amount
    for code, cents in changes.items():
        yield Term("line" if code in result.data.line_index else LINE_THERE, code, cents)


def _income(result: BudgetResult, against: BudgetResult, stream: str, year: int) -> Iterator[Term]:
    for kind, side, sign in (("stream", result, 1), (STREAM_THERE, against, -1)):
        if stream in side.data.stream_index:
            yield Term(kind, stream, sign * side.data.stream(stream).amounts[side.data.year_index[year]])


def _index(result: BudgetResult, against: BudgetResult, cost_type: str, year: int) -> Iterator[Term]:
    """Per line what the other indexation of its cost type costs less."""
    i = result.data.year_index[year]
    at, then = next((at, then) for (_, of), at, then in index_steps(against, result) if of == cost_type)
    for line in result.data.lines:
        yield Term("line", line.code, at.line(line.code)[i] - then.line(line.code)[i])
