"""The scenario pages: switching, and making, copying, renaming and deleting."""

import re

import pytest

from budgets.engine import Choice, amounts_of, compute
from budgets.models import Scenario
from budgets.snapshot import budget_data

LIST = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/"
EMPTY, FULL = f"{LIST}ongewijzigd/", f"{LIST}alle-bijstellingen/"
HTMX = {"HX-Request": "true"}
CELL = r'data-figure="([^"]+)" data-year="(\d+)" data-cents="(-?\d+)"'

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client, demo):
    client.login(username="adviseur", password="demo")
    return client


@pytest.fixture
def alderman(client, demo):
    client.login(username="portefeuillehouder", password="demo")
    return client


def text(answer) -> str:
    return answer.content.decode()


def on(slug: str = "ongewijzigd") -> set[str]:
    return set(Scenario.objects.get(slug=slug).choice.on)


def test_page_and_answer_hold_the_same_figures(adviser, demo):
    result = compute(budget_data(demo), Choice.of(["mda", "ggz-mantelzorg"]))
    adviser.post(f"{EMPTY}opties/mda/", {"aan": "1"}, headers=HTMX)
    answer = adviser.post(f"{EMPTY}opties/ggz-mantelzorg/", {"aan": "1"}, headers=HTMX)
    in_page = set(re.findall(CELL, text(adviser.get(EMPTY))))
    in_answer = set(re.findall(CELL, text(answer)))
    assert in_answer <= in_page
    named = [cell for cell in in_answer if not cell[0].startswith(("unchanged.", "waterfall."))]
    found = {figure: dict(zip(result.years, amounts_of(result, figure), strict=True)) for figure, *_ in named}
    assert [c for c in named if found[c[0]][int(c[1])] != int(c[2])] == []
    assert {"costs", "shortfall", "realised", "costs_by_priority.3"} <= {figure for figure, _, _ in named}
    assert ("options.ggz-mantelzorg.realised", "2023", "6500000") in in_answer


def test_page_holds_no_figure_twice(adviser):
    cells = [cell[:2] for cell in re.findall(CELL, text(adviser.get(FULL)))]
    assert len(cells) == len(set(cells))


def test_options_show_every_year_that_has_effects_and_no_other(adviser):
    years = re.findall(r"besparing</span> (\d+)", text(adviser.get(FULL)))
    assert years == ["2022", "2023", "2024"]


@pytest.mark.parametrize("wrong", [{}, {"aan": "misschien"}, {"aan": "true"}])
def test_switch_that_is_neither_on_nor_off_is_refused_in_words(adviser, wrong):
    answer = adviser.post(f"{EMPTY}opties/mda/", wrong, headers=HTMX)
    assert answer.status_code == 422
    assert "niets bewaard" in text(answer)
    assert on() == set()


def test_switch_in_a_year_outside_the_plan_saves_nothing(adviser):
    answer = adviser.post(f"{EMPTY}opties/mda/", {"aan": "1", "jaar": "1999"}, headers=HTMX)
    assert answer.status_code == 404
    assert on() == set()


@pytest.mark.parametrize("year", ["1999", "x", "20232023", "٢٠٢٣"])
def test_page_of_a_year_outside_the_plan_is_not_found(adviser, year):
    assert adviser.get(EMPTY, {"jaar": year}).status_code == 404


def test_form_applies_only_what_this_person_changed(adviser):
    Scenario.objects.filter(slug="ongewijzigd").update(
        choice_json='{"indexation":[],"on":["php","wvggz"],"schema":1}'
    )
    answer = adviser.post(EMPTY, {"stond_aan": ["php"], "optie": ["mda"], "jaar": "2022"})
    assert answer.status_code == 302
    assert answer.url == f"{EMPTY}?jaar=2022"
    assert on() == {"mda", "wvggz"}


def test_form_with_an_unknown_option_changes_nothing(adviser):
    assert adviser.post(EMPTY, {"optie": ["mda", "bestaat-niet"]}).status_code == 404
    assert on() == set()


def test_everything_on_and_off_by_htmx_and_by_form(adviser):
    answer = adviser.post(EMPTY, {"alles": "aan", "jaar": "2023"}, headers=HTMX)
    assert "alle opties staan aan" in text(answer)
    assert len(on()) == 13
    assert adviser.post(EMPTY, {"alles": "uit"}).status_code == 302
    assert on() == set()


def test_scenario_with_an_option_that_is_gone_says_so(adviser):
    Scenario.objects.filter(slug="ongewijzigd").update(
        choice_json='{"indexation":[],"on":["weg"],"schema":1}'
    )
    answer = adviser.get(EMPTY)
    assert answer.status_code == 200
    assert "‘weg’ staat niet meer in de begroting" in text(answer)


def test_plan_without_options_has_a_page_that_says_so(adviser, demo):
    demo.options.all().delete()
    answer = adviser.get(EMPTY)
    assert answer.status_code == 200
    assert "nog geen bijstellingsopties" in text(answer)


def test_alderman_reads_what_another_made_and_changes_what_is_theirs(alderman):
    assert alderman.post(f"{EMPTY}opties/mda/", {"aan": "1"}, headers=HTMX).status_code == 403
    assert on() == set()
    alderman.post(LIST, {"naam": "Van mij"})
    assert alderman.post(f"{LIST}van-mij/opties/mda/", {"aan": "1"}, headers=HTMX).status_code == 200
    assert on("van-mij") == {"mda"}


