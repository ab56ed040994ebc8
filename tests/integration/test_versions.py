"""Pages of fixed versions: the list, fixing, opening, and a new plan."""

import datetime
import json
from collections import OrderedDict
from io import BytesIO

import openpyxl
import pytest

from budgets.actions.measures import add_measure, end_measure
from budgets.actions.versions import adopt_version, version_data
from budgets.engine import compute, data_from_json
from budgets.models import BudgetVersion
from budgets.snapshot import budget_data
from measures.models import Plan
from tests.integration.forms import submit

BASE = "/gooi-en-vechtstreek/bo-2021-2024/"
VERSIONS = f"{BASE}versies/"
HTMX = {"HX-Request": "true"}
FORM = {
    "naam": "Ontwerpbegroting",
    "soort": "ontwerp",
    "datum": "2020-10-01",
    "besluit": "AB 12",
    "zeker": "on",
}

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


def test_list_without_versions_offers_to_fix_one(financial):
    page = text(financial.get(VERSIONS))
    assert "Leg een eerste versie vast" in page
    assert "wordt de eerste versie" in page


def test_fixing_shows_the_version_in_the_list(financial, demo):
    answer = submit(financial, f"{VERSIONS}vaststellen/", FORM)
    assert answer.url == VERSIONS
    page = text(financial.get(VERSIONS))
    made = BudgetVersion.objects.get()
    for said in (
        "vastgelegd als versie 1",
        "Ontwerpbegroting",
        "1 oktober 2020",
        "AB 12",
        made.sha256[:8],
        "656.094",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": "\u200b"}, "naam"),
        ({"naam": "x" * 121}, "naam"),
        ({"soort": "x"}, "soort"),
        ({"datum": "31-31-2020"}, "datum"),
        ({"datum": ""}, "datum"),
        ({"besluit": "x" * 201}, "besluit"),
        ({"zeker": ""}, "zeker"),
        ({"datum": "2199-01-01"}, "datum"),
    ],
)
def test_fixing_what_cannot_be_says_so_at_the_field_and_keeps_what_was_typed(financial, wrong, field):
    page = text(submit(financial, f"{VERSIONS}vaststellen/", FORM | {"opmerking": "blijft staan"} | wrong))
    assert f'id="fout-{field}"' in page
    assert f'href="#id_{field}"' in page  # the alert on top leads to it
    assert "Er is niets vastgesteld." in page
    assert "blijft staan" in page
    if field != "soort":
        assert '<option value="ontwerp" selected>' in page
    assert not BudgetVersion.objects.exists()


def test_fixing_the_same_again_is_refused_on_the_page(financial):
    submit(financial, f"{VERSIONS}vaststellen/", FORM)
    page = text(submit(financial, f"{VERSIONS}vaststellen/", FORM | {"naam": "Nog eens"}))
    assert "Er is niets vast te stellen." in page
    assert BudgetVersion.objects.count() == 1


def test_fixing_under_a_name_that_is_taken_says_so_at_the_name(financial):
    submit(financial, f"{VERSIONS}vaststellen/", FORM)
    page = text(submit(financial, f"{VERSIONS}vaststellen/", FORM | {"soort": "vastgesteld", "zeker": ""}))
    assert 'id="fout-naam"' in page
    assert 'id="fout-zeker"' in page  # both at once
    assert '<option value="vastgesteld" selected>' in page


def test_form_shows_what_will_be_fixed_and_goes_back_to_itself(financial, demo):
    page = text(financial.get(VERSIONS))
    shown = page[page.index('class="to-be-fixed"') : page.index("version-form__fields")]
    assert all(amount in shown for amount in ("714.336", "596.610", "656.094", "voordelig"))
    assert f'action="{VERSIONS}vaststellen/#vaststellen"' in page
    assert 'id="vaststellen"' in page
    assert f'name="gezien" value="{demo.revision}"' in page
    assert "maxlength" not in page


def test_budget_that_changed_after_the_page_was_opened_is_not_fixed(financial, demo):
    seen = FORM | {"gezien": str(demo.revision - 1)}
    page = text(submit(financial, f"{VERSIONS}vaststellen/", seen))
    assert "gewijzigd nadat u deze pagina opende" in page
    assert f'name="gezien" value="{demo.revision}"' in page
    assert not BudgetVersion.objects.exists()


