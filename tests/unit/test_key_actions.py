"""Writes to allocation keys: one change each, refused at the field, nothing overwritten, and taken back."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.actions.editing import Meanwhile
from budgets.actions.key_uses import set_uses
from budgets.actions.keys import (
    add_key,
    change_key,
    delete_key,
    make_default,
    members_of,
    read_number,
    weights_in,
)
from budgets.actions.undo import undo_change
from budgets.change_wording import stories
from budgets.models import AllocationKey, KeyUse
from budgets.refusals import AtFields
from budgets.snapshot import read
from measures.models import Change, Plan
from municipalities.models import Inhabitants, Municipality, RegionMember, User
from municipalities.refusals import Refused

YEARS = (2021, 2022, 2023, 2024)
EQUAL = {"title": "Gelijk", "kind": "equal"}


@pytest.fixture
def default(demo):
    return demo.keys.get(code="inwonertal")


def percentages(**other):
    """All for Hilversum, half of it with Weesp while that is a member."""
    found = {f"weight:GM0402:{year}": Decimal(100) for year in YEARS}
    found |= {"weight:GM0402:2021": Decimal(50), "weight:GM0457:2021": Decimal(50)}
    return {"title": "Vast", "kind": "percentage"} | found | other


def last(plan):
    return Change.objects.select_related("plan").filter(plan=plan).first()


def revision(plan):
    return Plan.objects.get(pk=plan.pk).revision


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,5", "12.5"), ("12.5", "12.5"), ("50%", "50"), ("93.345", "93345"), ("1.234,56", "1234.56")],
)
def test_number_as_dutch_writes_it(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "x", "-1", "1-", "1,234", "12.34.5", "١٢", "1e3", "NaN"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refused):
        read_number(text)


def test_key_by_inhabitants_copies_the_count_of_every_member_for_every_year(demo, finance):
    key = add_key(
        plan=demo, values={"title": "Nieuwe telling", "kind": "inhabitants", "count_year": 2025}, by=finance
    )
    assert weights_in(key)["weight:GM0402:2024"] == 94_351
    assert weights_in(key)["weight:GM0457:2024"] == 20_457, "a scenario may let Weesp stay"
    assert len(weights_in(key)) == 8 * 4
    assert key.source == "CBS, bevolking op 1 januari 2025; Weesp: indicatief, rond 2021 (2023)"
    assert not key.is_default


def test_later_count_does_not_change_a_key_unseen(demo, finance, default):
    Inhabitants.objects.filter(year=2023).update(count=1)
    values = {"title": "Anders", "kind": "inhabitants", "count_year": 2023, "source": default.source}
    before = weights_in(default)
    change_key(key=default, values=values, by=finance)
    assert weights_in(default) == before
    assert weights_in(change_key(key=default, values=values | {"count_year": 2024}, by=finance)) != before


def test_count_that_does_not_exist_is_refused(demo, finance):
    for year in (1999, 2026, None):
        with pytest.raises(Refused) as refusal:
            add_key(plan=demo, values={"title": "X", "kind": "inhabitants", "count_year": year}, by=finance)
        assert refusal.value.field == "count_year"


def test_member_without_any_count_is_named(demo, finance):
    other = Municipality.objects.get(code="GM0014")
    other.inhabitants.all().delete()
    RegionMember.objects.create(region=demo.region, municipality=other)
    with pytest.raises(Refused, match="‘Groningen’"):
        add_key(plan=demo, values={"title": "X", "kind": "inhabitants", "count_year": 2024}, by=finance)


def test_key_with_its_weights_is_one_change_with_history_and_is_taken_back(demo, finance):
    before = read(demo)
    key = add_key(plan=demo, values=percentages(), by=finance)
    change = last(demo)
    (story,) = stories(demo, [change])
    assert change.remark == "Verdeelsleutel ‘Vast’ toegevoegd"
    assert ("Vast", "gewicht van Hilversum 2024", "geen", "100") in [
        (e.subject, e.field, e.before, e.after) for e in story.entries
    ]
    assert revision(demo) == demo.revision + 1
    undo_change(change=change, by=finance)
    assert not AllocationKey.objects.filter(pk=key.pk).exists()
    assert read(demo) == before


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": " "}, "title", "naam"),
        ({"title": "inwonertal OP 1 januari 2023"}, "title", "Er is al een verdeelsleutel"),
        ({"kind": "x"}, "kind", "soort"),
        ({"source": "x" * 301}, "source", "te lang"),
        ({"weight:GM0402:2023": Decimal("99.5")}, "year:2023", "2023: samen 99,50%; er ontbreekt 0,50%."),
        ({"weight:GM0317:2023": Decimal(1)}, "year:2023", "2023: samen 101,00%; dat is 1,00% te veel."),
        ({"weight:GM0402:2022": Decimal(-1)}, "weight:GM0402:2022", "negatief"),
        ({"weight:GM0402:2022": Decimal("1.234")}, "weight:GM0402:2022", "twee cijfers"),
        ({"weight:GM0402:2022": Decimal(101)}, "weight:GM0402:2022", "hoogstens 100"),
        ({"weight:GM0457:2022": Decimal(0)}, "weight:GM0457:2022", "Weesp is in 2022 geen lid"),
        ({"weight:GM0014:2022": Decimal(1)}, "weight:GM0014:2022", "geen lid van de regio"),
        ({"weight:GM0402:1999": Decimal(1)}, "weight:GM0402:1999", "1999"),
    ],
)
def test_impossible_key_is_refused_at_its_field(demo, finance, values, field, says):
    key = add_key(plan=demo, values=EQUAL, by=finance)
    before = revision(demo)
    for act in (
        lambda: add_key(plan=demo, values=percentages(**values), by=finance),
        lambda: change_key(key=key, values=percentages(**values), by=finance),
    ):
        with pytest.raises(Refused, match=says) as refusal:
            act()
        assert refusal.value.field == field
    assert revision(demo) == before


def test_every_wrong_year_is_said(demo, finance):
    wrong = dict.fromkeys(("weight:GM0402:2022", "weight:GM0402:2024"), Decimal(40))
    with pytest.raises(AtFields) as refusal:
        add_key(plan=demo, values=percentages(**wrong), by=finance)
    assert list(refusal.value.problems) == ["year:2022", "year:2024"]


def test_weights_that_are_all_zero_are_refused(demo, finance):
    weights = {f"weight:GM0402:{year}": Decimal(year != 2023) for year in YEARS}
    with pytest.raises(Refused, match="2023: alle gewichten zijn nul"):
        add_key(plan=demo, values={"title": "Eigen", "kind": "weights"} | weights, by=finance)


def test_saving_what_stands_leaves_nothing(demo, finance, default):
    key = add_key(plan=demo, values=percentages(), by=finance)
    before = revision(demo)
    change_key(key=key, values=percentages(source=""), by=finance)
    texts = {"title": default.title, "kind": "inhabitants", "count_year": 2023, "source": default.source}
    change_key(key=default, values=texts, by=finance)
    make_default(key=default, by=finance)
    assert revision(demo) == before


def test_change_of_kind_takes_the_weights_along_and_back(demo, finance, default):
    before = weights_in(default)
    change_key(key=default, values=percentages(title=default.title), by=finance)
    now = AllocationKey.objects.get(pk=default.pk)
    assert (now.kind, now.count_year) == ("percentage", None)
    assert weights_in(now).keys() == {name for name in percentages() if name.startswith("weight:")}
    undo_change(change=last(demo), by=finance)
    assert weights_in(default) == before
    change_key(key=default, values=EQUAL, by=finance)
    assert weights_in(default) == {}


def test_weight_that_another_changed_is_not_overwritten(demo, finance):
    key = add_key(plan=demo, values=percentages(), by=finance)
    seen = {name: str(value) for name, value in percentages().items()}
    mine = {"weight:GM0402:2024": Decimal(60), "weight:GM0406:2024": Decimal(40)}
    theirs = {"weight:GM0402:2024": Decimal(70), "weight:GM0406:2024": Decimal(30)}
    change_key(key=key, values=percentages(**theirs), by=User.objects.get(username="beheerder"), seen=seen)
    with pytest.raises(Meanwhile, match=r"Hilversum 2024: .*‘70’.*‘60’"):
        change_key(key=key, values=percentages(**mine), by=finance, seen=seen)
    change_key(key=key, values=percentages(title="Mijn naam"), by=finance, seen=seen)
    assert weights_in(key)["weight:GM0402:2024"] == 70
    assert AllocationKey.objects.get(pk=key.pk).title == "Mijn naam"


def test_other_default_is_one_change_that_can_be_taken_back(demo, finance, default):
    key = add_key(plan=demo, values=EQUAL, by=finance)
    before = revision(demo)
    make_default(key=key, by=finance)
    assert revision(demo) == before + 1
    assert list(demo.keys.filter(is_default=True)) == [key]
    undo_change(change=last(demo), by=finance)
    assert list(demo.keys.filter(is_default=True)) == [default]


def test_first_key_is_the_plans(demo, finance):
    plan = Plan.objects.create(region=demo.region, slug="n", title="N", first_year=2025, last_year=2026)
    assert add_key(plan=plan, values=EQUAL, by=finance).is_default
    first = last(plan)
    second = add_key(plan=plan, values=EQUAL | {"title": "Twee"}, by=finance)
    assert not second.is_default
    with pytest.raises(Refused, match="geen eigen verdeelsleutel meer"):
        undo_change(change=first, by=finance)


def test_key_of_streams_and_measures_and_back(demo, finance):
    key = add_key(plan=demo, values=EQUAL, by=finance)
    thing = f"measure:{demo.measures.first().code}"
    uses = {"stream:GB": True, thing: True, "measure:ggz-mantelzorg": False}
    before = revision(demo)
    set_uses(key=key, values=uses, by=finance)
    assert revision(demo) == before + 1
    data = read(Plan.objects.get(pk=demo.pk))
    assert data.stream("GB").key == key.code
    assert {m.code for m in data.measures if m.key} == {thing.partition(":")[2]}
    (story,) = stories(demo, [last(demo)])
    assert ("Gemeentelijke bijdrage", "verdeelsleutel", "die van het plan", "Gelijk") in [
        (e.subject, e.field, e.before, e.after) for e in story.entries
    ]
    set_uses(key=key, values=uses, by=finance)
    assert revision(demo) == before + 1, "the same once more is nothing"
    undo_change(change=last(demo), by=finance)
    assert not KeyUse.objects.exists()


def test_use_that_another_changed_is_not_overwritten(demo, finance):
    one = add_key(plan=demo, values=EQUAL, by=finance)
    two = add_key(plan=demo, values=EQUAL | {"title": "Twee"}, by=finance)
    set_uses(key=two, values={"stream:GB": True}, by=User.objects.get(username="beheerder"), seen={})
    set_uses(key=one, values={"stream:GB": False}, by=finance, seen={})
    assert KeyUse.objects.get().key == two, "an untouched tick changes nothing"
    with pytest.raises(Meanwhile, match=r"Gemeentelijke bijdrage: .*‘Twee’.*‘Gelijk’"):
        set_uses(key=one, values={"stream:GB": True}, by=finance, seen={})
    set_uses(key=one, values={"stream:GB": True}, by=finance, seen={"stream:GB": two.code})
    assert KeyUse.objects.get().key == one


def test_use_of_what_is_gone_is_refused(demo, finance, default):
    with pytest.raises(Refused, match="verwijderd"):
        set_uses(key=default, values={"measure:weg": True}, by=finance)


def test_key_in_use_is_not_deleted(demo, finance, default):
    key = add_key(plan=demo, values=EQUAL, by=finance)
    set_uses(key=key, values={"stream:GB": True}, by=finance)
    for used, says in ((key, "‘Gemeentelijke bijdrage’"), (default, "sleutel van het plan")):
        with pytest.raises(Refused, match=says):
            delete_key(key=used, by=finance)
    set_uses(key=key, values={"stream:GB": False}, by=finance)
    delete_key(key=key, by=finance)
    assert not AllocationKey.objects.filter(pk=key.pk).exists()
    undo_change(change=last(demo), by=finance)
    assert AllocationKey.objects.filter(pk=key.pk).exists()


def test_undo_is_refused_where_percentages_would_not_be_whole(demo, finance):
    """One weight is put back, and another was changed since."""
    key = add_key(plan=demo, values=percentages(), by=finance)
    half = {"weight:GM0402:2024": Decimal(50), "weight:GM0406:2024": Decimal(50)}
    change_key(key=key, values=percentages(**half), by=finance)
    change = last(demo)
    third = half | {"weight:GM0406:2024": Decimal(40), "weight:GM0317:2024": Decimal(10)}
    change_key(key=key, values=percentages(**third), by=finance)
    with pytest.raises(Refused):
        undo_change(change=change, by=finance)


def test_undo_counts_the_members_as_they_are_now(demo, finance):
    key = add_key(plan=demo, values=percentages(), by=finance)
    half = {"weight:GM0402:2024": Decimal(50), "weight:GM0406:2024": Decimal(50)}
    change_key(key=key, values=percentages(**half), by=finance)
    RegionMember.objects.filter(municipality__code="GM0402").update(member_until=date(2023, 6, 1))
    with pytest.raises(Refused, match="2024: samen 0,00%"):
        undo_change(change=last(demo), by=finance)


def test_member_of_a_year_was_one_on_its_first_of_january(demo):
    assert members_of(demo)["GM0457"].years == (2021,)
