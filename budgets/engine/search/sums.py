"""Sums over the columns of a program, and what is made as small as possible."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from budgets.engine.search.answer import Found
from budgets.engine.search.program import Row
from budgets.engine.search.space import State

Coefficients = Mapping[int, int | Fraction]
HALF = Fraction(1, 2)
"""Of a cent: no whole amount is let through by it, and none is lost to how the solver rounds."""


@dataclass(frozen=True)
class Sum:
    """Terms over columns, and what they are beyond that; never more than the true figure says."""

    terms: Coefficients
    constant: int | Fraction = 0

    def plus(self, other: "Sum", factor: int | Fraction = 1) -> "Sum":
        terms = dict(self.terms)
        for column, each in other.terms.items():
            terms[column] = terms.get(column, 0) + factor * each
        return Sum(terms, self.constant + factor * other.constant)


@dataclass(frozen=True)
class Measure:
    """Something to make as small as possible: as a sum, and as what it truly is of a combination."""

    sum: Sum
    value: Callable[[State, Found], int]

    def at_most(self, value: int) -> Row:
        return Row(self.sum.terms, upper=value - self.sum.constant + HALF)
