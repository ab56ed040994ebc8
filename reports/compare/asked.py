"""What an address asks to see side by side, and the addresses that ask for something else."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from budgets.models import BudgetVersion, Scenario
from budgets.sides import FEWEST, MOST, Side, find_sides
from measures.models import Plan
from reports.access import Missing, Request, plan_for

ALL_YEARS = "alle"
ONLY = "verschil"


@dataclass(frozen=True, slots=True)
class Asked:
    """``sides`` in the order of the address, the first is what the others are held against."""

    plan: Plan
    sides: tuple[Side, ...]
    gone: tuple[str, ...]
    """The keys in the address that name nothing that is there."""
    too_many: bool
    year: str
    """As the address has it: a year, "alle", or nothing."""
    only: bool
    """Whether only what differs is asked."""
    towards: str
    """The key of what the waterfall leads to."""
    scenarios: tuple[Scenario, ...]
    versions: tuple[BudgetVersion, ...]

    @property
    def keys(self) -> list[str]:
        return [side.key for side in self.sides]

    @property
    def enough(self) -> bool:
        return len(self.sides) >= FEWEST

    @property
    def end(self) -> Side:
        """Where the waterfall leads: what was asked, or the second."""
        return next((side for side in self.sides[1:] if side.key == self.towards), self.sides[1])

    def query(self, keys: list[str] | None = None, **other: object) -> str:
        """Of an address that asks the same, but for this."""
        asked = replace(self, **other) if other else self  # type: ignore[arg-type]  # fields by name
        pairs = [("met", key) for key in (self.keys if keys is None else keys)]
        pairs += [("jaar", asked.year)] if asked.year else []
        pairs += [("alleen", ONLY)] if asked.only else []
        pairs += [("naar", asked.towards)] if asked.towards else []
        return "?" + urlencode(pairs)

    def first(self, side: Side) -> str:
        """The same with this one first."""
        return self.query([side.key, *(key for key in self.keys if key != side.key)], towards="")

    def without(self, side: Side) -> str:
        return self.query([key for key in self.keys if key != side.key])


def asked(request: Request, region: str, plan: str) -> Asked:
    """Raises ``Missing`` where the plan is not there."""
    found = plan_for(request, region, plan)
    scenarios = tuple(Scenario.objects.visible_to(request.user).filter(plan=found))
    versions = tuple(found.versions.defer("data_json"))
    for scenario in scenarios:
        scenario.plan = found  # one plan, whose budget is read once
    keys = list(dict.fromkeys(filter(None, request.GET.getlist("met"))))
    sides = find_sides(found, keys, scenarios, versions)
    there = {side.key: side for side in sides.values() if side}  # "versie-02" and "versie-2" are one
    return Asked(
        plan=found,
        sides=tuple(there.values())[:MOST],
        gone=tuple(key for key, side in sides.items() if side is None),
        too_many=len(there) > MOST,
        year=request.GET.get("jaar", ""),
        only=request.GET.get("alleen") == ONLY,
        towards=request.GET.get("naar", ""),
        scenarios=scenarios,
        versions=versions,
    )


def with_one_more(request: Request, found: Asked) -> str:
    """The address with what the form adds to it; empty where it adds nothing."""
    if not (more := request.GET.get("erbij")):
        return ""
    on = request.GET.get("op", "")
    key = more if not on else on if more == Side(found.plan).key else f"{on}.{more}"
    address = reverse("compare", args=[found.plan.region.slug, found.plan.slug])
    return address + found.query(list(dict.fromkeys([*found.keys, key])))


def all_there(request: Request, region: str, plan: str) -> Asked:
    """For a file, which must hold all that was asked.  Raises ``Missing``."""
    found = asked(request, region, plan)
    if found.gone:
        raise Missing(gone_words(found.gone))
    if not found.enough or found.too_many:
        raise Missing("Kies er twee, drie of vier om te vergelijken.")
    return found


def gone_words(keys: tuple[str, ...]) -> str:
    names = ", ".join(f"‘{key}’" for key in keys)
    if len(keys) > 1:
        return f"{names} bestaan niet of niet meer in dit beleidsplan."
    return f"{names} bestaat niet of niet meer in dit beleidsplan. Misschien is het intussen verwijderd."
