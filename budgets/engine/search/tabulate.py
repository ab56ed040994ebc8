"""A sum over all combinations at once, from terms that each depend on a few options only.

A function of which options are on is written as coefficients: what each set of options adds
beyond all of its subsets.  A line that two options share has one for each and one for the pair.
Coefficients of different lines on the same set add up, so thousands of lines become one array,
and one pass per option turns that array into the value of every combination, in place.  Where
options share no line there are only coefficients of single options.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgets.engine.ints import Ints, ints
from budgets.engine.search.model import Cell
from budgets.engine.search.space import Space

BLOCK = 1 << 11
"""Combinations for which a cell is worked out at once: these stay in the fastest memory."""
AT_ONCE = 32
"""Cells that are worked out at once."""
CACHED = 1 << 14
"""Values that are added up together before the next."""
SHORT = 8
SMALL = 2**31
LARGEST = 2**61


Whole = NDArray[np.signedinteger[Any]]


class TooLarge(ValueError):
    """Amounts and weights whose sums do not fit 64 bits."""


@dataclass(frozen=True)
class Taken:
    """``weight`` times what is taken from a cell; ``gains`` counts below zero what is added to it."""

    cell: Cell
    weight: int = 1
    gains: bool = True

    @property
    def is_linear(self) -> bool:
        """Whether every variant adds the same, whatever else is on."""
        return self.cell.most <= self.cell.headroom and (self.gains or self.cell.least >= 0)


@dataclass(frozen=True)
class Table:
    """Sums over every combination, shape (rows, combinations): filled first, then finished.

    What is added to a row is what combinations differ from the one with no option on.
    """

    space: Space
    values: Ints
    largest: list[int]
    """Per row a bound on every value, in Python's own whole numbers."""

    @classmethod
    def of(cls, space: Space, rows: int) -> "Table":
        return cls(space, np.zeros((rows, space.size), np.int64), [0] * rows)

    def start_at(self, row: int, cents: int) -> None:
        """With no option on."""
        self.largest[row] += abs(cents)
        self.values[row, 0] += cents if self.largest[row] < LARGEST else 0

    def add_variants(self, row: int, amounts: Sequence[int]) -> None:
        """What each variant adds by itself."""
        self.largest[row] += sum(map(abs, amounts))
        if self.largest[row] < LARGEST:
            np.add.at(self.values[row], self._places, np.array(amounts, np.int64))

    def add_function(self, row: int, options: tuple[int, ...], values: Ints) -> None:
        """A term that depends on ``options`` only; values in the shape of how these can stand."""
        self.largest[row] += 2 * int(np.abs(values).max(initial=0))
        if self.largest[row] < LARGEST:
            self._add_coefficients(row, options, values.copy())

    def add_taken(self, row: int, terms: Iterable[Taken]) -> None:
        """What is taken from cells, no more than their headroom."""
        shared: defaultdict[tuple[int, ...], list[Taken]] = defaultdict(list)
        for term in terms:
            self.largest[row] += 2 * term.weight * term.cell.largest
            if self.largest[row] >= LARGEST or not term.weight:
                continue
            if term.is_linear:
                places = self._places[[variant for variant, _ in term.cell.claims]]
                self.values[row, places] += [term.weight * claim for _, claim in term.cell.claims]
            else:
                shared[self._options(term.cell)].append(term)
        for options, together in shared.items():
            self._add_coefficients(row, options, self._taken(options, together))

    def finish(self) -> Ints:
        """Turns the coefficients into values, in place.  Raises ``TooLarge``."""
        if max(self.largest, default=0) >= LARGEST:
            raise TooLarge("amounts and weights are too large to be added up")
        for row in self.values:
            _sum_over_subsets(row, self.space.shape)
        return self.values

    def _taken(self, options: tuple[int, ...], terms: list[Taken]) -> Ints:
        """The sum of the terms, in the shape of how their options can stand."""
        ways = tuple(self.space.shape[each] for each in options)
        inner = next(place for place in range(len(ways)) if prod(ways[place:]) <= BLOCK)
        total = np.zeros((prod(ways[:inner]), prod(ways[inner:])), np.int64)
        for alike in _by_weight(terms):
            for first in range(0, len(alike), AT_ONCE):
                some = alike[first : first + AT_ONCE]
                claims = [self._claims(term.cell, options) for term in some]
                outer = ints(
                    [sums_of(each[:inner], t.cell.fixed) for each, t in zip(claims, some, strict=True)]
                )
                within = ints([sums_of(each[inner:]) for each in claims])
                _add_taken(total, some, outer, within)
        return total.reshape(ways)

    def _claims(self, cell: Cell, options: tuple[int, ...]) -> list[list[int]]:
        """Per option what it asks of the cell in every way that it can stand."""
        claims = {option: [0] * self.space.shape[option] for option in options}
        for variant, claim in cell.claims:
            claims[self.space.option_of[variant]][self.space.stand_of[variant]] = claim
        return list(claims.values())

    def _add_coefficients(self, row: int, options: tuple[int, ...], values: Ints) -> None:
        """Adds what each set of ``options`` is worth beyond its subsets; ``values`` is overwritten."""
        for axis in range(len(options)):
            per_stand = np.moveaxis(values, axis, 0)
            per_stand[1:] -= per_stand[:1]
        values.flat[0] = 0
        whole = self.values[row].reshape(self.space.shape)
        part = tuple(slice(None) if i in options else 0 for i in range(whole.ndim))
        whole[part] += values

    def _options(self, cell: Cell) -> tuple[int, ...]:
        return tuple(sorted({self.space.option_of[variant] for variant, _ in cell.claims}))

    @cached_property
    def _places(self) -> Ints:
        """Where a combination of one variant alone stands."""
        after = [prod(self.space.shape[i + 1 :]) for i in range(len(self.space.shape))]
        pairs = zip(self.space.option_of, self.space.stand_of, strict=True)
        return ints([after[option] * stand for option, stand in pairs])


