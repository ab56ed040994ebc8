"""Between what an amount is thought to lie: at the least, most likely, and at the most."""

from dataclasses import dataclass
from fractions import Fraction

from budgets.engine.money import round_half_away

PerYear = tuple[int | None, ...]
"""Cents per year; None, or nothing at all, is no estimate."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of one year, in cents: ``low`` ≤ ``likely`` ≤ ``high``."""

    low: int
    high: int
    likely: int | None = None
    """None where nobody said: every amount between low and high is then as likely as another."""

    @property
    def middle(self) -> int:
        """The likely amount; where nobody said, half way between low and high."""
        return round_half_away(Fraction(self.low + self.high, 2)) if self.likely is None else self.likely


def estimate_in(year: int, low: PerYear, likely: PerYear, high: PerYear) -> Estimate | None:
    """In a year (its position); None where there is no low or no high."""
    least, most = low[year] if low else None, high[year] if high else None
    if least is None or most is None:
        return None
    return Estimate(least, most, likely[year] if likely else None)
