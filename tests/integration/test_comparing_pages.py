"""Two to four side by side: the page, its links, its files, and where a difference comes from."""

import datetime
import json
import re
from fractions import Fraction
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.actions.memorandum import change_memorandum_item
from budgets.actions.scenario_terms import change_terms
from budgets.actions.scenarios import create_scenario, delete_scenario, switch_options
from budgets.actions.versions import adopt_version
from budgets.engine import compute, unchanged
from budgets.models import Scenario
from measures.models import Plan

PLAN = "/gooi-en-vechtstreek/bo-2021-2024/"
COMPARE = f"{PLAN}scenarios/vergelijken/"
ALL = "alle-bijstellingen"

pytestmark = pytest.mark.django_db


@pytest.fixture
def sober(demo, finance):
    """Two options on, personnel indexed by 2%."""
    made = create_scenario(plan=demo, name="Sober & <klein>", by=finance)
    switch_options(scenario=made, switched={"pak-aan": True, "ggz-mantelzorg": True}, by=finance)
    return change_terms(scenario=made, values={"index:personnel": Fraction(2)}, by=finance)


def text(answer) -> str:
    return unescape(answer.content.decode())


def cells(page: str, figure: str, year: int) -> list[int]:
    found = re.findall(rf'data-figure="{re.escape(figure)}" data-year="{year}" data-cents="(-?\d+)"', page)
    return [int(cents) for cents in found]


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', page)


def test_figures_stand_side_by_side_with_the_difference_from_the_first(financial, data):
    page = text(financial.get(f"{COMPARE}?met=begroting&met={ALL}&jaar=2023"))
    assert cells(page, "result_after_target", 2023) == [65609365, 146453565, 65609365, 146453565]
    assert cells(page, "difference.result_after_target", 2023) == [80844200]
    assert cells(page, "difference.costs", 2023) == [-80844200]
    assert "voordeliger dan ‘Begroting zonder opties’" in page
    assert cells(page, "options.verslaafden.realised", 2023) == [0, 5129000]
    sides = [unchanged(data), compute(data, Scenario.objects.get(slug=ALL).choice)]
    paid = [side.allocation.figure("GM0406", "net_contribution")[2] for side in sides]
    assert cells(page, "municipalities.GM0406.net_contribution", 2023) == paid
    assert sum(cells(page, "difference.municipalities.net_contribution", 2023)) == -80844200


def test_saving_what_falls_short_and_the_chance_of_a_deficit_are_compared_too(financial, demo, finance):
    page = text(financial.get(f"{COMPARE}?met=begroting&met={ALL}&jaar=2023"))
    assert cells(page, "realised", 2023) == [0, 80844200]
    assert cells(page, "shortfall", 2023) == [0, 2621000]
    assert "structural_balance" not in page
    assert "Kans op een tekort" not in page
    item = demo.memorandum_items.get()
    values = {"title": item.title, "low:2023": 0, "likely:2023": 100_000, "high:2023": 800_000}
    change_memorandum_item(item=item, values=values, by=finance)
    page = text(financial.get(f"{COMPARE}?met=begroting&met={ALL}&jaar=2023"))
    assert cells(page, "result_after_target_low", 2023) == [-14390635, 66453565]
    assert cells(page, "difference.result_after_target_low", 2023) == [80844200]
    assert re.findall('Kans op een tekort: <a class="ask" href="[^"]+">([^<]*)<', page) == [
        "4 op de 100",
        "geen",
    ]


def test_another_first_turns_the_differences_round(financial):
    page = text(financial.get(f"{COMPARE}?met=begroting&met={ALL}&jaar=2023"))
    asked = {link: parse_qs(urlsplit(link).query).get("met") for link in links(page)}
    (again,) = [link for link, keys in asked.items() if keys == [ALL, "begroting"]]
    turned = text(financial.get(f"{COMPARE}{again}"))
    assert cells(turned, "difference.result_after_target", 2023) == [-80844200]
    assert "nadeliger dan ‘Alle bijstellingen’" in turned
    assert parse_qs(again[1:])["jaar"] == ["2023"]


def test_all_years_have_a_line_per_budget(financial, sober):
    answer = financial.get(f"{COMPARE}?met=begroting&met={ALL}&met={sober.slug}&jaar=alle")
    page = text(answer)
    for year in (2021, 2022, 2023, 2024):
        assert len(cells(page, "costs", year)) == 3
        assert len(cells(page, "difference.costs", year)) == 2
    assert 'Sober &amp; &lt;klein&gt; <span class="quiet">· aan</span>' in answer.content.decode()


def test_only_what_differs_leaves_the_rest_out_and_stays_in_every_link(financial):
    address = f"{COMPARE}?met=begroting&met={ALL}&jaar=2023&alleen=verschil"
    page = text(financial.get(address))
    assert cells(page, "income", 2023) == []
    assert cells(page, "costs", 2023) != []
    assert "Hier is niets anders." in page
    of_years = [link for link in links(page) if link.startswith("?") and "jaar=2022" in link]
    assert of_years
    assert all("alleen=verschil" in link for link in of_years)


