"""The positions on the options of a plan, as pages and searches read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from budgets.models import AdjustmentOption
from budgets.snapshot_split import member_in
from decisions.models import Body, Position
from decisions.models.positions import code_of
from measures.models import Plan
from municipalities.models import Municipality, RegionMember

Party = Municipality | Body
STANCES = (Position.Stance.AGAINST, Position.Stance.RESERVED, Position.Stance.IN_FAVOUR)
"""In the order in which they are told: objections first."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Municipalities by name, then bodies in their order."""

    general: tuple[Position, ...] = ()
    """About all options together."""
    by_option: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    """By the code of the option; an option that nobody spoke about has no entry."""

    def of(self, option: str) -> tuple[Position, ...]:
        return self.by_option.get(option, ())

    def all(self) -> tuple[Position, ...]:
        return (*self.general, *(row for held in self.by_option.values() for row in held))

    def __bool__(self) -> bool:
        return bool(self.general or self.by_option)


def positions_of(plan: Plan) -> Positions:
    """What every party now holds; one query."""
    rows = Position.objects.filter(plan=plan).select_related("option", "municipality", "body")
    general: list[Position] = []
    by_option: defaultdict[str, list[Position]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: _order(row.party)):
        (by_option[row.option.code] if row.option else general).append(row)
    return Positions(tuple(general), {code: tuple(found) for code, found in by_option.items()})


def parties_of(plan: Plan) -> list[Party]:
    """Who may have a position: members in some year of the plan by name, then the bodies of the region.

    And a municipality that has one and is no member any more: it stands at the switches, so it
    can be taken back.
    """
    members = RegionMember.objects.filter(region=plan.region_id).select_related("municipality")
    spoke = Municipality.objects.filter(pk__in=plan.positions.values("municipality"))
    municipalities = {row.municipality for row in members if any(member_in(row, plan.years))} | {*spoke}
    return [*sorted(municipalities, key=_order), *Body.objects.filter(region=plan.region_id)]


def party_of(plan: Plan, code: str) -> Party | None:
    """The party with this code in addresses."""
    return next((party for party in parties_of(plan) if code_of(party) == code), None)


def by_stance(positions: Iterable[Position]) -> list[tuple[str, list[str]]]:
    """Who holds what: ``[("tegen", ["Huizen"]), …]``, objections first, no empty ones."""
    found = [
        (str(stance.label), [str(row.party) for row in positions if row.stance == stance])
        for stance in STANCES
    ]
    return [(stance, names) for stance, names in found if names]


def earlier(plan: Plan, option: AdjustmentOption | None, party: Party) -> list[Position]:
    """What the party held about the option, the last first, with who recorded it."""
    kind = "municipality" if isinstance(party, Municipality) else "body"
    rows = Position.history.filter(plan=plan, option=option, **{kind: party})
    return list(rows.select_related("history_user").order_by("-history_id"))


def _order(party: Party) -> tuple[bool, int, str, int]:
    if isinstance(party, Municipality):
        return False, 0, party.name, party.pk
    return True, party.position, party.name, party.pk
