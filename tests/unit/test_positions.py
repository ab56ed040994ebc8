"""Positions: one per party and option, with a reason, in the history, nothing overwritten; bodies."""

import pytest
from django.db import IntegrityError, transaction

from budgets.actions.editing import Meanwhile
from budgets.actions.options import add_option, delete_option
from budgets.engine.explain_gains import APART, TOGETHER
from budgets.models import AdjustmentOption
from budgets.term_figures import NO_OPTIONS
from decisions.actions.bodies import add_body, delete_body, rename_body
from decisions.actions.positions import current_position, position_values, record_position
from decisions.models import Body, Position
from decisions.positions import by_stance, earlier, parties_of, party_of, positions_of
from decisions.speaking import speaks_for
from measures.models import Plan
from municipalities.models import Municipality, RegionMember, Role, User
from municipalities.refusals import Gone, Refused
from reports.positions.table import IN_GENERAL


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def huizen(demo):
    return party_of(demo, "GM0406")


def option(demo, code="wvggz"):
    return demo.options.get(code=code)


@pytest.fixture
def record(demo, adviser, huizen):
    def record(stance, reason="", about="wvggz", party=huizen, by=adviser, **more):
        chosen = option(demo, about) if about else None
        values = {"stance": stance, "reason": reason}
        return record_position(plan=demo, option=chosen, party=party, values=values, by=by, **more)

    return record


def told(positions):
    return [(str(row.party), row.stance, row.reason) for row in positions]


def test_demo_has_the_positions_of_its_sources(demo):
    found = positions_of(demo)
    assert {code: by_stance(held) for code, held in found.by_option.items()} == {
        "regisseur": [("tegen", ["Huizen"]), ("voorbehoud", ["directieoverleg"])],
        "mda": [("tegen", ["Huizen"])],
        "mensenhandel": [("voorbehoud", ["Wijdemeren"])],
    }
    assert by_stance(found.general) == [("tegen", ["directieoverleg"])]
    assert all(row.reason for row in found.general)