def test_assumptions_and_versions_stand_beside_each_other(financial, sober, version):
    sides = f"met=versie-1&met=versie-1.{ALL}&met={sober.slug}"
    page = text(financial.get(f"{COMPARE}?{sides}&jaar=2024&naar={sober.slug}"))
    assert "Indexering personeelskosten" in page
    assert "2% per jaar" in page
    assert "Alle bijstellingen op versie 1" in page
    assert f'href="{PLAN}versies/vergelijken/?van=1&naar=werk"' in page
    assert "Andere begroting: kosten " in page
    assert "Pak Aan inbedden in werkprogramma’s: gaat aan" in page


def test_the_waterfall_leads_to_the_one_that_is_asked(financial, sober):
    asked = f"{COMPARE}?met=begroting&met={ALL}&met={sober.slug}&jaar=2023"
    assert "Van Begroting zonder opties naar Sober" in text(financial.get(f"{asked}&naar={sober.slug}"))
    page = text(financial.get(asked))  # where nothing is asked, to the second
    assert "Van Begroting zonder opties naar Alle bijstellingen" in page
    steps = json.loads(re.search(r'id="grafiek-gegevens"[^>]*>(.*?)</script>', page)[1])["waterfall"]["steps"]
    assert (steps[0]["end"], steps[-1]["end"]) == (65609365, 146453565)
    assert sum(step["end"] - step["start"] for step in steps[1:-1]) == 80844200


def test_a_difference_is_explained_down_to_both_amounts(financial, version):
    page = text(financial.get(f"{COMPARE}?met=versie-1&met={ALL}&jaar=2023"))
    (link,) = {link for link in links(page) if "cijfer=difference.result_after_target&jaar=2023" in link}
    assert link.endswith("&vergelijk=versie-1")
    (step,) = {link for link in links(page) if "cijfer=difference.options.pak-aan.realised&jaar=2023" in link}
    assert "Pak Aan" in text(financial.get(step))
    explained = text(financial.get(link))
    assert "Resultaat na taakstelling, verschil met versie 1: Ontwerp" in explained
    assert f"{PLAN}versies/1/begroting/herkomst/?cijfer=result_after_target&jaar=2023" in explained


def test_the_explanation_leads_back_to_the_comparison(financial):
    address = f"{COMPARE}?met=begroting&met={ALL}&jaar=2023"
    origin = f"{PLAN}scenarios/{ALL}/herkomst/?cijfer=costs&jaar=2023"
    page = text(financial.get(origin, headers={"referer": f"http://testserver{address}"}))
    assert f'href="{address}"' in page
    assert "Terug naar de vergelijking" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Kies twee tot vier om te vergelijken"),
        ("met=begroting", "U koos Begroting zonder opties. Kies er nog een bij."),
        (f"met={ALL}&met={ALL}", "U koos Alle bijstellingen. Kies er nog een bij."),
    ],
)
def test_too_few_asks_for_more(financial, query, said):
    answer = financial.get(f"{COMPARE}?{query}")
    assert answer.status_code == 200
    assert said in text(answer)
    assert "<table" not in text(answer)


def test_more_than_four_shows_the_first_four_and_says_so(financial, demo, finance):
    slugs = [create_scenario(plan=demo, name=f"S {i}", by=finance).slug for i in range(5)]
    page = text(financial.get(COMPARE + "?" + "&".join(f"met={slug}" for slug in slugs)))
    assert "Hieronder staan de eerste vier" in page
    assert ">S 3</a>" in page
    assert ">S 4</a>" not in page


def test_what_was_deleted_meanwhile_is_said_above_the_rest(financial, sober, finance):
    address = f"{COMPARE}?met=begroting&met={sober.slug}&met={ALL}&jaar=2023"
    delete_scenario(scenario=sober, by=finance)
    answer = financial.get(address)
    assert answer.status_code == 404
    assert f"‘{sober.slug}’ bestaat niet of niet meer in dit beleidsplan." in text(answer)
    assert cells(text(answer), "difference.costs", 2023) == [-80844200]
    assert financial.get(address.replace("/?", ".xlsx?")).status_code == 404


@pytest.mark.parametrize("key", ["<script>", "versie-9", "versie-1.ongewijzigd", "versie-0", "../x"])
def test_what_is_not_there_is_named_and_never_trusted(financial, key):
    answer = financial.get(COMPARE, {"met": ["begroting", key, ALL]})
    assert answer.status_code == 404
    assert f"‘{key}’" in text(answer)
    assert b"<script>\xe2" not in answer.content


@pytest.mark.parametrize("year", ["2020", "20233", "²⁰²³", "nu"])
def test_a_year_that_none_has_is_not_there(financial, year):
    answer = financial.get(COMPARE, {"met": ["begroting", ALL], "jaar": year})
    assert answer.status_code == 404
    assert "Kies een van die jaren." in text(answer)


