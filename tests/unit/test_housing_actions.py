"""Writing about places for living: what is refused, what is merged, what history and undo make of it."""

from decimal import Decimal

import pytest

from budgets.actions.editing import Meanwhile
from budgets.actions.housing import (
    add_kind,
    change_kind,
    change_terms,
    delete_kind,
    enter_realised,
    read_places,
    realised_of,
)
from budgets.actions.undo import rights_to_undo, undo_change
from budgets.change_wording import stories
from budgets.engine import Choice, settle
from budgets.models import HousingKind, HousingRealised, HousingTarget
from budgets.snapshot import budget_data
from measures.models import Change, Plan
from municipalities.models import Municipality, User
from municipalities.refusals import Gone, Refused
from municipalities.rights import Right

KINDS = ("sociale-huur", "geclusterd", "interventie")


@pytest.fixture
def by(demo):
    return User.objects.get(username="financien")


def municipality(code="GM0406"):
    return Municipality.objects.get(code=code)


def enter(plan, by, values, code="GM0406", seen=None):
    enter_realised(plan=plan, municipality=municipality(code), values=values, by=by, seen=seen)


def told(plan):
    (story,) = stories(plan, [Change.objects.filter(plan=plan).first()])
    return story, {(e.subject, e.field): (e.before, e.after) for e in story.entries}


def kind(plan, code="interventie"):
    return HousingKind.objects.get(plan=plan, code=code)


@pytest.mark.parametrize(
    ("text", "number"),
    [("", None), (" ", None), ("0", 0), ("12", 12), (" 1.000 ", 1000), ("007", 7), ("99999", 99_999)],
)
def test_places_as_typed(text, number):
    assert read_places(text) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-1", "negatief"),
        ("−3", "negatief"),
        ("1,5", "geen heel aantal"),
        ("1.5", "geen heel aantal"),
        ("2.0", "geen heel aantal"),
        ("1.00", "geen heel aantal"),
        ("twee", "geen heel aantal"),
        ("١٢", "geen heel aantal"),
        ("1e3", "geen heel aantal"),
        ("100.000", "te groot"),
        ("9" * 5000, "te groot"),
        ("x" * 5000, "geen heel aantal"),
    ],
)
def test_what_is_not_a_number_of_places_is_refused_with_a_short_sentence(text, said):
    with pytest.raises(Refused, match=said) as refused:
        read_places(text)
    assert len(refused.value.message) < 120


def test_numbers_are_kept_and_known_to_the_engine(demo, by):
    enter(demo, by, {"sociale-huur:2021": 2, "interventie:2021": 0, "geclusterd:2021": None})
    plan = Plan.objects.get(pk=demo.pk)
    result = settle(budget_data(plan), Choice())
    assert result.kinds["GM0406"]["sociale-huur"].realised[0] == 2
    assert result.kinds["GM0406"]["interventie"].realised[0] == 0
    assert result.kinds["GM0406"]["geclusterd"].realised[0] is None
    _, entries = told(plan)
    assert entries["Interventiewoningen", "gerealiseerd in Huizen 2021"] == ("niet ingevuld", "0")
    assert len(entries) == 2


@pytest.mark.parametrize(
    ("code", "key", "number", "said"),
    [
        ("GM0406", "interventie:2025", 1, "loopt van 2021 tot en met 2024"),
        ("GM0406", "interventie:2020", 1, "loopt van 2021 tot en met 2024"),
        ("GM0457", "interventie:2022", 1, "Weesp is op 1 januari 2022 geen lid"),
        ("GM0344", "interventie:2022", 1, "Utrecht is op 1 januari 2022 geen lid"),
        ("GM0406", "interventie:2022", -1, "negatief"),
        ("GM0406", "interventie:2022", 100_000, "te groot"),
    ],
)
def test_a_number_that_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    demo, by, code, key, number, said
):
    with pytest.raises(Refused, match=said) as refused:
        enter(demo, by, {key: number, "sociale-huur:2021": 1}, code=code)
    assert refused.value.field == key
    assert not HousingRealised.objects.exists()
    assert Plan.objects.get(pk=demo.pk).revision == demo.revision


def test_a_number_of_a_year_of_no_membership_can_still_be_emptied(demo, by):
    HousingRealised.objects.create(kind=kind(demo), municipality=municipality("GM0457"), year=2022, places=3)
    assert settle(budget_data(demo), Choice()).realised["GM0457"][1] is None
    enter(demo, by, {"interventie:2022": 3}, code="GM0457")  # as it stood: nothing to write
    enter(demo, by, {"interventie:2022": None}, code="GM0457")
    assert not HousingRealised.objects.exists()


def test_two_editors_of_one_municipality_keep_each_others_numbers(demo, by):
    seen = {}
    enter(demo, by, {"interventie:2021": 1, "interventie:2022": None}, seen=seen)
    enter(demo, by, {"interventie:2021": None, "interventie:2022": 4}, seen=seen)
    assert realised_of(demo, municipality()) == {"interventie:2021": 1, "interventie:2022": 4}


def test_the_same_number_changed_by_another_is_asked_about(demo, by):
    enter(demo, by, {"interventie:2021": 1})
    with pytest.raises(Meanwhile, match=r"Interventiewoningen 2021: .*‘1’.*‘2’") as asked:
        enter(demo, by, {"interventie:2021": 2}, seen={})
    assert (asked.value.key, asked.value.current) == ("interventie:2021", "1")
    assert realised_of(demo, municipality()) == {"interventie:2021": 1}


