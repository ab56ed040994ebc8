"""Looking on over HTTP: nothing new costs nothing, what is new is made once, and who sees whom."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.actions.adjustments import add_adjustment
from budgets.actions.levels import choose_levels
from budgets.actions.scenarios import switch_options
from budgets.models import Scenario
from decisions.models import Presentation
from municipalities.models import User

NAMES = ["gooi-en-vechtstreek", "bo-2021-2024", "ongewijzigd"]
FOLLOW, STATE, PRESENT = (reverse(name, args=NAMES) for name in ("follow", "follow_state", "present"))
PART = {"HX-Request": "true"}


def client_of(name):
    client = Client()
    client.force_login(User.objects.get(username=name), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def adviser(demo):
    return client_of("adviseur")


@pytest.fixture
def reader(demo):
    client = client_of("lezer")
    client.get(FOLLOW)
    return client


def text(answer):
    return " ".join(answer.content.decode().split())


def ongewijzigd():
    return Scenario.objects.select_related("plan__region").get(slug="ongewijzigd")


def adviseur():
    return User.objects.get(username="adviseur")


def layout(client):
    return re.search('data-layout="([^"]+)"', text(client.get(STATE)))[1]


def switch(code="mda", on=True):
    switch_options(scenario=ongewijzigd(), switched={code: on}, by=adviseur())


def test_nothing_new_is_told_without_a_budget_and_without_computing(reader, monkeypatch):
    tag = reader.get(STATE).headers["ETag"]

    def never(*args, **kwargs):
        raise AssertionError("a budget was read or computed")

    for name in (
        "budgets.snapshot.read",
        "reports.scenario_page.compute",
        "reports.scenario_page.budget_data",
    ):
        monkeypatch.setattr(name, never)
    monkeypatch.setattr("reports.following.answer.budget_data", never)
    monkeypatch.setattr("reports.following.views.budget_data", never)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = reader.get(STATE, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["ETag"] == tag
    assert len(queries) == 3, [query["sql"] for query in queries]  # session, user, how it stands


def test_tag_that_a_proxy_weakened_is_known(reader):
    tag = reader.get(STATE).headers["ETag"]
    assert reader.get(STATE, headers={"If-None-Match": f"W/{tag}"}).status_code == 304


def test_what_is_new_is_made_once_for_everybody(reader, monkeypatch):
    made = []
    from reports.scenario_page import scenario_part

    monkeypatch.setattr(
        "reports.following.views.scenario_part", lambda *args: made.append(args) or scenario_part(*args)
    )
    switch()
    answers = [client_of(name).get(STATE).content for name in ("lezer", "financien", "beheerder")]
    assert len(made) == 1
    assert len(set(answers)) == 1


def test_answer_names_nobody_who_looks_on_and_holds_no_token(reader):
    answer = text(reader.get(STATE))
    assert "lezer" not in answer
    assert "csrf" not in answer.lower()


def test_answer_says_which_switch_and_what_came_of_it(reader):
    tag = reader.get(STATE).headers["ETag"]
    switch()
    answer = reader.get(STATE, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert (
        ": adviseur heeft ‘MDA++ ombuigen’ aangezet. Resultaat na taakstelling 2023: € 699.474, voordelig."
        in text(answer)
    )
    assert 'data-on="mda"' in text(answer)


def test_page_and_answer_agree(reader):
    page = text(reader.get(FOLLOW))
    tag = reader.get(STATE).headers["ETag"]
    assert f'data-tag="{tag.replace(chr(34), "&quot;")}"' in page
    assert 'data-figure="result_after_target" data-year="2023" data-cents="65609365"' in page
    assert "Alles aan" not in page


def test_presenter_leads_and_a_year_of_ones_own_does_not(adviser, reader):
    adviser.post(PRESENT, {"wat": "begin", "jaar": "2022"})
    assert 'data-year="2022" data-name=' in text(reader.get(STATE))
    assert "U kijkt mee met adviseur." in text(reader.get(FOLLOW))
    assert adviser.post(PRESENT, {"wat": "verplaats", "jaar": "2024", "blad": "gemeente"}).status_code == 204
    assert 'data-year="2024" data-name=' in text(reader.get(STATE))
    assert 'data-view="gemeente"' in text(reader.get(STATE))
    assert 'data-year="2021" data-name=' in text(reader.get(f"{STATE}?jaar=2021"))
    page = text(reader.get(f"{FOLLOW}?jaar=2021"))
    assert 'U kijkt zelf, in <strong id="meekijk-jaar">2021</strong>.' in page


def test_presenter_sees_who_looks_on_and_nobody_else_does(adviser, reader):
    adviser.post(PRESENT, {"wat": "begin"})
    client_of("financien").get(STATE)
    answer = adviser.get(PRESENT, headers=PART)
    assert "<strong>2</strong> kijken mee: financien, lezer." in text(answer)
    same = adviser.get(PRESENT, headers=PART | {"If-None-Match": answer.headers["ETag"]})
    assert same.status_code == 304
    assert "financien" not in text(client_of("beheerder").get(PRESENT))
    assert "kijken mee" not in text(reader.get(FOLLOW))


def test_who_was_taken_over_from_is_told(adviser, reader):
    adviser.post(PRESENT, {"wat": "begin"})
    client_of("financien").post(PRESENT, {"wat": "begin"})
    assert "financien presenteert nu." in text(adviser.get(PRESENT, headers=PART))
    assert adviser.post(PRESENT, {"wat": "verplaats", "jaar": "2022"}).status_code == 422
    assert "financien presenteert dit scenario." in text(adviser.get(reverse("scenario", args=NAMES)))


def test_list_of_who_looks_on_takes_as_many_queries_however_many_there_are(adviser, reader, demo):
    adviser.post(PRESENT, {"wat": "begin"})
    adviser.get(PRESENT, headers=PART)  # notes the visit
    counts = []
    for names in (["lezer"], ["financien", "beheerder", "portefeuillehouder"]):
        for name in names:
            client_of(name).get(STATE)
        with CaptureQueriesContext(connection) as queries:
            adviser.get(PRESENT, headers=PART)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_deleted_scenario_is_not_there_any_more(reader):
    Scenario.objects.get(slug="ongewijzigd").delete()
    answer = reader.get(STATE)
    assert answer.status_code == 404
    assert "bestaat niet of niet meer" in text(answer)


@pytest.mark.parametrize("wat", ["", "dansen"])
def test_unclear_request_is_refused(adviser, wat):
    assert adviser.post(PRESENT, {"wat": wat}).status_code == 422


def test_year_that_the_plan_does_not_have_is_not_there(reader):
    assert reader.get(f"{FOLLOW}?jaar=1999").status_code == 404
    assert reader.get(f"{STATE}?jaar=1999").status_code == 404


def test_last_changes_are_told_as_what_they_are(reader, adviser):
    scenario = reverse("scenario", args=NAMES)
    switch()
    adviser.post(f"{scenario}hernoemen/", {"naam": "Werkgroep"})
    assert "adviseur heeft het scenario ‘Werkgroep’ genoemd." in text(reader.get(STATE))
    adviser.post(scenario, {"alles": "aan"})
    assert "adviseur heeft 12 opties omgezet; er staan er nu 13 aan." in text(reader.get(STATE))
    adviser.post(f"{scenario}uitgangspunten/", {"gezien": "{}", "aandeel": "ja", "index_personnel": "2"})
    assert "adviseur heeft de uitgangspunten gewijzigd." in text(reader.get(STATE))


def test_level_is_followed_as_a_switch_is(reader):
    before = layout(reader)
    choose_levels(scenario=ongewijzigd(), chosen={"regisseur": "vervalt"}, by=adviseur())
    answer = text(reader.get(STATE))
    assert "adviseur heeft ‘Gemeentelijke regisseur inperken’ op niveau ‘vervalt’ gezet." in answer
    assert 'data-levels="regisseur:vervalt"' in answer
    assert layout(reader) == before


def test_own_adjustment_is_told_and_has_the_page_load_anew(reader):
    before = layout(reader)
    own = {
        "of": "post-regel-1",
        "change": Decimal(-1000),
        "percentage": None,
        "first_year": 2022,
        "reason": "Zuinig.",
    }
    add_adjustment(scenario=ongewijzigd(), values=own, by=adviseur())
    assert "adviseur heeft de eigen aanpassingen gewijzigd." in text(reader.get(STATE))
    assert layout(reader) != before
    assert "Zuinig." in text(reader.get(FOLLOW))


def test_every_view_of_the_page_can_be_shown(adviser):
    views = re.findall('id="tab-([a-z]+)"', text(adviser.get(FOLLOW)))
    adviser.post(PRESENT, {"wat": "begin"})
    moved = [adviser.post(PRESENT, {"wat": "verplaats", "jaar": "2022", "blad": view}) for view in views]
    assert {answer.status_code for answer in moved} == {204}
    assert set(views) == set(Presentation.View.values)
