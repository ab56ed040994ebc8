"""The budget as files: every workbook is marked with its origin; lines as CSV, the budget as JSON."""

import csv
import datetime
import json
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from budgets.actions.measures import change_line, change_measure
from budgets.actions.versions import adopt_version, version_data
from budgets.engine import data_from_json
from budgets.imports.book import Book, Sheet
from budgets.imports.formula_text import unguarded
from budgets.imports.mark import MARK_SHEET, Mark, find_mark, slim
from budgets.models import CostLine
from budgets.snapshot import budget_data
from measures.models import Measure
from reports.lines_csv import lines_csv
from tests.engine.small import budget, line

BASE = "/gooi-en-vechtstreek/bo-2021-2024/"
YEARS = ["2021", "2022", "2023", "2024"]


@pytest.fixture
def version(demo, finance):
    """The demo, fixed; the working budget has moved on since."""
    fixed = adopt_version(
        plan=demo, name="Ontwerp", kind="ontwerp", decided_on=datetime.date(2020, 10, 1), by=finance
    )
    measure = Measure.objects.get(plan=demo, cost_lines__code="regel-15")
    change_measure(measure=measure, values={"title": "=1+1; -1"}, by=finance)
    demo.refresh_from_db()
    return fixed


def marked(content):
    book = CalamineWorkbook.from_object(BytesIO(content))
    sheet = book.get_sheet_by_name(MARK_SHEET)
    rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))
    return find_mark(Book("b.xlsx", "", "xlsx", (Sheet(MARK_SHEET, rows),)))


@pytest.mark.parametrize(
    ("address", "edition", "of_version"),
    [
        ("begroting.xlsx", "Werkbegroting", False),
        ("versies/1/begroting.xlsx", "Versie 1: Ontwerp", True),
        ("scenarios/alle-bijstellingen/begroting.xlsx", "Scenario Alle bijstellingen", False),
        (
            "versies/1/scenarios/alle-bijstellingen/begroting.xlsx",
            "Scenario Alle bijstellingen op versie 1: Ontwerp",
            True,
        ),
    ],
)
def test_every_workbook_of_a_budget_is_marked(financial, demo, version, address, edition, of_version):
    mark = marked(financial.get(BASE + address).content)
    data = version_data(version) if of_version else budget_data(demo)
    assert (mark.region, mark.plan) == ("gooi-en-vechtstreek", "bo-2021-2024")
    assert mark.revision == (version.revision if of_version else demo.revision)
    assert (mark.edition, mark.base, mark.damaged) == (edition, slim(data), False)
    assert mark.exported_at.tzinfo is not None


def test_workbook_of_the_command_line_is_marked(demo, version, tmp_path):
    target = tmp_path / "begroting.xlsx"
    call_command("export_budget", demo.slug, fixed_version=1, output=target, stdout=StringIO())
    mark = marked(target.read_bytes())
    assert (mark.edition, mark.base) == ("Versie 1: Ontwerp", slim(version_data(version)))


def test_comparison_is_not_something_that_comes_back(financial, version):
    content = financial.get(f"{BASE}versies/vergelijken.xlsx?van=1&naar=werk").content
    assert CalamineWorkbook.from_object(BytesIO(content)).sheet_names == ["Vergelijking"]


def read_csv(content):
    return list(csv.reader(StringIO(content.decode(), newline=""), strict=True))


def test_csv_has_a_row_for_every_line(financial, demo):
    answer = financial.get(f"{BASE}begroting.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"].endswith('-bo-2021-2024.csv"')
    heading, *rows = read_csv(answer.content)
    id_heading = f"id gooi-en-vechtstreek/bo-2021-2024 revisie {demo.revision}"
    descriptive = ["regelnummer", "doel", "maatregel", "soort kosten", "prioriteit"]
    assert heading == [*descriptive, *YEARS, "toelichting", id_heading]
    assert [row[-1] for row in rows] == [f"line:{line.code}" for line in budget_data(demo).lines]
    by_id = {row[-1]: row for row in rows}
    assert by_id["line:regel-1"] == [
        *("1", "Beleidscoördinatie", "Gezamenlijke beleidsuitvoering", "Personeelskosten", "1"),
        *("273715.00", "273715.00", "273715.00", "273715.00"),
        *("", "line:regel-1"),
    ]
    assert by_id["line:regel-9"][3:9] == ["", "1", "", "82500.00", "82500.00", "82500.00"]
    assert by_id["line:regel-15"][9].startswith("o.a. psycho-educatie")
    assert by_id["line:regel-51"][2:5] == ["", "", ""]


def test_csv_tells_where_it_is_from(financial, demo):
    rows = read_csv(financial.get(f"{BASE}begroting.csv").content)
    book = Book("begroting.csv", "", "csv", (Sheet("begroting", tuple(map(tuple, rows))),))
    assert find_mark(book) == Mark("gooi-en-vechtstreek", "bo-2021-2024", demo.revision)


def test_csv_is_written_as_rfc_4180_says(financial, demo, finance):
    line = CostLine.objects.get(plan=demo, code="regel-1")
    change_line(line=line, values={"note": 'Zie "nota", deel 1\nen deel 2'}, by=finance)
    content = financial.get(f"{BASE}begroting.csv").content
    assert b'"Zie ""nota"", deel 1\nen deel 2",line:regel-1\r\n' in content
    assert content.count(b"\r\n") == len(budget_data(demo).lines) + 1
    assert not content.startswith(b"\xef\xbb\xbf")


def test_csv_for_a_spreadsheet_has_a_mark_and_no_formulas(financial, demo, version):
    exact = financial.get(f"{BASE}begroting.csv").content
    guarded = financial.get(f"{BASE}begroting.csv?bom=1").content
    assert guarded.startswith(b"\xef\xbb\xbf")
    assert b",'=1+1; -1," in guarded
    assert b",=1+1; -1," in exact
    rows = read_csv(guarded.removeprefix(b"\xef\xbb\xbf"))
    assert [[unguarded(cell) for cell in row] for row in rows] == read_csv(exact)


def test_csv_of_a_version_is_what_was_fixed(financial, version):
    answer = financial.get(f"{BASE}versies/1/begroting.csv")
    assert 'versie-1.csv"' in answer.headers["Content-Disposition"]
    heading, *rows = read_csv(answer.content)
    assert heading[-1].endswith(f"revisie {version.revision}")
    assert "=1+1; -1" not in {row[2] for row in rows}


def test_csv_says_p_m_and_keeps_an_amount_below_zero():
    data = budget(line("a", -1, None, pm=(False, True)), line("b", None, 0), years=(2021, 2022))
    for spreadsheet in (True, False):
        rows = read_csv(lines_csv(data, Mark("r", "p", 1), for_spreadsheet=spreadsheet))[1:]
        assert [row[5:7] for row in rows] == [["-0.01", "p.m."], ["", "0.00"]]


def test_json_of_the_working_budget_is_the_budget(financial, demo):
    content = json.loads(financial.get(f"{BASE}begroting.json").content)
    assert data_from_json(json.dumps(content["budget"])) == budget_data(demo)


def test_pages_offer_the_lines_as_csv(financial, version):
    working, fixed = f'href="{BASE}begroting.csv?bom=1"', f'href="{BASE}versies/1/begroting.csv?bom=1"'
    assert working in financial.get(f"{BASE}begroting/").content.decode()
    assert fixed in financial.get(f"{BASE}versies/1/begroting/").content.decode()
    versions = financial.get(f"{BASE}versies/").content.decode()
    assert working in versions
    assert fixed in versions
