"""P.m. items on their pages: filled in, refused at the field, and shown where the result stands."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from budgets.models import MemorandumItem
from tests.by_code import by_code

ESTIMATE = {"laag_2022": "100.000", "hoog_2022": "250.000"}


@pytest.fixture
def at(demo):
    return lambda name, **more: reverse(name, args=[demo.region.slug, demo.slug, *more.values()])


def filled(**more):
    return {
        "naam": "Risico Weesp",
        "toelichting": "",
        "eerste_jaar": "2021",
        "laatste_jaar": "2024",
        "gemeente": "GM0457",
    } | more


@pytest.fixture
def finance(client, demo):
    client.login(username="financien", password="demo")
    return client


def text_of(answer):
    return " ".join(answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").split())


def seen_on(answer):
    return answer.context["form"].seen_json()


@pytest.fixture
def estimated(finance, at):
    where = at("memorandum_change", item="risico-weesp")
    seen = seen_on(finance.get(where))
    answer = finance.post(where, filled(gezien=seen, **ESTIMATE), follow=True)
    assert "is bewaard" in text_of(answer)
    return answer


def test_list_shows_the_item_with_its_estimate(estimated):
    assert "P.m.-posten" in text_of(estimated)
    assert "100.000 tot 250.000" in strip_tags(text_of(estimated))


def test_budget_shows_the_estimate_and_the_range_below_the_result(estimated, finance, at):
    shown = text_of(finance.get(at("budget")))
    assert "100.000 tot 250.000" in strip_tags(shown)
    assert 'data-figure="result_after_target_low" data-year="2022" data-cents="34660965"' in shown
    assert 'data-figure="result_after_target_high" data-year="2022" data-cents="49660965"' in shown


def test_budget_without_an_estimate_has_no_range(finance, at):
    assert "result_after_target_low" not in text_of(finance.get(at("budget")))


def test_scenario_and_its_assumptions_show_the_estimate_beside_who_leaves(estimated, finance, at):
    scenario = text_of(finance.get(at("scenario", scenario="alle-bijstellingen")))
    assert "Na taakstelling, ongunstig geschat" in scenario
    terms = text_of(finance.get(at("scenario_terms", scenario="alle-bijstellingen")))
    assert "Bij Weesp hoort een p.m.-post die niet meetelt" in terms
    assert "Geschat op € 100.000 tot € 250.000 in 2022." in terms
    assert "Schatting wijzigen" in terms


def test_assumptions_say_that_there_is_no_estimate_and_only_finance_may_fill_it_in(finance, client, at):
    where = at("scenario_terms", scenario="alle-bijstellingen")
    assert "Er is nog geen schatting. <a" in text_of(finance.get(where))
    client.login(username="adviseur", password="demo")
    answer = text_of(client.get(where))
    assert "Er is nog geen schatting" in answer
    assert "Schatting invullen" not in answer


def test_range_is_explained_by_the_result_and_the_estimates(estimated, finance, at):
    where = at("budget") + "herkomst/?cijfer=result_after_target_low&jaar=2022"
    shown = text_of(finance.get(where))
    assert "Risico Weesp, geschat" in shown
    assert "250.000" in shown


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"naam": ""}, "naam", "Geef de p.m.-post een naam."),
        ({"laag_2022": "5", "hoog_2022": "4"}, "laag_2022", "meer dan de hoge"),
        ({"laag_2022": "5"}, "hoog_2022", "ontbreekt een hoge schatting"),
        ({"laag_2022": "vijf", "hoog_2022": "6"}, "laag_2022", ""),
        ({"laatste_jaar": "2021", "laag_2022": "5", "hoog_2022": "6"}, "laag_2022", "niet p.m."),
    ],
)
def test_bad_input_is_said_at_its_field_and_keeps_what_was_typed(finance, at, typed, field, says):
    answer = finance.post(at("memorandum_new"), filled(naam="Nieuw") | typed)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert says in " ".join(form.errors[field])
    assert form["laag_2022"].value() == typed.get("laag_2022", None)
    assert not MemorandumItem.objects.filter(title="Nieuw").exists()


def test_json_says_the_range_and_the_items(estimated, finance, demo, capsys):
    call_command("compute", demo.slug, "--json")
    found = json.loads(capsys.readouterr().out)["memorandum"]
    assert found["resultAfterTargetLow"][1] == "346609.65"
    weesp = by_code(found["items"])["risico-weesp"]
    assert weesp["low"] == [None, "100000.00", None, None]
    assert weesp["municipality"] == "GM0457"
