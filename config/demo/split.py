"""What a plan is split by, from its definition: keys, participation, cover; and places for living."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from simple_history.utils import bulk_create_with_history

from budgets.models import (
    AllocationKey,
    CostLine,
    Cover,
    CoverAmount,
    FundingStream,
    HousingKind,
    HousingTarget,
    HousingTerms,
    KeyWeight,
)
from measures.models import Participation, Plan, UnmatchedParticipation
from municipalities.models import Inhabitants, Municipality

Definition = dict[str, Any]


def enter_split(
    plan: Plan, definition: Definition, lines: dict[int, CostLine], streams: dict[str, FundingStream]
) -> None:
    """Whatever of it the definition has."""
    for position, key in enumerate(definition.get("keys", []), 1):
        _enter_key(plan, key, position)
    if "participation" in definition:
        _enter_participation(plan, definition["participation"], lines)
    for cover in definition.get("cover", []):
        for row in cover["rows"]:
            _enter_cover(plan, cover, lines[row], streams)
    if "housing" in definition:
        _enter_housing(plan, definition["housing"])


def per_year(plan: Plan, amounts: list[Any]) -> Iterator[tuple[int, Decimal]]:
    """Year and amount; an empty text is no amount."""
    return ((year, Decimal(amount)) for year, amount in zip(plan.years, amounts, strict=True) if amount != "")


def _enter_key(plan: Plan, described: Definition, position: int) -> None:
    """By inhabitants, for all who are a member at some time: the count of one year, for every year."""
    key = AllocationKey.objects.create(
        plan=plan,
        code=described["code"],
        title=described["title"],
        kind=described["kind"],
        count_year=described["count_year"],
        source=described["source"],
        is_default=described.get("default", False),
        position=position,
    )
    counts = Inhabitants.objects.filter(
        municipality__memberships__region=plan.region_id, year=described["count_year"]
    )
    weights = [
        KeyWeight(key=key, municipality_id=municipality, year=year, weight=count)
        for municipality, count in counts.values_list("municipality_id", "count")
        for year in plan.years
    ]
    bulk_create_with_history(weights, KeyWeight)


def _enter_participation(plan: Plan, described: Definition, lines: dict[int, CostLine]) -> None:
    """What the list says no of is not taken part in; what of it the plan does not have is kept."""
    municipality = Municipality.objects.get(code=described["municipality"])
    rows: dict[tuple[int, int], Participation] = {}
    unmatched = []
    for item in described["listed"]:
        for row in item.get("rows", []) if item["answer"] == "nee" else ():
            measure = lines[row].measure_id
            rows |= {
                (measure, year): Participation(
                    measure_id=measure, municipality=municipality, year=year, percentage=0
                )
                for year in plan.years
            }
        if not item.get("rows"):
            unmatched.append(
                UnmatchedParticipation(
                    plan=plan,
                    municipality=municipality,
                    title=item["title"],
                    answer=item["answer"],
                    source=described["source"],
                )
            )
    bulk_create_with_history(list(rows.values()), Participation)
    UnmatchedParticipation.objects.bulk_create(unmatched)


def _enter_cover(
    plan: Plan, described: Definition, line: CostLine, streams: dict[str, FundingStream]
) -> None:
    assumed = described.get("assumed", False)
    for code, share in described.get("streams", {}).items():
        exact = Fraction(share)
        Cover.objects.create(
            cost_line=line,
            stream=streams[code],
            numerator=exact.numerator,
            denominator=exact.denominator,
            assumed=assumed,
        )
    for code, amounts in described.get("amounts", {}).items():
        cover = Cover.objects.create(cost_line=line, stream=streams[code], assumed=assumed)
        rows = [CoverAmount(cover=cover, year=y, amount=amount) for y, amount in per_year(plan, amounts)]
        bulk_create_with_history(rows, CoverAmount)


def _enter_housing(plan: Plan, described: Definition) -> None:
    """What was agreed; how many places came is for the municipalities to fill in."""
    HousingTerms.objects.create(
        plan=plan,
        amount=described["amount"],
        price_level=described["price_level"],
        percentage=Decimal(described.get("percentage", "0")),
    )
    for position, item in enumerate(described["kinds"], 1):
        kind = HousingKind.objects.create(
            plan=plan,
            code=item["code"],
            title=item["title"],
            agreed=item["agreed"],
            start=item["start"],
            note=item.get("note", ""),
            position=position,
        )
        numbers = zip(plan.years, item["targets"], strict=True)
        rows = [HousingTarget(kind=kind, year=year, places=places) for year, places in numbers if places]
        bulk_create_with_history(rows, HousingTarget)
