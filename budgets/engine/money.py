"""Whole cents: the one rounding rule, and splitting without losing a cent."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def round_half_away(value: Fraction) -> int:
    """The whole number nearest to ``value``; a half goes away from zero.

    The only rounding in the engine (domain text, "The arithmetic").
    """
    size = abs(value)
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return whole if value >= 0 else -whole


def times(cents: int, factor: Fraction) -> int:
    """``cents`` × ``factor``, rounded to the cent."""
    if factor == 1:
        return cents
    size, denominator = abs(cents) * factor.numerator, factor.denominator
    whole = (2 * abs(size) + denominator) // (2 * denominator)
    return whole if (size >= 0) == (cents >= 0) else -whole


def percentage_of(cents: int, percentage: Fraction) -> int:
    """``percentage`` (3 means 3%) of ``cents``, rounded to the cent."""
    return round_half_away(cents * percentage / 100)


def largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """Split ``amount`` cents over ``weights``; the parts add up to it exactly.

    Domain text, rule 7 (Hamilton): every share is floored and the cents left
    over go to the largest remainders, ties to the earlier item.  A weight of
    zero gets zero.  The absolute amount is split and the sign restored.

    Raises ``ValueError`` for a negative weight, or when all weights are zero.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must be zero or more, and not all zero")
    shares = [divmod(abs(amount) * weight, total) for weight in weights]
    parts = [floor for floor, _ in shares]
    left_over = abs(amount) - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: -shares[i][1])
    for i in by_remainder[:left_over]:
        parts[i] += 1
    return parts if amount >= 0 else [-part for part in parts]


def cents_from_decimal(euros: Decimal) -> int:
    """An amount in euros with at most two decimals, as cents.

    Raises ``ValueError`` where there are more decimals: nothing is rounded unseen.
    """
    cents = euros.scaleb(2)
    if cents != cents.to_integral_value():
        raise ValueError(f"{euros} has more than two decimals")
    return int(cents)


def decimal_from_cents(cents: int) -> Decimal:
    """Cents as euros with two decimals: 7237035 becomes ``Decimal("72370.35")``."""
    return Decimal(cents).scaleb(-2)


def decimal_from_percentage(percentage: Fraction) -> Decimal:
    """A percentage as a table keeps it: 5/2 becomes ``Decimal("2.5")``."""
    return Decimal(percentage.numerator) / Decimal(percentage.denominator)
