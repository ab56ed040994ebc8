"""Positions on the screen: the flag at a switch, the table, the form, and bodies."""

import re

import pytest
from django.urls import reverse

from decisions.positions import positions_of
from municipalities.models import Municipality, Role, User
from tests.integration.forms import submit

PLAN = ["gooi-en-vechtstreek", "bo-2021-2024"]
POSITION = reverse("position", args=[*PLAN, "wvggz", "GM0406"])


@pytest.fixture
def advising(client, demo):
    client.force_login(User.objects.get(username="adviseur"), "django.contrib.auth.backends.ModelBackend")
    return client


def page(client, name, *more):
    answer = client.get(reverse(name, args=[*PLAN, *more]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_switch_has_a_flag_with_who_objects_and_why(advising):
    text = page(advising, "scenario", "ongewijzigd")
    assert "Standpunten over MDA++ ombuigen: </span>Huizen tegen</a>" in text
    assert "Huizen tegen; directieoverleg voorbehoud</a>" in text
    assert text.count('class="mark mark--position"') == 3
    assert "De post blijft op € 400.000." in text
    assert "De opties zijn ter kennis genomen; zij worden niet doorgevoerd." in text


def test_more_than_two_positions_are_counted(advising, demo):
    for code, stance in (("GM0317", "voor"), ("GM0417", "tegen")):
        address = reverse("position", args=[*PLAN, "mda", code])
        assert submit(advising, address, {"standpunt": stance, "reden": "Zo is het."}).status_code == 302
    assert "2 tegen, 1 voor</a>" in page(advising, "scenario", "ongewijzigd")


def test_table_and_option_page_say_the_same(advising):
    table = page(advising, "positions")
    assert "Huizen over MDA++ ombuigen: </span>tegen</a>" in table
    assert "directieoverleg over Alle opties samen: </span>tegen</a>" in table
    assert "Het budget blijft ongewijzigd." in page(advising, "option", "mda")


def test_form_keeps_what_was_typed_and_says_what_is_missing(advising, demo):
    text = submit(advising, POSITION, {"standpunt": "tegen", "reden": ""}).content.decode()
    assert "bij ‘tegen’ hoort een reden" in text
    assert re.search('value="tegen"[^>]* checked', text)
    assert positions_of(demo).of("wvggz") == ()


def test_position_recorded_on_its_page(advising, demo):
    submit(advising, POSITION, {"standpunt": "voorbehoud", "reden": "Eerst een raming."})
    (found,) = positions_of(demo).of("wvggz")
    assert (found.stance, found.reason, found.recorded_by.username) == (
        "voorbehoud",
        "Eerst een raming.",
        "adviseur",
    )
    assert "Eerst een raming." in advising.get(POSITION).content.decode()


def test_role_of_one_municipality_records_only_for_that(client, demo):
    user = User.objects.create(username="huizen")
    own = Municipality.objects.get(code="GM0406")
    Role.objects.create(user=user, region=demo.region, kind="beleidsadviseur", municipality=own)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert submit(client, POSITION, {"standpunt": "voor"}).status_code == 302
    other = reverse("position", args=[*PLAN, "wvggz", "GM0417"])
    refused = submit(client, other, {"standpunt": "voor"})
    assert refused.status_code == 403
    assert "Uw rol hoort bij Huizen" in refused.content.decode()
    assert page(client, "positions").count("nog geen standpunt, vastleggen") == 11


def test_table_takes_as_many_queries_whatever_is_said(advising, demo, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page(advising, "positions")


def test_region_without_bodies_says_what_to_do_first(client, demo):
    user = User.objects.get(username="buurregio")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    text = client.get(reverse("bodies", args=["utrecht-voorbeeld"])).content.decode()
    assert "Een beheerder van de regio voegt die toe." in text


def test_page_of_a_municipality_has_its_own_positions_only(advising):
    text = page(advising, "municipality", "GM0406")
    assert "Standpunten van Huizen" in text
    assert "De post blijft op € 400.000." in text
    assert "Het is te vroeg om dit in te bedden." not in text
    assert "Standpunten van Laren" not in page(advising, "municipality", "GM0417")