def test_version_equal_to_the_last_one_is_said_before_and_after(financial):
    submit(financial, f"{VERSIONS}vaststellen/", FORM)
    assert "Ze is gelijk aan versie 1." in text(financial.get(VERSIONS))
    submit(financial, f"{VERSIONS}vaststellen/", FORM | {"naam": "Begroting", "soort": "vastgesteld"})
    page = text(financial.get(VERSIONS))
    assert "vastgelegd als versie 2: Begroting. Die is gelijk aan versie 1." in page
    assert page.count("gelijk aan versie 1") == 2  # the message, and the version's row


def test_decision_is_said_once(financial):
    submit(financial, f"{VERSIONS}vaststellen/", FORM | {"besluit": "Besluit DB 2026-117"})
    assert text(financial.get(VERSIONS)).count("Besluit") == 2  # the decision, and the label of the field


def test_list_costs_as_many_queries_for_forty_versions(
    financial, demo, finance, monkeypatch, django_assert_max_num_queries
):
    first = adopt_version(
        plan=demo, name="1", kind="concept", decided_on=datetime.date(2020, 1, 1), by=finance
    )
    for number in range(2, 41):
        first.pk, first.number, first.name = None, number, str(number)
        first.save(force_insert=True)
    monkeypatch.setattr("budgets.actions.versions._outcomes", OrderedDict())
    for _ in ("read for the first time", "kept"):
        with django_assert_max_num_queries(36):  # 24 of them read the working budget
            page = text(financial.get(VERSIONS))
    assert page.count("versions.40.result_after_target") == 4


def test_each_version_leads_to_its_scenarios(financial, version):
    assert f'href="{VERSIONS}1/begroting/#h-scenarios"' in text(financial.get(VERSIONS))
    assert 'id="h-scenarios"' in text(financial.get(f"{VERSIONS}1/begroting/"))


def test_version_opened_shows_what_was_fixed(financial, version):
    page = text(financial.get(f"{VERSIONS}1/begroting/"))
    assert "versie 1: Ontwerp" in page
    assert "De werkbegroting is sindsdien gewijzigd" in page
    assert 'data-figure="lines.regel-57"' in page
    assert 'data-figure="lines.regel-1" data-year="2021" data-cents="27371500"' in page
    assert "=1+1" not in page
    assert "Totaal kosten" in page


def test_version_that_is_still_the_working_budget_does_not_say_that_it_moved_on(financial, demo, finance):
    adopt_version(plan=demo, name="A", kind="concept", decided_on=datetime.date(2020, 1, 1), by=finance)
    assert "sindsdien gewijzigd" not in text(financial.get(f"{VERSIONS}1/begroting/"))


@pytest.mark.parametrize(
    "query", ["q=mantelzorg", "prioriteit=0", "prioriteit=geen", "soort=overhead", "soort=geen", "q=57"]
)
def test_filter_on_a_version_finds_what_it_finds_on_the_same_budget(financial, demo, finance, query):
    adopt_version(plan=demo, name="A", kind="concept", decided_on=datetime.date(2020, 1, 1), by=finance)
    working = text(financial.get(f"{BASE}begroting/?{query}", headers=HTMX))
    fixed = text(financial.get(f"{VERSIONS}1/begroting/?{query}", headers=HTMX))
    assert fixed.replace("versies/1/", "") == working


def test_explanation_of_a_version_is_of_what_was_fixed(financial, version):
    part = text(
        financial.get(f"{VERSIONS}1/begroting/herkomst/?cijfer=lines.regel-1&jaar=2021", headers=HTMX)
    )
    assert "273.715" in part


def test_json_of_a_version_is_what_was_fixed(financial, version):
    content = json.loads(financial.get(f"{VERSIONS}1/begroting.json").content)
    assert content["sha256"] == version.sha256
    assert data_from_json(json.dumps(content["budget"])) == version_data(version)
    assert content["costs"][0] == "21701192.00"
    assert content["fixed"]["name"] == "Ontwerp"
    working = json.loads(financial.get(f"{BASE}begroting.json").content)
    assert working["fixed"] is None
    assert working["sha256"] != version.sha256


