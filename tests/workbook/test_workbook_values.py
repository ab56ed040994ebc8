"""The values stored beside the formulas, which previews and other readers show."""

from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
import workbook_cases
from openpyxl import load_workbook
from workbook_cases import ABOUT
from workbook_reading import block, built, named, printed_figures, row_of, values

from budgets.engine import Choice, compute
from reports.workbook import build_workbook
from reports.workbook.controls import AT_EXPORT

pytestmark = pytest.mark.django_db  # one of the budgets is the demo, read from the tables

BUDGETS = (
    workbook_cases.knotty,
    workbook_cases.huge,
    workbook_cases.long,
    workbook_cases.many_goals,
    workbook_cases.empty,
)


@pytest.mark.parametrize("make", BUDGETS)
@pytest.mark.parametrize("everything", [False, True])
def test_stored_values_are_the_engine_s(make, everything):
    data = make()
    on = [option.code for option in data.options] if everything else []
    assert printed_figures(values(BytesIO(built(data, *on))), compute(data, Choice.of(on))) == []


def test_stored_values_of_the_reference_case(reference_data):
    on = [option.code for option in reference_data.options]
    cells = values(BytesIO(built(reference_data, *on)))
    assert printed_figures(cells, compute(reference_data, Choice.of(on))) == []


@pytest.mark.parametrize("make", BUDGETS)
def test_every_formula_has_a_stored_value(make):
    content = built(make())
    formulas, stored = load_workbook(BytesIO(content)), load_workbook(BytesIO(content), data_only=True)
    without = [
        (sheet.title, cell.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and stored[sheet.title][cell.coordinate].value is None
    ]
    remarks = [where for where in without if where[0] != "Bijstellingen"]
    assert remarks == []  # the column "Let op" may be an empty text


def test_named_ranges_hold_the_main_figures():
    data = workbook_cases.knotty()
    result = compute(data, Choice.of(["ties-1", "stroom"]))
    book = load_workbook(BytesIO(build_workbook(result, ABOUT)), data_only=True)
    for name, figure in (
        ("Kosten", "costs"),
        ("Baten", "income"),
        ("Resultaat", "result"),
        ("Taakstelling", "savings_target"),
        ("Resultaat_na_taakstelling", "result_after_target"),
    ):
        expected = [cents / 100 for cents in result.figure(figure)]
        assert named(book, name) == pytest.approx(expected, abs=1e-9)
        for year, amount in zip(data.years, expected, strict=True):
            assert named(book, f"{name}_{year}") == [pytest.approx(amount, abs=1e-9)]
    assert named(book, "Kosten_begroot_2022") == [compute(data).costs[0] / 100]


def test_switches_are_named_after_their_option_even_where_codes_look_alike():
    book = load_workbook(BytesIO(built(workbook_cases.knotty(), "ties_1", "pm-erbij")), data_only=True)
    assert named(book, "Optie_ties_1") == [0]
    assert named(book, "Optie_ties_1_2") == [1]
    assert named(book, "Optie_pm_erbij") == [1]


def test_budget_stays_as_it_is_beside_the_indexed_amounts():
    data = workbook_cases.knotty()
    choice = Choice.of(["ties-1"], {"personnel": Fraction(5, 2), "overhead": Fraction(3)})
    result = compute(data, choice)
    cells = values(BytesIO(build_workbook(result, ABOUT)))
    assert printed_figures(cells, result) == []
    budget, row = cells["Begroting"], row_of(cells["Begroting"], 1_00, 1)
    assert block(budget, row, 6, 3) == data.line("a").amounts
    assert block(budget, row, 10, 3) == (4000, 4251, 0)
    said = {cells["Toelichting"].get((row, 1)): value for (row, _), value in cells["Toelichting"].items()}
    assert "personeelskosten 2,5%" in said["Uitgangspunten bij de export"]
    last = row_of(cells["Controle"], AT_EXPORT, 1)
    printed = [
        value
        for (row, column), value in cells["Controle"].items()
        if column == 4 and row < last and isinstance(value, int)
    ]
    assert printed == [check.ours for check in result.control_checks]  # of the budget without indexation


def test_formulas_are_no_longer_than_excel_takes():
    for make in BUDGETS:
        book = load_workbook(BytesIO(built(make())))
        cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        assert max(len(str(cell.value)) for cell in cells if cell.data_type == "f") < 8_192


def test_excel_is_told_to_recalculate_when_it_opens_the_file():
    with ZipFile(BytesIO(built(workbook_cases.knotty()))) as parts:
        assert b'fullCalcOnLoad="1"' in parts.read("xl/workbook.xml")
