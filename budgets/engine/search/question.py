"""What is asked of a search: which combination of options gets there, and at the least of what?"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from budgets.engine.data import BudgetData
from budgets.engine.result import FUNDING

WANTED_FIGURES = ("realised", "result", "result_after_target")
"""What may be wanted of a year: what all options together save, or what is left of income and costs."""
HEAVIEST = 1000
"""The largest weight of a priority."""
BEST = 10
POINTS = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure must be at least so many cents in a year."""

    figure: str
    """One of ``WANTED_FIGURES``."""
    year: int
    least: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """An option that must be on, or must be off, and why.

    ``part`` names one of its levels: it must be on at that level, or anything but that level.
    None is the option itself: on at the level where it takes part, or at whichever, or off.
    """

    option: str
    part: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Worst:
    """No municipality pays more than ``cents`` per year on balance above what it pays without options.

    On balance is ``Allocation.net_contribution``: the contribution less its share of the result
    after target.  Without options is the same choice with none on, as in ``municipal_options``.
    """

    cents: int
    municipality: str = ""
    """Its code; empty is each of them."""
    year: int | None = None
    """None is every year."""


@dataclass(frozen=True)
class Question:
    """All of it must hold at once.  Empty tuples and None ask nothing.

    Which options take part is ``among``; the others stay as they are in the choice that the
    search starts from.  Of those that take part it does not matter what they are there.

    The least *impact* is looked for.  Impact is what is taken from the lines in ``impact_years``,
    in cents times the weight of their priority: per line what all options take together, after
    the floor at zero; a line that gains counts for nothing.  Weights are whole numbers from 0 to
    ``HEAVIEST``, 1 where none is given: without weights impact is the cut itself, in cents.
    With ``option_weights`` it is instead the sum of the weights of the options that are on, in
    hundredths (weight 1 is 100); at a part a weight counts for that part, rounded half away.
    """

    wanted: tuple[Wanted, ...] = ()
    among: tuple[str, ...] | None = None
    """Codes; None is every option that saves: another payer (kind "dekking") saves nothing."""
    any_level: tuple[str, ...] = ()
    """Options that may be on at each of their levels.

    Others are on at the part that ``must_on`` names, or else at that of the choice: the level that
    was chosen there, or the first.
    """
    must_on: tuple[Fixed, ...] = ()
    must_off: tuple[Fixed, ...] = ()
    untouchable_priorities: tuple[str, ...] = ()
    """"0" to "3" or "none": no option that takes from a line of it, in whichever year."""
    untouchable_goals: tuple[str, ...] = ()
    untouchable_lines: tuple[str, ...] = ()
    at_most: int | None = None
    """How many options are on at most, of those that take part."""
    worst: tuple[Worst, ...] = ()
    weights: tuple[tuple[str, int], ...] = ()
    """Per priority, "0" to "3" or "none"."""
    option_weights: tuple[tuple[str, int], ...] = ()
    """Per option, in hundredths, zero or more; an option without one weighs nothing."""
    impact_years: tuple[int, ...] = ()
    """Empty: the years in which something is wanted, or else all."""
    front_years: tuple[int, ...] = ()
    """The years whose saving together is set against impact; empty as with ``impact_years``."""
    best: int = BEST
    """How many combinations to give at most."""
    points: int = POINTS
    """How many points of the front to give at most; 0 looks for no front."""

    @cached_property
    def constraints(self) -> "tuple[Constraint, ...]":
        """Everything that can be loosened, in a fixed order."""
        places = (
            *(
                Constraint("wanted", each.figure, i, each.year, each.least)
                for i, each in enumerate(self.wanted)
            ),
            *(
                Constraint("must_on", each.option, i, reason=each.reason)
                for i, each in enumerate(self.must_on)
            ),
            *(
                Constraint("must_off", each.option, i, reason=each.reason)
                for i, each in enumerate(self.must_off)
            ),
            *(Constraint("priority", code, i) for i, code in enumerate(self.untouchable_priorities)),
            *(Constraint("goal", code, i) for i, code in enumerate(self.untouchable_goals)),
            *(Constraint("line", code, i) for i, code in enumerate(self.untouchable_lines)),
        )
        limit = () if self.at_most is None else (Constraint("at_most", amount=self.at_most),)
        worst = (
            Constraint("worst", each.municipality, i, each.year, each.cents)
            for i, each in enumerate(self.worst)
        )
        return (*places, *limit, *worst)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that was asked, by what it is about.

    ``kind`` is "wanted", "must_on", "must_off", "priority", "goal", "line", "at_most" or "worst";
    ``code`` of the figure, option, priority, goal, line or municipality; ``place`` its place in
    the tuple of the question that it comes from; ``amount`` cents, or the number of options.
    """

    kind: str
    code: str = ""
    place: int = 0
    year: int | None = None
    amount: int | None = None
    reason: str = ""


def taking_part(data: BudgetData, question: Question) -> tuple[str, ...]:
    """The options that the search turns on and off, in the order of the budget."""
    if question.among is None:
        return tuple(option.code for option in data.options if option.kind != FUNDING)
    return tuple(option.code for option in data.options if option.code in question.among)


def asked_years(data: BudgetData, question: Question) -> tuple[int, ...]:
    """The years in which something is wanted, in order; all of the plan where nothing is."""
    years = {each.year for each in question.wanted}
    return tuple(year for year in data.years if year in years) or data.years


def front_years(data: BudgetData, question: Question) -> tuple[int, ...]:
    """The years whose saving the front is about."""
    return question.front_years or asked_years(data, question)