def test_positions_take_one_query(demo, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert all(str(row.party) for row in positions_of(demo).of("regisseur"))


def test_parties_are_members_in_some_year_and_then_bodies(demo):
    names = [str(party) for party in parties_of(demo)]
    assert names[:2] == ["Blaricum", "Eemnes"]
    assert "Weesp" in names  # a member until the end of 2021
    assert names[-2:] == ["directieoverleg", "portefeuillehoudersoverleg"]


def test_municipality_that_left_can_take_its_position_back(demo, record, huizen):
    record("voor")
    RegionMember.objects.filter(region=demo.region, municipality=huizen).delete()
    assert huizen in parties_of(demo)
    for held in positions_of(demo).all():
        if held.party == huizen:
            record("", about=held.option and held.option.code)
    assert huizen not in parties_of(demo)


@pytest.mark.parametrize("title", ["Nieuw", "Alle opties", "Geen", "Together", "Apart"])
def test_option_has_no_code_that_means_something_else(demo, adviser, title):
    """In an address, or in the name of a figure."""
    values = {"title": title, "kind": AdjustmentOption.Kind.values[0]}
    made = add_option(plan=demo, values=values, by=adviser)
    assert made.code not in {"nieuw", IN_GENERAL, NO_OPTIONS, TOGETHER, APART}


def test_no_position_changes_no_budget(demo, record):
    before = Plan.objects.get(pk=demo.pk).revision
    record("voor")
    assert Plan.objects.get(pk=demo.pk).revision == before


def test_second_position_replaces_the_first_and_both_are_in_the_history(demo, record, huizen, adviser):
    record("tegen", "Te vroeg.")
    record("voor")
    assert told(positions_of(demo).of("wvggz")) == [("Huizen", "voor", "")]
    history = earlier(demo, option(demo), huizen)
    assert [(row.stance, row.reason, row.history_user) for row in history] == [
        ("voor", "", adviser),
        ("tegen", "Te vroeg.", adviser),
    ]


def test_same_position_again_leaves_no_history(demo, record, huizen):
    record("tegen", "Te vroeg.")
    record("tegen", "Te vroeg.")
    assert len(earlier(demo, option(demo), huizen)) == 1


def test_position_taken_back_leaves_its_history(demo, record, huizen):
    record("tegen", "Te vroeg.")
    assert record("") is None
    assert positions_of(demo).of("wvggz") == ()
    assert [row.history_type for row in earlier(demo, option(demo), huizen)] == ["-", "+"]


def test_general_position_stands_beside_one_about_an_option(demo, record):
    record("voor", about=None)
    record("tegen", "Te vroeg.")
    found = positions_of(demo)
    assert ("Huizen", "voor", "") in told(found.general)
    assert told(found.of("wvggz")) == [("Huizen", "tegen", "Te vroeg.")]


@pytest.mark.parametrize(
    ("stance", "reason", "field"),
    [
        ("tegen", " ", "reason"),
        ("voorbehoud", "", "reason"),
        ("misschien", "Omdat.", "stance"),
        ("voor", "x" * 4_001, "reason"),
    ],
)
def test_impossible_position_is_refused_at_its_field(demo, record, stance, reason, field):
    with pytest.raises(Refused) as refusal:
        record(stance, reason)
    assert refusal.value.field == field
    assert positions_of(demo).of("wvggz") == ()


def test_position_that_another_changed_is_not_overwritten(demo, record, huizen):
    seen = position_values(current_position(demo, option(demo), huizen))
    record("tegen", "Te vroeg.", by=User.objects.get(username="beheerder"))
    with pytest.raises(Meanwhile, match="beheerder heeft hier intussen ‘tegen’ van gemaakt"):
        record("voor", seen=seen)


def test_party_of_another_region_has_no_position(record, demo):
    with pytest.raises(Gone):
        record("voor", party=Municipality.objects.get(code="GM0363"))
    assert party_of(demo, "GM0363") is None


def test_option_that_goes_takes_its_positions_along(demo, adviser, record, huizen):
    made = add_option(plan=demo, values={"title": "Proef", "kind": "schrappen"}, by=adviser)
    record("voor", about=made.code)
    delete_option(option=made, by=adviser)
    assert not Position.objects.filter(municipality=huizen, option=made.pk).exists()
    assert Position.history.filter(option_id=made.pk).count() == 2
    with pytest.raises(Gone):
        record_position(plan=demo, option=made, party=huizen, values={"stance": "voor"}, by=adviser)


@pytest.mark.parametrize(
    "wrong",
    [
        {"stance": "tegen", "reason": ""},
        {"stance": "misschien", "reason": "Omdat."},
        {"municipality": None},
        {"body": "werkgroep"},
        {"twice": True},
    ],
    ids=str,
)
def test_database_refuses_impossible_positions(demo, adviser, huizen, wrong):
    right = {"plan": demo, "option": option(demo), "municipality": huizen, "stance": "voor"}
    twice = wrong.pop("twice", False)
    if "body" in wrong:
        wrong = {"body": Body.objects.get(slug="werkgroep")}
    if twice:
        Position.objects.create(**right, recorded_by=adviser)
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.create(**right | wrong, recorded_by=adviser)


@pytest.mark.parametrize(
    ("role", "own", "may"),
    [
        # role, the municipality that it is for, whether it records for Huizen, Laren, the directors
        ("beheerder", None, (True, True, True)),
        ("beleidsadviseur", None, (True, True, True)),
        ("beleidsadviseur", "GM0406", (True, False, False)),
        ("beheerder", "GM0417", (False, True, False)),
        ("financieel_adviseur", None, (False, False, False)),
        ("portefeuillehouder", "GM0406", (False, False, False)),
        ("lezer", "GM0406", (False, False, False)),
    ],
)
def test_who_speaks_for_whom(demo, role, own, may):
    user = User.objects.create(username="iemand")
    municipality = Municipality.objects.get(code=own) if own else None
    Role.objects.create(user=user, region=demo.region, kind=role, municipality=municipality)
    parties = [party_of(demo, code) for code in ("GM0406", "GM0417", "directieoverleg")]
    assert tuple(speaks_for(user, demo, party) for party in parties) == may


def test_body_has_a_name_of_its_own(demo, adviser):
    made = add_body(region=demo.region, name="  Raden ", by=adviser)
    assert (made.name, made.slug) == ("Raden", "raden")
    with pytest.raises(Refused, match="Er is al een overleg"):
        add_body(region=demo.region, name="raden", by=adviser)
    with pytest.raises(Refused, match="Geef het overleg een naam"):
        rename_body(body=made, name=" ", by=adviser)
    assert rename_body(body=made, name="Colleges", by=adviser).slug == "raden"


def test_body_with_a_position_stays(demo, adviser):
    directors = Body.objects.get(slug="directieoverleg")
    with pytest.raises(Refused, match="heeft nog 2 standpunten"):
        delete_body(body=directors, by=adviser)
    delete_body(body=Body.objects.get(slug="werkgroep"), by=adviser)
    assert not Body.objects.filter(slug="werkgroep").exists()
