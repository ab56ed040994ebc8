"""From the tables to the agreement on places for living."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from budgets.engine import Housing, HousingKind, Municipality
from budgets.engine.money import cents_from_decimal
from budgets.models import HousingRealised
from measures.models import Plan

Numbers = dict[int, int]
"""Places by year."""


def housing(plan: Plan, members: Sequence[Municipality]) -> Housing | None:
    """None where the plan has no kinds, or nobody to settle with.  Two queries; one where there is none."""
    terms = [f"plan__housing_terms__{part}" for part in ("amount", "price_level", "percentage")]
    rows = plan.housing_kinds.order_by("position", "pk").values_list(
        "pk", "code", "title", "agreed", "start", "note", "targets__year", "targets__places", *terms
    )
    kinds: dict[int, tuple[Any, ...]] = {}
    targets: defaultdict[int, Numbers] = defaultdict(dict)
    terms_found: tuple[Any, ...] = (None, None, None)
    for pk, *kind, year, places, amount, level, percentage in rows:
        kinds[pk] = tuple(kind)
        terms_found = amount, level, percentage
        if year is not None:
            targets[pk][year] = places
    if not kinds or not members:
        return None
    realised = _realised(plan)
    amount, level, percentage = terms_found
    return Housing(
        kinds=tuple(
            HousingKind(
                code,
                title,
                agreed,
                start,
                tuple(targets[pk].get(year, 0) for year in plan.years),
                tuple(_known(plan, member, realised[pk, member.code]) for member in members),
                note,
            )
            for pk, (code, title, agreed, start, note) in kinds.items()
        ),
        amount=None if amount is None else cents_from_decimal(amount),
        price_level=level,
        index=Fraction(percentage or 0),
    )


def _realised(plan: Plan) -> defaultdict[tuple[int, str], Numbers]:
    found: defaultdict[tuple[int, str], Numbers] = defaultdict(dict)
    rows = HousingRealised.objects.filter(kind__plan=plan)
    for kind, code, year, places in rows.values_list("kind_id", "municipality__code", "year", "places"):
        found[kind, code][year] = places
    return found


def _known(plan: Plan, member: Municipality, numbers: Numbers) -> tuple[int | None, ...]:
    """What was filled in; a number of a year in which it is no member does not count."""
    return tuple(
        numbers.get(year) if here else None for year, here in zip(plan.years, member.member, strict=True)
    )