def _add_taken(total: Ints, terms: list[Taken], outer: Whole, within: Whole) -> None:
    """Adds to ``total``, shape (outer, within), what is taken when a cell is asked one of each together.

    The least of asked and headroom is ``outer`` plus the least of ``within`` and what is then left.
    """
    weight, gains = terms[0].weight, terms[0].gains
    left: Whole = ints([[term.cell.headroom] for term in terms]) - outer
    outright = outer.sum(axis=0)
    if sum(2 * term.cell.largest for term in terms) < SMALL:  # half as wide is twice as fast
        outer, within, left = (array.astype(np.int32) for array in (outer, within, left))
    taken = np.empty_like(within)
    for place in range(total.shape[0]):
        np.minimum(within, left[:, place : place + 1], out=taken)
        if not gains:
            np.maximum(taken, -outer[:, place : place + 1], out=taken)
        total[place] += weight * (outright[place] + taken.sum(axis=0, dtype=taken.dtype))


def _sum_over_subsets(values: Ints, shape: tuple[int, ...]) -> None:
    """In place: every combination becomes the sum over itself with any of its options off."""
    after, large = values.size, 0
    while after > CACHED:
        after //= shape[large]
        large += 1
    for start in range(0, values.size, after):
        block = values[start : start + after]
        if block.any():
            _sum_axes(block, shape[large:])
    _sum_axes(values, shape[:large])


def _sum_axes(values: Ints, shape: tuple[int, ...]) -> None:
    """Along the first axes of ``shape``, or all."""
    after = values.size
    for ways in shape:
        after //= ways
        block = values.reshape(-1, ways, after)
        if after >= SHORT:
            block[:, 1:] += block[:, :1]
        else:  # numpy goes along the longest side, which is not the last here
            for place in range(after):
                block[:, 1:, place] += block[:, :1, place]


def _by_weight(terms: list[Taken]) -> list[list[Taken]]:
    """Those of one weight together."""
    found: defaultdict[tuple[int, bool], list[Taken]] = defaultdict(list)
    for term in terms:
        found[term.weight, term.gains].append(term)
    return list(found.values())


def sums_of(claims: list[list[int]], start: int = 0) -> Ints:
    """What is asked in every combination of how the options can stand."""
    sums = np.array([start], np.int64)
    for each in claims:
        sums = (sums[:, None] + np.array(each, np.int64)).ravel()
    return sums
