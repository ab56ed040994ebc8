"""What one option asks, of which line and in which year, for the part of it that counts."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from budgets.engine.data import Amounts, BudgetData
from budgets.engine.ground import Ground
from budgets.engine.ints import Ints, ints
from budgets.engine.kept import keep
from budgets.engine.money import largest_remainder, times

KEPT_PARTS = 2_000
"""Options at a part: who asks for an explanation may ask for any part."""


@dataclass(frozen=True)
class Claims:
    """Of one option at one part of it, in cents; positions of lines and years in the budget."""

    line: Ints
    year: Ints
    claim: Ints
    """Per line and year that it touches, each once: what it takes, below zero what it adds."""
    claimed: Amounts
    """What it was said to save per year, on or off."""
    unspread: Amounts
    """Savings asked of several lines that are all zero: they go nowhere."""
    unspread_raises: Amounts
    """The same of what it adds, above zero."""


def claims_of(data: BudgetData, ground: Ground, number: int, part: Fraction) -> Claims:
    """Those of the option at this place; made when first asked for, and kept for a while."""
    made: Claims | None = ground.claims.get((number, part))
    if made is None:
        made = _claims(data, ground.amounts, number, part)
        keep(ground.claims, (number, part), made, KEPT_PARTS)
    return made


def _claims(data: BudgetData, amounts: Ints, number: int, part: Fraction) -> Claims:
    """What several lines are asked together is spread in proportion to their amounts (rule 4).

    Where these are all zero nothing can be spread: it stays claimed and is never realised.
    """
    claims: defaultdict[tuple[int, int], int] = defaultdict(int)
    claimed, unspread, raises = ([0] * len(data.years) for _ in range(3))
    for effect in data.options[number].effects:
        year, change = data.year_index[effect.year], times(effect.change, part)
        claim = change if effect.stream else -change
        claimed[year] += claim
        if effect.stream:
            continue
        lines = [data.line_index[code] for code in effect.lines]
        parts = spread(claim, lines, amounts[year])
        for line, cents in zip(lines, parts, strict=True):
            claims[line, year] += cents
        left = claim - sum(parts)
        (raises if left < 0 else unspread)[year] += abs(left)
    asked = [(line, year, cents) for (line, year), cents in claims.items() if cents]
    line_of, year_of, cents_of = ints(asked).reshape(-1, 3).T
    return Claims(line_of, year_of, cents_of, tuple(claimed), tuple(unspread), tuple(raises))


def spread(change: int, lines: list[int], amounts: Ints) -> list[int]:
    """The part of ``change`` for each of ``lines``: the whole for one, in proportion for more."""
    if len(lines) <= 1:
        return [change] * len(lines)
    weights = [max(0, int(amounts[line])) for line in lines]
    return largest_remainder(change, weights) if any(weights) else [0] * len(lines)
