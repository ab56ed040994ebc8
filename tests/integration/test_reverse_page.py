"""The page of the reverse question: asked in the address, answered in words."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from municipalities.models import User

PAGE = "/gooi-en-vechtstreek/bo-2021-2024/omgekeerd/"


@pytest.fixture
def reader(client, demo):
    client.force_login(User.objects.get(username="lezer"))
    return client


def ask(client, **query):
    return client.get(
        PAGE, {"gemeente": "GM0406", "jaar": "2023", "hoogstens": "270000"} | query
    ).content.decode()


def test_smallest_set_is_named(reader):
    page = ask(reader)
    assert "Met één schakelaar betaalt Huizen in 2023" in page
    assert "gaat aan" in page
    assert "Nu betaalt de gemeente per saldo" in page
    assert '€\u00a0285.910,57</a>, daarna <a class="ask"' in page
    then = re.search(r'href="([^"]+opties=[^"]+)">€\u00a0269.630,98</a>', page)
    assert then
    assert 'data-cents="26963098"' in reader.get(unescape(then[1])).content.decode()


def test_switch_of_a_scenario_may_go_off(reader):
    assert "Er hoeft niets te veranderen" in ask(reader, scenario="alle-bijstellingen")


def test_amount_that_cannot_be_reached_says_what_can(reader):
    page = ask(reader, hoogstens="-200000")
    assert "Met geen enkele combinatie van opties krijgt Huizen in 2023 per saldo minstens" in page
    most = "Met de opties die het meest schelen krijgt Huizen in 2023 per saldo €\u00a016.451,28 terug"
    assert most in strip_tags(page)


def test_municipality_that_is_no_member_in_the_year_is_told_so(reader):
    page = ask(reader, gemeente="GM0457")
    assert "Weesp is in 2023 geen lid van de regio en betaalt dan niets." in page
    assert "Er hoeft niets te veranderen" not in page


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"hoogstens": "veel"}, "is geen bedrag"),
        ({"hoogstens": ""}, "Vul een bedrag in."),
        ({"gemeente": "GM9999"}, "Kies iets uit de lijst."),
        ({"jaar": "1999"}, "Kies iets uit de lijst."),
        ({"scenario": "x"}, "bestaat niet of niet meer"),
    ],
)
def test_question_that_makes_no_sense_is_said_at_its_field(reader, query, says):
    page = ask(reader, **query)
    assert says in page
    assert "h-antwoord" not in page


def test_page_before_anything_is_asked(reader):
    page = reader.get(PAGE).content.decode()
    assert "Kies een gemeente" in page
    assert "field__error" not in page
