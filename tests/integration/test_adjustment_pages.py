"""Own adjustments, levels and terms of a scenario on its pages."""

import html
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.actions.scenarios import change_scenario
from budgets.engine import Adjustment, Choice, TargetChange, compute
from budgets.models import Scenario
from budgets.snapshot import budget_data
from tests.integration.forms import seen_on, submit

PAGE = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/ongewijzigd/"
TERMS = f"{PAGE}uitgangspunten/"
NEW = f"{TERMS}aanpassing/"
ADJUSTMENT = {
    "op": "15. GGZ Mantelzorg",
    "bedrag": "−50.000",
    "procent": "",
    "vanaf": "2022",
    "reden": "Lagere aanbesteding",
}
HTMX = {"HX-Request": "true"}
CELL = r'data-figure="(adjustments[^"]+)" data-year="(\d+)" data-cents="(-?\d+)"'

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(client, demo):
    client.login(username="adviseur", password="demo")
    return client


def text(answer) -> str:
    return html.unescape(answer.content.decode())


def choice() -> Choice:
    return Scenario.objects.get(slug="ongewijzigd", plan__slug="bo-2021-2024").choice


def test_adjustment_is_added_shown_explained_changed_and_taken_away(adviser, demo):
    added = adviser.post(NEW, ADJUSTMENT, follow=True)
    assert "De aanpassing is toegevoegd." in text(added)
    assert "€ 50.000 minder per jaar vanaf 2022" in text(added).replace("\u00a0", " ")
    shown = text(adviser.get(PAGE))
    assert re.findall(CELL, shown) == [
        ("adjustments.a1.realised", "2021", "0"),
        *(("adjustments.a1.realised", year, "5000000") for year in ("2022", "2023", "2024")),
    ]
    assert "Lagere aanbesteding" in shown
    told = text(adviser.get(f"{PAGE}herkomst/", {"cijfer": "adjustments.a1.realised", "jaar": "2023"}))
    assert "Eigen aanpassing: 15. GGZ Mantelzorg" in told
    assert "Reden: Lagere aanbesteding" in told
    submit(adviser, f"{TERMS}a1/", ADJUSTMENT | {"bedrag": "", "procent": "-10"})
    line = compute(budget_data(demo), choice()).line("regel-15")
    assert line == (4_000_000, 5_850_000, 5_850_000, 5_850_000)
    told = text(adviser.get(f"{PAGE}herkomst/", {"cijfer": "lines.regel-15", "jaar": "2023"}))
    assert "-10% × 65.000,00 = −6.500,00, afgerond op de cent" in told.replace("−10%", "-10%")
    assert "weghalen?" in text(adviser.get(f"{TERMS}a1/weghalen/"))
    adviser.post(f"{TERMS}a1/weghalen/")
    assert choice() == Choice()
    assert adviser.get(f"{TERMS}a1/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"op": "Koffie"}, "op", "staat niet in de lijst"),
        ({"op": ""}, "op", "Kies een kostenpost of een stroom"),
        ({"bedrag": "veel"}, "bedrag", ""),
        ({"bedrag": ""}, "bedrag", "een bedrag of een percentage"),
        ({"procent": "5"}, "bedrag", "óf een percentage"),
        ({"bedrag": "", "procent": "veel"}, "procent", "percentage"),
        ({"vanaf": "1999"}, "vanaf", "Kies iets uit de lijst"),
        ({"reden": ""}, "reden", "waarom"),
    ],
)
def test_wrong_adjustment_says_so_at_its_field_and_keeps_what_was_typed(adviser, wrong, field, says):
    page = text(adviser.post(NEW, ADJUSTMENT | wrong))
    assert says in page.split(f'id="fout-{field}"')[1].split("</p>")[0]
    assert choice() == Choice()
    if "reden" not in wrong:
        assert 'value="Lagere aanbesteding"' in page