def test_the_form_adds_one_and_the_address_stays_readable(financial, version):
    asked = f"{COMPARE}?met=begroting&jaar=alle&erbij={ALL}&op=versie-1"
    answer = financial.get(asked)
    assert (answer.status_code, answer.url) == (302, f"{COMPARE}?met=begroting&met=versie-1.{ALL}&jaar=alle")
    answer = financial.get(f"{COMPARE}?met={ALL}&erbij=begroting&op=versie-1")
    assert answer.url == f"{COMPARE}?met={ALL}&met=versie-1"


def test_the_list_and_a_scenario_lead_to_it(financial):
    page = text(financial.get(f"{PLAN}scenarios/"))
    assert 'form="vergelijk" name="met" value="alle-bijstellingen"' in page
    assert f'id="vergelijk" action="{COMPARE}"' in page
    assert f"{COMPARE}?met=begroting&met={ALL}" in text(financial.get(f"{PLAN}scenarios/{ALL}/"))


@pytest.mark.parametrize("name", ["Vergelijken", "Begroting", "Versie 3", "Zoeken"])
def test_a_scenario_never_gets_the_address_of_something_else(demo, finance, financial, name):
    made = create_scenario(plan=demo, name=name, by=finance)
    assert re.fullmatch(r"[a-z0-9-]+-2", made.slug)
    assert name in text(financial.get(f"{PLAN}scenarios/{made.slug}/"))


def test_queries_do_not_grow_with_scenarios_and_versions(financial, demo, finance):
    """Two of a plan with a few, and four of a plan with many, cost the same."""

    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert financial.get(f"{COMPARE}?{query}").status_code == 200
        return len(counted)

    queries(f"met=begroting&met={ALL}")
    before = queries(f"met=begroting&met={ALL}")
    for i in range(6):
        create_scenario(plan=demo, name=f"S {i}", by=finance)
    for i in range(2):
        day = datetime.date(2020, 1, 1)
        adopt_version(plan=demo, name=f"V {i}", kind=("concept", "ontwerp")[i], decided_on=day, by=finance)
    many = "met=s-1&met=s-2&met=versie-1&met=versie-2.s-3&jaar=alle"
    queries(many)  # a version is read once and then kept
    assert queries(many) <= before


def test_json_has_every_figure_and_waterfalls_that_add_up(financial, sober):
    content = json.loads(
        financial.get(f"{PLAN}scenarios/vergelijken.json?met=begroting&met={ALL}&met={sober.slug}").content
    )
    assert [side["side"] for side in content["sides"]] == ["begroting", ALL, sober.slug]
    after = content["figures"]["resultAfterTarget"]
    assert after["amounts"][1] == ["714335.65", "1316261.65", "1464535.65", "1464535.65"]
    assert after["difference"][1][2] == "808442.00"
    assert {row["kind"] for row in content["settings"]} == {"index"}
    for way, ends in zip(content["waterfalls"], after["amounts"][1:], strict=True):
        for i, start in enumerate(way["start"]):
            steps = sum(Fraction(step["changes"][i]) for step in way["steps"])
            assert Fraction(start) + steps == Fraction(way["end"][i]) == Fraction(ends[i])


def test_command_prints_the_same_and_refuses_what_is_not_there(demo, sober, capsys):
    call_command("compare", "bo-2021-2024", "begroting", sober.slug)
    said = capsys.readouterr().out
    assert "Van Begroting zonder opties naar Sober & <klein>" in said
    call_command("compare", "bo-2021-2024", "begroting", ALL, "--json")
    assert json.loads(capsys.readouterr().out)["figures"]["costs"]["amounts"][0][0] == "21701192.00"
    for keys in (["begroting"], ["begroting", "weg"]):
        with pytest.raises(CommandError):
            call_command("compare", "bo-2021-2024", *keys)


def test_a_scenario_of_another_plan_is_not_there(financial, demo, finance):
    years = {"first_year": 2025, "last_year": 2026}
    other = Plan.objects.create(region=demo.region, slug="ander", title="Ander", **years)
    create_scenario(plan=other, name="Elders", by=finance)
    assert Scenario.objects.filter(slug="elders").exists()
    assert financial.get(f"{COMPARE}?met=begroting&met=elders").status_code == 404


def test_plan_without_a_scenario_says_what_to_do_first(financial, demo):
    plan = Plan.objects.create(
        region=demo.region, slug="nieuw", title="Nieuw", first_year=2025, last_year=2028, current_year=2025
    )
    page = text(financial.get(f"/{demo.region.slug}/{plan.slug}/scenarios/vergelijken/?met=begroting"))
    assert "Maak eerst een scenario bij" in page
    assert "<select" not in page
    assert "Kies er nog een bij." not in page


def test_way_without_steps_explains_none(financial):
    page = text(financial.get(f"{COMPARE}?met=begroting&met=ongewijzigd&jaar=2023"))
    assert "Er is geen verschil: er zijn geen stappen." in page
    assert "De stappen staan in de volgorde" not in page
