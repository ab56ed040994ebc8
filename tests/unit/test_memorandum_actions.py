"""Writes to p.m. items and their estimates: one change each, refused at its field, nothing overwritten."""

from decimal import Decimal

import pytest

from budgets.actions.carry_over import carry_over
from budgets.actions.editing import Meanwhile
from budgets.actions.memorandum import (
    add_memorandum_item,
    change_memorandum_item,
    delete_memorandum_item,
    estimates_of,
)
from budgets.actions.undo import undo_change
from budgets.change_wording import stories
from budgets.engine import compute, diff
from budgets.models import MemorandumItem
from budgets.snapshot import budget_data
from budgets.version_wording import change_words
from measures.models import Change, Plan
from municipalities.models import Municipality
from municipalities.refusals import Refused

BASE = {"title": "Proefpost", "note": "", "first_year": 2022, "last_year": 2024, "municipality": None}
ESTIMATE = {"low:2022": Decimal(40), "high:2022": Decimal("60.50")}


@pytest.fixture
def item(demo, finance):
    return add_memorandum_item(plan=demo, values=BASE | ESTIMATE, by=finance)


@pytest.fixture
def risk(demo):
    return MemorandumItem.objects.get(plan=demo, code="risico-weesp")


def now(plan):
    return budget_data(Plan.objects.get(pk=plan.pk))


def told(plan):
    (story,) = stories(plan, [Change.objects.filter(plan=plan).order_by("-revision").first()])
    return [(each.subject, each.field, each.before, each.after) for each in story.entries]


def test_item_with_its_estimate_is_one_change(demo, item):
    assert Change.objects.filter(plan=demo).count() == 1
    found = {each.code: each for each in now(demo).memorandum_items}["proefpost"]
    assert found.pm == (False, True, True, True)
    assert (found.low, found.high) == ((None, 4000, None, None), (None, 6050, None, None))


def test_demo_has_the_risk_of_weesp_beside_the_lines_without_an_estimate(demo, risk):
    result = compute(now(demo))
    assert risk.municipality.name == "Weesp"
    assert result.result_after_target == result.result_after_target_low == result.result_after_target_high


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": " "}, "title", "naam"),
        ({"title": "Risico Weesp"}, "title", "al een p.m.-post"),
        ({"first_year": 2020}, "first_year", "jaar van het plan"),
        ({"first_year": 2024, "last_year": 2023}, "last_year", "vóór het eerste"),
        ({"low:2023": Decimal(1)}, "high:2023", "ontbreekt een hoge"),
        ({"high:2023": Decimal(1)}, "low:2023", "ontbreekt een lage"),
        ({"low:2023": Decimal(3), "high:2023": Decimal(2)}, "low:2023", "meer dan de hoge"),
        ({"low:2021": Decimal(1), "high:2021": Decimal(2)}, "low:2021", "niet p.m."),
        ({"low:2023": Decimal("1.234"), "high:2023": Decimal(2)}, "low:2023", "twee cijfers"),
        ({"low:2023": Decimal(1), "high:2023": Decimal(10) ** 9}, "high:2023", "te groot"),
    ],
)
def test_impossible_item_is_refused_at_its_field(demo, item, finance, values, field, says):
    before = Plan.objects.get(pk=demo.pk).revision
    for act in (
        lambda: add_memorandum_item(plan=demo, values=BASE | {"title": "Nog een"} | values, by=finance),
        lambda: change_memorandum_item(item=item, values=BASE | values, by=finance),
    ):
        with pytest.raises(Refused, match=says) as refused:
            act()
        assert refused.value.field == field
    assert Plan.objects.get(pk=demo.pk).revision == before


def test_estimate_goes_with_the_years_in_which_it_is_no_longer_pm(demo, item, finance):
    values = BASE | {"first_year": 2023}
    change_memorandum_item(item=item, values=values, by=finance)
    assert estimates_of(item) == {}
    with pytest.raises(Refused, match=r"niet p\.m\."):
        change_memorandum_item(item=item, values=values | ESTIMATE, by=finance)


