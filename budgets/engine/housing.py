"""What goes in about places for living: agreed kinds, yearly targets, and what was realised (rule 10)."""

from dataclasses import dataclass
from fractions import Fraction

from budgets.engine.money import round_half_away

Places = tuple[int, ...]
"""Whole places, one per year of the plan."""
KnownPlaces = tuple[int | None, ...]
"""The same; None where nobody filled in a number, which is not the same as none."""


@dataclass(frozen=True, slots=True)
class HousingKind:
    """A kind of housing of which the region agreed a number of places."""

    code: str
    title: str
    agreed: int
    start: int
    """Places that stood when the plan began.  Where is not known, so that they are nobody's: they are not
    split, they only make what must still be realised smaller."""
    targets: Places
    """Of the region: places to come in each year."""
    realised: tuple[KnownPlaces, ...]
    """Per municipality, in the order of ``BudgetData.municipalities``: places that came in each year."""
    note: str = ""

    @property
    def to_realise(self) -> int:
        return self.agreed - self.start

    @property
    def planned(self) -> int:
        """What the yearly targets come to."""
        return sum(self.targets)


@dataclass(frozen=True, slots=True)
class Housing:
    """The kinds, and what a missing place costs."""

    kinds: tuple[HousingKind, ...]
    amount: int | None = None
    """Cents a year for every place that is missing; None is not known, and then no year is settled."""
    price_level: int | None = None
    """The year that ``amount`` is of; None is the first year of the plan."""
    index: Fraction = Fraction(0)
    """The yearly percentage by which it rises from then on; 3 means 3%."""

    @property
    def together(self) -> HousingKind:
        """All kinds as one; what was realised is not in it."""
        return HousingKind(
            code="",
            title="",
            agreed=sum(kind.agreed for kind in self.kinds),
            start=sum(kind.start for kind in self.kinds),
            targets=tuple(map(sum, zip(*(kind.targets for kind in self.kinds), strict=True))),
            realised=(),
        )

    def amount_in(self, year: int, first_year: int) -> int | None:
        """Compounding from the price level, rounded once per year.  Before that year it is as it stands."""
        if self.amount is None:
            return None
        since = max(0, year - (first_year if self.price_level is None else self.price_level))
        return round_half_away(self.amount * (1 + self.index / 100) ** since)
