"""Where a figure of the cover comes from: what each stream has, pays of each line, and has left."""

from collections.abc import Callable, Iterator

from budgets.engine.coverage import weights_of_parts
from budgets.engine.data import Amounts
from budgets.engine.membership import CONTRIBUTION
from budgets.engine.money import largest_remainder
from budgets.engine.result import BudgetResult
from budgets.engine.terms import Share, Term

COVERAGE_FIGURES = ("available", "used", "balance", "general")


def coverage_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """Of "DUVO.balance" and the like."""
    code, _, name = key.rpartition(".")
    match name:
        case "available":
            return [_figure(result, f"income_by_stream.{code}", year)]
        case "used":
            lines = result.data.lines
            return [_paid(result, code, lines[place].code, year) for place in _paid_lines(result, code)]
        case "balance":
            return [
                _figure(result, f"coverage.{code}.available", year),
                _figure(result, f"coverage.{code}.used", year, sign=-1),
            ]
    return _general(result, code, year)


def _general(result: BudgetResult, code: str, year: int) -> list[Term]:
    """All that it has left, or what those before it leave to be paid."""
    coverage, place = result.coverage, result.data.stream_index[code]
    taken = int(coverage.general[place, year])
    if not taken:
        return []
    if taken == coverage.balance[place, year]:
        return [_figure(result, f"coverage.{code}.balance", year)]
    order = coverage.order_of_general
    earlier = [result.data.streams[each].code for each in order[: order.index(place)]]
    return [
        Term("figure", "uncovered", coverage.asked[year]),
        *(_figure(result, f"coverage.{each}.general", year, sign=-1) for each in earlier),
    ]


def together_terms(result: BudgetResult, name: str, year: int) -> list[Term]:
    """Of all streams."""
    return [_figure(result, f"coverage.{stream.code}.{name}", year) for stream in result.data.streams]


def paid_keys(result: BudgetResult) -> Iterator[str]:
    """Of every stream that is named for a line: "DUVO.r5"."""
    pairs = dict.fromkeys((cover.stream, cover.line) for cover in result.data.cover)
    return (f"{stream}.{line}" for stream, line in pairs)


def paid_amounts(result: BudgetResult, key: str) -> Amounts:
    """Raises ``KeyError``."""
    stream, _, line = key.partition(".")
    paid, place = result.coverage.paid[result.data.stream_index[stream]], result.data.line_index[line]
    return tuple(paid[:, place].tolist())


def paid_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    """Its part of the line; and its fixed amounts, less what the line does not have of these."""
    stream, _, line = key.partition(".")
    covers = [each for each in result.data.cover if each.line == line]
    terms = []
    if any(each.stream == stream and each.share is not None for each in covers):
        terms.append(_part_of_line(result, stream, line, year))
    fixed = [each.amounts[year] for each in covers if each.stream == stream and each.share is None]
    if fixed:
        asked = sum(fixed)
        got = paid_amounts(result, key)[year] - sum(term.amount for term in terms)
        terms += [Term("fixed", line, asked), Term("capped", line, got - asked)]
    return terms


def uncovered_amounts(result: BudgetResult, key: str) -> Amounts:
    """Of a line, or without a key of all.  Raises ``KeyError``."""
    if not key:
        return result.coverage.asked
    return tuple(result.coverage.uncovered[:, result.data.line_index[key]].tolist())


def uncovered_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    if not key:
        amounts = result.coverage.uncovered[year].tolist()
        return [
            Term("figure", f"uncovered.{line.code}", cents)
            for line, cents in zip(result.data.lines, amounts, strict=True)
        ]
    return _less_paid(result, key, year, lambda _: True)


def own_amounts(result: BudgetResult, key: str) -> Amounts:
    """What the municipalities pay of a line.  Raises ``KeyError``."""
    coverage, place = result.coverage, result.data.line_index[key]
    return tuple((coverage.costs[:, place] - coverage.earmarked[:, place]).tolist())


def own_terms(result: BudgetResult, key: str, year: int) -> list[Term]:
    return _less_paid(result, key, year, lambda kind: kind != CONTRIBUTION)


def lacking_terms(result: BudgetResult, _: str, year: int) -> list[Term]:
    coverage = result.coverage
    if not coverage.lacking[year]:
        return []
    return [
        Term("figure", "uncovered", coverage.asked[year]),
        Term("figure", "together.general", -coverage.together("general")[year]),
    ]


def _less_paid(result: BudgetResult, line: str, year: int, counts: Callable[[str], bool]) -> list[Term]:
    """The line less what streams of some kinds pay of it."""
    streams = dict.fromkeys(each.stream for each in result.data.cover if each.line == line)
    return [
        Term("figure", f"lines.{line}", result.line(line)[year]),
        *(
            _paid(result, stream, line, year, sign=-1)
            for stream in streams
            if counts(result.data.stream(stream).kind)
        ),
    ]


def _part_of_line(result: BudgetResult, stream: str, line: str, year: int) -> Term:
    data = result.data
    covers = [each for each in data.cover if each.line == line and each.share is not None]
    covers.sort(key=lambda each: data.stream_index[each.stream])
    weights = weights_of_parts([each.share for each in covers if each.share is not None])
    costs = result.line(line)[year]
    parts = largest_remainder(costs, weights)
    mine = [i for i, each in enumerate(covers) if each.stream == stream]
    weight, part = sum(weights[i] for i in mine), sum(parts[i] for i in mine)
    floor = abs(costs) * weight // sum(weights)
    return Term("covered", line, part, share=Share(costs, weight, sum(weights), abs(part) - floor, ""))


def _paid_lines(result: BudgetResult, stream: str) -> list[int]:
    """The places of the lines that it is named for."""
    return sorted({result.data.line_index[each.line] for each in result.data.cover if each.stream == stream})


def _paid(result: BudgetResult, stream: str, line: str, year: int, sign: int = 1) -> Term:
    key = f"{stream}.{line}"
    return Term("figure", f"paid.{key}", sign * paid_amounts(result, key)[year])


def _figure(result: BudgetResult, figure: str, year: int, sign: int = 1) -> Term:
    return Term("figure", figure, sign * result.figure(figure)[year])