def test_what_another_changed_meanwhile_is_not_overwritten(demo, item, finance):
    seen = {key: str(value) for key, value in (BASE | ESTIMATE).items() if value is not None}
    change_memorandum_item(item=item, values={"title": "Proefpost", "high:2022": Decimal(80)}, by=finance)
    with pytest.raises(Meanwhile, match="Hoog geschat 2022") as conflict:
        change_memorandum_item(
            item=item, values={"title": "Proefpost", "high:2022": Decimal(70)}, by=finance, seen=seen
        )
    assert conflict.value.current == "80"


def test_range_follows_the_estimate_and_is_told_in_the_history(demo, risk, finance):
    values = {"title": risk.title, "low:2022": Decimal(100_000), "high:2022": Decimal(250_000)}
    change_memorandum_item(item=risk, values=values, by=finance)
    result = compute(now(demo))
    assert result.result_after_target[1] == 596_609_65
    assert result.result_after_target_low[1] == 346_609_65
    assert result.result_after_target_high[1] == 496_609_65
    assert told(demo) == [("Risico Weesp", "schatting 2022", "geen", "€\u00a0100.000 tot €\u00a0250.000")]


def test_change_and_deletion_are_undone(demo, item, finance):
    weesp = Municipality.objects.get(code="GM0457")
    before = now(demo)
    change_memorandum_item(item=item, values=BASE | {"title": "Anders", "municipality": weesp}, by=finance)
    undo_change(change=Change.objects.filter(plan=demo).latest("revision"), by=finance)
    assert now(demo) == before
    delete_memorandum_item(item=item, by=finance)
    assert "proefpost" not in {each.code for each in now(demo).memorandum_items}
    undo_change(change=Change.objects.filter(plan=demo).latest("revision"), by=finance)
    assert now(demo) == before


def test_undo_that_would_leave_an_estimate_outside_the_years_is_refused(demo, item, finance):
    change_memorandum_item(item=item, values=BASE | {"first_year": 2021}, by=finance)
    longer = Change.objects.filter(plan=demo).latest("revision")
    values = {"title": "Proefpost", "low:2021": Decimal(1), "high:2021": Decimal(1)}
    change_memorandum_item(item=item, values=values, by=finance)
    with pytest.raises(Refused, match=r"niet p\.m\."):
        undo_change(change=longer, by=finance)


def test_next_period_keeps_the_estimate_of_the_last_year(demo, item, finance, adopt):
    change_memorandum_item(
        item=item, values=BASE | {"low:2024": Decimal(1), "high:2024": Decimal(2)}, by=finance
    )
    version = adopt()
    plan = carry_over(version=version, title="Hierna", first_year=2025, last_year=2026, index={}, by=finance)
    items = {each.code: each for each in now(plan).memorandum_items}
    assert (items["proefpost"].low, items["proefpost"].high) == ((100, 100), (200, 200))
    assert items["risico-weesp"].municipality == "GM0457"
    assert items["risico-weesp"].low == ()


def test_comparison_says_what_became_of_an_estimate(demo, item, finance):
    old = now(demo)
    weesp = Municipality.objects.get(code="GM0457")
    values = BASE | {"municipality": weesp, "low:2023": Decimal(5), "high:2023": Decimal(6)}
    change_memorandum_item(item=item, values=values, by=finance)
    new = now(demo)
    (changed,) = diff(old, new).memorandum_items
    assert [words.replace("\u00a0", " ") for words in change_words(changed, old, new)] == [
        "laag geschat: was € 40 in 2022, wordt € 40 in 2022 en € 5 in 2023",
        "hoog geschat: was € 60,50 in 2022, wordt € 60,50 in 2022 en € 6 in 2023",
        "hoort bij gemeente: was leeg, wordt Weesp",
    ]