def test_change_by_another_is_said_and_kept_until_saved_once_more(adviser):
    adviser.post(NEW, ADJUSTMENT)
    seen = seen_on(adviser.get(f"{TERMS}a1/").content.decode())
    submit(adviser, f"{TERMS}a1/", ADJUSTMENT | {"reden": "Eerst"})
    again = adviser.post(f"{TERMS}a1/", ADJUSTMENT | {"reden": "Later", "gezien": seen})
    assert "heeft hier intussen ‘Eerst’ van gemaakt" in text(again)
    assert choice().adjustments[0].reason == "Eerst"


def test_terms_per_year_and_another_target_are_filled_in_and_said(adviser, demo):
    (target,) = budget_data(demo).targets
    filled = {
        "index_personnel": "2",
        "jaarindex_personnel:2023": "0",
        f"deel_{target.code}": "5",
    }
    submit(adviser, TERMS, filled)
    assert choice().index_years == (("personnel", 2023, 0),)
    shown = text(adviser.get(PAGE))
    assert "Indexering van een jaar apart: personeelskosten 0% in 2023." in shown
    assert f"{target.title}: 5% in plaats van 3%." in shown
    form = text(adviser.get(TERMS))
    assert re.search(r'name="jaarindex_personnel:2023"[^>]*value="0%"|value="0%"[^>]*name="jaarindex', form)
    amounts = {f"doel_{target.code}:{year}": "100.000" for year in (2021, 2022, 2023, 2024)}
    submit(adviser, TERMS, amounts | {f"deel_{target.code}": ""})
    assert compute(budget_data(demo), choice()).savings_target == (10_000_000,) * 4


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"deel_{}": "5", "doel_{}:2021": "1"}, "deel_{}", "niet allebei"),
        ({"doel_{}:2022": "1"}, "doel_{}:2021", "Vul voor elk jaar een bedrag in"),
        ({"deel_{}": "-1"}, "deel_{}", "0 tot en met 100"),
        ({"jaarindex_personnel:2023": "veel"}, "jaarindex_personnel:2023", "percentage"),
    ],
)
def test_wrong_terms_say_so_at_their_field(adviser, demo, wrong, field, says):
    code = budget_data(demo).targets[0].code
    page = text(submit(adviser, TERMS, {name.format(code): value for name, value in wrong.items()}))
    assert says in page.split(f'id="fout-{field.format(code)}"')[1].split("</p>")[0]
    assert choice() == Choice()


def test_percentages_that_a_program_wrote_stay_exact_when_somebody_saves_something_else(adviser, demo):
    (target,) = budget_data(demo).targets
    exact = Choice.of(
        (),
        {"personnel": Fraction(1, 3)},
        index_years={("material", 2023): Fraction("0.123456789")},
        targets=[TargetChange(target.code, Fraction(10, 3))],
        adjustments=[
            Adjustment("a1", 2022, "x", line="regel-15", percentage=Fraction(2, 3)),
            Adjustment("a2", 2022, "x", line="regel-1", percentage=Fraction(1000)),
        ],
    )
    scenario = Scenario.objects.get(slug="ongewijzigd", plan=demo)
    change_scenario(scenario=scenario, choice=exact, by=scenario.created_by)
    submit(adviser, TERMS, _filled(adviser.get(TERMS)) | {"index_overhead": "2"})
    assert choice() == replace(exact, indexation=(("overhead", Fraction(2)), *exact.indexation))
    for code in ("a1", "a2"):
        submit(adviser, f"{TERMS}{code}/", _filled(adviser.get(f"{TERMS}{code}/")) | {"reden": "y"})
    assert choice().adjustments == tuple(replace(each, reason="y") for each in exact.adjustments)


def _filled(answer) -> dict[str, str]:
    """What stands in the fields of the form on a page, as a browser sends it back."""
    form = answer.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}


