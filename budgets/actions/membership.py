"""Every write to who takes part in a region: members with their dates and tasks, centre municipalities.

Membership changes the figures of every plan of the region, so each of those gets a
change of its own.  A municipality that is in two regions at once is so for other tasks.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from budgets.actions.editing import Values, fresh, label_of, merge, writer
from budgets.dutch_numbers import enumeration
from budgets.models import HousingRealised, KeyWeight, MemorandumItem
from budgets.snapshot_split import member_in
from budgets.texts import one_line
from measures.changes import changing
from measures.models import Participation, Plan
from municipalities.models import CentreMunicipality, Municipality, Region, RegionMember, User
from municipalities.people import in_history
from municipalities.refusals import NotAllowed, Refused
from municipalities.rights import Right

FIELDS = ("member_from", "member_until", "tasks")
NO_LONGER_ALLOWED = "U bent geen beheerder meer van deze regio. Er is niets bewaard."
LONGEST_TASK = 100
MOST_TASKS = 100

Flags = dict[int, dict[str, tuple[bool, ...]]]
"""Per plan of the region, by its pk: whether each municipality is a member, per year."""


def add_member(
    *, region: Region, municipality: Municipality, values: Mapping[str, Any], by: User
) -> RegionMember:
    """``values``: member_from and member_until, dates or None, and tasks; empty is all of the region's."""
    with transaction.atomic():
        held = _held(region, municipality, by)
        if held.members.filter(municipality=municipality).exists():
            raise Refused(f"{municipality} staat al in de lijst. Wijzig het daar.", "municipality")
        member = RegionMember(
            region=held, municipality=municipality, **{f: values[f] for f in FIELDS if f in values}
        )
        before = _flags(held)
        _check(member)
        _save(member, by)
        _tell_plans(held, before, f"{municipality} toegevoegd als deelnemer", by)
    return member


