"""The page Woningen: it adds up, what cannot be is refused at its field, and what was typed stays."""

import html
import re

import pytest
from django.test import Client

from budgets.actions.housing import enter_realised
from budgets.engine import amounts_of, unchanged
from budgets.models import HousingRealised
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import Municipality, Region, User
from tests.by_code import by_code
from tests.integration.forms import submit

BASE = "/gooi-en-vechtstreek/bo-2021-2024/woningen/"
CELL = r'data-figure="([^"]+)" data-year="(\d+)" data-cents="(-?\d+)"'
NUMBERS = {
    "GM0317": (1, 0, 0),
    "GM0376": (1, 0, 0),
    "GM0402": (3, 0, 3),
    "GM0406": (2, 0, 1),
    "GM0417": (1, 0, 0),
    "GM0457": (1, 0, 1),
    "GM1696": (1, 0, 1),
    "GM1942": (3, 0, 0),
}
KINDS = ("sociale-huur", "geclusterd", "interventie")


def text(answer):
    return html.unescape(answer.content.decode())


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", text(answer)).split())


@pytest.fixture
def finance(demo):
    client = Client()
    client.force_login(User.objects.get(username="financien"))
    return client


@pytest.fixture
def filled(demo):
    """2021 known of everybody: Hilversum and Gooise Meren are short of two."""
    by = User.objects.get(username="adviseur")
    for code, numbers in NUMBERS.items():
        values = {f"{kind}:2021": number for kind, number in zip(KINDS, numbers, strict=True)}
        municipality = Municipality.objects.get(code=code)
        enter_realised(plan=demo, municipality=municipality, values=values, by=by)
    return Plan.objects.get(pk=demo.pk)


def test_demo_shows_what_was_agreed_and_that_nothing_is_filled_in_yet(finance):
    page = words(finance.get(BASE))
    assert "Geclusterde woningen" in page
    assert "de 14 plaatsen die er bij het begin al stonden, zijn niet over de gemeenten verdeeld" in page
    assert "€\u00a020.000 per jaar, prijspeil 2021" in text(finance.get(BASE))
    assert "2021: nog geen enkele gemeente heeft alles tot en met 2021 ingevuld." in page
    assert "Totaal 98 14 84 23 25 26 10 84" in page


def test_every_figure_on_the_page_is_the_engines(finance, filled):
    result = unchanged(budget_data(filled))
    for year in result.data.years:
        shown = re.findall(CELL, text(finance.get(f"{BASE}?jaar={year}")))
        assert shown
        found = {(figure, int(of_year)): int(number) for figure, of_year, number in shown}
        for (figure, of_year), number in found.items():
            assert amounts_of(result, figure)[result.data.year_index[of_year]] == number, (figure, of_year)
    assert found["housing.region.paid_in", 2021] == found["housing.region.paid_out", 2021] == 8_000_000


def test_settled_year_says_who_met_the_target_and_adds_up(finance, filled):
    page = words(finance.get(BASE))
    assert "Regio 80.000 80.000" in page
    assert "2022: nog geen enkele gemeente heeft alles tot en met 2022 ingevuld." in page
    assert "2021: " not in page
    assert "Samen is over 2021." in page
    assert page.count("gehaald") == 6


def test_one_that_is_missing_is_named(finance, filled):
    HousingRealised.objects.filter(municipality__code="GM0417", kind__code="geclusterd").delete()
    assert "2021: Laren heeft nog niet alles tot en met 2021 ingevuld." in words(finance.get(BASE))


def test_municipality_that_left_stands_there_as_no_member(finance):
    assert "Weesp op 1 januari 2022 geen lid van de regio" in words(finance.get(f"{BASE}?jaar=2022")).replace(
        " Aantallen invullen: Weesp", ""
    )


