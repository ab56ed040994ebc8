"""A new plan from a fixed version: what comes along, what stays behind, what is refused."""

import datetime
import hashlib
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import call_command

from budgets.actions.carry_over import STREAMS, carry_over, carry_over_problems
from budgets.actions.keys import change_key
from budgets.actions.measures import RESERVED_MEASURES, add_line, add_measure, end_measure
from budgets.actions.versions import adopt_version, version_data
from budgets.engine import compute, data_from_json
from budgets.models import CostAmount, CostLine
from budgets.snapshot import budget_data, read
from measures.changes import changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused
from tests.unit.test_scenario_actions import at_once
from tests.unit.versions import DAY, change

ROOT = Path(__file__).parents[2]


def test_carried_over_plan_computes_what_the_engine_says(demo, adopt, finance):
    version = adopt()
    index = {"personnel": Fraction("2.5"), "material": Fraction(1), STREAMS: Fraction(2)}
    plan = carry_over(
        version=version, title="Nieuw plan", first_year=2025, last_year=2028, index=index, by=finance
    )
    old, new = version_data(version), budget_data(plan)
    assert (plan.slug, new.years, new.options) == ("nieuw-plan", (2025, 2026, 2027, 2028), ())
    assert [line.code for line in new.lines] == [line.code for line in old.lines]
    assert [line.measure_code for line in new.lines] == [line.measure_code for line in old.lines]
    assert [line.note for line in new.lines] == [line.note for line in old.lines]
    assert [target.percentage for target in new.targets] == [Fraction(3)]
    line = next(line for line in old.lines if line.cost_type == "personnel" and line.amounts[-1])
    first = line.amounts[-1] * Fraction("1.025")
    assert abs(new.line(line.code).amounts[0] - first) <= Fraction(1, 2)
    assert new.stream("GB").amounts[0] == 246059190  # 2.412.345,00 × 1,02
    assert new.stream("GB").amounts[1] == 250980374  # × 1,02² = 2.509.803,738
    change = plan.changes.get()
    assert change.made_by == finance
    assert "versie 1" in change.remark


def test_carried_over_from_a_version_of_schema_1(demo, adopt, finance):
    version = adopt()
    text = (ROOT / "tests/engine/stored/schema-1.json").read_text("utf-8")
    version.data_json, version.sha256 = text, hashlib.sha256(text.encode()).hexdigest()
    plan = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2026, index={}, by=finance)
    lines = budget_data(plan).lines
    assert [line.measure for line in lines] == [line.measure for line in data_from_json(text).lines]
    assert plan.measures.count() == demo.measures.count()


def test_measure_of_a_version_of_schema_1_gets_no_code_that_is_an_address(demo, adopt, finance):
    version = adopt()
    content = json.loads((ROOT / "tests/engine/stored/schema-1.json").read_text("utf-8"))
    names = sorted(RESERVED_MEASURES)
    for line, name in zip(content["lines"], names, strict=False):
        line["measure"] = name
    version.data_json = json.dumps(content)
    version.sha256 = hashlib.sha256(version.data_json.encode()).hexdigest()
    plan = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2026, index={}, by=finance)
    assert plan.measures.filter(title__in=names).count() == len(names)
    assert not plan.measures.filter(code__in=RESERVED_MEASURES).exists()


def test_measure_that_ended_stays_behind_and_one_without_lines_comes_along(demo, adopt, finance):
    goal = demo.goals.first()
    ended, empty = (
        add_measure(goal=goal, title=title, note="Toelichting.", by=finance) for title in ("Proef", "Leeg")
    )
    add_line(measure=ended, values={"cost_type": "material"}, by=finance)
    end_measure(measure=ended, last_year=2022, by=finance)
    plan = carry_over(version=adopt(), title="Nieuw", first_year=2025, last_year=2028, index={}, by=finance)
    assert not plan.measures.filter(title="Proef").exists()
    assert not CostLine.objects.filter(plan=plan, measure__title="Proef").exists()
    new = plan.measures.get(title="Leeg")
    assert (new.code, new.note, new.goal.title, new.last_year) == (
        empty.code,
        "Toelichting.",
        goal.title,
        None,
    )
    assert new.cost_lines.count() == 0
    assert plan.measures.count() == demo.measures.count() - 1


def test_notes_of_measure_and_line_stay_apart_in_the_new_plan(demo, adopt, finance):
    measure = add_measure(goal=demo.goals.first(), title="Inloop", note="Voor allen.", by=finance)
    for note in ("", "Huur.", "Huur."):
        add_line(measure=measure, values={"cost_type": "material", "note": note}, by=finance)
    plan = carry_over(version=adopt(), title="Nieuw", first_year=2025, last_year=2025, index={}, by=finance)
    new = plan.measures.get(title="Inloop")
    assert (new.note, [line.note for line in new.cost_lines.all()]) == ("Voor allen.", ["", "Huur.", "Huur."])


