"""All combinations of at most so much, one by one: the ten best at the price of one.

The solver gives a price for every constraint.  The impact of a combination is then no less than a
plain sum over its options, whatever the prices are: each option has a cost of standing otherwise
than in the cheapest sum, and what a priced row has beyond its bound costs its price.  Only those
whose costs together stay within the room that is left can be meant, and these are few.  Prices are
made whole numbers and all is counted in those, so that the solver's rounding may cost time here,
but never an answer.

Round amounts have very many combinations that come to the same.  Of unfinished ones that are alike
in all that counts only the first are kept, as many as are asked for: whatever is put on beside
them, the others come after those.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, gcd, prod

import numpy as np

from budgets.engine.ints import Ints, ints
from budgets.engine.search import some
from budgets.engine.search.figures import has_lost
from budgets.engine.search.formulation import Formulation
from budgets.engine.search.program import Row
from budgets.engine.search.some import Flags
from budgets.engine.search.sums import Coefficients

AT_ONCE = 20_000
"""Unfinished combinations beside each other."""
ALIKE_AT_ONCE = 200_000
"""Where those that are alike are looked for."""
FEW = 2_000
"""Among so few none are looked for that are alike."""
MOST_VISITED = 3_000_000
"""Unfinished combinations in all: some seconds of work."""
LARGEST = 2**61
ROUGHLY = 8
"""In so many steps costs decide which variant comes first."""
BITS = 56


@dataclass(frozen=True)
class Listing:
    """The costs of every column that is decided, and the rows in which there are only those."""

    formulation: Formulation
    decided: list[int]
    """The variants, then, of not too many, the switches for two of them together."""
    precision: int
    """What costs and prices are whole numbers of one part of."""
    costs: list[int]
    """Above zero: of being on; below zero: what it saves."""
    least: int
    """Of the cheapest sum."""
    rows: list[Row]
    priced: list[tuple[Row, int]]
    """Those of the rows that have a price, with it."""
    wanted: int
    """How many are asked for: of those that are alike no more need be listed."""

    @classmethod
    def of(cls, formulation: Formulation, wanted: int) -> "Listing":
        impact, program = formulation.impact.sum, formulation.program
        space, both = formulation.model.space, formulation.figures.both.values()
        decided = [*range(len(space.variants)), *(both if prod(space.shape) < LARGEST else ())]
        prices = program.prices(impact.terms)
        precision = 1 << max(0, BITS - int(formulation.largest(impact)).bit_length())
        reduced = {i: impact.terms.get(i, 0) * precision for i in range(len(program.columns))}
        least, priced = impact.constant * precision, []
        for price, row in zip(prices, program.rows, strict=True):
            bound = row.lower if price > 0 else row.upper
            whole = round(price * precision)
            if whole and bound is not None:
                least += whole * bound
                priced.append((row, whole))
                for i, each in row.terms.items():
                    reduced[i] -= whole * each
        least += sum(
            min(reduced[i] * column.lower, reduced[i] * column.upper)
            for i, column in enumerate(program.columns)
            if i not in decided
        )
        pure = [
            row for row in (*program.rows, *formulation.plain) if row.terms and row.terms.keys() <= {*decided}
        ]
        costs = [floor(reduced[i]) for i in decided]
        least = floor(least) + sum(min(0, each) for each in costs)
        priced = [each for each in priced if each[0] in pure]
        return cls(formulation, decided, precision, costs, least, pure, priced, wanted)

    def at_most(self, value: int) -> Flags | None:
        """All of so much impact or less, shape (combinations, variants); None where there are too many.

        Of what is asked beside an amount that is wanted, some of them may not hold.
        """
        room = (value + 1) * self.precision - self.least
        if sum(map(abs, self.costs)) + abs(room) >= LARGEST:
            return None
        order = self._order(room)
        rows = [*self.rows, *self._measured(value), *self._within(room)]
        bounds = _Bounds.of(rows, self._alike, [self.decided[place] for place in order])
        found, visited = [np.zeros((0, self._variants), np.bool_)], 0
        waiting = [_Part.nothing(len(order), len(bounds.sums))]
        at_once = ALIKE_AT_ONCE if self._alike else AT_ONCE
        while waiting:
            part = waiting.pop()
            while part.depth < len(order) and part.spent.size <= at_once:
                part = part.next(order[part.depth], self.costs[order[part.depth]], room, bounds)
                if self._alike and part.spent.size > FEW:
                    part = part.first_of_alike(self.wanted)
                visited += part.spent.size
            if part.depth < len(order):
                waiting += part.halves()
            else:
                found.append(self._true(part.on, value))
            if visited > (MOST_VISITED if self._alike else MOST_VISITED // 2):
                return None
        return np.concatenate(found)

    def _true(self, on: Flags, value: int) -> Flags:
        """Those that reach what is wanted for so much, with lines that fall short counted."""
        form, on = self.formulation, on[:, : self._variants]
        on = on[some.reached(form.model, form.question, on)]
        return on[some.impact(form.model, form.question, on) <= value]

    @property
    def soon(self) -> bool:
        """Whether it is worth the while without knowing the best: with a bound, and those alike as one."""
        return bool(self.priced and self._alike)

    @property
    def lowest(self) -> int:
        """Nothing has less impact."""
        return self.least // self.precision

    @property
    def _variants(self) -> int:
        return len(self.formulation.model.space.variants)

    @property
    def unit(self) -> int:
        """Impacts differ by a whole number of times this, where they are sums of variants."""
        return gcd(*map(int, self.formulation.impact.sum.terms.values())) or 1

    @property
    def highest(self) -> int:
        """Nothing has more impact."""
        return ceil(self.formulation.largest(self.formulation.impact.sum))

    def _measured(self, value: int) -> list[Row]:
        """That impact itself is at most so much, where it is a sum of variants."""
        impact = self.formulation.impact
        terms = impact.sum.terms
        return [impact.at_most(value)] if terms and terms.keys() <= {*self.decided} else []

    def _within(self, room: int) -> list[Row]:
        """What a row has beyond its bound costs its price: no more of it than there is room for."""
        rows = []
        for row, price in self.priced:
            bound = Fraction((row.lower if price > 0 else row.upper) or 0) + Fraction(room, price)
            rows.append(Row(row.terms, upper=bound) if price > 0 else Row(row.terms, lower=bound))
        return rows

    def _order(self, room: int) -> list[int]:
        """The dearest first; roughly so, and those of a row together, where that makes more alike."""
        if not self._alike:
            return sorted(range(len(self.costs)), key=lambda place: -abs(self.costs[place]))
        rows = [row.terms for row in self.rows if len(row.terms) > 1]

        def key(place: int) -> tuple[int, int, list[bool], float]:
            column = self.decided[place]
            among = [column in terms for terms in rows]
            dear = min(ROUGHLY, ROUGHLY * abs(self.costs[place]) // (room + 1))
            size = max((abs(float(terms[column])) for terms in rows if column in terms), default=0.0)
            return -dear, -sum(among), among, -size

        return sorted(range(len(self.costs)), key=key)

    @cached_property
    def _alike(self) -> list[Coefficients]:
        """Sums that tell combinations apart beside the rows, then how many are on, then their order.

        Of columns that are no variants rows say what they may be, given the sum of the variants.
        Empty where that is not all that counts, or sums are too large.
        """
        form, space, decided = self.formulation, self.formulation.model.space, {*self.decided}
        if form.question.worst or has_lost(form.model) or prod(space.shape) >= LARGEST:
            return []
        measured = Row(form.impact.sum.terms)
        sums = [
            {i: cents for i, cents in row.terms.items() if i in decided}
            for row in (measured, *form.program.rows)
            if row is measured or not row.terms.keys() <= decided
        ]
        if not all(_is_whole(Row(terms, 0)) for terms in (*sums, *(row.terms for row in self.rows))):
            return []
        worth = [prod(space.shape[option + 1 :]) for option in range(len(space.shape))]
        places = [
            worth[option] * (stand - space.shape[option])
            for option, stand in zip(space.option_of, space.stand_of, strict=True)
        ]
        return [*sums, dict.fromkeys(range(self._variants), 1), dict(enumerate(places))]


@dataclass(frozen=True)
class _Bounds:
    """Rows as "at least", in whole numbers, and sums that nothing is asked of."""

    sums: Ints
    """(rows, variants): the terms in the order in which variants are decided"""
    least: Ints
    """(variants + 1, rows): what must be there before each next one"""

    @classmethod
    def of(cls, rows: Sequence[Row], sums: Sequence[Coefficients], order: list[int]) -> "_Bounds":
        """A row that is not whole is left out."""
        signed = [(1, row.terms, row.lower) for row in rows if row.lower is not None and _is_whole(row)]
        signed += [(-1, row.terms, -row.upper) for row in rows if row.upper is not None and _is_whole(row)]
        terms, least = [], []
        for sign, each, lower in signed:
            shared = gcd(*map(int, each.values())) or 1
            terms.append([sign * int(each.get(variant, 0)) // shared for variant in order])
            least.append(ceil(Fraction(lower) / shared))
        array = ints(terms).reshape(len(terms), len(order))
        to_come = np.cumsum(np.maximum(array, 0)[:, ::-1], axis=1)[:, ::-1]
        to_come = np.hstack([to_come, np.zeros((len(terms), 1), np.int64)])
        free = ints([[int(each.get(variant, 0)) for variant in order] for each in sums])
        nothing = np.full((len(order) + 1, len(sums)), -(2**62))
        return cls(
            np.vstack([array, free.reshape(len(sums), len(order))]),
            np.hstack([(ints(least)[:, None] - to_come).T, nothing]),
        )


@dataclass(frozen=True)
class _Part:
    """Unfinished combinations: the first ``depth`` variants in order are decided."""

    depth: int
    on: Flags
    spent: Ints
    partial: Ints
    """(rows, combinations): what is there of each row"""

    @classmethod
    def nothing(cls, variants: int, rows: int) -> "_Part":
        return cls(0, np.zeros((1, variants), np.bool_), ints([0]), np.zeros((rows, 1), np.int64))

    def next(self, variant: int, cost: int, room: int, bounds: _Bounds) -> "_Part":
        """With one more variant off and on, as far as that can still come to something."""
        spent = (self.spent[:, None] + ints([max(0, -cost), max(0, cost)])).ravel()
        partial = np.repeat(self.partial, 2, axis=1)
        partial[:, 1::2] += bounds.sums[:, self.depth : self.depth + 1]
        kept = np.flatnonzero(
            (spent <= room) & (partial >= bounds.least[self.depth + 1][:, None]).all(axis=0)
        )
        on = self.on[kept // 2]
        on[:, variant] = kept % 2
        return _Part(self.depth + 1, on, spent[kept], partial[:, kept])

    def first_of_alike(self, most: int) -> "_Part":
        """Of those with the same sums so many as come first: the last two rows are count and order."""
        sums, count, place = self.partial[:-2], self.partial[-2], self.partial[-1]
        mixed = (sums * _mixers(len(sums))).sum(axis=0)  # sorts as well as the sums themselves
        ordered = np.lexsort((place, count, mixed))
        sums = sums[:, ordered]
        starts = np.concatenate(([True], (sums[:, 1:] != sums[:, :-1]).any(axis=0)))
        places = np.arange(starts.size)
        since = places - np.maximum.accumulate(np.where(starts, places, 0))
        kept = ordered[since < most]
        return _Part(self.depth, self.on[kept], self.spent[kept], self.partial[:, kept])

    def halves(self) -> "list[_Part]":
        middle = self.spent.size // 2
        return [
            _Part(self.depth, self.on[some], self.spent[some], self.partial[:, some])
            for some in (slice(middle), slice(middle, None))
        ]


def _mixers(count: int) -> Ints:
    """Odd numbers, one per row: their products wrap around, which does no harm to sorting."""
    return (2 * np.random.default_rng(0).integers(2**62, size=(count, 1)) + 1).astype(np.int64)


def _is_whole(row: Row) -> bool:
    """Whether its terms are whole and its sums within bounds."""
    bounds = [abs(Fraction(each)) for each in (row.lower, row.upper) if each is not None]
    terms = [abs(Fraction(each)) for each in row.terms.values()]
    largest = sum(terms, max(bounds, default=Fraction(0)))
    return largest < LARGEST and all(each.denominator == 1 for each in terms)
