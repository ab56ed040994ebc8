"""What an explanation consists of: terms that add up, and for a share what it is a share of."""

from dataclasses import dataclass


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
    """The code of the allocation key."""


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
    "without_options" and "with_options" what is paid on balance under one.
    ``parts`` again add up to ``amount``; without parts the term is the end of the road.
    """

    kind: str
    ref: str
    amount: int
    parts: tuple["Term", ...] = ()
    share: Share | None = None
    """Where the term is a municipality's part of something."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure and the terms that add up to it; ``pm`` names the p.m. items that it leaves out."""

    figure: str
    year: int
    amount: int
    terms: tuple[Term, ...]
    pm: tuple[str, ...] = ()
