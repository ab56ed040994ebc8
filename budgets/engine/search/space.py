"""The combinations that are weighed: which options take part, at which levels, and which go together."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import prod

from budgets.engine.data import BudgetData, Choice, Option, excluded
from budgets.engine.search.question import Question, taking_part

State = tuple[int, ...]
"""Per option that takes part: 0 is off, else one more than the place of its level."""


@dataclass(frozen=True)
class Space:
    """Every way to turn the options of ``codes`` on and off, starting from ``choice``."""

    data: BudgetData
    choice: Choice
    codes: tuple[str, ...]
    any_level: tuple[str, ...] = ()
    """Those that can be on at each of their levels; the others at the part that they have in ``choice``."""

    @cached_property
    def options(self) -> tuple[Option, ...]:
        return tuple(self.data.option(code) for code in self.codes)

    @cached_property
    def parts(self) -> tuple[tuple[Fraction, ...], ...]:
        """Per option the parts that it can be on at: its levels in their order, or what the choice has."""
        return tuple(
            tuple(level.part for level in option.levels if option.code in self.any_level)
            or (self.choice.part_of(option),)
            for option in self.options
        )

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """In how many ways each option can stand."""
        return tuple(1 + len(parts) for parts in self.parts)

    @cached_property
    def size(self) -> int:
        """How many combinations there are."""
        return prod(self.shape)

    @cached_property
    def variants(self) -> tuple[tuple[Option, Fraction], ...]:
        """An option that takes part at one of the parts that it can be on at."""
        return tuple(
            (option, part) for option, parts in zip(self.options, self.parts, strict=True) for part in parts
        )

    @cached_property
    def option_of(self) -> tuple[int, ...]:
        """The option, by its place in the space, of every variant."""
        return tuple(i for i, parts in enumerate(self.parts) for _ in parts)

    @cached_property
    def stand_of(self) -> tuple[int, ...]:
        """How its option stands where a variant is on: 1 for the first level."""
        return tuple(level for parts in self.parts for level in range(1, len(parts) + 1))

    def on(self, state: State) -> tuple[str, ...]:
        return tuple(code for code, stand in zip(self.codes, state, strict=True) if stand)

    def state(self, place: int) -> State:
        """The combination at a place among all, the first option changing slowest."""
        stands = []
        for ways in reversed(self.shape):
            place, stand = divmod(place, ways)
            stands.append(stand)
        return tuple(reversed(stands))

    def without(self) -> Choice:
        """The choice with no option on at all."""
        return replace(self.choice, on=frozenset())

    def choice_of(self, state: State) -> Choice:
        """The choice of a combination; what does not take part is as it was."""
        parts = dict(self.choice.parts)
        for option, those, stand in zip(self.options, self.parts, state, strict=True):
            if stand and option.levels and option.code in self.any_level:
                parts[option.code] = those[stand - 1]
                if those[stand - 1] == option.first_part:
                    del parts[option.code]
        on = (self.choice.on - set(self.codes)) | set(self.on(state))
        return replace(self.choice, on=on, parts=tuple(sorted(parts.items())))


@dataclass(frozen=True)
class Rules:
    """Which options need or exclude each other, by their place in the space."""

    excluding: tuple[tuple[int, int], ...]
    needing: tuple[tuple[int, int], ...]
    """The first needs the second."""
    always: tuple[int, ...]
    """What an option needs that takes no part and is on."""
    never: tuple[int, ...]
    """What options that take no part stand in the way of."""

    @classmethod
    def of(cls, space: Space) -> "Rules":
        data, options = space.data, list(enumerate(space.options))
        place = {code: i for i, code in enumerate(space.codes)}
        fixed = [data.option(code) for code in sorted(space.choice.on & set(data.option_index) - set(place))]
        on = {option.code for option in fixed}
        return cls(
            excluding=tuple(
                (i, j) for i, a in options for j, b in options[i + 1 :] if excluded(data, a.code, b.code)
            ),
            needing=tuple(
                (i, place[code]) for i, option in options for code in option.needs if code in place
            ),
            always=tuple(place[code] for option in fixed for code in option.needs if code in place),
            never=tuple(
                i
                for i, option in options
                if any(code not in place and code not in on for code in option.needs)
                or any(excluded(data, option.code, other.code) for other in fixed)
            ),
        )

    def allow(self, state: State) -> bool:
        return (
            not any(state[i] and state[j] for i, j in self.excluding)
            and not any(state[i] and not state[j] for i, j in self.needing)
            and all(state[i] for i in self.always)
            and not any(state[i] for i in self.never)
        )


def space_of(data: BudgetData, choice: Choice, question: Question) -> Space:
    """What a question weighs, starting from a choice."""
    codes = taking_part(data, question)
    named = {each.option: each.part for each in question.must_on if each.part is not None}
    parts = dict(choice.parts) | {code: part for code, part in named.items() if code in codes}
    return Space(data, replace(choice, parts=tuple(sorted(parts.items()))), codes, question.any_level)


def order_key(state: State, shape: tuple[int, ...]) -> State:
    """Sorts states of as many options: the earlier option on first, then its earlier level."""
    return tuple(stand - 1 if stand else ways - 1 for stand, ways in zip(state, shape, strict=True))