def test_workbook_of_a_version_names_it(financial, version):
    answer = financial.get(f"{VERSIONS}1/begroting.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content), data_only=True)
    assert "versie 1: Ontwerp" in book["Begroting"]["A1"].value
    assert "versie-1.xlsx" in answer.headers["Content-Disposition"]
    cells = {cell.value for row in book["Begroting"].iter_rows() for cell in row}
    assert 273715 in cells
    assert "=1+1" not in cells


def test_scenario_on_a_version_is_computed_on_what_was_fixed(financial, version, demo):
    address = f"{VERSIONS}1/scenarios/alle-bijstellingen/"
    page = text(financial.get(address))
    assert "Scenario op versie 1" in page
    assert "sindsdien gewijzigd" in page
    assert f'href="{BASE}scenarios/alle-bijstellingen/"' in page
    assert "disabled" in page
    assert 'data-figure="result_after_target" data-year="2024" data-cents="146453565"' in page
    part = text(financial.get(f"{address}?jaar=2022", headers=HTMX))
    assert "<html" not in part
    assert 'data-figure="result_after_target" data-year="2022" data-cents="131626165"' in part
    origin = text(financial.get(f"{address}herkomst/?cijfer=lines.regel-1&jaar=2021", headers=HTMX))
    assert "273.715" in origin
    assert financial.get(f"{address}begroting.xlsx").status_code == 200
    assert financial.post(address).status_code == 405


def test_new_plan_from_a_version(financial, version, demo):
    address = f"{VERSIONS}1/nieuw-plan/"
    page = text(financial.get(address))
    assert "gaan niet mee" in page
    assert "Personeelskosten" in page
    answer = financial.post(
        address,
        {
            "titel": "Beleidsplan 2025–2028",
            "eerste_jaar": "2025",
            "laatste_jaar": "2028",
            "index_personnel": "2,5",
            "index_material": "1.5%",
            "index_baten": "2",
        },
    )
    plan = Plan.objects.get(slug="beleidsplan-20252028")
    assert answer.url == f"/gooi-en-vechtstreek/{plan.slug}/begroting/"
    assert budget_data(plan).stream("GB").amounts[0] == 246059190
    assert "De opties zijn niet meegegaan" in text(financial.get(answer.url))
    assert compute(budget_data(plan)).costs[0] > 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"titel": ""}, "titel"),
        ({"eerste_jaar": "2024"}, "eerste_jaar"),
        ({"eerste_jaar": "x"}, "eerste_jaar"),
        ({"laatste_jaar": "2020"}, "laatste_jaar"),
        ({"index_personnel": "veel"}, "index_personnel"),
        ({"index_baten": "101"}, "index_baten"),
    ],
)
def test_new_plan_that_cannot_be_says_so_at_the_field(financial, version, wrong, field):
    before = Plan.objects.count()
    form = {"titel": "Nieuw", "eerste_jaar": "2025", "laatste_jaar": "2028"} | wrong
    page = text(financial.post(f"{VERSIONS}1/nieuw-plan/", form))
    assert f'id="fout-{field}"' in page
    assert Plan.objects.count() == before


def test_version_that_cannot_be_read_is_said_in_the_list_and_when_opened(financial, version, monkeypatch):
    monkeypatch.setattr("budgets.actions.versions.is_sound", lambda version: False)
    monkeypatch.setattr("budgets.actions.versions._kept", {})
    monkeypatch.setattr("budgets.actions.versions._outcomes", {})
    assert "kan niet worden gelezen" in text(financial.get(VERSIONS))
    answer = financial.get(f"{VERSIONS}1/begroting/")
    assert answer.status_code == 422
    assert "vingerafdruk klopt niet" in text(answer)


def test_new_plan_form_says_everything_at_once_and_leads_to_each_field(financial, version, demo):
    form = {"titel": demo.title.upper(), "eerste_jaar": "x", "laatste_jaar": "2028", "index_baten": "101"}
    page = text(financial.post(f"{VERSIONS}1/nieuw-plan/", form))
    assert "Er is al een beleidsplan met deze titel." in page
    for field in ("titel", "eerste_jaar", "index_baten"):
        assert f'id="fout-{field}"' in page
        assert f'href="#id_{field}"' in page


def test_new_plan_of_more_than_fifty_years_is_refused(financial, version):
    form = {"titel": "Nieuw", "eerste_jaar": "2025", "laatste_jaar": "2075"}
    assert "Een plan duurt hoogstens 50 jaar." in text(financial.post(f"{VERSIONS}1/nieuw-plan/", form))


def test_measures_that_stay_behind_are_named_before_and_after(financial, demo, finance):
    measure = add_measure(goal=demo.goals.first(), title="Proef crisisdienst", by=finance)
    end_measure(measure=measure, last_year=2022, by=finance)
    adopt_version(plan=demo, name="A", kind="concept", decided_on=datetime.date(2020, 1, 1), by=finance)
    said = "‘Proef crisisdienst’ (eindigde na 2022)"
    assert said in text(financial.get(f"{VERSIONS}1/nieuw-plan/"))
    form = {"titel": "Nieuw", "eerste_jaar": "2025", "laatste_jaar": "2025"}
    answer = financial.post(f"{VERSIONS}1/nieuw-plan/", form)
    assert said in text(financial.get(answer.url))