def test_numbers_for_a_kind_that_went_meanwhile_are_not_lost_unseen(demo, by):
    delete_kind(kind=kind(demo), by=by)
    with pytest.raises(Gone, match="verwijderd"):
        enter(demo, by, {"interventie:2021": 2})


def test_saving_what_stands_is_no_change(demo, by):
    enter(demo, by, {"interventie:2021": 1})
    before = Plan.objects.get(pk=demo.pk).revision
    enter(demo, by, {"interventie:2021": 1, "interventie:2022": None})
    assert Plan.objects.get(pk=demo.pk).revision == before


def test_undo_takes_the_number_back_and_asks_for_the_right_of_policy(demo, by):
    enter(demo, by, {"interventie:2021": 1})
    change = Change.objects.filter(plan=demo).first()
    assert rights_to_undo(change) == {Right.MEASURES}
    undo_change(change=change, by=by)
    assert not HousingRealised.objects.exists()


def test_a_new_kind_has_its_targets_and_undo_takes_it_away(demo, by):
    added = add_kind(plan=demo, values={"title": "Nieuw", "agreed": 6, "year:2022": 4, "year:2023": 0}, by=by)
    assert added.code == "nieuw-2"  # "nieuw" is an address
    assert list(added.targets.values_list("year", "places")) == [(2022, 4)]
    change = Change.objects.filter(plan=demo).first()
    assert rights_to_undo(change) == {Right.STREAMS}
    undo_change(change=change, by=by)
    assert HousingKind.objects.filter(plan=demo).count() == len(KINDS)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "", "agreed": 1}, "title"),
        ({"title": "X" * 201, "agreed": 1}, "title"),
        ({"title": "interventiewoningen", "agreed": 1}, "title"),
        ({"title": "X", "agreed": None}, "agreed"),
        ({"title": "X", "agreed": -1}, "agreed"),
        ({"title": "X", "agreed": 1, "start": 2}, "start"),
        ({"title": "X", "agreed": 1, "year:2022": -1}, "year:2022"),
        ({"title": "X", "agreed": 1, "year:2025": 1}, "year:2025"),
        ({"title": "X", "agreed": 100_000}, "agreed"),
    ],
)
def test_a_kind_that_cannot_be_is_refused_at_its_field(demo, by, values, field):
    with pytest.raises(Refused) as refused:
        add_kind(plan=demo, values=values, by=by)
    assert refused.value.field == field
    assert HousingKind.objects.filter(plan=demo).count() == len(KINDS)


def test_changed_targets_are_told_and_merged(demo, by):
    some = kind(demo, "sociale-huur")
    values = {"title": some.title, "agreed": 45, "start": 0}
    seen = values | {"year:2021": 15, "year:2022": 15, "year:2023": 15}
    change_kind(kind=some, values=values | {"year:2021": 10, "year:2022": 15}, by=by, seen=seen)
    _, entries = told(demo)
    assert entries == {(some.title, "jaardoel 2021"): ("15", "10")}
    change_kind(kind=some, values=values | {"year:2021": 15, "year:2022": 20}, by=by, seen=seen)
    assert dict(some.targets.values_list("year", "places")) == {2021: 10, 2022: 20, 2023: 15}
    with pytest.raises(Meanwhile, match=r"2021"):
        change_kind(kind=some, values=values | {"year:2021": 3}, by=by, seen=seen)


def test_a_kind_with_numbers_does_not_go(demo, by):
    enter(demo, by, {"interventie:2021": 0})
    with pytest.raises(Refused, match="gerealiseerde aantallen"):
        delete_kind(kind=kind(demo), by=by)
    enter(demo, by, {"interventie:2021": None})
    delete_kind(kind=kind(demo), by=by)
    assert not HousingTarget.objects.filter(kind__code="interventie").exists()


def test_terms_are_changed_and_told(demo, by):
    values = {"amount": Decimal("21000"), "price_level": 2021, "percentage": Decimal("2.5")}
    change_terms(plan=demo, values=values, by=by)
    _, entries = told(demo)
    assert entries["Verrekening van woningen", "bedrag per ontbrekende plaats"] == (
        "€\u00a020.000",
        "€\u00a021.000",
    )
    assert entries["Verrekening van woningen", "stijging per jaar"] == ("0%", "2,5%")
    data = budget_data(Plan.objects.get(pk=demo.pk))
    assert settle(data, Choice()).amount_per_place == (2_100_000, 2_152_500, 2_206_313, 2_261_470)


def test_first_terms_of_a_plan_and_their_undo(demo, by):
    demo.housing_terms.delete()
    assert settle(budget_data(Plan.objects.get(pk=demo.pk)), Choice()).amount_per_place == (None,) * 4
    change_terms(plan=demo, values={"amount": Decimal(1), "price_level": 2020}, by=by)
    change = Change.objects.filter(plan=demo).first()
    assert rights_to_undo(change) == {Right.STREAMS}
    undo_change(change=change, by=by)
    assert not type(demo.housing_terms).objects.filter(plan=demo).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": None}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"amount": Decimal(10**9)}, "amount"),
        ({"price_level": None}, "price_level"),
        ({"price_level": 1899}, "price_level"),
        ({"percentage": Decimal(-21)}, "percentage"),
        ({"percentage": Decimal(101)}, "percentage"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(demo, by, values, field):
    whole = {"amount": Decimal(20_000), "price_level": 2021, "percentage": Decimal(0)}
    with pytest.raises(Refused) as refused:
        change_terms(plan=demo, values=whole | values, by=by)
    assert refused.value.field == field
