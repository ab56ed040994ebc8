"""What goes in about municipalities: who takes part in what, by which key, and which stream pays."""

from dataclasses import dataclass
from fractions import Fraction

Flags = tuple[bool, ...]
"""One per year of the plan."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality that is a member of the region in one or more years of the plan.

    It counts as a member of a year when it was one on 1 January.
    """

    code: str
    """CBS code, such as "GM0402": the order in which cents that are left over are handed out."""
    name: str
    member: Flags
    inhabitants: tuple[int | None, ...] = ()
    """Per year, as far as they are known: for amounts per inhabitant."""


@dataclass(frozen=True, slots=True)
class Key:
    """An allocation key: the weight of every municipality of the budget, per year."""

    code: str
    title: str
    kind: str
    """ "inhabitants", "percentage", "equal" or "weights"."""
    weights: tuple[tuple[int, ...], ...]
    """Per municipality, in the order of ``BudgetData.municipalities``, whole numbers per year.

    Percentages come in hundredths: 12.5% is 1250.
    """
    source: str = ""
    count_year: int | None = None
    """Of a key by inhabitants: the year of the count; None in versions of before schema 5."""


@dataclass(frozen=True, slots=True)
class Participation:
    """A municipality that takes no part in a measure, or for a part, in some year."""

    measure: str
    municipality: str
    shares: tuple[Fraction, ...]
    """Per year: 0 is no part, 1 the whole."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A stream pays a fraction of a line, or fixed cents per year; the rest is for the general means."""

    line: str
    stream: str
    share: Fraction | None = None
    amounts: tuple[int, ...] = ()
    """Fixed cents per year, where ``share`` is None."""
    assumed: bool = False
    """The source names the stream but not how much of the line it pays."""


PLAN_KEY = ""
"""What a stream or measure without a key of its own names."""
