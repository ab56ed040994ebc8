"""A new plan for the next period, from a fixed version."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.db import IntegrityError, models, transaction

from budgets.actions.texts import free_code, one_line
from budgets.actions.versions import version_data
from budgets.engine import BudgetData, carried_over, lines_by_measure
from budgets.engine.data import Line
from budgets.engine.money import decimal_from_cents
from budgets.models import (
    BudgetVersion,
    CostAmount,
    CostLine,
    FundingStream,
    MemorandumItem,
    SavingsTarget,
    StreamAmount,
    TargetAmount,
)
from measures.changes import Recorder, changing
from measures.models import Goal, Measure, Plan
from municipalities.models import User
from municipalities.refusals import Refused

STREAMS = "streams"
"""The key of the percentage for all streams, beside those per cost type."""
LARGEST = 99_999_999_999
"""Cents: € 999.999.999,99."""
LONGEST_PLAN = 50
LAST_POSSIBLE_YEAR = 2200

RESERVED = ("beheer", "wie-mag-wat")
"""Addresses of a region that are not plans."""


def carry_over(
    *,
    version: BudgetVersion,
    title: str,
    first_year: int,
    last_year: int,
    index: Mapping[str, Fraction],
    by: User,
) -> Plan:
    """A plan of the same region with the goals, measures, lines, streams and targets of the version.

    ``index`` holds percentages per cost type ("none" for lines without one) and one
    under ``STREAMS``.  Options do not come along.  Raises ``Refused`` with the field
    ("title", "first_year", "last_year", or a key of ``index``).
    """
    old = version_data(version)
    longest = Plan._meta.get_field("title").max_length or 0
    title = one_line(
        title, longest=longest, field="title", what="titel", needed="Geef het nieuwe plan een titel."
    )
    _refuse_impossible(first_year, last_year, old.years[-1], index)
    years = tuple(range(first_year, last_year + 1))
    new = carried_over(old, years=years, line_rates=index, stream_rate=index.get(STREAMS, Fraction()))
    _refuse_too_large(new)
    with transaction.atomic():
        plan = _new_plan(version, title, first_year, last_year, by)
        remark = f"Nieuw beleidsplan uit versie {version.number} van {version.plan.title}"[:300]
        with changing(plan, by=by, remark=remark) as recorder:
            _enter_lines(recorder, new)
            _enter_streams(recorder, new)
            recorder.bulk_create(
                [
                    MemorandumItem(
                        plan=recorder.plan,
                        code=item.code,
                        title=item.title,
                        note=item.note,
                        first_year=first_year,
                        last_year=last_year,
                        position=position,
                    )
                    for position, item in enumerate(new.memorandum_items, 1)
                ]
            )
            plan = recorder.plan
    return plan


def _refuse_impossible(
    first_year: int, last_year: int, old_last_year: int, index: Mapping[str, Fraction]
) -> None:
    if not old_last_year < first_year <= LAST_POSSIBLE_YEAR:
        raise Refused(
            f"Het nieuwe plan begint na {old_last_year}, het laatste jaar van deze versie.", "first_year"
        )
    if last_year < first_year:
        raise Refused("Het laatste jaar kan niet vóór het eerste jaar liggen.", "last_year")
    if last_year >= first_year + LONGEST_PLAN:
        raise Refused(f"Een plan heeft hoogstens {LONGEST_PLAN} jaren.", "last_year")
    for name, percentage in index.items():
        if not -100 <= percentage <= 100:
            raise Refused("Een percentage ligt tussen −100 en 100.", name)


def _refuse_too_large(data: BudgetData) -> None:
    amounts = [cents for line in data.lines for cents in line.amounts if cents is not None]
    amounts += [cents for stream in data.streams for cents in stream.amounts]
    if any(abs(cents) > LARGEST for cents in amounts):
        raise Refused(
            "Met deze percentages wordt een bedrag groter dan € 999.999.999,99. Er is niets gemaakt."
        )


def _new_plan(version: BudgetVersion, title: str, first_year: int, last_year: int, by: User) -> Plan:
    taken = [*RESERVED, *Plan.objects.filter(region=version.plan.region_id).values_list("slug", flat=True)]
    plan = Plan(
        region=version.plan.region,
        slug=free_code(title, taken, longest=50, otherwise="beleidsplan"),
        title=title,
        first_year=first_year,
        last_year=last_year,
    )
    plan._history_user = by  # type: ignore[attr-defined]  # of django-simple-history
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as error:
        raise Refused("Een ander heeft zojuist een plan met deze titel gemaakt.", "title") from error
    return plan


def _enter_lines(recorder: Recorder, data: BudgetData) -> None:
    plan = recorder.plan
    goals = [
        Goal(plan=plan, code=goal.code, title=goal.title, position=position)
        for position, goal in enumerate(data.goals, 1)
    ]
    recorder.bulk_create(goals)
    by_code = {goal.code: goal for goal in goals}
    groups = lines_by_measure(data)
    codes = _measure_codes(groups)
    measures = [
        Measure(
            plan=plan,
            goal=by_code[lines[0].goal],
            code=code,
            title=lines[0].measure,
            note=_shared_note(lines),
            position=position,
        )
        for position, (code, lines) in enumerate(zip(codes, groups, strict=True), 1)
    ]
    recorder.bulk_create(measures)
    entered = [
        (_cost_line(plan, measure, line, position), line)
        for measure, lines in zip(measures, groups, strict=True)
        for position, line in enumerate(lines, 1)
    ]
    recorder.bulk_create([cost_line for cost_line, _ in entered])
    recorder.bulk_create([amount for row, line in entered for amount in _cost_amounts(row, line, plan.years)])


def _cost_line(plan: Plan, measure: Measure, line: Line, position: int) -> CostLine:
    return CostLine(
        plan=plan,
        measure=measure,
        code=line.code,
        number=line.number,
        cost_type=line.cost_type,
        priority=line.priority,
        note="" if measure.note else line.note,
        negative_allowed=any(cents is not None and cents < 0 for cents in line.amounts),
        position=position,
    )


def _cost_amounts(row: CostLine, line: Line, years: tuple[int, ...]) -> list[CostAmount]:
    """p.m. stays p.m.; where there is no amount there is no row."""
    pm = line.pm or (False,) * len(years)
    return [
        CostAmount(
            cost_line=row, year=year, amount=None if cents is None else decimal_from_cents(cents), pm=pm[i]
        )
        for i, (year, cents) in enumerate(zip(years, line.amounts, strict=True))
        if pm[i] or cents is not None
    ]


def _shared_note(lines: list[Line]) -> str:
    """The version joins the notes of measure and line; what all lines say is the measure's."""
    notes = {line.note for line in lines}
    return notes.pop() if len(notes) == 1 else ""


