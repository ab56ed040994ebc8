"""Pages of fixed versions: the list, fixing, opening, comparing, and a new plan."""

import datetime
import json
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from budgets.actions.measures import change_goal
from budgets.actions.ordering import move
from budgets.actions.versions import adopt_version, version_data
from budgets.engine import compute, data_from_json, diff
from budgets.models import BudgetVersion, CostAmount, CostLine
from budgets.snapshot import budget_data, read
from measures.changes import changing
from measures.models import Measure, Plan
from municipalities.models import User

BASE = "/gooi-en-vechtstreek/bo-2021-2024/"
VERSIONS = f"{BASE}versies/"
HTMX = {"HX-Request": "true"}
FORM = {"naam": "Ontwerpbegroting", "soort": "ontwerp", "datum": "2020-10-01", "besluit": "AB 12"}

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def finance(demo):
    return User.objects.get(username="financien")


@pytest.fixture
def financial(client, finance):
    client.force_login(finance, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def version(demo, finance):
    """Version 1; afterwards a line changed, one went, one came, and a measure got another name."""
    made = adopt_version(
        plan=demo, name="Ontwerp", kind="ontwerp", decided_on=datetime.date(2020, 10, 1), by=finance
    )
    with changing(demo, by=finance):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2021)
        amount.amount = Decimal("273815.00")  # was 273.715
        amount.save(update_fields=["amount"])
        CostLine.objects.get(plan=demo, number=57).delete()
        measure = Measure.objects.get(cost_lines__code="regel-2", plan=demo)
        measure.title = "=1+1"
        measure.save(update_fields=["title"])
        line = CostLine.objects.create(plan=demo, measure=measure, code="nieuw", position=99)
        CostAmount.objects.create(cost_line=line, year=2024, amount=Decimal("10.50"))
    demo.refresh_from_db()
    return made


def test_list_without_versions_offers_to_fix_one(financial):
    page = text(financial.get(VERSIONS))
    assert "Leg een eerste versie vast" in page


def test_fixing_shows_the_version_in_the_list(financial, demo):
    answer = financial.post(f"{VERSIONS}vaststellen/", FORM)
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
    ],
)
def test_fixing_what_cannot_be_says_so_at_the_field_and_keeps_what_was_typed(financial, wrong, field):
    page = text(financial.post(f"{VERSIONS}vaststellen/", FORM | {"opmerking": "blijft staan"} | wrong))
    assert f'id="fout-{field}"' in page
    assert "blijft staan" in page
    assert not BudgetVersion.objects.exists()


def test_fixing_the_same_again_is_refused_on_the_page(financial):
    financial.post(f"{VERSIONS}vaststellen/", FORM)
    assert "gelijk aan versie 1" in text(financial.post(f"{VERSIONS}vaststellen/", FORM))
    assert BudgetVersion.objects.count() == 1


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


def test_comparison_names_what_came_went_and_changed(financial, version):
    page = text(financial.get(f"{VERSIONS}vergelijken/?van=1&naar=werk"))
    for said in ("toegevoegd", "vervallen", "gewijzigd", "naam: was ‘", "wordt ‘=1+1’", "+\u00a0100"):
        assert said in page
    assert "Geen verschil" not in page


def test_comparison_names_goals_and_order_too(financial, version, demo, finance):
    goals = list(demo.goals.all())
    change_goal(goal=goals[0], title="Een heel ander doel", by=finance)
    move(item=goals[1], up=False, by=finance)
    page = text(financial.get(f"{VERSIONS}vergelijken/?van=1&naar=werk"))
    assert "wordt ‘Een heel ander doel’" in page
    assert "De volgorde van de doelen is anders." in page
    sheet = openpyxl.load_workbook(
        BytesIO(financial.get(f"{VERSIONS}vergelijken.xlsx?van=1&naar=werk").content)
    ).active
    column = [cell.value for cell in sheet["A"]]
    assert {"Doelen", "Ook anders", "De volgorde van de doelen is anders."} <= {*column}


def test_comparison_with_itself_says_that_nothing_differs(financial, version):
    assert "Geen verschil" in text(financial.get(f"{VERSIONS}vergelijken/?van=1&naar=1"))


@pytest.mark.parametrize("query", ["van=9", "naar=9", "van=x"])
def test_comparison_with_what_is_not_there_is_not_found(financial, version, query):
    assert financial.get(f"{VERSIONS}vergelijken/?{query}").status_code == 404


def test_comparison_as_a_sheet_has_numbers_formulas_and_texts(financial, version, demo):
    answer = financial.get(f"{VERSIONS}vergelijken.xlsx?van=1&naar=werk")
    sheet = openpyxl.load_workbook(BytesIO(answer.content))["Vergelijking"]
    values = openpyxl.load_workbook(BytesIO(answer.content), data_only=True)["Vergelijking"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    shown = {row[0].value: row for row in values.iter_rows() if row[0].value}
    named = rows["2. =1+1"][0]
    assert named.data_type == "s"
    first = next(row for title, row in rows.items() if str(title).startswith("1. "))
    assert first[3].value == 273715
    assert first[9].value == 273815
    assert str(first[15].value).startswith("=ROUND(")
    found = diff(version_data(version), read(demo))
    assert [cell.value for cell in shown["Kosten"][15:19]] == [
        cents / 100 for cents in found.totals[0].difference
    ]
    assert [cell.value for cell in shown["Samen"][15:19]] == [cell.value for cell in shown["Kosten"][15:19]]
    assert str(rows["Resultaat"][3].value).startswith("=")


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
    assert "kan niet worden gelezen" in text(financial.get(VERSIONS))
    answer = financial.get(f"{VERSIONS}1/begroting/")
    assert answer.status_code == 422
    assert "vingerafdruk klopt niet" in text(answer)


@pytest.mark.libreoffice
def test_comparison_recalculated_gives_the_same_figures(financial, version, recalculate, tmp_path):
    path, out = tmp_path / "vergelijking.xlsx", tmp_path / "out"
    path.write_bytes(financial.get(f"{VERSIONS}vergelijken.xlsx?van=1&naar=werk").content)
    out.mkdir()
    (recalculated,) = recalculate([path], out)
    ours, theirs = (
        openpyxl.load_workbook(book, data_only=True)["Vergelijking"] for book in (path, recalculated)
    )
    cells = [cell for row in ours.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert len(cells) > 100
    for cell in cells:
        assert theirs[cell.coordinate].value == pytest.approx(cell.value, abs=0.004)
