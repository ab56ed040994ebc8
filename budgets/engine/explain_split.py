"""Where a figure of a municipality comes from: down to the weight and the last cent."""

from collections.abc import Sequence
from dataclasses import replace

from budgets.engine.allocation import contribution_weights, line_weights, patterns_of_lines
from budgets.engine.membership import CONTRIBUTION, members, weights_of
from budgets.engine.money import largest_remainder
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Share, Term


def municipal_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """Of "GM0406.need" and the like."""
    code, _, name = key.rpartition(".")
    return MUNICIPAL[name](result, code, year)


def total_terms(result: BudgetResult, name: str, year: int) -> list[Term]:
    """Of all municipalities together."""
    return [
        Term("figure", f"municipalities.{each.code}.{name}", result.allocation.figure(each.code, name)[year])
        for each in result.data.municipalities
    ]


def _contribution(result: BudgetResult, code: str, year: int) -> list[Term]:
    data, choice = result.data, result.choice
    terms = []
    here = members(data, choice, year)[data.municipality_index[code]]
    for place, stream in enumerate(data.streams) if here else ():
        if stream.kind == CONTRIBUTION:
            weights = contribution_weights(data, choice, stream.key, year)
            amount = int(result.stream_amounts[place, year])
            terms.append(_share(result, "stream", stream.code, amount, weights, code, stream.key))
    return terms


def _need(result: BudgetResult, code: str, year: int) -> list[Term]:
    """Its part of what no earmarked stream pays of each line, less its part of what streams have left."""
    data, choice, coverage = result.data, result.choice, result.coverage
    here = members(data, choice, year)
    rest = coverage.costs[year] - coverage.earmarked[year]
    terms = []
    for line, cents, pattern in zip(data.lines, rest.tolist(), patterns_of_lines(data), strict=True):
        weights, anybody = line_weights(data, choice, pattern, year)
        key, partly = pattern
        term = _share(result, "line", line.code, cents, weights, code, key)
        shares = dict(partly).get(data.municipality_index[code])
        if shares is not None and anybody and term.share:
            term = replace(term, share=replace(term.share, part=shares[year]))
        terms.append(term)
    for place, stream in enumerate(data.streams):
        if stream.kind != CONTRIBUTION:
            weights = weights_of(data, stream.key, year, here)
            balance = int(coverage.balance[place, year])
            terms.append(_share(result, "balance", stream.code, -balance, weights, code, stream.key))
    return terms


def _result(result: BudgetResult, code: str, year: int) -> list[Term]:
    return [
        _figure(result, code, "contribution", year),
        _figure(result, code, "need", year, sign=-1),
    ]


def _handed_back(result: BudgetResult, code: str, year: int) -> list[Term]:
    data = result.data
    weights = weights_of(data, data.key, year, members(data, result.choice, year))
    amount = result.result_after_target[year]
    return [_share(result, "figure", "result_after_target", amount, weights, code, data.key)]


def _net_contribution(result: BudgetResult, code: str, year: int) -> list[Term]:
    return [
        _figure(result, code, "contribution", year),
        _figure(result, code, "handed_back", year, sign=-1),
    ]


MUNICIPAL = {
    "contribution": _contribution,
    "need": _need,
    "result": _result,
    "handed_back": _handed_back,
    "net_contribution": _net_contribution,
}


def _figure(result: BudgetResult, code: str, name: str, year: int, sign: int = 1) -> Term:
    amount = result.allocation.figure(code, name)[year]
    return Term("figure", f"municipalities.{code}.{name}", sign * amount)


def _share(
    result: BudgetResult, kind: str, ref: str, amount: int, weights: Sequence[int], code: str, key: str
) -> Term:
    """The part of ``amount`` that this municipality has, with the weights that give it."""
    place = result.data.municipality_index[code]
    part = largest_remainder(amount, weights)[place]
    floor = abs(amount) * weights[place] // sum(weights)
    share = Share(
        of=amount,
        weight=weights[place],
        total=sum(weights),
        cent=abs(part) - floor,
        key=key or result.data.key,
    )
    return Term(kind, ref, part, share=share)
