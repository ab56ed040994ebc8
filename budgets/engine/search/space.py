"""The combinations that are weighed: which options take part, at which levels."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import prod

from budgets.engine.data import BudgetData, Choice, Option

WHOLE = (Fraction(1),)
State = tuple[int, ...]
"""Per option that takes part: 0 is off, else one more than the place of its level."""


@dataclass(frozen=True)
class Space:
    """Every way to turn the options of ``codes`` on and off, starting from ``choice``."""

    data: BudgetData
    choice: Choice
    codes: tuple[str, ...]

    @cached_property
    def options(self) -> tuple[Option, ...]:
        return tuple(self.data.option(code) for code in self.codes)

    @cached_property
    def parts(self) -> tuple[tuple[Fraction, ...], ...]:
        """Per option the parts that it can be on at, in the order of its levels."""
        return tuple(parts_of(option) for option in self.options)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """In how many ways each option can stand."""
        return tuple(1 + len(parts) for parts in self.parts)

    @cached_property
    def size(self) -> int:
        """How many combinations there are."""
        return prod(self.shape)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Per option the place of its first variant; a variant is an option at one of its levels."""
        return tuple(accumulate((len(parts) for parts in self.parts), initial=0))

    def on(self, state: State) -> tuple[str, ...]:
        return tuple(code for code, stand in zip(self.codes, state, strict=True) if stand)

    def without(self) -> Choice:
        """The choice with no option on at all."""
        return replace(self.choice, on=frozenset())

    def choice_of(self, state: State) -> Choice:
        """The choice of a combination; what does not take part is as it was."""
        ours = set(self.codes)
        return replace(self.choice, on=(self.choice.on - ours) | set(self.on(state)))


def parts_of(option: Option) -> tuple[Fraction, ...]:
    """What can be on of an option: the whole, or its levels."""
    return WHOLE


def order_key(state: State, shape: tuple[int, ...]) -> State:
    """Sorts states of as many options: the earlier option on first, then its earlier level."""
    return tuple(stand - 1 if stand else ways - 1 for stand, ways in zip(state, shape, strict=True))
