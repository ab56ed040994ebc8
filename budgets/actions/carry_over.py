"""A new plan for the next period, from a fixed version."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models, transaction

from budgets.actions.carry_split import enter_split
from budgets.actions.editing import OF_INDEX, check_percentage
from budgets.actions.versions import version_data
from budgets.engine import BudgetData, carried_over, lines_by_measure
from budgets.engine.data import Line
from budgets.engine.data import Measure as MeasureData
from budgets.engine.estimates import PerYear
from budgets.engine.money import decimal_from_cents, decimal_from_percentage
from budgets.models import (
    BudgetVersion,
    CostAmount,
    CostLine,
    FundingStream,
    MemorandumEstimate,
    MemorandumItem,
    SavingsTarget,
    StreamAmount,
    StreamEstimate,
    TargetAmount,
)
from budgets.texts import RESERVED_MEASURES, free_code, one_line
from measures.changes import Recorder, changing
from measures.models import Goal, Measure, Plan
from municipalities.models import Municipality, Region, User
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
    under ``STREAMS``.  Options do not come along, nor measures that ended.  The region
    is held meanwhile, so that no two plans get one title.  Raises ``Refused``, the
    first of ``carry_over_problems``.
    """
    with transaction.atomic():
        Region.objects.select_for_update(no_key=True).get(pk=version.plan.region_id)
        for refused in carry_over_problems(version, title, first_year, last_year, index):
            raise refused
        title = _title(title)
        years = tuple(range(first_year, last_year + 1))
        rate = index.get(STREAMS, Fraction())
        new = carried_over(version_data(version), years=years, line_rates=index, stream_rate=rate)
        _refuse_too_large(new)
        plan = _new_plan(version, title, first_year, last_year, by)
        remark = f"Nieuw beleidsplan uit versie {version.number} van {version.plan.title}"[:300]
        with changing(plan, by=by, remark=remark) as recorder:
            recorder.touch("plan.+")  # what the plan begins with is not undone
            _enter_lines(recorder, new)
            _enter_streams(recorder, new)
            enter_split(recorder, new)
            _enter_memorandum_items(recorder, new)
            plan = recorder.plan
    return plan


def carry_over_problems(
    version: BudgetVersion,
    title: str | None,
    first_year: int | None,
    last_year: int | None,
    index: Mapping[str, Fraction],
) -> Iterator[Refused]:
    """Everything that cannot be, each with its field: "title", "first_year", "last_year", a key of ``index``.

    None is a value that cannot be read: what depends on it is not judged.
    """
    old_last_year = version_data(version).years[-1]
    if title is not None:
        try:
            _refuse_taken(version, _title(title))
        except Refused as refused:
            yield refused
    if first_year is not None and first_year <= old_last_year:
        yield Refused(
            f"Het nieuwe plan begint na {old_last_year}, het laatste jaar van deze versie.", "first_year"
        )
    elif first_year is not None and first_year > LAST_POSSIBLE_YEAR:
        yield Refused(f"Een plan begint uiterlijk in {LAST_POSSIBLE_YEAR}.", "first_year")
    if first_year is not None and last_year is not None and last_year < first_year:
        yield Refused("Het laatste jaar kan niet vóór het eerste jaar liggen.", "last_year")
    elif first_year is not None and last_year is not None and last_year >= first_year + LONGEST_PLAN:
        yield Refused(f"Een plan duurt hoogstens {LONGEST_PLAN} jaar.", "last_year")
    for name, percentage in index.items():
        try:
            check_percentage(percentage, OF_INDEX, name)
        except Refused as refused:
            yield refused


def _title(title: str) -> str:
    longest = Plan._meta.get_field("title").max_length or 0
    needed = "Geef het nieuwe plan een titel."
    return one_line(title, longest=longest, field="title", what="titel", needed=needed)


def _refuse_taken(version: BudgetVersion, title: str) -> None:
    others = Plan.objects.filter(region=version.plan.region_id).values_list("title", flat=True)
    if title.casefold() in {other.casefold() for other in others}:
        raise Refused("Er is al een beleidsplan met deze titel.", "title")


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
    plan.save()
    return plan


