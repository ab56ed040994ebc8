"""Pages of fixed versions: the list, fixing, opening, comparing, and a new plan."""

import datetime
import json
from collections import OrderedDict
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from budgets.actions.measures import add_measure, change_goal, end_measure
from budgets.actions.ordering import move
from budgets.actions.versions import adopt_version, version_data
from budgets.dutch_numbers import shortest
from budgets.engine import compute, data_from_json, diff
from budgets.models import BudgetVersion, CostAmount, CostLine
from budgets.snapshot import budget_data, read
from measures.changes import changing
from measures.models import Measure, Plan
from municipalities.models import User
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
        with django_assert_max_num_queries(34):  # 22 of them read the working budget
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


def test_comparison_shows_cents_where_whole_euros_would_look_the_same(financial, version, demo, finance):
    """100,20 to 100,40 in the second year, and nothing to p.m. in the third."""
    line = CostLine.objects.get(plan=demo, number=2)
    adopted = {"plan": demo, "kind": "concept", "decided_on": datetime.date(2020, 1, 1), "by": finance}
    for name, cents in (("Eerst", "100.20"), ("Daarna", "100.40")):
        with changing(demo, by=finance):
            CostAmount.objects.update_or_create(
                cost_line=line, year=2022, defaults={"amount": Decimal(cents)}
            )
        adopt_version(name=name, **adopted)
    page = text(financial.get(f"{VERSIONS}vergelijken/?van=2&naar=3"))
    row = page[page.index('<tr class="is-changed">') :].partition("</tr>")[0]
    assert "+\u00a00,20<" in row
    assert "100,20 → 100,40" in row
    assert row.count("geen verschil") == 3
    before, after = (
        sum(line.amounts[1] or 0 for line in version_data(BudgetVersion.objects.get(number=number)).lines)
        for number in (2, 3)
    )
    assert shortest(before) in page
    assert shortest(after) in page


def test_comparison_of_an_amount_that_becomes_pm_is_a_difference(financial, version, demo, finance):
    line = CostLine.objects.get(plan=demo, number=46)
    with changing(demo, by=finance):
        CostAmount.objects.create(cost_line=line, year=2022, pm=True)
    page = text(financial.get(f"{VERSIONS}vergelijken/?van=1&naar=werk"))
    row = page[page.index("46. ") :].partition("</tr>")[0]
    assert "p.m." in row
    assert row.count("geen verschil") == 3


def test_comparison_names_a_measure_once_and_not_at_each_line(financial, version):
    page = text(financial.get(f"{VERSIONS}vergelijken/?van=1&naar=werk"))
    assert page.count("wordt ‘=1+1’") == 1
    assert page.index('id="h-measures"') < page.index("wordt ‘=1+1’") < page.index('id="h-lines"')


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("van=1&naar=1", "U vergelijkt een versie met zichzelf."),
        ("van=werk&naar=werk", "U vergelijkt de werkbegroting met zichzelf."),
    ],
)
def test_comparison_with_itself_says_so_and_shows_no_table(financial, version, query, said):
    page = text(financial.get(f"{VERSIONS}vergelijken/?{query}"))
    assert said in page
    assert "<table" not in page


def test_comparison_of_equal_budgets_says_that_nothing_differs(financial, demo, finance):
    for name, kind in (("A", "concept"), ("B", "ontwerp")):
        adopt_version(plan=demo, name=name, kind=kind, decided_on=datetime.date(2020, 1, 1), by=finance)
    assert "Geen verschil" in text(financial.get(f"{VERSIONS}vergelijken/?van=1&naar=2"))


def test_comparison_without_versions_says_that_there_is_none(financial):
    assert "Er is nog geen versie vastgelegd." in text(financial.get(f"{VERSIONS}vergelijken/"))


@pytest.mark.parametrize(("query", "field"), [("van=9", "van"), ("naar=9", "naar"), ("van=x", "van")])
def test_comparison_with_what_is_not_there_is_said_at_its_field(financial, version, query, field):
    answer = financial.get(f"{VERSIONS}vergelijken/?{query}")
    assert answer.status_code == 404
    assert f'id="fout-{field}"' in text(answer)
    assert "<table" not in text(answer)
    assert financial.get(f"{VERSIONS}vergelijken.xlsx?{query}").status_code == 404


def test_comparison_as_a_sheet_has_numbers_formulas_and_texts(financial, version, demo):
    answer = financial.get(f"{VERSIONS}vergelijken.xlsx?van=1&naar=werk")
    sheet = openpyxl.load_workbook(BytesIO(answer.content))["Vergelijking"]
    values = openpyxl.load_workbook(BytesIO(answer.content), data_only=True)["Vergelijking"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    shown = {row[0].value: row for row in values.iter_rows() if row[0].value}
    named = rows["=1+1"][0]
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
