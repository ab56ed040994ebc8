"""The page that looks for combinations: asked in the address, answered with proof, made a scenario."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from budgets import search_process, search_work
from budgets.models import Scenario, Search
from municipalities.models import User
from reports.search import outcome

PAGE = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/zoeken/"
ASKED = {"wens": "besparing", "jaar_2023": "300.000"}
VRAAG = {"vraag": "wens=besparing&jaar_2023=300.000"}
FIVE = {"vrouwenopvang", "pak-aan", "mensenhandel", "mda", "ggz-mantelzorg"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def adviser(client, demo):
    client.force_login(User.objects.get(username="adviseur"), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def reader(client, demo):
    client.force_login(User.objects.get(username="lezer"), "django.contrib.auth.backends.ModelBackend")
    return client


def ask(client, **query):
    return html.unescape(client.get(PAGE, ASKED | query, follow=True).content.decode())


def test_page_before_anything_is_asked_suggests_the_target(reader):
    page = html.unescape(reader.get(PAGE).content.decode())
    assert "Zo werkt het" in page
    assert 'name="jaar_2023" value="72.370,35"' in page
    assert "field__error" not in page


def test_least_cut_of_300_000_is_found_and_proven(reader):
    page = ask(reader)
    assert "5 opties besparen samen €\u00a0300.017 in 2023." in strip_tags(page)
    assert "Bewezen: geen betere combinatie, verschil 0. 2.048 combinaties gewogen" in page
    assert 'data-figure="realised" data-year="2023" data-cents="30001700"' in page
    gives_up = "Geeft op: €\u00a040.000 van prioriteit 0 (wettelijk) en €\u00a0260.017 van prioriteit 2"
    assert gives_up in strip_tags(page)
    assert page.count("data-rank=") == 10
    assert "Met uw rol kunt u hier geen scenario’s maken" in page
    assert 'name="combinatie"' not in page


def test_search_may_choose_the_level_of_an_option(reader):
    """Regisseur at 200.000 and knelpunten save exactly what is asked."""
    page = ask(reader, optie_regisseur="elk-niveau")
    assert "2 opties besparen samen €\u00a0300.000 in 2023." in strip_tags(page)
    assert "4.096 combinaties gewogen" in page
    address = re.search(r'href="([^"]*cijfer=realised&jaar=2023[^"]*)"', page.split("data-rank")[1])[1]
    assert "300.000" in reader.get(address).content.decode()
    assert "blijft 200.000" in page


def test_levels_that_were_not_weighed_are_offered_where_nothing_gets_there(client, demo):
    client.force_login(User.objects.get(username="buurregio"), "django.contrib.auth.backends.ModelBackend")
    at = "/utrecht-voorbeeld/opvang-2025-2028/scenarios/zoeken/"
    page = html.unescape(client.get(at, {"wens": "besparing", "jaar_2026": "110000"}).content.decode())
    assert "Niet haalbaar" in page
    address = re.search(r'href="([^"]*)">Zoek met ‘Arbeidsmatige activering beperken’ op elk niveau', page)[1]
    page = html.unescape(client.get(at + address).content.decode())
    assert "2 opties besparen samen €\u00a0115.000 in 2026." in strip_tags(page)
    assert "op elk niveau" not in page.split("h-antwoord")[1]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"prioriteit": "0"}, "niets van prioriteit 0"),
        (
            {"optie_mda": "uit"},
            "Gevraagd: besparing in 2023 ten minste €\u00a0300.000; MDA++ ombuigen moet uit.",
        ),
        ({"gewicht_0": "8", "gewicht_2": "2"}, "gewogen"),
        ({"wegen": "optie", "eigen_mda": "2,5", "eigen_php": "1"}, "eigen gewichten"),
        (
            {"wens": "na-taakstelling", "jaar_2023": "1.000.000"},
            "Het resultaat na taakstelling is dan in 2023",
        ),
        ({"scenario": "alle-bijstellingen"}, "Tegenover ‘Alle bijstellingen’: uit gaat"),
        ({"jaar_2022": "250.000", "hoogstens": "4"}, "4 opties besparen samen"),
        ({"gemeente_hoogstens": "0"}, "geen gemeente betaalt per jaar meer dan €\u00a00 erbij"),
        ({"bezwaar": "GM0406"}, "MDA++ ombuigen moet uit (bezwaar van Huizen)"),
    ],
)
def test_question_may_say_more(reader, query, says):
    page = ask(reader, **query)
    assert "field__error" not in page
    assert says in page


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"jaar_2023": "veel"}, "is geen bedrag"),
        ({"jaar_2023": ""}, "Vul voor ten minste één jaar een bedrag in."),
        ({"wens": "geluk"}, "Kies iets uit de lijst."),
        ({"scenario": "x"}, "bestaat niet of niet meer"),
        ({"hoogstens": "drie"}, "Vul een geheel getal in."),
        ({"hoogstens": "0"}, "Vul 1 of meer in."),
        ({"gemeente_hoogstens": "-1"}, "Vul 0 of meer in."),
        ({"gewicht_0": "1001"}, "Vul een geheel getal van 0 tot en met 1000 in."),
        ({"wegen": "optie"}, "Geef ten minste één optie een gewicht boven 0."),
        ({"wegen": "optie", "eigen_mda": "zwaar"}, "Vul een getal van 0 tot en met 1.000 in"),
        ({"optie_mda": "misschien"}, "Kies iets uit de lijst."),
        ({"prioriteit": "9"}, "Kies iets uit de lijst."),
        ({"doel": "weg"}, "Een doel uit dit adres bestaat niet meer."),
        ({"bezwaar": "weg"}, "Wie in dit adres stond, heeft nergens meer bezwaar tegen."),
    ],
)
def test_question_that_makes_no_sense_is_said_at_its_field(reader, query, says):
    page = ask(reader, **query)
    assert says in page
    assert "h-antwoord" not in page
    typed = next(iter(query.values()))
    assert (
        not typed
        or query.keys() & {"wens", "scenario", "optie_mda", "prioriteit", "wegen", "doel", "bezwaar"}
        or typed in page
    )


def test_mailed_question_about_an_option_that_is_gone_says_so_and_answers_the_rest(reader):
    page = ask(reader, optie_weg="aan", optie_mda="aan", jaar_2030="1")
    assert "Niet meer in dit plan: optie ‘weg’ en jaar ‘2030’." in page
    assert "Bewezen: geen betere combinatie" in page
    assert "Niet meer in dit plan" not in ask(reader, optie_mda="aan")


@pytest.mark.parametrize("scenario", ["", "alle-bijstellingen"])
def test_figure_of_a_combination_says_where_it_comes_from(reader, scenario):
    page = ask(reader, scenario=scenario)
    first = page.split("data-rank")[1]
    for figure, amount in (("realised", "300.017"), ("result_after_target", "956.110,65")):
        address = re.search(rf'href="([^"]*cijfer={figure}&jaar=2023[^"]*)"', first)[1]
        assert amount in reader.get(address).content.decode()


def test_address_is_without_what_was_left_empty(reader):
    answer = reader.get(PAGE, {"jaar_2022": "", "optie_mda": "", **ASKED})
    assert answer.status_code == 302
    assert answer.url == f"{PAGE}?wens=besparing&jaar_2023=300.000"


def test_impossible_says_by_how_much_and_each_way_out_leads_to_an_answer(reader):
    query = {"jaar_2023": "800.000", "optie_pak-aan": "uit", "bezwaar": "GM0406"}
    page = ask(reader, **query)
    assert re.search(r"Niet haalbaar: er is €\u00a0[\d.]+ te weinig\.", page)
    block = page.split("Zo kan het wel")[1].split("</ul>")[0]
    ways = re.findall(r'href="(\?[^"]+)"', block)
    assert ways
    for way in ways:
        assert "Bewezen: geen betere combinatie" in html.unescape(
            reader.get(PAGE + way, follow=True).content.decode()
        )


def test_what_cannot_be_together_is_said(reader):
    page = ask(reader, optie_mda="aan", hoogstens="1", optie_php="aan")
    assert "Niet haalbaar: wat aan moet en wat niet mag, kan niet samen." in page
    assert re.search(r"Sta \d opties toe in plaats van 1</a> <span>dan kan het, met \d opties", page)
    assert re.search("Laat MDA[^<]* vrij</a> <span>dan nog €\u00a0[\\d.]+ te weinig", page)


def test_button_makes_a_scenario_with_the_terms_of_the_start(adviser, demo):
    Scenario.objects.filter(slug="ongewijzigd").update(
        choice_json=Scenario.objects.get(slug="ongewijzigd").choice_json.replace(
            '"indexation":[]', '"indexation":[["material","2"]]'
        )
    )
    page = ask(adviser, scenario="ongewijzigd")
    pressed = re.search(r'name="combinatie" value="([^"]+)"', page)[1]
    sent = {"vraag": f"{VRAAG['vraag']}&scenario=ongewijzigd", "combinatie": pressed}
    answer = adviser.post(f"{PAGE}scenario/", sent, follow=True)
    made = Scenario.objects.latest("pk")
    assert made.name == "Zoekresultaat 1: besparing ten minste € 300.000 in 2023"
    assert made.choice.on == set(pressed.split()[1:])
    assert made.choice.indexation == Scenario.objects.get(slug="ongewijzigd").choice.indexation != ()
    assert f"‘{made.name}’ is gemaakt" in answer.content.decode()


def test_second_scenario_of_the_same_answer_gets_another_name(adviser):
    for _ in range(2):
        adviser.post(f"{PAGE}scenario/", VRAAG | {"combinatie": "1 mda"})
    assert Scenario.objects.latest("pk").name.endswith("in 2023 (2)")


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        (VRAAG | {"combinatie": "1 zwembad"}, 404, "‘zwembad’ bestaat niet"),
        (VRAAG | {"combinatie": ""}, 422, "niet duidelijk van welke combinatie"),
        (VRAAG | {"combinatie": "1 mda:2/3"}, 422, "heeft dit niveau niet"),
        (VRAAG | {"combinatie": "1 mda:veel"}, 422, "niet duidelijk welk deel"),
        (VRAAG | {"combinatie": "1 mda:1e999999999"}, 422, "niet duidelijk welk deel"),
        ({"vraag": "", "combinatie": "1 mda"}, 422, "klopt niet of niet meer"),
    ],
)
def test_scenario_of_nothing_is_refused(adviser, sent, status, says):
    before = Scenario.objects.count()
    answer = adviser.post(f"{PAGE}scenario/", sent)
    assert (answer.status_code, says in answer.content.decode()) == (status, True)
    assert Scenario.objects.count() == before


@pytest.fixture
def long(monkeypatch):
    """Every search takes longer than a page may; the numbers of those that a process was started for."""
    started = []
    monkeypatch.setattr(outcome, "SECONDS", -1)
    monkeypatch.setattr(search_process, "launch", started.append)
    return started


@pytest.fixture
def start(adviser, long, django_capture_on_commit_callbacks):
    def start():
        with django_capture_on_commit_callbacks(execute=True):
            return adviser.post(f"{PAGE}starten/", VRAAG, headers=HTMX).content.decode()

    return start


def test_long_search_goes_on_in_the_background(adviser, start, long):
    assert "Dit duurt langer dan een tel" in ask(adviser)
    assert long == []  # looking at an address starts nothing
    assert "Bezig met zoeken" in start()
    (pk,) = long
    progress = f"{PAGE}{pk}/?{VRAAG['vraag']}"
    Search.objects.filter(pk=pk).update(share=0.42)
    assert "42%" in adviser.get(progress, headers=HTMX).content.decode()
    assert "Stoppen" in ask(adviser)  # the same address, without script
    search_work.work_on(pk)
    done = html.unescape(adviser.get(progress, headers=HTMX).content.decode())
    assert "5 opties besparen samen" in done
    assert "hx-trigger" not in done
    assert "5 opties besparen samen" in ask(adviser)
    assert adviser.get(progress).url == f"{PAGE}?wens=besparing&jaar_2023=300.000"


def test_answer_never_stands_beside_another_question_or_budget(adviser, start, long):
    start()
    search_work.work_on(long[0])
    other = adviser.get(f"{PAGE}{long[0]}/?wens=besparing&jaar_2023=200.000", headers=HTMX).content.decode()
    assert "Dit duurt langer dan een tel" in other
    Search.objects.filter(pk=long[0]).update(seal="of an earlier budget")
    later = adviser.get(f"{PAGE}{long[0]}/?{VRAAG['vraag']}", headers=HTMX).content.decode()
    assert "besparen samen" not in later


def test_long_search_stops(adviser, start, long):
    start()
    part = adviser.post(f"{PAGE}{long[0]}/stoppen/", VRAAG, headers=HTMX).content.decode()
    assert "Bezig met stoppen" in part  # its process may still write what it found
    assert Search.objects.get(pk=long[0]).status == Search.Status.STOPPED
    Search.objects.filter(pk=long[0]).update(beat_at=timezone.now() - timedelta(seconds=6))
    assert "Gestopt" in ask(adviser)
    assert "Opnieuw zoeken" in ask(adviser)
    assert "Bezig met zoeken" in start()


def test_long_search_of_another_can_be_waited_for_but_not_stopped(adviser, start, long):
    start()
    adviser.force_login(User.objects.get(username="lezer"), "django.contrib.auth.backends.ModelBackend")
    page = ask(adviser)
    assert "Bezig met zoeken" in page
    assert "Stoppen" not in page


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("replaced", "Vervangen door een andere zoekvraag"),
        ("too_slow", "Na vijf minuten gestopt"),
        ("failed", "Het zoeken is afgebroken"),
    ],
)
def test_search_that_came_to_nothing_can_be_asked_again(adviser, start, long, status, says):
    start()
    Search.objects.filter(pk=long[0]).update(status=status)
    page = ask(adviser)
    assert says in page
    assert "Opnieuw zoeken" in page


def test_answer_to_the_question_takes_few_queries(adviser, django_assert_max_num_queries):
    ask(adviser)
    with django_assert_max_num_queries(35):  # of which twenty read the budget, in a test each time
        adviser.get(PAGE, {"wens": "besparing", "jaar_2023": "300.000"})