@pytest.mark.parametrize("year", ["2020", "abc", "2025"])
def test_year_outside_the_plan_is_not_there(finance, year):
    assert finance.get(f"{BASE}?jaar={year}").status_code == 404
    assert finance.get(f"{BASE}herkomst/?cijfer=housing.GM0406.target&jaar={year}").status_code == 404


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("GM0402.target", "plus één plaats die bij het verdelen overbleef"),
        ("GM0402.short", "Hilversum: gerealiseerd, opgeteld"),
        ("GM0402.paid_in", "2 plaatsen te weinig × €\u00a020.000"),
        ("GM0402.paid_out", "haalt het doel van 2021 niet en deelt daarom niet mee"),
        ("GM0406.paid_out", "plus één cent die bij het verdelen overbleef"),
        ("GM0406.paid_out", "verdeeld over wie het doel haalde: Eemnes, Blaricum, Huizen, Laren, Weesp en"),
        ("GM0406.paid_out", "41.252 van de 120.168 inwoners van €\u00a080.000"),
        ("GM0406.realised", "heeft ingevuld"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_where_an_amount_comes_from_in_words(finance, filled, figure, said, headers):
    answer = finance.get(f"{BASE}herkomst/?cijfer=housing.{figure}&jaar=2021", headers=headers)
    assert answer.status_code == 200
    assert said in text(answer)


def test_what_is_not_known_is_said_and_not_made_zero(finance, filled):
    assert "Dit jaar is nog niet afgerekend. 2022: nog geen" in text(
        finance.get(f"{BASE}herkomst/?cijfer=housing.GM0406.paid_in&jaar=2022")
    )
    assert "Huizen heeft nog niet alle aantallen tot en met 2022 ingevuld" in text(
        finance.get(f"{BASE}herkomst/?cijfer=housing.GM0406.short&jaar=2022")
    )
    assert "geen lid van de regio" in text(
        finance.get(f"{BASE}herkomst/?cijfer=housing.GM0457.target&jaar=2022")
    )


@pytest.mark.parametrize("figure", ["", "x", "GM0406", "GM0406.koffie", "GM9999.target", "GM0406.data"])
def test_unknown_figure_is_not_there(finance, figure):
    assert finance.get(f"{BASE}herkomst/", {"cijfer": figure, "jaar": "2021"}).status_code == 404


def test_numbers_filled_in_come_back_in_the_form(finance):
    answer = submit(finance, f"{BASE}gemeenten/GM0406/", {"aantal_interventie_2021": "0"}, follow=True)
    assert "De aantallen van Huizen zijn bewaard." in text(answer)
    assert HousingRealised.objects.get().places == 0
    form = text(finance.get(f"{BASE}gemeenten/GM0406/"))
    assert re.search(r'name="aantal_interventie_2021" value="0"', form)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("aantal_interventie_2021", "-1", "kan niet negatief zijn"),
        ("aantal_interventie_2021", "1,5", "‘1,5’ is geen heel aantal"),
        ("aantal_interventie_2021", "<b>", "is geen heel aantal"),
        ("aantal_interventie_2025", "1", "Dit plan loopt van 2021 tot en met 2024."),
        ("aantal_weg_2021", "1", "is intussen verwijderd"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_what_was_typed_stays(finance, name, typed, said):
    sent = {name: typed, "aantal_sociale-huur_2022": "7"}
    answer = submit(finance, f"{BASE}gemeenten/GM0406/", sent)
    page = text(answer)
    assert said in page
    assert not HousingRealised.objects.exists()
    assert re.search(r'name="aantal_sociale-huur_2022" value="7"', page)
    if "weg" not in name:
        error = re.search(rf'id="fout-{name}">(.*?)</p>', page)
        assert error
        assert said in error[1]
        assert re.search(rf'name="{name}"[^>]* value="{html.escape(typed)}"', answer.content.decode())


def test_year_without_membership_is_not_asked_and_refused_when_sent(finance):
    form = text(finance.get(f"{BASE}gemeenten/GM0457/"))
    assert "aantal_interventie_2021" in form
    assert "aantal_interventie_2022" not in form
    answer = submit(finance, f"{BASE}gemeenten/GM0457/", {"aantal_interventie_2022": "1"})
    assert "Weesp is op 1 januari 2022 geen lid van de regio." in text(answer)
    assert not HousingRealised.objects.exists()


def test_two_editors_second_is_asked_and_may_confirm(finance):
    seen = re.search(
        r'name="gezien" value="([^"]*)"', finance.get(f"{BASE}gemeenten/GM0406/").content.decode()
    )
    sent = {"aantal_interventie_2021": "1", "gezien": html.unescape(seen[1])}
    submit(finance, f"{BASE}gemeenten/GM0406/", sent)
    page = submit(finance, f"{BASE}gemeenten/GM0406/", sent | {"aantal_interventie_2021": "2"})
    assert "heeft hier intussen ‘1’ van gemaakt" in text(page)
    again = re.search(r'name="gezien" value="([^"]*)"', page.content.decode())
    sent = {"aantal_interventie_2021": "2", "gezien": html.unescape(again[1])}
    assert submit(finance, f"{BASE}gemeenten/GM0406/", sent).status_code == 302
    assert HousingRealised.objects.get().places == 2


@pytest.mark.parametrize(
    ("path", "sent", "field"),
    [
        ("soorten/nieuw/", {"naam": "", "afgesproken": "4"}, "naam"),
        ("soorten/nieuw/", {"naam": "Tiny", "afgesproken": ""}, "afgesproken"),
        ("soorten/nieuw/", {"naam": "Tiny", "afgesproken": "4", "begin": "5"}, "begin"),
        ("soorten/nieuw/", {"naam": "Tiny", "afgesproken": "4", "jaar_2022": "-4"}, "jaar_2022"),
        ("soorten/interventie/wijzigen/", {"naam": "Geclusterde woningen", "afgesproken": "8"}, "naam"),
        ("verrekening/", {"bedrag": "x", "prijspeil": "2021"}, "bedrag"),
        ("verrekening/", {"bedrag": "-1", "prijspeil": "2021"}, "bedrag"),
        ("verrekening/", {"bedrag": "1", "prijspeil": "21"}, "prijspeil"),
        ("verrekening/", {"bedrag": "1", "prijspeil": "2021", "stijging": "200"}, "stijging"),
    ],
)
def test_agreements_that_cannot_be_are_refused_at_their_field(finance, demo, path, sent, field):
    page = text(submit(finance, f"{BASE}{path}", sent))
    assert re.search(rf'id="fout-{field}">[^<]+', page)
    assert Plan.objects.get(pk=demo.pk).revision == demo.revision


@pytest.mark.parametrize("rise", ["1000", "200", "-21", "veel", "12345678"])
def test_rise_that_cannot_be_is_refused_with_its_limits(finance, rise):
    page = text(
        submit(finance, f"{BASE}verrekening/", {"bedrag": "1", "prijspeil": "2021", "stijging": rise})
    )
    error = page.split('id="fout-stijging">')[1].split("</p>")[0]
    assert error.strip() == "Vul een percentage in van −20 tot en met 100, zoals 2,5."


@pytest.mark.parametrize(
    ("planned", "says"),
    [
        ("5", "Tiny: de jaardoelen zijn samen 5 plaatsen, te realiseren is 8; 3 plaatsen staan nog bij geen"),
        ("7", "te realiseren is 8; 1 plaats staat nog bij geen enkel jaar."),
        ("9", "te realiseren is 8; 1 plaats te veel."),
        ("8", ""),
    ],
)
def test_targets_that_are_not_what_must_be_realised_are_told_when_saved(finance, planned, says):
    sent = {"naam": "Tiny", "afgesproken": "10", "begin": "2", "jaar_2022": planned}
    page = text(submit(finance, f"{BASE}soorten/nieuw/", sent, follow=True))
    notices = page.split('class="notices"')[1].split("</div>")[0]
    assert "De soort ‘Tiny’ is toegevoegd." in notices
    assert says in notices
    assert ("jaardoelen" in notices) == bool(says)


def test_municipalities_stand_by_name_and_money_in_whole_euros(finance, filled):
    page = text(finance.get(BASE))
    names = re.findall(r'<tr><th scope="row">([^<]+)</th>', page.split('id="h-verrekening"')[1])
    assert names[:8] == sorted(names[:8])
    shown = re.findall(
        r'cijfer=housing.GM\d+\.paid_out&amp;jaar=\d+">([^<]+)<', finance.get(BASE).content.decode()
    )
    assert shown
    assert not any("," in amount for amount in shown)


def test_indexed_amount_is_told_per_year(finance):
    sent = {"bedrag": "20.000", "prijspeil": "2021", "stijging": "2,5"}
    page = text(submit(finance, f"{BASE}verrekening/", sent, follow=True)).replace("\u00a0", " ")
    assert "stijgt 2,5% per jaar: € 20.000 in 2021, € 20.500 in 2022, € 21.012,50 in 2023" in page


def test_reader_sees_all_and_may_fill_in_nothing(demo, filled):
    client = Client()
    client.force_login(User.objects.get(username="lezer"))
    page = text(client.get(BASE))
    assert "80.000" in page
    assert "invullen:" not in page.lower()
    assert "Nieuwe soort" not in page
    refused = client.get(f"{BASE}gemeenten/GM0406/")
    assert refused.status_code == 403
    assert "aantallen woningen bekijken, maar niet wijzigen" in text(refused)


def test_plan_without_agreements_and_region_without_municipalities_say_so(finance, demo):
    demo.housing_kinds.all().delete()
    Plan.objects.filter(pk=demo.pk).update(revision=demo.revision + 1)
    assert "Er zijn nog geen afspraken over woningen." in words(finance.get(BASE))
    Region.objects.get(pk=demo.region_id).members.all().delete()
    Plan.objects.filter(pk=demo.pk).update(revision=demo.revision + 2)
    assert "horen in de jaren van dit plan geen gemeenten" in words(finance.get(BASE))


def test_json_has_the_settlement(filled, capsys):
    import json

    from django.core.management import call_command

    call_command("compute", "bo-2021-2024", "--json")
    found = json.loads(capsys.readouterr().out)["housingSettlement"]
    assert found["amountPerPlace"] == ["20000.00"] * 4
    assert found["settled"] == [True, False, False, False]
    assert (found["pot"], found["stays"]) == (["80000.00", None, None, None], ["0.00", None, None, None])
    municipalities = by_code(found["municipalities"])
    hilversum = municipalities["GM0402"]
    assert (hilversum["target"], hilversum["realised"][0], hilversum["short"][0]) == ([8, 18, 28, 31], 6, 2)
    assert (hilversum["paidIn"][0], hilversum["paidOut"][0]) == ("40000.00", "0.00")
    assert municipalities["GM0457"]["target"] == [2, None, None, None]
    assert by_code(hilversum["kinds"])["sociale-huur"]["target"] == [5, 11, 17, 17]
