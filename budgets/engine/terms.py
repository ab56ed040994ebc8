"""What an explanation consists of: terms that add up, and for a share what it is a share of."""

from dataclasses import dataclass
from fractions import Fraction


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
    and "missing" are about places for living.
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


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure and the terms that add up to it; ``pm`` names the p.m. items that it leaves out.

    All in cents, or in places for living where ``places`` says so.
    """

    figure: str
    year: int
    amount: int
    terms: tuple[Term, ...]
    pm: tuple[str, ...] = ()
    places: bool = False
