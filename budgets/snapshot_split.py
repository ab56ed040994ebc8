"""From the tables to what a budget is split by: members, keys, participation and cover."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from budgets.engine import Cover, Key, Municipality, Participation
from budgets.engine.money import cents_from_decimal
from budgets.models import AllocationKey, CostLine, CoverAmount, KeyUse, KeyWeight
from budgets.models import Cover as CoverRow
from measures.models import Participation as ParticipationRow
from measures.models import Plan
from municipalities.models import RegionMember

HUNDREDTHS = 100


def municipalities(plan: Plan) -> tuple[Municipality, ...]:
    """Who is a member on 1 January of some year of the plan, by code.

    Nobody where some year has no member at all: what nobody can pay is not split.
    """
    rows = RegionMember.objects.filter(region=plan.region_id).select_related("municipality")
    found = [
        Municipality(row.municipality.code, row.municipality.name, member_in(row, plan.years)) for row in rows
    ]
    if not all(map(any, zip(*(m.member for m in found), strict=True))):
        return ()
    return tuple(sorted((m for m in found if any(m.member)), key=lambda m: m.code))


def keys(plan: Plan, members: Sequence[Municipality]) -> tuple[tuple[Key, ...], str]:
    """The keys with a weight for every member and year, and the code of the one that holds by itself."""
    weights: defaultdict[int, dict[tuple[str, int], Decimal]] = defaultdict(dict)
    rows = KeyWeight.objects.filter(key__plan=plan)
    for key, municipality, year, weight in rows.values_list("key_id", "municipality__code", "year", "weight"):
        weights[key][municipality, year] = weight
    found = list(AllocationKey.objects.filter(plan=plan))
    default = next((key.code for key in found if key.is_default), "")
    return tuple(_key(plan, key, members, weights[key.pk]) for key in found), default


def key_uses(plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """The key of measures and of streams that have one of their own, by code."""
    of_measures = KeyUse.objects.filter(key__plan=plan, measure__isnull=False)
    of_streams = KeyUse.objects.filter(key__plan=plan, stream__isnull=False)
    return (
        dict(of_measures.values_list("measure__code", "key__code")),
        dict(of_streams.values_list("stream__code", "key__code")),
    )


def participation(plan: Plan, members: Sequence[Municipality]) -> tuple[Participation, ...]:
    """Where a member does not take part in a measure for the whole, in some year."""
    known = {member.code for member in members}
    shares: defaultdict[tuple[str, str], dict[int, Fraction]] = defaultdict(dict)
    rows = ParticipationRow.objects.filter(measure__plan=plan).order_by(
        "measure__position", "measure__pk", "municipality__code"
    )
    for measure, municipality, year, percentage in rows.values_list(
        "measure__code", "municipality__code", "year", "percentage"
    ):
        if municipality in known:
            shares[measure, municipality][year] = Fraction(percentage) / HUNDREDTHS
    return tuple(
        Participation(measure, code, tuple(per_year.get(year, Fraction(1)) for year in plan.years))
        for (measure, code), per_year in shares.items()
    )


def cover(plan: Plan, lines: Sequence[CostLine]) -> tuple[Cover, ...]:
    """Per line its own cover, or else its measure's."""
    of_lines, of_measures = _cover_rows(plan)
    return tuple(
        replace(each, line=line.code)
        for line in lines
        for each in of_lines.get(line.code) or of_measures.get(line.measure.code) or ()
    )


def cover_by_owner(plan: Plan) -> tuple[frozenset[str], dict[str, tuple[Cover, ...]]]:
    """The lines with a cover of their own, and the cover of measures, which names no line."""
    of_lines, of_measures = _cover_rows(plan)
    return frozenset(of_lines), {code: tuple(rows) for code, rows in of_measures.items()}


def _cover_rows(plan: Plan) -> tuple[dict[str, list[Cover]], dict[str, list[Cover]]]:
    """By line and by measure."""
    amounts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    fixed = CoverAmount.objects.filter(cover__stream__plan=plan)
    for row, year, amount in fixed.values_list("cover_id", "year", "amount"):
        amounts[row][year] = cents_from_decimal(amount)
    of_lines: defaultdict[str, list[Cover]] = defaultdict(list)
    of_measures: defaultdict[str, list[Cover]] = defaultdict(list)
    rows = CoverRow.objects.filter(stream__plan=plan)
    for each in rows.select_related("stream", "cost_line", "measure"):
        if each.cost_line:
            of_lines[each.cost_line.code].append(_cover(plan, each, amounts[each.pk]))
        elif each.measure:
            of_measures[each.measure.code].append(_cover(plan, each, amounts[each.pk]))
    return dict(of_lines), dict(of_measures)


def member_in(row: RegionMember, years: Sequence[int]) -> tuple[bool, ...]:
    """Per year whether it is a member on 1 January."""
    return tuple(
        (row.member_from is None or row.member_from <= date(year, 1, 1))
        and (row.member_until is None or row.member_until >= date(year, 1, 1))
        for year in years
    )


def _key(
    plan: Plan,
    key: AllocationKey,
    members: Sequence[Municipality],
    weights: dict[tuple[str, int], Decimal],
) -> Key:
    scale = 1 if key.kind == AllocationKey.Kind.INHABITANTS else HUNDREDTHS
    if key.kind == AllocationKey.Kind.EQUAL:
        rows = tuple((1,) * len(plan.years) for _ in members)
    else:
        rows = tuple(
            tuple(int(scale * weights.get((member.code, year), 0)) for year in plan.years)
            for member in members
        )
    return Key(key.code, key.title, key.kind, rows, key.source, key.count_year)


def _cover(plan: Plan, row: CoverRow, amounts: dict[int, int]) -> Cover:
    """Of no line yet."""
    if row.numerator is None or row.denominator is None:
        fixed = tuple(amounts.get(year, 0) for year in plan.years)
        return Cover("", row.stream.code, amounts=fixed, assumed=row.assumed)
    share = Fraction(row.numerator, row.denominator)
    return Cover("", row.stream.code, share, assumed=row.assumed)