def change_member(
    *, member: RegionMember, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> RegionMember:
    """Raises ``Refused``, ``Meanwhile`` where another changed the same, or ``Gone``."""
    with transaction.atomic():
        held = _held(member.region, member.municipality, by)
        now = fresh(member)
        history = RegionMember.history.filter(id=now.pk)
        writes = merge(
            {name: getattr(now, name) for name in FIELDS},
            values,
            seen,
            label=lambda key: label_of(RegionMember, key),
            who=lambda key: writer(history, key),
            words=lambda _, value: ", ".join(value) if isinstance(value, list) else value,
        )
        if not writes:
            return now
        before = _flags(held)
        for name, value in writes.items():
            setattr(now, name, value)
        _check(now)
        _save(now, by)
        _refuse_empty_years(held, before)
        _tell_plans(held, before, f"Deelname van {now.municipality} gewijzigd: {_span(now)}", by)
    return now


def remove_member(*, member: RegionMember, by: User) -> None:
    """Raises ``Refused`` where something in the region hangs on the membership: then it is ended instead."""
    with transaction.atomic():
        held = _held(member.region, member.municipality, by)
        now = fresh(member)
        check_removable(now)
        before = _flags(held)
        in_history(now, by)
        now.delete()
        _refuse_empty_years(held, before)
        _tell_plans(held, before, f"{member.municipality} is geen deelnemer meer", by)


def check_removable(member: RegionMember) -> None:
    """Raises ``Refused`` where the municipality is used in the region."""
    here = {"municipality": member.municipality_id}
    plans = Plan.objects.filter(region=member.region_id)
    used = [
        name
        for name, rows in (
            ("een verdeelsleutel", KeyWeight.objects.filter(key__plan__in=plans, **here)),
            ("de deelname aan maatregelen", Participation.objects.filter(measure__plan__in=plans, **here)),
            ("de woningen", HousingRealised.objects.filter(kind__plan__in=plans, **here)),
            ("een p.m.-post", MemorandumItem.objects.filter(plan__in=plans, **here)),
            ("iemands rol", member.region.roles.filter(**here)),
            ("een taak als centrumgemeente", member.region.centres.filter(**here)),
        )
        if rows.exists()
    ]
    if used:
        raise Refused(
            f"{member.municipality} wordt gebruikt in {enumeration(used)}. Vul in tot en met wanneer de "
            "gemeente meedoet; dan blijft staan wat er was."
        )


def name_centre(*, region: Region, municipality: Municipality, task: str, by: User) -> CentreMunicipality:
    """The municipality, of the region or of one that is part of it, receives the state money for the task."""
    wanted = one_line(task, longest=LONGEST_TASK, field="task", needed="Vul in voor welke taak.").casefold()
    with transaction.atomic():
        held = _held(region, municipality, by)
        if not may_be_centre(held).filter(pk=municipality.pk).exists():
            raise Refused(f"{municipality} neemt geen deel aan de regio.", "municipality")
        if held.centres.filter(municipality=municipality, task=wanted).exists():
            raise Refused(f"{municipality} is al centrumgemeente voor {wanted}.", "task")
        centre = CentreMunicipality(region=held, municipality=municipality, task=wanted)
        _save(centre, by)
        for member in held.members.select_related("municipality"):
            _refuse_two_regions(member, "task")
    return centre


def may_be_centre(region: Region) -> QuerySet[Municipality]:
    """Those that take part in the region or in one that is part of it."""
    members = RegionMember.objects.filter(Q(region=region.pk) | Q(region__parent=region.pk))
    return Municipality.objects.filter(pk__in=members.values("municipality"))


def remove_centre(*, centre: CentreMunicipality, by: User) -> None:
    with transaction.atomic():
        _held(centre.region, centre.municipality, by)
        now = fresh(centre)
        in_history(now, by)
        now.delete()


def region_tasks(region: Region) -> list[str]:
    """The tasks of its centre municipalities, or else of those of its parent, and what its members name."""
    own = set(region.centres.values_list("task", flat=True))
    if not own and region.parent is not None:
        own = set(region.parent.centres.values_list("task", flat=True))
    for tasks in region.members.values_list("tasks", flat=True):
        own |= set(tasks)
    return sorted(own)


def _held(region: Region, municipality: Municipality, by: User) -> Region:
    """The region, with the municipality locked too.  Raises ``Refused`` where ``by`` may not write here."""
    regions = Region.objects.select_for_update(of=("self",), no_key=True).select_related("parent")
    held = regions.get(pk=region.pk)
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    if not by.has_perm(Right.MEMBERS, held):
        raise NotAllowed(NO_LONGER_ALLOWED)
    return held


def _save(row: RegionMember | CentreMunicipality, by: User) -> None:
    in_history(row, by)
    row.save()


def _check(member: RegionMember) -> None:
    begins, ends = member.member_from, member.member_until
    if begins and ends and ends < begins:
        raise Refused("De laatste dag ligt vóór de eerste.", "member_until")
    if len(member.tasks) > MOST_TASKS:
        raise Refused(f"Kies hoogstens {MOST_TASKS} taken.", "tasks")
    named = [one_line(task, longest=LONGEST_TASK, field="tasks") for task in member.tasks]
    member.tasks = sorted({task.casefold() for task in named if task})
    _refuse_two_regions(member, "tasks" if region_tasks(member.region) else "municipality")


def _refuse_two_regions(member: RegionMember, field: str) -> None:
    """Raises ``Refused`` where it is in another region at the same time for the same task.

    A region and the one that it is part of are one and the same for this.
    """
    related = {member.region_id, member.region.parent_id}
    mine = _tasks_of(member)
    others = RegionMember.objects.filter(municipality=member.municipality_id).select_related("region__parent")
    for other in others.exclude(pk=member.pk):
        if other.region_id in related or other.region.parent_id == member.region_id:
            continue
        shared = sorted(mine & _tasks_of(other))
        if shared and _overlap(member, other):
            raise Refused(
                f"{member.municipality} is in die tijd al deelnemer van een andere regio voor "
                f"{enumeration(shared)}. Een gemeente doet een taak in één regio: kies andere taken of data.",
                field,
            )


def _tasks_of(member: RegionMember) -> set[str]:
    return set(member.tasks or region_tasks(member.region))


def _overlap(a: RegionMember, b: RegionMember) -> bool:
    begins = max(a.member_from or date.min, b.member_from or date.min)
    return begins <= min(a.member_until or date.max, b.member_until or date.max)


def _flags(region: Region) -> Flags:
    rows = list(region.members.select_related("municipality"))
    return {
        plan.pk: {row.municipality.name: member_in(row, plan.years) for row in rows}
        for plan in region.plans.all()
    }


def _refuse_empty_years(region: Region, before: Flags) -> None:
    """Raises ``Refused`` where a year of a plan had members and would have none."""
    now = _flags(region)
    for plan in region.plans.all():
        pairs = zip(plan.years, _anybody(plan, before[plan.pk]), _anybody(plan, now[plan.pk]), strict=True)
        for year, had, has in pairs:
            if had and not has:
                raise Refused(
                    f"Dan doet in {year} geen enkele gemeente mee, en valt ‘{plan.title}’ niet te verdelen.",
                    "member_until",
                )


def _anybody(plan: Plan, members: dict[str, tuple[bool, ...]]) -> list[bool]:
    return [any(flags[i] for flags in members.values()) for i in range(len(plan.years))]


def _tell_plans(region: Region, before: Flags, remark: str, by: User) -> None:
    """A change in each plan of which the figures change, so that they are read anew."""
    now = _flags(region)
    for plan in region.plans.order_by("pk"):
        if _ever(before[plan.pk]) != _ever(now[plan.pk]):
            with changing(plan, by=by, remark=remark[:300]) as recorder:
                recorder.touch("regionmember.~")


def _ever(members: dict[str, tuple[bool, ...]]) -> dict[str, tuple[bool, ...]]:
    return {name: flags for name, flags in members.items() if any(flags)}


def _span(member: RegionMember) -> str:
    begins = f"vanaf {member.member_from:%d-%m-%Y}" if member.member_from else ""
    ends = f"tot en met {member.member_until:%d-%m-%Y}" if member.member_until else ""
    return " ".join(filter(None, (begins, ends))) or "zonder begin- of einddatum"


def stands_of(member: RegionMember) -> Values:
    """The values that an editor sees."""
    return {name: getattr(member, name) for name in FIELDS}