def test_level_is_chosen_with_and_without_script(adviser, demo):
    answer = adviser.post(f"{PAGE}opties/regisseur/niveau/", {"niveau": "vervalt"}, headers=HTMX)
    assert "staat op niveau ‘vervalt’" in text(answer)
    assert 'data-levels="regisseur:vervalt"' in text(answer)
    page = text(adviser.get(PAGE))
    assert '<option value="vervalt" selected>' in page
    cells = re.findall(r'data-figure="options.regisseur.alone" data-year="2023" data-cents="(\d+)"', page)
    assert cells == ["40000000"]
    stood = {"naam_gezien": "Ongewijzigd", "niveau_stond_regisseur": "vervalt"}
    sent = stood | {"niveau_regisseur": "blijft-200000", "optie": ["regisseur"]}
    adviser.post(PAGE, sent)
    assert choice() == Choice.of(["regisseur"], parts={"regisseur": 2})
    assert compute(budget_data(demo), choice()).option("regisseur").realised[2] == 20_000_000
    told = text(adviser.get(f"{PAGE}herkomst/", {"cijfer": "options.regisseur.realised", "jaar": "2023"}))
    assert "Niveau ‘blijft 200.000’" in told


def test_level_that_is_not_there_is_refused_and_the_address_is_no_page(adviser):
    assert adviser.post(f"{PAGE}opties/regisseur/niveau/", {"niveau": "weg"}, headers=HTMX).status_code == 422
    assert adviser.get(f"{PAGE}opties/regisseur/niveau/").status_code == 405
    assert choice() == Choice()


def test_level_that_another_chose_meanwhile_is_said(adviser):
    adviser.post(f"{PAGE}opties/regisseur/niveau/", {"niveau": "vervalt"}, headers=HTMX)
    seen = {"aan": "1", "gezien": "", "niveaus_gezien": "regisseur:blijft-300000"}
    answer = text(adviser.post(f"{PAGE}opties/mda/", seen, headers=HTMX))
    assert "Intussen veranderd door uzelf in een ander venster: " in answer
    assert "Gemeentelijke regisseur inperken staat op niveau ‘vervalt’" in answer


def test_options_that_do_not_go_together_are_said_with_the_switch_that_mends_it(client, demo):
    client.login(username="buurregio", password="demo")
    page = "/utrecht-voorbeeld/opvang-2025-2028/scenarios/minder-activering/"
    for code in ("activering-vervoer", "thuisbegeleiding"):
        answer = text(client.post(f"{page}opties/{code}/", {"aan": "1"}, headers=HTMX))
    assert "gaan niet samen, maar staan allebei aan" in answer
    ways = re.findall(r'name="aan" value="([01])"[^>]*data-way-out="([^"]*)"', answer)
    assert ways == [("0", "activering-vervoer"), ("0", "activering")]
    answer = text(client.post(f"{page}opties/activering/", {"aan": "0"}, headers=HTMX))
    assert "kan alleen samen met ‘Arbeidsmatige activering beperken’, maar die staat uit" in answer
    ways = re.findall(r'name="aan" value="([01])"[^>]*data-way-out="([^"]*)"', answer)
    assert ways == [("1", "activering"), ("0", "thuisbegeleiding")]
    assert "Gaat niet samen met" in text(client.get(page))
    client.login(username="lezer", password="demo")


def test_reader_sees_levels_and_findings_but_no_way_to_change_them(client, demo):
    client.login(username="lezer", password="demo")
    page = text(client.get(PAGE))
    assert re.search(r'id="niveau-regisseur"[^>]* disabled', page)
    assert "data-way-out" not in page


@pytest.mark.parametrize(
    ("asked", "cents"),
    [("regisseur", 30_000_000), ("regisseur:2", 20_000_000), ("regisseur:1/2", 35_000_000)]
    + [(f"regisseur:{wrong}", 30_000_000) for wrong in ("0", "-1", "1e9", "1/0", "veel", "101")],
)
def test_line_is_explained_with_a_part_of_an_option(adviser, asked, cents):
    sent = {"cijfer": "lines.regel-6", "jaar": "2023", "opties": asked}
    answer = adviser.get("/gooi-en-vechtstreek/bo-2021-2024/begroting/herkomst/", sent)
    assert f"{cents // 100:,}".replace(",", ".") in text(answer)
    assert "met alleen ‘Gemeentelijke regisseur inperken’ aan" in text(answer)
