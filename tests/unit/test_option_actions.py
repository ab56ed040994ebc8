"""Writes to options: texts, named lines and effects in one change, nothing overwritten."""

from decimal import Decimal

import pytest

from budgets.actions.editing import Meanwhile
from budgets.actions.options import add_option, change_option, delete_option, option_values
from budgets.engine import Choice, compute
from budgets.models import AdjustmentOption
from budgets.snapshot import read
from measures.models import Change, Plan
from municipalities.models import User
from municipalities.refusals import Gone, Refused

BASE = {"title": "Proef", "kind": "schrappen"}


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def line(demo):
    return next(
        row for row in demo.cost_lines.all() if row.amounts.filter(year=2023, amount__gt=100).exists()
    )


@pytest.fixture
def option(demo, adviser, line):
    effect = {f"effect:post-{line.code}:2023": Decimal(-100)}
    return add_option(plan=demo, values=BASE | effect, by=adviser)


def revision(plan):
    return Plan.objects.get(pk=plan.pk).revision


def test_option_added_lowers_the_costs_when_it_is_on(demo, option):
    data = read(demo)
    before, after = compute(data), compute(data, Choice.of({option.code}))
    assert [a - b for a, b in zip(after.costs, before.costs, strict=True)] == [0, 0, -10_000, 0]
    assert Change.objects.filter(plan=demo).count() == 1


def test_option_named_nieuw_gets_another_code(demo, adviser):
    assert add_option(plan=demo, values=BASE | {"title": "Nieuw"}, by=adviser).code == "nieuw-2"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"short_title": "x" * 61}, "short_title"),
        ({"kind": "anders"}, "kind"),
        ({"was": Decimal(10) ** 9}, "was"),
        ({"line:bestaat-niet": True}, "lines"),
        ({"effect:verdeeld:2022": Decimal(-1)}, "lines"),
        ({"effect:verdeeld:1999": Decimal(-1)}, "effect:verdeeld:1999"),
        ({"effect:post-bestaat-niet:2022": Decimal(-1)}, "effect:post-bestaat-niet"),
    ],
)
def test_impossible_option_is_refused_at_its_field(demo, adviser, values, field):
    before = revision(demo)
    with pytest.raises(Refused) as refusal:
        add_option(plan=demo, values=BASE | values, by=adviser)
    assert refusal.value.field == field
    assert revision(demo) == before


def test_option_changed_to_itself_leaves_nothing(option, adviser):
    before = revision(option.plan)
    change_option(option=option, values=option_values(option), by=adviser)
    assert revision(option.plan) == before


def test_effects_of_two_people_both_stay(option, line, adviser):
    seen = option_values(option)
    change_option(option=option, values=seen | {f"effect:post-{line.code}:2022": -5}, by=adviser, seen=seen)
    change_option(option=option, values=seen | {f"effect:post-{line.code}:2024": -7}, by=adviser, seen=seen)
    assert {effect.year: effect.change for effect in option.effects.all()} == {2022: -5, 2023: -100, 2024: -7}


def test_effect_that_another_changed_is_not_overwritten(option, line, adviser):
    seen, key = option_values(option), f"effect:post-{line.code}:2023"
    change_option(option=option, values=seen | {key: Decimal(-200)}, by=adviser, seen=seen)
    with pytest.raises(Meanwhile, match="200"):
        change_option(option=option, values=seen | {key: Decimal(-300)}, by=adviser, seen=seen)


def test_option_that_is_on_is_not_deleted(demo, adviser):
    with pytest.raises(Refused, match="Alle bijstellingen"):
        delete_option(option=demo.options.get(code="mda"), by=adviser)


def test_option_deleted_is_gone_for_the_next(option, adviser):
    stale = AdjustmentOption.objects.get(pk=option.pk)
    delete_option(option=option, by=adviser)
    with pytest.raises(Gone):
        change_option(option=stale, values=BASE, by=adviser)


def test_effect_of_zero_that_is_left_alone_is_no_change(demo, option, adviser, line):
    key = f"effect:post-{line.code}:2022"
    change_option(option=option, values=BASE | {key: Decimal(0)}, by=adviser)
    revision_then = revision(demo)
    change_option(option=option, values=BASE | {key: -Decimal("0.00")}, seen={key: "0"}, by=adviser)
    assert revision(demo) == revision_then


def test_option_has_a_name_of_its_own_in_the_plan(demo, option, adviser):
    with pytest.raises(Refused, match="Er is al een bijstellingsoptie met de naam"):
        add_option(plan=demo, values=BASE, by=adviser)