def _measure_codes(groups: list[list[Line]]) -> list[str]:
    codes: list[str] = []
    for lines in groups:
        code = lines[0].measure_code or free_code(lines[0].measure, codes, longest=80, otherwise="maatregel")
        codes.append(code)
    return codes


def _enter_streams(recorder: Recorder, data: BudgetData) -> None:
    plan = recorder.plan
    streams = {
        stream.code: FundingStream(
            plan=plan,
            code=stream.code,
            title=stream.title,
            kind=stream.kind,
            note=stream.note,
            negative_allowed=any(cents < 0 for cents in stream.amounts),
            position=position,
        )
        for position, stream in enumerate(data.streams, 1)
    }
    recorder.bulk_create(list(streams.values()))
    recorder.bulk_create(
        [
            StreamAmount(stream=streams[stream.code], year=year, amount=decimal_from_cents(cents))
            for stream in data.streams
            for year, cents in zip(plan.years, stream.amounts, strict=True)
        ]
    )
    targets = [
        SavingsTarget(
            plan=plan,
            code=target.code,
            title=target.title,
            stream=streams[target.stream] if target.stream else None,
            percentage=None if target.percentage is None else _decimal(target.percentage),
            position=position,
        )
        for position, target in enumerate(data.targets, 1)
    ]
    recorder.bulk_create(targets)
    amounts: list[models.Model] = [
        TargetAmount(target=row, year=year, amount=decimal_from_cents(cents))
        for row, target in zip(targets, data.targets, strict=True)
        for year, cents in zip(plan.years, target.amounts, strict=False)
    ]
    recorder.bulk_create(amounts)


def _decimal(percentage: Fraction) -> Decimal:
    return Decimal(percentage.numerator) / Decimal(percentage.denominator)
