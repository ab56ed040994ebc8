"""All combinations of at most so much, one by one: the ten best at the price of one.

The solver gives a price for every constraint.  The impact of a combination is then no less than a
plain sum over its options, whatever the prices are: each option has a cost of standing otherwise
than in the cheapest sum.  Only those whose costs together stay within the room that is left can be
meant, and these are few.  Prices are made whole numbers and all is counted in those, so that the
solver's rounding may cost time here, but never an answer.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np

from budgets.engine.ints import Ints, ints
from budgets.engine.search import some
from budgets.engine.search.formulation import Formulation
from budgets.engine.search.program import Row
from budgets.engine.search.some import Flags

AT_ONCE = 20_000
"""Unfinished combinations beside each other."""
MOST_VISITED = 1_500_000
"""Unfinished combinations in all: less work than asking the solver ten times."""
LARGEST = 2**61
BITS = 56


@dataclass(frozen=True)
class Listing:
    """The costs of every variant, and the rows in which there are only variants."""

    formulation: Formulation
    precision: int
    """What costs and prices are whole numbers of one part of."""
    costs: list[int]
    """Above zero: of being on; below zero: what it saves."""
    least: int
    """Of the cheapest sum."""
    rows: list[Row]

    @classmethod
    def of(cls, formulation: Formulation) -> "Listing":
        impact, program = formulation.impact.sum, formulation.program
        count = len(formulation.model.space.variants)
        prices = program.prices(impact.terms)
        precision = 1 << max(0, BITS - int(formulation.largest(impact)).bit_length())
        reduced = {i: impact.terms.get(i, 0) * precision for i in range(len(program.columns))}
        least = impact.constant * precision
        for price, row in zip(prices, program.rows, strict=True):
            bound = row.lower if price > 0 else row.upper
            whole = round(price * precision)
            if whole and bound is not None:
                least += whole * bound
                for i, each in row.terms.items():
                    reduced[i] -= whole * each
        least += sum(
            min(reduced[i] * column.lower, reduced[i] * column.upper)
            for i, column in enumerate(program.columns)
            if i >= count
        )
        pure = [row for row in (*program.rows, *formulation.plain) if row.terms and max(row.terms) < count]
        costs = [floor(reduced[v]) for v in range(count)]
        return cls(formulation, precision, costs, floor(least) + sum(min(0, each) for each in costs), pure)

    def at_most(self, value: int) -> Flags | None:
        """All of so much impact or less, shape (combinations, variants); None where there are too many.

        Of what is asked beside an amount that is wanted, some of them may not hold.
        """
        room = (value + 1) * self.precision - self.least
        if sum(map(abs, self.costs)) + abs(room) >= LARGEST:
            return None
        order = sorted(range(len(self.costs)), key=lambda v: -abs(self.costs[v]))
        bounds = _bounds([*self.rows, *self._measured(value)], order)
        found, visited = [np.zeros((0, len(order)), np.bool_)], 0
        waiting = [_Part.nothing(len(order), len(bounds[0]))]
        while waiting:
            part = waiting.pop()
            while part.depth < len(order) and part.spent.size <= AT_ONCE:
                part = part.next(order[part.depth], self.costs[order[part.depth]], room, bounds)
                visited += part.spent.size
            if part.depth < len(order):
                waiting += part.halves()
            else:
                found.append(self._true(part.on, value))
            if visited > MOST_VISITED:
                return None
        return np.concatenate(found)

    def _true(self, on: Flags, value: int) -> Flags:
        """Those that reach what is wanted for so much, with lines that fall short counted."""
        form = self.formulation
        on = on[some.reached(form.model, form.question, on)]
        return on[some.impact(form.model, form.question, on) <= value]

    @property
    def lowest(self) -> int:
        """Nothing has less impact."""
        return self.least // self.precision

    @property
    def highest(self) -> int:
        """Nothing has more impact."""
        return ceil(self.formulation.largest(self.formulation.impact.sum))

    def _measured(self, value: int) -> list[Row]:
        """That impact itself is at most so much, where it is a sum of variants."""
        impact = self.formulation.impact
        terms = impact.sum.terms
        return [impact.at_most(value)] if terms and max(terms) < len(self.costs) else []


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

    def next(self, variant: int, cost: int, room: int, bounds: tuple[Ints, Ints]) -> "_Part":
        """With one more variant off and on, as far as that can still come to something."""
        sums, least = bounds
        spent = (self.spent[:, None] + ints([max(0, -cost), max(0, cost)])).ravel()
        partial = np.repeat(self.partial, 2, axis=1)
        partial[:, 1::2] += sums[:, self.depth : self.depth + 1]
        kept = np.flatnonzero((spent <= room) & (partial >= least[self.depth + 1][:, None]).all(axis=0))
        on = self.on[kept // 2]
        on[:, variant] = kept % 2
        return _Part(self.depth + 1, on, spent[kept], partial[:, kept])

    def halves(self) -> "list[_Part]":
        middle = self.spent.size // 2
        return [
            _Part(self.depth, self.on[some], self.spent[some], self.partial[:, some])
            for some in (slice(middle), slice(middle, None))
        ]


def _bounds(rows: list[Row], order: list[int]) -> tuple[Ints, Ints]:
    """Rows as "at least": their terms in this order, and what must be there before each next one.

    Shapes (rows, variants) and (variants + 1, rows).  A row that is not whole is left out.
    """
    signed = [(1, row.terms, row.lower) for row in rows if row.lower is not None]
    signed += [(-1, row.terms, -row.upper) for row in rows if row.upper is not None]
    sums, least = [], []
    for sign, terms, lower in signed:
        each = [sign * Fraction(terms.get(variant, 0)) for variant in order]
        largest = sum(map(Fraction.__abs__, each), abs(Fraction(lower)))
        if largest < LARGEST and all(cents.denominator == 1 for cents in each):
            sums.append([int(cents) for cents in each])
            least.append(ceil(lower))
    array = ints(sums).reshape(len(sums), len(order))
    to_come = np.cumsum(np.maximum(array, 0)[:, ::-1], axis=1)[:, ::-1]
    to_come = np.hstack([to_come, np.zeros((len(sums), 1), np.int64)])
    return array, (ints(least)[:, None] - to_come).T