def test_refusal_for_htmx_is_a_sentence(alderman):
    answer = alderman.post(f"{EMPTY}opties/mda/", {"aan": "1"}, headers=HTMX)
    assert "<html" not in text(answer)
    assert "niet wijzigen" in text(answer)


def test_list_gives_result_after_target_per_year(adviser):
    page = text(adviser.get(LIST))
    cells = [int(cents) for figure, _, cents in re.findall(CELL, page) if figure == "result_after_target"]
    assert cells == [71433565, 59660965, 65609365, 65609365, 71433565, 131626165, 146453565, 146453565]
    assert "0 van 13" in page
    assert "11 van 13" in page


def test_list_without_scenarios_says_what_to_do_first(adviser):
    Scenario.objects.all().delete()
    assert "Maak een eerste scenario" in text(adviser.get(LIST))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Geef het scenario een naam"),
        ("   ", "Geef het scenario een naam"),
        ("ongewijzigd", "Er is al een scenario met de naam"),
        ("x" * 81, "De naam is te lang: 81 tekens"),
        ("a\x00b", "tekens"),
    ],
)
def test_name_that_cannot_be_is_a_message_at_the_field_and_is_kept(adviser, name, said):
    answer = adviser.post(LIST, {"naam": name})
    assert answer.status_code == 200
    message = re.search(r'id="fout-naam"[^>]*>([^<]*)<', text(answer))
    assert message
    assert said in message[1]
    assert Scenario.objects.count() == 3


def test_make_copy_rename_delete(adviser):
    assert adviser.post(LIST, {"naam": "  Werkgroep   januari "}).url == f"{LIST}werkgroep-januari/"
    adviser.post(f"{LIST}werkgroep-januari/opties/php/", {"aan": "1"}, headers=HTMX)
    copied = adviser.post(f"{LIST}werkgroep-januari/kopieren/")
    assert copied.url == f"{LIST}kopie-van-werkgroep-januari/"
    assert on("kopie-van-werkgroep-januari") == {"php"}
    again = adviser.post(f"{LIST}werkgroep-januari/kopieren/")
    assert Scenario.objects.get(slug=again.url.split("/")[-2]).name == "Kopie 2 van Werkgroep januari"
    renamed = adviser.post(f"{copied.url}hernoemen/", {"naam": "Februari"})
    assert renamed.url == copied.url
    assert "Februari" in text(adviser.get(renamed.url))
    assert "Ja, verwijderen" in text(adviser.get(f"{copied.url}verwijderen/"))
    assert adviser.post(f"{copied.url}verwijderen/").url == LIST
    assert adviser.get(copied.url).status_code == 404
    assert adviser.post(f"{copied.url}verwijderen/").status_code == 404


def test_copy_of_a_longest_name_fits(adviser):
    adviser.post(LIST, {"naam": "n" * 80})
    slug = Scenario.objects.get(name="n" * 80).slug
    for _ in range(2):
        assert adviser.post(f"{LIST}{slug}/kopieren/").status_code == 302


def test_name_is_text_and_never_markup(adviser):
    adviser.post(LIST, {"naam": "<script>alert(1)</script>"})
    slug = Scenario.objects.last().slug
    for path in (LIST, f"{LIST}{slug}/", f"{LIST}{slug}/verwijderen/"):
        assert "<script>alert" not in text(adviser.get(path))


def test_explanation_in_a_scenario_is_of_that_scenario(adviser):
    part = text(adviser.get(f"{FULL}herkomst/?cijfer=costs&jaar=2023", headers=HTMX))
    assert "€\u00a026.210 is niet te realiseren" in part
    assert 'class="total" data-cents="2110590000"' in part


def test_everything_on_or_off_in_other_words_is_refused(adviser):
    answer = adviser.post(EMPTY, {"alles": "misschien"})
    assert answer.status_code == 422
    assert "niet duidelijk" in text(answer)


def test_option_address_by_get_is_a_page_with_the_way_to_the_scenario(adviser):
    answer = adviser.get(f"{EMPTY}opties/mda/")
    assert answer.status_code == 405
    assert f'href="{EMPTY}"' in text(answer)


def test_year_goes_into_the_address_only_by_an_answer(adviser):
    answer = adviser.get(EMPTY, {"jaar": "2022"}, headers=HTMX)
    assert answer.headers["HX-Push-Url"] == f"{EMPTY}?jaar=2022"
    assert "data-hx-push-url" not in text(adviser.get(EMPTY))


def test_deleted_scenario_leads_to_the_list_and_keeps_the_menu(adviser):
    page = text(adviser.get(f"{LIST}weg/"))
    assert f'href="{LIST}"' in page
    assert "Begroting</a>" in page


def test_answer_tells_what_another_changed_only_where_it_differs(adviser):
    same = adviser.post(f"{EMPTY}opties/mda/", {"aan": "1", "gezien": ""}, headers=HTMX)
    assert "Intussen" not in text(same)
    other = adviser.post(f"{EMPTY}opties/php/", {"aan": "1", "gezien": "wvggz mda"}, headers=HTMX)
    assert "Intussen veranderd door een ander" in text(other)


def test_form_without_script_tells_what_another_changed(adviser):
    adviser.post(f"{EMPTY}opties/mda/", {"aan": "1"}, headers=HTMX)
    answer = adviser.post(EMPTY, {"optie": ["php"], "naam_gezien": "Ongewijzigd"}, follow=True)
    assert "Intussen veranderd door uzelf in een ander venster: MDA++" in text(answer)
