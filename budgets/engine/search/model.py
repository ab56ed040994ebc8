"""What the options of a search do, as numbers: which cells they take from, what they do to streams.

A *variant* is an option that takes part, at one of its levels.  A *cell* is a line in a year, as
in ``layout``.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from budgets.engine.claims import claims_of
from budgets.engine.compute import compute
from budgets.engine.data import BudgetData, Option
from budgets.engine.ground import Ground, ground_of
from budgets.engine.ints import Ints
from budgets.engine.money import times
from budgets.engine.result import BudgetResult
from budgets.engine.search.space import Space


@dataclass(frozen=True)
class Cell:
    """A line in a year, and what each variant asks of it in cents; below zero adds to it."""

    line: int
    year: int
    headroom: int
    fixed: int
    """What options that take no part and are on ask of it."""
    claims: tuple[tuple[int, int], ...]
    """Variant and claim, in the order of the variants."""

    @property
    def most(self) -> int:
        """No more than this is asked."""
        return self.fixed + sum(max(0, claim) for _, claim in self.claims)

    @property
    def least(self) -> int:
        """No less than this is asked."""
        return self.fixed + sum(min(0, claim) for _, claim in self.claims)

    @property
    def largest(self) -> int:
        """No amount that is asked is larger, above or below zero."""
        return max(self.most, -self.least, self.headroom)


@dataclass(frozen=True)
class Model:
    """The space in numbers."""

    space: Space

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Those that a variant asks something of, by line and year."""
        data, choice, space = self.space.data, self.space.choice, self.space
        ground = ground_of(data, choice)
        asked: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for variant, (option, part) in enumerate(self.space.variants):
            for cell, cents in _claims(data, ground, option, part):
                asked[cell].append((variant, cents))
        fixed = dict.fromkeys(asked, 0)
        for option in data.options:
            if option.code in choice.on and option.code not in space.codes:
                for cell, cents in _claims(data, ground, option, choice.part_of(option)):
                    if cell in fixed:
                        fixed[cell] += cents
        return tuple(
            Cell(line, year, max(0, int(ground.amounts[year, line])), fixed[line, year], tuple(claims))
            for (line, year), claims in sorted(asked.items())
        )

    @cached_property
    def stream_changes(self) -> Ints:
        """(variants, streams, years): cents that a variant adds to a stream."""
        data = self.space.data
        changes = np.zeros((len(self.space.variants), len(data.streams), len(data.years)), np.int64)
        for variant, (option, part) in enumerate(self.space.variants):
            for effect in option.effects:
                if effect.stream:
                    place = data.stream_index[effect.stream], data.year_index[effect.year]
                    changes[variant][place] += times(effect.change, part)
        return changes

    @cached_property
    def base(self) -> BudgetResult:
        """With none of the options that take part."""
        return compute(self.space.data, self.space.choice_of((0,) * len(self.space.codes)))

    @cached_property
    def without(self) -> BudgetResult:
        """With no option on at all: what municipalities are held against."""
        return compute(self.space.data, self.space.without())


def _claims(
    data: BudgetData, ground: Ground, option: Option, part: Fraction
) -> Iterator[tuple[tuple[int, int], int]]:
    """Line and year, and what the option asks of it."""
    asked = claims_of(data, ground, data.option_index[option.code], part)
    rows = zip(asked.line.tolist(), asked.year.tolist(), asked.claim.tolist(), strict=True)
    return (((line, year), cents) for line, year, cents in rows)
