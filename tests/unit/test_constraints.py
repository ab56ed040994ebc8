"""What the database itself refuses, whoever writes to it."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from budgets.models import (
    AllocationKey,
    ControlTotal,
    CostAmount,
    CostLine,
    Cover,
    CoverAmount,
    FundingStream,
    HousingKind,
    HousingRealised,
    HousingTarget,
    HousingTerms,
    KeyUse,
    KeyWeight,
    MemorandumItem,
    OptionEffect,
    OptionLevel,
    OptionRelation,
    SavingsTarget,
    StreamAmount,
    TargetAmount,
)
from measures.models import Goal, Measure, Participation, Plan
from municipalities.models import Municipality, Region


@pytest.fixture
def other(demo):
    """A plan of another region, with one line and one stream."""
    region = Region.objects.create(slug="elders", name="Elders")
    plan = Plan.objects.create(region=region, slug="p", title="Plan", first_year=2021, last_year=2024)
    measure = Measure.objects.create(
        plan=plan, code="m", goal=Goal.objects.create(plan=plan, code="d", title="Doel"), title="M"
    )
    CostLine.objects.create(plan=plan, measure=measure, code="a")
    FundingStream.objects.create(plan=plan, code="X", title="X", kind="overig")
    return plan


def line(plan, number=1):
    return CostLine.objects.get(plan=plan, number=number)


def _only_participation(plan, year):
    """A plan of which only the participation reaches to its last year."""
    empty = Plan.objects.create(region=plan.region, slug="leeg", title="L", first_year=2021, last_year=2024)
    goal = Goal.objects.create(plan=empty, code="d", title="D")
    measure = Measure.objects.create(plan=empty, goal=goal, code="m", title="M")
    Participation.objects.create(
        measure=measure, municipality=Municipality.objects.first(), year=year, percentage=50
    )
    Plan.objects.filter(pk=empty.pk).update(last_year=year - 1)


def _realised(plan, year=2021, places=1):
    HousingRealised.objects.create(
        kind=plan.housing_kinds.first(), municipality=Municipality.objects.first(), year=year, places=places
    )


def _only_housing(plan, year):
    """A plan of which only what was realised reaches to its last year."""
    empty = Plan.objects.create(region=plan.region, slug="leeg", title="L", first_year=2021, last_year=2024)
    HousingKind.objects.create(plan=empty, code="a", title="A", agreed=1)
    _realised(empty, year)
    Plan.objects.filter(pk=empty.pk).update(last_year=year - 1)


REFUSED = {
    "amount twice in a year": lambda p, o: CostAmount.objects.create(cost_line=line(p), year=2021, amount=1),
    "amount outside the years": lambda p, o: CostAmount.objects.create(
        cost_line=line(p, 46), year=2025, amount=1
    ),
    "amount before the years": lambda p, o: CostAmount.objects.create(
        cost_line=line(p, 46), year=2020, amount=1
    ),
    "amount moved outside": lambda p, o: CostAmount.objects.filter(cost_line=line(p)).update(year=2030),
    "amount and p.m.": lambda p, o: CostAmount.objects.create(
        cost_line=line(p, 46), year=2021, amount=1, pm=True
    ),
    "neither amount nor p.m.": lambda p, o: CostAmount.objects.create(cost_line=line(p, 46), year=2021),
    "priority 4": lambda p, o: CostLine.objects.filter(pk=line(p).pk).update(priority=4),
    "unknown cost type": lambda p, o: CostLine.objects.filter(pk=line(p).pk).update(cost_type="koffie"),
    "line code twice": lambda p, o: CostLine.objects.filter(pk=line(p).pk).update(code="regel-2"),
    "line on another plan's measure": lambda p, o: CostLine.objects.create(
        plan=p, code="x", measure=Measure.objects.get(goal__plan=o)
    ),
    "stream amount outside the years": lambda p, o: StreamAmount.objects.create(
        stream=p.streams.first(), year=2025, amount=1
    ),
    "percentage above 100": lambda p, o: p.targets.update(percentage=Decimal("100.0001")),
    "percentage below 0": lambda p, o: p.targets.update(percentage=Decimal("-1")),
    "percentage without a stream": lambda p, o: p.targets.update(stream=None),
    "target on another plan's stream": lambda p, o: p.targets.update(stream=o.streams.get()),
    "target amount outside the years": lambda p, o: TargetAmount.objects.create(
        target=SavingsTarget.objects.create(plan=p, code="t", title="t"), year=2025, amount=1
    ),
    "effect outside the years": lambda p, o: OptionEffect.objects.create(
        option=p.options.get(code="mda"), cost_line=line(p), year=2025, change=1
    ),
    "effect on line and stream": lambda p, o: OptionEffect.objects.create(
        option=p.options.get(code="mda"), cost_line=line(p), stream=p.streams.first(), year=2021, change=1
    ),
    "effect twice on a line": lambda p, o: OptionEffect.objects.create(
        option=p.options.get(code="mda"), cost_line=line(p, 54), year=2022, change=1
    ),
    "effect twice spread": lambda p, o: OptionEffect.objects.create(
        option=p.options.get(code="php"), year=2022, change=1
    ),
    "effect on another plan's line": lambda p, o: OptionEffect.objects.create(
        option=p.options.get(code="mda"), cost_line=CostLine.objects.get(plan=o), year=2021, change=1
    ),
    "effect on another plan's stream": lambda p, o: OptionEffect.objects.create(
        option=p.options.get(code="mda"), stream=o.streams.get(), year=2021, change=1
    ),
    "option names another plan's line": lambda p, o: p.options.get(code="mda").lines.add(
        CostLine.objects.get(plan=o)
    ),
    "control total outside the years": lambda p, o: ControlTotal.objects.create(
        plan=p, figure="costs", year=2025, amount=1, source="s"
    ),
    "control total twice": lambda p, o: ControlTotal.objects.create(
        plan=p, figure="costs", year=2021, amount=1, source="begroting, bijlage 1"
    ),
    "p.m. item outside the years": lambda p, o: MemorandumItem.objects.create(
        plan=p, code="x", title="x", first_year=2024, last_year=2025
    ),
    "plan years shortened below its amounts": lambda p, o: Plan.objects.filter(pk=p.pk).update(
        last_year=2023
    ),
    "plan years turned round": lambda p, o: Plan.objects.filter(pk=o.pk).update(last_year=2020),
    "current year outside": lambda p, o: Plan.objects.filter(pk=p.pk).update(current_year=2030),
    "unknown kind of stream": lambda p, o: p.streams.update(kind="anders"),
    "relation with another plan's option": lambda p, o: OptionRelation.objects.create(
        option=p.options.get(code="mda"), other=o.options.first(), kind="needs"
    ),
    "relation with itself": lambda p, o: OptionRelation.objects.create(
        option=p.options.get(code="mda"), other=p.options.get(code="mda"), kind="needs"
    ),
    "relation of an unknown kind": lambda p, o: OptionRelation.objects.create(
        option=p.options.get(code="mda"), other=p.options.get(code="php"), kind="likes"
    ),
    "level of nothing": lambda p, o: OptionLevel.objects.create(
        option=p.options.get(code="mda"), code="niets", title="Niets", numerator=0, denominator=1
    ),
    "unknown kind of option": lambda p, o: p.options.update(kind="anders"),
    "goal moved to another plan": lambda p, o: p.goals.update(plan=o),
    "stream moved to another plan": lambda p, o: p.streams.filter(code="MO").update(plan=o),
    "option moved to another plan": lambda p, o: p.options.update(plan=o),
    "line moved to another plan": lambda p, o: CostLine.objects.filter(pk=line(p).pk).update(plan=o),
    "measure moved to another plan": lambda p, o: Measure.objects.filter(goal__plan=p).update(
        goal=Goal.objects.get(plan=o)
    ),
    "participation outside the years": lambda p, o: Participation.objects.create(
        measure=p.measures.first(), municipality=Municipality.objects.first(), year=2025, percentage=0
    ),
    "participation of the whole": lambda p, o: Participation.objects.create(
        measure=p.measures.first(), municipality=Municipality.objects.first(), year=2024, percentage=100
    ),
    "weight outside the years": lambda p, o: KeyWeight.objects.update(year=2030),
    "weight below zero": lambda p, o: KeyWeight.objects.update(weight=-1),
    "two keys that hold by themselves": lambda p, o: AllocationKey.objects.create(
        plan=p, code="x", title="X", kind="equal", is_default=True
    ),
    "key of another plan for a measure": lambda p, o: KeyUse.objects.create(
        key=p.keys.first(), measure=Measure.objects.get(goal__plan=o)
    ),
    "key of another plan for a stream": lambda p, o: KeyUse.objects.create(
        key=p.keys.first(), stream=o.streams.first()
    ),
    "cover by another plan's stream": lambda p, o: Cover.objects.create(
        cost_line=line(p), stream=o.streams.first(), numerator=1, denominator=1
    ),
    "cover of another plan's line": lambda p, o: Cover.objects.filter(cost_line=line(p, 18)).update(
        cost_line=CostLine.objects.get(plan=o)
    ),
    "cover of more than the whole": lambda p, o: Cover.objects.create(
        cost_line=line(p), stream=p.streams.first(), numerator=4, denominator=3
    ),
    "fixed cover outside the years": lambda p, o: CoverAmount.objects.update(year=2030),
    "plan shorter than its participation": lambda p, o: _only_participation(p, 2024),
    "housing target outside the years": lambda p, o: HousingTarget.objects.create(
        kind=p.housing_kinds.first(), year=2025, places=1
    ),
    "housing target twice in a year": lambda p, o: HousingTarget.objects.create(
        kind=p.housing_kinds.first(), year=2021, places=1
    ),
    "housing target moved outside": lambda p, o: HousingTarget.objects.update(year=2020),
    "places realised outside the years": lambda p, o: _realised(p, year=2025),
    "places realised twice": lambda p, o: (_realised(p), _realised(p)),
    "places realised below zero": lambda p, o: _realised(p, places=-1),
    "more places than can be meant": lambda p, o: _realised(p, places=100_000),
    "more places at the start than agreed": lambda p, o: p.housing_kinds.update(start=46),
    "kind of housing moved to another plan": lambda p, o: p.housing_kinds.update(plan=o),
    "kind of housing twice": lambda p, o: HousingKind.objects.create(
        plan=p, code="geclusterd", title="X", agreed=1
    ),
    "amount per place below zero": lambda p, o: HousingTerms.objects.filter(plan=p).update(amount=-1),
    "amount per place that falls by all of it": lambda p, o: HousingTerms.objects.update(percentage=-100),
    "settlement moved to another plan": lambda p, o: HousingTerms.objects.filter(plan=p).update(plan=o),
    "plan shorter than its housing": lambda p, o: _only_housing(p, 2024),
    "a municipality without a CBS code": lambda p, o: Municipality.objects.create(code="Huizen", name="H"),
    "a region part of itself": lambda p, o: Region.objects.filter(pk=p.region_id).update(parent=p.region_id),
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_database_refuses(demo, other, attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt(demo, other)


def test_amount_too_large_is_refused(demo):
    with pytest.raises((DatabaseError, ArithmeticError)), transaction.atomic():
        CostAmount.objects.create(cost_line=line(demo, 46), year=2021, amount=Decimal("1000000000.00"))


def test_plan_of_ten_years_holds_amounts_in_each(db):
    region = Region.objects.create(slug="r", name="R")
    plan = Plan.objects.create(region=region, slug="p", title="P", first_year=2030, last_year=2039)
    measure = Measure.objects.create(
        plan=plan, code="m", goal=Goal.objects.create(plan=plan, code="d", title="D"), title="M"
    )
    cost_line = CostLine.objects.create(plan=plan, measure=measure, code="a")
    for year in plan.years:
        CostAmount.objects.create(cost_line=cost_line, year=year, amount=Decimal("999999999.99"))
    assert cost_line.amounts.count() == 10


def test_plan_years_may_grow(demo):
    Plan.objects.filter(pk=demo.pk).update(last_year=2030)
