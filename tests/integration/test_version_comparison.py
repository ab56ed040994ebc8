"""Two versions held against each other: the page and the workbook."""

import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.utils.html import strip_tags

from budgets.actions.measures import change_goal
from budgets.actions.ordering import move
from budgets.actions.versions import adopt_version, version_data
from budgets.dutch_numbers import shortest
from budgets.engine import diff
from budgets.models import BudgetVersion, CostAmount, CostLine
from budgets.snapshot import read
from measures.changes import changing

BASE = "/gooi-en-vechtstreek/bo-2021-2024/"
VERSIONS = f"{BASE}versies/"

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


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
    assert "100,20 → 100,40" in strip_tags(row)
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
