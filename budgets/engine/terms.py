"""What an explanation consists of: terms that add up, and for a share what it is a share of."""

from dataclasses import dataclass
from fractions import Fraction

from budgets.engine.swings import Swing

EUROS, PLACES, DRAWS, WEIGHT = "euros", "places", "draws", "weight"
"""What a figure counts: cents, places for living, draws, or hundredths of a weight that somebody gave."""


@dataclass(frozen=True, slots=True)
class Share:
    """How a term follows from an amount that was split: ``of`` × ``weight`` ÷ ``total``, in cents.

    That is rounded down, and ``cent`` is 1 where one of the cents that were then left over went here.
    """

    of: int
    weight: int
    total: int
    cent: int
    key: str
    """The code of the allocation key; empty where no key of municipalities has a part in it."""
    part: Fraction = Fraction(1)
    """How far the municipality takes part in what is split; it is in ``weight``."""

    @property
    def amount(self) -> int:
        """What comes of it, in cents."""
        size = abs(self.of) * self.weight // self.total + self.cent
        return size if self.of >= 0 else -size


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a figure, in cents.

    ``kind`` says what ``ref`` is the code of: "goal", "line", "option", "stream",
    "target", "figure" or "adjustment", a scenario's own; "index" is the indexation,
    "shortfall" what an option could not realise, "unspread" and "unspread_raise" what it could not spread
    over lines without amounts; "balance" is what a stream has left, "general" what
    it pays for the general means, "fallen_away" the share of who left; "memorandum"
    the estimate of a p.m. item, "stream_estimate" what a stream is thought to bring
    in beside its amount; "elsewhere" a figure under another choice,
    "without_options" and "with_options" what is paid on balance under one; "against"
    the figure under the choice that it is held against; "per_inhabitant" a figure
    divided; "covered", "fixed" and "capped" what a stream pays of a line by its part,
    by fixed amounts, and what of these the line does not have; "entered", "agreed"
    and "missing" are about places for living; "draws" are all that were made and
    "not_negative" those that do not count, as they come out at zero or above; "weight"
    is what somebody let an option weigh, "printed" a total of the source and
    "proposal" what a proposer wrote beside what the budget has.
    ``parts`` again add up to ``amount``; a term without parts that names a figure is
    explained by that, any other is the end of the road.
    """

    kind: str
    ref: str
    amount: int
    parts: tuple["Term", ...] = ()
    share: Share | None = None
    """Where the term is a part of something that was split."""
    year: int | None = None
    """Where it is of another year than what it explains."""
    times: int = 1
    """How heavy it counts; that is in ``amount``."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the draws were made that a figure rests on."""

    count: int
    seed: int
    estimates: tuple[Swing, ...]
    """What was drawn, apart from each other."""
    place: int
    """The draw that the figure is, from low to high; of a number of draws the last that it counts, or 0."""
    number: int | None
    """Which that was as they were drawn; None of a number of draws."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure and the terms that add up to it; ``pm`` names the p.m. items that it leaves out.

    All in what ``unit`` says.
    """

    figure: str
    year: int
    amount: int
    terms: tuple[Term, ...]
    pm: tuple[str, ...] = ()
    unit: str = EUROS
    drawing: Drawing | None = None
    """Only of what rests on draws."""