def _enter_lines(recorder: Recorder, data: BudgetData) -> None:
    plan = recorder.plan
    goals = [
        Goal(plan=plan, code=goal.code, title=goal.title, position=position)
        for position, goal in enumerate(data.goals, 1)
    ]
    recorder.bulk_create(goals)
    by_code = {goal.code: goal for goal in goals}
    groups = list(_measures(data))
    measures = [
        Measure(
            plan=plan,
            goal=by_code[measure.goal],
            code=measure.code,
            title=measure.title,
            note=measure.note,
            position=position,
        )
        for position, (measure, _) in enumerate(groups, 1)
    ]
    recorder.bulk_create(measures)
    entered = [
        (_cost_line(plan, row, line, measure.own_note(line), position), line)
        for row, (measure, lines) in zip(measures, groups, strict=True)
        for position, line in enumerate(lines, 1)
    ]
    recorder.bulk_create([cost_line for cost_line, _ in entered])
    recorder.bulk_create([amount for row, line in entered for amount in _cost_amounts(row, line, plan.years)])


def _cost_line(plan: Plan, measure: Measure, line: Line, note: str, position: int) -> CostLine:
    return CostLine(
        plan=plan,
        measure=measure,
        code=line.code,
        number=line.number,
        cost_type=line.cost_type,
        priority=line.priority,
        note=note,
        incidental=line.incidental,
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


def _measures(data: BudgetData) -> Iterator[tuple[MeasureData, list[Line]]]:
    """The measures with their lines, in order; of a version of before schema 3 as its lines tell.

    Such a version joins the notes of measure and line; what all lines say is the
    measure's.
    """
    groups = lines_by_measure(data)
    if data.keeps_measures:
        by_code = {lines[0].measure_code: lines for lines in groups}
        yield from ((measure, by_code.get(measure.code, [])) for measure in data.measures)
        return
    taken = {*RESERVED_MEASURES}
    for lines in groups:
        first, notes = lines[0], {line.note for line in lines}
        code = first.measure_code or free_code(first.measure, taken, longest=80, otherwise="maatregel")
        taken.add(code)
        yield MeasureData(code, first.goal, first.measure, notes.pop() if len(notes) == 1 else ""), lines


def _enter_memorandum_items(recorder: Recorder, new: BudgetData) -> None:
    plan, codes = recorder.plan, [item.municipality for item in new.memorandum_items]
    municipalities = Municipality.objects.in_bulk([code for code in codes if code], field_name="code")
    items = [
        MemorandumItem(
            plan=plan,
            code=item.code,
            title=item.title,
            note=item.note,
            first_year=plan.first_year,
            last_year=plan.last_year,
            municipality=municipalities.get(item.municipality),
            position=position,
        )
        for position, item in enumerate(new.memorandum_items, 1)
    ]
    recorder.bulk_create(items)
    pairs = zip(items, new.memorandum_items, strict=True)
    recorder.bulk_create(_estimates(MemorandumEstimate, "item", pairs, new.years))


def _estimates(model: Any, owner: str, pairs: Iterable[tuple[Any, Any]], years: tuple[int, ...]) -> list[Any]:
    """The rows of what is estimated of each item or stream, beside its own row."""

    def euros(amounts: PerYear, i: int) -> Decimal | None:
        cents = amounts[i] if amounts else None
        return None if cents is None else decimal_from_cents(cents)

    return [
        model(
            **{owner: row, "year": year},
            low=euros(of.low, i),
            likely=euros(of.likely, i),
            high=euros(of.high, i),
        )
        for row, of in pairs
        for i, year in enumerate(years)
        if of.estimate(i) is not None
    ]


def _enter_streams(recorder: Recorder, data: BudgetData) -> None:
    plan = recorder.plan
    streams = {
        stream.code: FundingStream(
            plan=plan,
            code=stream.code,
            title=stream.title,
            kind=stream.kind,
            note=stream.note,
            incidental=stream.incidental,
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
    pairs = [(streams[stream.code], stream) for stream in data.streams]
    recorder.bulk_create(_estimates(StreamEstimate, "stream", pairs, plan.years))
    targets = [
        SavingsTarget(
            plan=plan,
            code=target.code,
            title=target.title,
            stream=streams[target.stream] if target.stream else None,
            percentage=None if target.percentage is None else decimal_from_percentage(target.percentage),
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