def test_everything_that_is_wrong_with_a_new_plan_is_said_at_once(demo, adopt):
    wrong = {"material": Fraction(101), STREAMS: Fraction(-101)}
    problems = carry_over_problems(adopt(), demo.title, 2024, 2020, wrong)
    assert [refused.field for refused in problems] == [
        "title",
        "first_year",
        "last_year",
        "material",
        STREAMS,
    ]


@pytest.mark.django_db(transaction=True)
def test_people_beginning_a_plan_of_one_title_at_once_get_one_plan():
    call_command("load_demo", verbosity=0)
    plan, finance = Plan.objects.get(slug="bo-2021-2024"), User.objects.get(username="financien")
    version = adopt_version(plan=plan, name="O", kind="ontwerp", decided_on=DAY, by=finance)
    given = {"version": version, "first_year": 2025, "last_year": 2025, "index": {}, "by": finance}
    errors = at_once(*[lambda: carry_over(title="Nieuw", **given)] * 2)
    assert [(type(error), error.field) for error in errors] == [(Refused, "title")]
    assert Plan.objects.filter(title="Nieuw").count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "bescherming  EN opvang 2021–2024"}, "title"),
        ({"first_year": 2024}, "first_year"),
        ({"first_year": 2201}, "first_year"),
        ({"last_year": 2024}, "last_year"),
        ({"last_year": 2075}, "last_year"),
        ({"index": {"material": Fraction(101)}}, "material"),
    ],
)
def test_new_plan_that_cannot_be_is_refused_at_its_field(demo, adopt, finance, given, field):
    before = Plan.objects.count()
    asked = {"title": "Nieuw", "first_year": 2025, "last_year": 2028, "index": {}} | given
    with pytest.raises(Refused) as refusal:
        carry_over(version=adopt(), by=finance, **asked)
    assert refusal.value.field == field
    assert Plan.objects.count() == before


def test_amounts_that_grow_too_large_are_refused(demo, adopt, finance):
    change(demo, finance)
    with changing(demo, by=finance):
        for amount in CostAmount.objects.filter(cost_line__plan=demo, cost_line__number=1, year=2024):
            amount.amount = Decimal("999999999.99")
            amount.save(update_fields=["amount"])
    kind = CostLine.objects.get(plan=demo, number=1).cost_type
    with pytest.raises(Refused, match="groter dan"):
        carry_over(
            version=adopt(), title="N", first_year=2025, last_year=2025, index={kind: Fraction(1)}, by=finance
        )


def test_new_plan_is_split_as_the_last_year_was(demo, finance):
    version = adopt_version(
        plan=demo, name="Basis", kind="concept", decided_on=datetime.date(2020, 10, 1), by=finance
    )
    made = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2026, index={}, by=finance)
    old, new = version_data(version), read(made)
    assert [each.code for each in new.municipalities] == [
        each.code for each in old.municipalities if each.code != "GM0457"
    ]
    result, before = compute(new), compute(old)
    for each in new.municipalities:
        for name in ("contribution", "need"):
            assert set(result.allocation.figure(each.code, name)) == {
                before.allocation.figure(each.code, name)[-1]
            }
    assert {(c.line, c.stream, c.share, c.assumed) for c in new.cover} == {
        (c.line, c.stream, c.share, c.assumed) for c in old.cover
    }
    assert made.keys.get().count_year == 2023


def test_year_of_the_count_is_that_of_the_version_and_not_of_the_plan_today(demo, adopt, finance):
    version = adopt()
    key = demo.keys.get()
    change_key(key=key, values={"title": key.title, "kind": "inhabitants", "count_year": 2025}, by=finance)
    plan = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2025, index={}, by=finance)
    new = plan.keys.get()
    assert (new.kind, new.count_year) == ("inhabitants", 2023)
    assert new.weights.get(municipality__code="GM0402").weight == 93_345


def test_key_of_a_version_that_does_not_say_the_count_goes_on_as_own_weights(demo, adopt, finance):
    version = adopt()
    text = (ROOT / "tests/engine/stored/schema-4.json").read_text("utf-8")
    version.data_json, version.sha256 = text, hashlib.sha256(text.encode()).hexdigest()
    plan = carry_over(version=version, title="Nieuw", first_year=2025, last_year=2025, index={}, by=finance)
    new = plan.keys.get()
    assert (new.kind, new.count_year, new.is_default) == ("weights", None, True)
    assert new.weights.get(municipality__code="GM0402").weight == 93_345
    after, before = compute(read(plan)).allocation, compute(data_from_json(text)).allocation
    assert after.figure("GM0402", "contribution") == before.figure("GM0402", "contribution")[-1:]
