"""Splitting by largest remainder in formulas: the steps, and what each comes to.  The parts are the engine's.

An amount of A cents over weights that add up to T: every weight first gets A ÷ T
whole times, and what is left, R, is split.  R × weight ÷ T gives a quotient and a
remainder; the cents that the quotients leave over go to the largest remainders.

A spreadsheet holds whole numbers to fifteen digits, and takes a quotient within the
last of them for a whole.  Half a cent is added before each division, which keeps a
quotient of whole numbers away from the next; and a weight that is too large for
that is taken in parts, as in a long division.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets.engine.money import largest_remainder

MOST = 400_000_000_000_000
"""What the product of a part of a weight and the total stays below: fifteen digits, with room."""


@dataclass(frozen=True, slots=True)
class Split:
    """What the steps come to, in cents; ``parts`` add up to the amount."""

    cents: int
    """The amount without its sign."""
    times: int
    """How often the total of the weights goes into it."""
    rest: int
    quotients: tuple[int, ...]
    ranks: tuple[int, ...]
    """The remainders, made such that no two are alike: of two the same the first is the larger."""
    left_over: int
    parts: tuple[int, ...]

    @property
    def threshold(self) -> int:
        """The least rank that gets a cent; 0 where none is left over."""
        return sorted(self.ranks, reverse=True)[self.left_over - 1] if self.left_over else 0


def split(amount: int, weights: Sequence[int]) -> Split:
    """``amount`` in cents, over whole weights of which at least one is not zero."""
    total, count = sum(weights), len(weights)
    times, rest = divmod(abs(amount), total)
    quotients, remainders = zip(*(divmod(rest * weight, total) for weight in weights), strict=True)
    ranks = tuple(remainder * count + count - 1 - i for i, remainder in enumerate(remainders))
    left_over = rest - sum(quotients)
    parts = tuple(largest_remainder(amount, weights))
    return Split(abs(amount), times, rest, quotients, ranks, left_over, parts)


def pieces_of(weights: Sequence[int]) -> int:
    """In how many parts a weight must be taken; 0 where a spreadsheet cannot do it at all."""
    largest, total = max(weights), sum(weights)
    for pieces in range(1, 6):
        room = largest if pieces == 1 else 2 * base_of(weights, pieces)
        if room * total < MOST:
            return pieces
    return 0


def base_of(weights: Sequence[int], pieces: int) -> int:
    """The least number of which ``pieces`` digits hold each weight."""
    base = max(2, round(max(weights) ** (1 / pieces)))
    while base**pieces <= max(weights):
        base += 1
    return base


def times(cents: str, total: str) -> str:
    return f"INT(({cents}+0.5)/{total})"


def rest(cents: str, times_cell: str, total: str) -> str:
    return f"{cents}-{times_cell}*{total}"


@dataclass(frozen=True, slots=True)
class Steps:
    """The formulas of one weight: cells by their addresses."""

    rest: str
    weight: str
    total: str
    pieces: int = 1
    base: int = 0

    @property
    def quotient(self) -> str:
        """Of rest × weight and the total of the weights."""
        return self._divide()[0]

    def rank(self, quotient: str, count: int, place: int) -> str:
        """The remainder, such that of two the same the earlier ``place`` of ``count`` is the larger."""
        left = f"{self.rest}*{self.weight}-{quotient}*{self.total}"
        remainder = left if self.pieces == 1 else self._divide()[1]
        return f"({remainder})*{count}+{count - 1 - place}"

    def _divide(self) -> tuple[str, str]:
        quotient = left = ""
        for place in reversed(range(self.pieces)):
            product = f"{self.rest}*{self._digit(place)}"
            taken = f"({left})*{self.base}+{product}" if left else product
            times = f"INT(({taken}+0.5)/{self.total})"
            quotient = f"({quotient})*{self.base}+{times}" if quotient else times
            left = f"{taken}-{times}*{self.total}"
        return quotient, left

    def _digit(self, place: int) -> str:
        """Of the weight, in a number system with this base; place 0 is the last."""
        if self.pieces == 1:
            return self.weight
        low, high = self.base**place, self.base ** (place + 1)
        return f"(INT({self.weight}/{low})-{self.base}*INT({self.weight}/{high}))"
