"""Writes to streams and targets: one change each, refused with a reason, nothing overwritten."""

from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.actions.cover import change_cover
from budgets.actions.editing import Meanwhile
from budgets.actions.streams import (
    add_stream,
    add_target,
    change_stream,
    change_target,
    delete_stream,
    delete_target,
)
from measures.models import Change, Plan
from municipalities.models import User
from municipalities.refusals import Refused

BASE = {"title": "Proef", "kind": "overig"}


@pytest.fixture
def finance(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def stream(demo, finance):
    return add_stream(plan=demo, values=BASE | {"year:2022": Decimal(10)}, by=finance)


def revision(plan):
    return Plan.objects.get(pk=plan.pk).revision


def test_stream_with_its_amounts_is_one_change(demo, stream):
    assert Change.objects.filter(plan=demo).count() == 1
    assert [(row.year, row.amount) for row in stream.amounts.all()] == [(2022, 10)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "x"}, "kind"),
        ({"year:2022": Decimal(-1)}, "year:2022"),
        ({"year:1999": Decimal(1)}, "year:1999"),
        ({"year:2022": Decimal("1.234")}, "year:2022"),
        ({"year:2022": Decimal(10) ** 9}, "year:2022"),
    ],
)
def test_impossible_stream_is_refused_at_its_field(demo, stream, finance, values, field):
    before = revision(demo)
    for act in (
        lambda: add_stream(plan=demo, values=BASE | {"title": "Nog een"} | values, by=finance),
        lambda: change_stream(stream=stream, values=BASE | values, by=finance),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.field == field
    assert revision(demo) == before


def test_negative_is_not_switched_off_while_it_stands(demo, finance):
    below = BASE | {"negative_allowed": True, "year:2022": Decimal(-1)}
    stream = add_stream(plan=demo, values=below, by=finance)
    with pytest.raises(Refused, match="2022"):
        change_stream(stream=stream, values=BASE | {"negative_allowed": False}, by=finance)


def test_amount_that_another_changed_is_not_overwritten(stream, finance):
    seen = BASE | {"year:2022": "10"}
    change_stream(stream=stream, values=BASE | {"year:2022": Decimal(20)}, by=finance, seen=seen)
    with pytest.raises(Meanwhile, match=r"2022.*‘20’.*‘30’"):
        change_stream(stream=stream, values=BASE | {"year:2022": Decimal(30)}, by=finance, seen=seen)
    change_stream(stream=stream, values=BASE | {"year:2023": Decimal(5)}, by=finance, seen=seen)
    assert dict(stream.amounts.values_list("year", "amount")) == {2022: 20, 2023: 5}


def test_stream_that_a_target_uses_is_not_deleted(demo, finance):
    with pytest.raises(Refused, match="3% van de gemeentelijke bijdrage"):
        delete_stream(stream=demo.streams.get(code="GB"), by=finance)


def test_stream_that_pays_lines_is_not_deleted_and_says_which(demo, stream, finance):
    before = revision(demo)
    with pytest.raises(Refused, match=r"betaalt mee aan ‘21\. .*’, ‘22\. .* en ‘33\. .*’\. Wijzig eerst"):
        delete_stream(stream=demo.streams.get(code="MO"), by=finance)
    with pytest.raises(Refused, match="en nog 4"):
        delete_stream(stream=demo.streams.get(code="BW"), by=finance)
    measure = demo.measures.first()
    change_cover(of=measure, values={f"part:{stream.code}": Fraction(1, 2)}, by=finance)
    with pytest.raises(Refused, match=f"betaalt mee aan ‘{measure}’"):
        delete_stream(stream=stream, by=finance)
    change_cover(of=measure, values={f"part:{stream.code}": None}, by=finance)
    delete_stream(stream=stream, by=finance)
    assert revision(demo) == before + 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "percentage"),
        ({"percentage": Decimal(3)}, "percentage"),
        ({"stream": True}, "percentage"),
        ({"stream": True, "percentage": Decimal(101)}, "percentage"),
        ({"stream": True, "percentage": Decimal(3), "year:2022": Decimal(1)}, "year:2022"),
    ],
)
def test_impossible_target_is_refused_at_its_field(demo, stream, finance, values, field):
    values = values | ({"stream": stream} if "stream" in values else {})
    with pytest.raises(Refused) as refusal:
        add_target(plan=demo, values={"title": "Doel"} | values, by=finance)
    assert refusal.value.field == field


def test_target_from_amounts_to_percentage_and_gone(demo, stream, finance):
    target = add_target(plan=demo, values={"title": "Doel", "year:2022": Decimal(5)}, by=finance)
    values = {"title": "Doel", "stream": stream, "percentage": Decimal("2.5"), "year:2022": None}
    now = change_target(target=target, values=values, by=finance)
    assert (now.stream, now.percentage, now.amounts.count()) == (stream, Decimal("2.5"), 0)
    delete_target(target=now, by=finance)
    assert not demo.targets.filter(pk=now.pk).exists()
