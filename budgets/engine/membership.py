"""Who is a member in which year, and with which weight (domain text, rules 8 and 9)."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from budgets.engine.data import BudgetData, Choice
from budgets.engine.members import Municipality

CONTRIBUTION = "gemeentelijke bijdrage"
"""The kind of the streams that the municipalities themselves pay."""


def members(data: BudgetData, choice: Choice, year: int) -> list[bool]:
    """Per municipality whether it is a member in ``year``, a place in the years of the plan.

    Ends that would leave nobody in a year do not hold in that year: somebody must pay.
    """
    here = _after_ends(data, choice, year)
    return here if any(here) else [each.member[year] for each in data.municipalities]


def leaves_nobody(data: BudgetData, choice: Choice, year: int) -> bool:
    """Whether the ends of the choice would leave no member in ``year``."""
    return bool(data.municipalities) and not any(_after_ends(data, choice, year))


def leavers(data: BudgetData, choice: Choice, year: int) -> list[bool]:
    """Per municipality whether it left: a member in an earlier year of the plan, or but for the choice."""
    ends = dict(choice.ends)
    return [
        not here and (any(each.member[:year]) or (each.code in ends and any(each.member[: year + 1])))
        for here, each in zip(members(data, choice, year), data.municipalities, strict=True)
    ]


def weights_of(data: BudgetData, key: str, year: int, counted: Sequence[bool]) -> list[int]:
    """The weights of a key in one year, zero for who is not counted.

    Where nobody who counts has a weight, all who count weigh the same: what must
    be paid is paid.
    """
    chosen = _key(data, key)
    weights = [row[year] if here else 0 for row, here in zip(chosen, counted, strict=True)]
    return weights if any(weights) else [int(here) for here in counted]


def participants(weights: Sequence[int], shares: Sequence[Fraction]) -> tuple[list[int], bool]:
    """``weights`` times how far each takes part, as whole numbers; and whether anybody does.

    Where nobody does, all pay by their weight.
    """
    scale = lcm(*(share.denominator for share in shares)) if shares else 1
    parts = [
        weight * share.numerator * (scale // share.denominator)
        for weight, share in zip(weights, shares, strict=True)
    ]
    return (parts, True) if any(parts) else (list(weights), False)


def _after_ends(data: BudgetData, choice: Choice, year: int) -> list[bool]:
    ends = dict(choice.ends)
    return [_is_member(data, ends, each, year) for each in data.municipalities]


def _is_member(data: BudgetData, ends: dict[str, int], municipality: Municipality, year: int) -> bool:
    if municipality.code not in ends:
        return municipality.member[year]
    return any(municipality.member[: year + 1]) and data.years[year] <= ends[municipality.code]


def _key(data: BudgetData, code: str) -> tuple[tuple[int, ...], ...]:
    """The weights of the key, or of the plan's where a stream or measure names none; else all weigh one."""
    found = {key.code: key.weights for key in data.keys}
    equal = ((1,) * len(data.years),) * len(data.municipalities)
    return found.get(code) or found.get(data.key) or equal
