"""Rules 6 to 9 once more, in plain Python: slow, short, and to be read beside the domain text."""

from fractions import Fraction
from math import lcm

from budgets.engine import BudgetData, Choice, compute
from budgets.engine.money import largest_remainder

GB = "gemeentelijke bijdrage"


def plain_allocation(data: BudgetData, choice: Choice) -> dict[str, dict[str, tuple[int, ...]]]:
    """Contribution and need per municipality."""
    result = compute(data, choice)
    codes = [m.code for m in data.municipalities]
    contribution = {code: [0] * len(data.years) for code in codes}
    need = {code: [0] * len(data.years) for code in codes}

    def add(table, year, amount, weights, sign=1):
        for code, part in zip(codes, largest_remainder(amount, weights), strict=True):
            table[code][year] += sign * part

    for year in range(len(data.years)):
        here = _members(data, choice, year)
        left_over = {s.code: result.income_by_stream[s.code][year] for s in data.streams}
        for i, each in enumerate(data.lines):
            paid = _paid(data, each.code, int(result.line_amounts[year, i]), year)
            for stream, part in paid.items():
                left_over[stream] -= part
            rest = int(result.line_amounts[year, i]) - sum(paid[s] for s in paid if data.stream(s).kind != GB)
            key = next((m.key for m in data.measures if m.code == each.measure_code), "")
            weights = _weights(data, key, year, here)
            add(need, year, rest, _times_share(data, each.measure_code, year, weights))
        for place, stream in enumerate(data.streams):
            if stream.kind != GB:
                add(need, year, left_over[stream.code], _weights(data, stream.key, year, here), -1)
                continue
            amount = int(result.stream_amounts[place, year])
            parts = largest_remainder(
                amount, _weights(data, stream.key, year, _payers(data, choice, year, here))
            )
            for code, part, member in zip(codes, parts, here, strict=True):
                contribution[code][year] += part if member else 0
    return {
        "contribution": {code: tuple(row) for code, row in contribution.items()},
        "need": {code: tuple(row) for code, row in need.items()},
    }


def _payers(data: BudgetData, choice: Choice, year: int, here: list[bool]) -> list[bool]:
    """Over whom a contribution is split: also over who left, where their share falls away."""
    if not choice.share_falls_away:
        return here
    ends = dict(choice.ends)
    left = [
        any(m.member[:year]) or (m.code in ends and any(m.member[: year + 1])) for m in data.municipalities
    ]
    return [stays or gone for stays, gone in zip(here, left, strict=True)]


def _members(data: BudgetData, choice: Choice, year: int) -> list[bool]:
    found = []
    for each in data.municipalities:
        end = dict(choice.ends).get(each.code)
        since = any(each.member[: year + 1])
        found.append(each.member[year] if end is None else since and data.years[year] <= end)
    if not any(found):
        return [each.member[year] for each in data.municipalities]
    return found


def _weights(data: BudgetData, key: str, year: int, counted: list[bool]) -> list[int]:
    named = [k for k in data.keys if k.code == key] or [k for k in data.keys if k.code == data.key]
    rows = named[0].weights if named else [(1,) * len(data.years)] * len(data.municipalities)
    weights = [row[year] if here else 0 for row, here in zip(rows, counted, strict=True)]
    return weights if any(weights) else [int(here) for here in counted]


def _times_share(data: BudgetData, measure: str, year: int, weights: list[int]) -> list[int]:
    shares = {p.municipality: p.shares[year] for p in data.participation if p.measure == measure}
    exact = [w * shares.get(m.code, Fraction(1)) for w, m in zip(weights, data.municipalities, strict=True)]
    if not any(exact):
        return weights
    scale = lcm(*(Fraction(part).denominator for part in exact))
    return [int(part * scale) for part in exact]


def _paid(data: BudgetData, line: str, amount: int, year: int) -> dict[str, int]:
    """What each stream pays of a line that costs ``amount``."""
    covers = [c for s in data.streams for c in data.cover if (c.line, c.stream) == (line, s.code)]
    shared = [c for c in covers if c.share is not None]
    paid, rest = dict.fromkeys((c.stream for c in covers), 0), amount
    if shared:
        scale = lcm(*(c.share.denominator for c in shared))
        weights = [int(c.share * scale) for c in shared]
        *parts, rest = largest_remainder(amount, [*weights, scale - sum(weights)])
        for cover, part in zip(shared, parts, strict=True):
            paid[cover.stream] += part
    for cover in covers:
        if cover.share is None:
            part = min(max(cover.amounts[year], 0), max(rest, 0))
            paid[cover.stream] += part
            rest -= part
    return paid
