"""What a search comes back with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from budgets.engine.data import Amounts, Choice
from budgets.engine.search.question import Constraint


@dataclass(frozen=True, slots=True)
class Cut:
    """What a combination takes from a line, cents per year; below zero where the line gains."""

    line: str
    goal: str
    priority: str
    """"0" to "3" or "none"."""
    amounts: Amounts
    options: tuple[str, ...]
    """Those that are on and change it, in the order of the budget."""


@dataclass(frozen=True)
class Found:
    """A combination, recomputed in whole cents by ``compute``; amounts are cents per year of the plan."""

    choice: Choice
    """The choice of the scenario that it makes: options, parts, and the parameters that were asked with."""
    on: tuple[str, ...]
    """What of the options that take part is on, in the order of the budget."""
    saves: Amounts
    """``BudgetResult.realised``"""
    result: Amounts
    result_after_target: Amounts
    impact: int
    margins: tuple[int, ...]
    """Per ``Question.wanted`` the cents above it; below zero falls short."""
    cuts: tuple[Cut, ...]
    """Every line that it changes, beside the same choice with no option on, in the order of the budget."""
    taken_by_priority: Mapping[str, Amounts]
    """Sums of ``cuts`` for the priorities that they are in."""
    taken_by_goal: Mapping[str, Amounts]

    @property
    def short(self) -> int:
        """What all that is wanted falls short together, in cents."""
        return sum(max(0, -margin) for margin in self.margins)


@dataclass(frozen=True, slots=True)
class Point:
    """A combination that no other beats on both: none saves as much at less impact."""

    saving: int
    """Cents, realised in ``Question.front_years`` together."""
    impact: int
    choice: Choice
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """Saving against impact, the least impact first.

    Whatever is wanted plays no part here; everything else that was asked holds.
    """

    points: tuple[Point, ...] = ()
    total: int | None = 0
    """How many points there are in all; None where not all were looked for.  Each that is given is one."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """What becomes possible when some constraints no longer hold, the others as they were."""

    constraints: tuple[Constraint, ...]
    found: Found | None
    """What then falls short least of all that is still wanted, at the least impact.

    Where one amount is no longer wanted, what reaches most of it while all else is reached.
    None where the rest cannot hold together either.
    """
    enough: bool
    """Whether all the rest is reached."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why nothing gets there."""

    nearest: Found | None
    """What falls short least while everything else holds; None where that cannot hold together."""
    loosen: tuple[Loosened, ...]
    """Each constraint by itself, in the order of ``Question.constraints``."""
    together: Loosened | None
    """The smallest set that is enough, the first in order among those of one size.

    None where options that need or exclude each other leave no combination at all.
    """


@dataclass(frozen=True)
class Answer:
    """The best combinations, and why there are no better ones."""

    best: tuple[Found, ...]
    """The least impact first; then fewest options, then the earlier option on, then the earlier level."""
    tried: int
    """How many combinations there are of the options that take part: each was weighed or ruled out."""
    possible: int | None
    """How many of them do all that was asked; None where the solver did not count them."""
    method: str
    """"enumeration" or "solver"."""
    gap: int | None = 0
    """The impact by which something better than ``best[0]`` might still exist: 0 is proven.

    None where the search was stopped before it knew.
    """
    impossible: Diagnosis | None = None
    front: Front = field(default_factory=Front)
    stopped: bool = False
    """Whether ``stop`` said so; the answer then holds what was found until there.

    With no combination and a gap of 0 it is proven that there is none, and not yet found why.
    """
