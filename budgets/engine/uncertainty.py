"""How sure the result after target is: what is estimated, drawn ten thousand times.

Every p.m. item and stream with an estimate is drawn apart from the others, and all its years
together: who turns out well does so every year.  An amount that is said to be likely makes the
draws a triangle with its top there; without one every amount between low and high is as likely.
The draws depend on the budget only, never on a choice: that shifts them all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from budgets.engine.data import Amounts, BudgetData
from budgets.engine.ints import Ints
from budgets.engine.pro_memorie import left_out
from budgets.engine.result import BudgetResult
from budgets.engine.swings import Swing, swings

DRAWS = 10_000
SEED = 2021
FIFTH, MIDDLE, NINETY_FIFTH = DRAWS // 20 - 1, DRAWS // 2 - 1, DRAWS - DRAWS // 20 - 1
"""Places in the sorted draws: one in twenty lies no higher, half, all but one in twenty."""

Floats = NDArray[np.float64]

CHANCES: Floats = (np.arange(DRAWS) + 0.5) / DRAWS
"""Between 0 and 1, one in the middle of each of as many equal parts as there are draws."""
ROOTS: Floats = np.sqrt(CHANCES)
"""Backwards: the roots of what the chances leave."""


@dataclass(frozen=True, slots=True)
class Influence:
    """The result after target of a year with one estimate at an end and all others in their middle."""

    kind: str
    """"memorandum" or "stream"."""
    code: str
    worst: int
    best: int

    @property
    def reach(self) -> int:
        return self.best - self.worst


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where the result after target of a year turns.

    It is above zero as long as a cost stays below ``limit``, or an income above it.

    Exact, in cents, with everything else that is estimated in its middle.
    """

    kind: str
    """"memorandum" (an item beside the lines) and "line" are costs, "stream" is income."""
    code: str
    limit: int

    @property
    def is_cost(self) -> bool:
        return self.kind != "stream"


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """In cents per year of the plan; where nothing is estimated every figure is the result itself."""

    result: BudgetResult
    drawn: Ints
    """(years, DRAWS): what the estimates add to the result, from low to high."""

    @cached_property
    def low(self) -> Amounts:
        """One in twenty draws comes out here or lower."""
        return self._at(FIFTH)

    @cached_property
    def median(self) -> Amounts:
        return self._at(MIDDLE)

    @cached_property
    def high(self) -> Amounts:
        """All but one in twenty draws come out here or lower."""
        return self._at(NINETY_FIFTH)

    @cached_property
    def negative(self) -> Amounts:
        """Of the ``DRAWS`` draws those with a result below zero."""
        after = self.result.result_after_target
        return tuple(
            int(np.searchsorted(drawn, -cents, side="left"))
            for drawn, cents in zip(self.drawn, after, strict=True)
        )

    @cached_property
    def middle(self) -> Amounts:
        """With every estimate in its middle."""
        after = self.result.result_after_target
        return tuple(
            cents + sum(swing.middle for swing in self.of_year(year)) for year, cents in enumerate(after)
        )

    def of_year(self, year: int) -> tuple[Swing, ...]:
        """The estimates in a year (its position)."""
        return swings(self.result.data, year)

    def influences(self, year: int) -> tuple[Influence, ...]:
        """Of a year (its position), those that matter most first."""
        found = [
            Influence(
                swing.kind,
                swing.code,
                self.middle[year] + swing.worst - swing.middle,
                self.middle[year] + swing.best - swing.middle,
            )
            for swing in self.of_year(year)
        ]
        return tuple(sorted(found, key=lambda each: -each.reach))

    def thresholds(self, year: int) -> tuple[Threshold, ...]:
        """Of everything of unknown size in a year (its position), estimated or not, and of unsure streams."""
        return tuple(self._thresholds(year))

    def _thresholds(self, year: int) -> Iterator[Threshold]:
        data = self.result.data
        middles = {(swing.kind, swing.code): swing.middle for swing in self.of_year(year)}
        items = {item.code for item in data.memorandum_items}
        for code in left_out(data, "result_after_target", year):
            kind = "memorandum" if code in items else "line"
            yield Threshold(kind, code, self.middle[year] - middles.get((kind, code), 0))
        for kind, code in middles:
            if kind == "stream":
                others = self.middle[year] - middles[kind, code]
                yield Threshold(kind, code, data.stream(code).amounts[year] - others)

    def _at(self, place: int) -> Amounts:
        column = self.drawn[:, place].tolist()
        return tuple(
            cents + change for cents, change in zip(self.result.result_after_target, column, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Draw:
    """One of the ``DRAWS`` draws in a year."""

    number: int
    """Which it was as they were drawn, from 1."""
    place: int
    """Which it is from low to high, from 1; of draws that come out alike the earlier one goes first."""
    parts: tuple[tuple[Swing, int], ...]
    """Per estimate the cents that it adds to the result."""


def draw_at(data: BudgetData, year: int, place: int) -> Draw:
    """The draw of a year (its position) that stands at ``place``, from 1 to ``DRAWS``, from low to high."""
    found = swings(data, year)
    amounts = [_amounts(swing)[_order(swing.kind, swing.code)] for swing in found]
    sums = np.sum(amounts, axis=0) if amounts else np.zeros(DRAWS)
    number = int(np.argsort(sums, kind="stable")[place - 1])
    parts = [(swing, int(row[number])) for swing, row in zip(found, amounts, strict=True)]
    return Draw(number + 1, place, tuple(parts))


def uncertainty(result: BudgetResult) -> Uncertainty:
    """The same budget and choice always give the same."""
    return Uncertainty(result, _drawn(result.data))


def _drawn(data: BudgetData) -> Ints:
    """(years, DRAWS), sorted per year; worked out once for a value."""
    found: Ints | None = data.derived.get("drawn")
    if found is None:
        sums = np.zeros((len(data.years), DRAWS))
        orders: dict[tuple[str, str], Ints] = {}
        for year in range(len(data.years)):
            for swing in swings(data, year):
                name = swing.kind, swing.code
                if name not in orders:
                    orders[name] = _order(*name)
                sums[year] += _amounts(swing)[orders[name]]
        found = sums.astype(np.int64)
        found.sort(axis=1)
        found.flags.writeable = False
        data.derived["drawn"] = found
    return found


def _order(kind: str, code: str) -> Ints:
    """(DRAWS,) which of ``CHANCES`` each draw has, the same in every year.

    It hangs on the item alone: another item beside it does not change what this one draws.
    """
    own = int.from_bytes(sha256(f"{kind}:{code}".encode()).digest()[:8])
    return np.random.Generator(np.random.PCG64([SEED, own])).permutation(DRAWS)


def _amounts(swing: Swing) -> Floats:
    """(DRAWS,) whole cents between worst and best: the inverse of their distribution at ``CHANCES``."""
    width = swing.best - swing.worst
    if not swing.peaked or not width:
        return np.rint(swing.worst + CHANCES * width)
    rise, fall = swing.middle - swing.worst, swing.best - swing.middle
    top = int(np.searchsorted(CHANCES, rise / width))
    drawn = np.empty(DRAWS)
    drawn[:top] = swing.worst + ROOTS[:top] * sqrt(width * rise)
    drawn[top:] = swing.best - ROOTS[: DRAWS - top][::-1] * sqrt(width * fall)
    return np.rint(drawn, out=drawn)
