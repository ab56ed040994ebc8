"""The settlement of places that are missing (domain text, rule 10).

Three decisions.  Kinds do not make up for each other: what counts as short is
short per kind, and a municipality met its target in a year when no kind is short.
Targets and what was realised are cumulative, from the first year of the plan: the
region's target until then is split anew over who is a member in that year.  And a
year is settled when all that is needed is known: of each member a number for each
kind, in that year and in each earlier one in which it was a member.  Until then
nobody pays, since an unknown number is not zero.

The pot is of its year: what nobody met the target for stays in it, and is not
handed out in a later year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from budgets.engine.data import BudgetData, Choice
from budgets.engine.housing import Housing, KnownPlaces
from budgets.engine.membership import members, weights_of
from budgets.engine.money import largest_remainder

KnownAmounts = tuple[int | None, ...]
"""Cents per year; None where the year is not settled, or the municipality no member."""
HOUSING_FIGURES = ("target", "realised", "short", "paid_in", "paid_out")


@dataclass(frozen=True, slots=True)
class KindPlaces:
    """One kind in one municipality, cumulative per year; None where it is no member, or where not known."""

    target: KnownPlaces
    realised: KnownPlaces
    short: KnownPlaces


@dataclass(frozen=True)
class HousingResult:
    """By municipality its code, by kind its code; all per year of the plan."""

    data: BudgetData
    choice: Choice
    housing: Housing
    amount_per_place: KnownAmounts
    kinds: dict[str, dict[str, KindPlaces]]
    """Per municipality and kind."""
    target: dict[str, KnownPlaces]
    realised: dict[str, KnownPlaces]
    short: dict[str, KnownPlaces]
    paid_in: dict[str, KnownAmounts]
    paid_out: dict[str, KnownAmounts]
    settled: tuple[bool, ...]
    pot: KnownAmounts
    """What is paid in."""
    stays: KnownAmounts
    """What of the pot is not paid out, as nobody met the target."""

    def met(self, year: int) -> list[bool]:
        """Per municipality whether it met its target, a place in the years of the plan."""
        return [self.short[each.code][year] == 0 for each in self.data.municipalities]

    def unknown(self, year: int) -> list[str]:
        """The codes of the members of whom a number is missing that the year needs."""
        return [
            code
            for code in self.target
            if self.target[code][year] is not None and self.short[code][year] is None
        ]

    def region(self, name: str) -> tuple[int | None, ...]:
        """One of ``HOUSING_FIGURES`` of all members together; None where it is not known of one of them."""
        rows = [self.figure(each.code, name) for each in self.data.municipalities]
        return self._of_members(rows)

    def region_of_kind(self, kind: str, name: str) -> KnownPlaces:
        """The same of one kind: "target", "realised" or "short"."""
        rows = [getattr(self.kinds[each.code][kind], name) for each in self.data.municipalities]
        return self._of_members(rows)

    def _of_members(self, rows: Sequence[tuple[int | None, ...]]) -> tuple[int | None, ...]:
        targets = self.target.values()
        here = [[target[year] is not None for target in targets] for year in range(len(self.data.years))]
        return tuple(
            known_sum([row[year] for row, counts in zip(rows, flags, strict=True) if counts])
            for year, flags in enumerate(here)
        )

    def figure(self, municipality: str, name: str) -> tuple[int | None, ...]:
        """One of ``HOUSING_FIGURES``.  Raises ``KeyError`` where there is no such thing."""
        figures = {
            "target": self.target,
            "realised": self.realised,
            "short": self.short,
            "paid_in": self.paid_in,
            "paid_out": self.paid_out,
        }
        return figures[name][municipality]


def known_sum(numbers: Iterable[int | None]) -> int | None:
    """None where one of them is not known."""
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None


def settled_sum(amounts: KnownAmounts) -> int:
    """Of the years that are settled."""
    return sum(cents for cents in amounts if cents is not None)


def settle(data: BudgetData, choice: Choice) -> HousingResult | None:
    """None where the budget has no agreement on housing."""
    housing = data.housing
    if housing is None:
        return None
    count = len(data.years)
    here = [members(data, choice, year) for year in range(count)]
    codes = [each.code for each in data.municipalities]
    kinds = _places(data, housing, here)
    target, realised, short = (
        {
            code: _together([getattr(kinds[code][kind.code], name) for kind in housing.kinds], count)
            for code in codes
        }
        for name in ("target", "realised", "short")
    )
    per_place = tuple(housing.amount_in(year, data.years[0]) for year in data.years)
    paid_in: dict[str, list[int | None]] = {code: [None] * count for code in codes}
    paid_out: dict[str, list[int | None]] = {code: [None] * count for code in codes}
    pot: list[int | None] = [None] * count
    stays: list[int | None] = [None] * count
    for year in range(count):
        amount = per_place[year]
        due = [
            0 if not is_here else short[code][year] for code, is_here in zip(codes, here[year], strict=True)
        ]
        if amount is None or None in due:
            continue
        paid = [amount * (places or 0) for places in due]
        met = [is_here and places == 0 for is_here, places in zip(here[year], due, strict=True)]
        out = (
            largest_remainder(sum(paid), weights_of(data, data.key, year, met))
            if any(met)
            else [0] * len(codes)
        )
        for code, is_here, given, got in zip(codes, here[year], paid, out, strict=True):
            if is_here:
                paid_in[code][year], paid_out[code][year] = given, got
        pot[year], stays[year] = sum(paid), sum(paid) - sum(out)
    return HousingResult(
        data=data,
        choice=choice,
        housing=housing,
        amount_per_place=per_place,
        kinds=kinds,
        target=target,
        realised=realised,
        short=short,
        paid_in={code: tuple(row) for code, row in paid_in.items()},
        paid_out={code: tuple(row) for code, row in paid_out.items()},
        settled=tuple(cents is not None for cents in pot),
        pot=tuple(pot),
        stays=tuple(stays),
    )


def _places(
    data: BudgetData, housing: Housing, here: Sequence[Sequence[bool]]
) -> dict[str, dict[str, KindPlaces]]:
    """Per municipality and kind."""
    found: dict[str, dict[str, KindPlaces]] = {each.code: {} for each in data.municipalities}
    for kind in housing.kinds:
        until = list(accumulate(kind.targets))
        split = [
            largest_remainder(until[year], weights_of(data, data.key, year, counted))
            for year, counted in enumerate(here)
        ]
        for place, each in enumerate(data.municipalities):
            mine = [counted[place] for counted in here]
            target = tuple(row[place] if is_here else None for row, is_here in zip(split, mine, strict=True))
            realised = _cumulative(kind.realised[place], mine)
            short = tuple(
                None if want is None or have is None else max(0, want - have)
                for want, have in zip(target, realised, strict=True)
            )
            found[each.code][kind.code] = KindPlaces(target, realised, short)
    return found


def _cumulative(places: KnownPlaces, mine: Sequence[bool]) -> KnownPlaces:
    """Until and with each year; not known from the first year on in which a member filled in nothing."""
    total: int | None = 0
    found: list[int | None] = []
    for number, is_here in zip(places, mine, strict=True):
        if is_here:
            total = None if total is None or number is None else total + number
        found.append(total if is_here else None)
    return tuple(found)


def _together(rows: Sequence[KnownPlaces], count: int) -> KnownPlaces:
    """The kinds added up per year; None where one of them is not known."""
    return tuple(known_sum(row[year] for row in rows) for year in range(count))
