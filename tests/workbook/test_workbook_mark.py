"""What the workbook carries so that it can come back: ids, its origin, the budget as exported."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
import split_cases
import workbook_cases
from openpyxl import load_workbook
from workbook_cases import ABOUT
from workbook_reading import as_book, built

from budgets.engine import Choice, Goal, Line, compute
from budgets.imports.mark import MARK_SHEET, Mark, find_mark, slim
from reports.workbook import build_workbook

pytestmark = pytest.mark.django_db  # one of the budgets is the demo, read from the tables

CASES = {
    "knotty": workbook_cases.knotty,
    "huge": workbook_cases.huge,
    "long": workbook_cases.long,
    "many-goals": workbook_cases.many_goals,
    "empty": workbook_cases.empty,
    "municipalities": split_cases.knotty,
}
HEADING = "id zandstreek/plan revisie 7"
IDS = {"Begroting": "E", "Dekking": "D"}
NAMES = {"Begroting": "B", "Dekking": "B"}


@pytest.fixture(scope="session")
def budgets(reference_data):
    return {name: make() for name, make in CASES.items()} | {"reference": reference_data}


@pytest.fixture(scope="session")
def resaved(budgets, recalculate, tmp_path_factory):
    """Every budget after LibreOffice opened and saved its workbook."""
    folder, out = tmp_path_factory.mktemp("herkomst"), tmp_path_factory.mktemp("opgeslagen")
    paths = [folder / f"{name}.xlsx" for name in budgets]
    for path, data in zip(paths, budgets.values(), strict=True):
        path.write_bytes(built(data))
    found = recalculate(paths, out)
    return {name: path.read_bytes() for name, path in zip(budgets, found, strict=True)}


def ids(content, name):
    """By id what stands in the column of names, of the rows that have an id."""
    sheet = load_workbook(BytesIO(content), data_only=True)[name]
    found = {}
    for row in range(6, sheet.max_row + 1):
        if value := sheet[f"{IDS[name]}{row}"].value:
            assert value not in found
            found[value] = sheet[f"{NAMES[name]}{row}"].value
    return found


def expected_ids(data):
    lines = {f"line:{line.code}": line.measure or "Regel zonder naam in de bron" for line in data.lines}
    targets = {f"target:{target.code}": f"Taakstelling: {target.title}" for target in data.targets}
    targets = {code: title.replace("Taakstelling: Taakst", "Taakst") for code, title in targets.items()}
    items = {f"memorandum:{item.code}": item.title for item in data.memorandum_items}
    streams = {f"stream:{stream.code}": stream.title for stream in data.streams}
    return {"Begroting": lines | targets | items, "Dekking": streams}


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_workbook_tells_where_it_is_from_and_what_it_held(name, budgets):
    data = budgets[name]
    content = built(data, *(option.code for option in data.options[:2]))
    assert find_mark(as_book(content)) == Mark(
        "zandstreek", "plan", 7, "Scenario Werkgroep & bestuur", ABOUT.moment, slim(data)
    )
    assert {sheet: ids(content, sheet) for sheet in IDS} == expected_ids(data)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_workbook_that_libreoffice_saved_still_tells(name, budgets, resaved):
    content, data = resaved[name], budgets[name]
    assert find_mark(as_book(content)) == find_mark(as_book(built(data)))
    assert {sheet: ids(content, sheet) for sheet in IDS} == expected_ids(data)
    assert_hidden(load_workbook(BytesIO(content)))


def test_ids_and_origin_are_out_of_sight_and_not_in_the_way():
    book = load_workbook(BytesIO(built(workbook_cases.knotty())))
    assert_hidden(book)
    assert book.active.title == "Begroting"
    budget = book["Begroting"]
    assert budget.print_area.startswith("'Begroting'!$A$1:$P$")
    assert {str(span) for span in budget.merged_cells.ranges} == {"F4:H4", "J4:L4", "N4:P4"}
    assert budget["F4"].value == "Begroot (€)"
    assert book["Dekking"].print_area.startswith("'Dekking'!$A$1:$O$")


def assert_hidden(book):
    assert book[MARK_SHEET].sheet_state == "hidden"
    assert book.sheetnames[-1] == MARK_SHEET
    for sheet, column in IDS.items():
        hidden = {letter for letter, found in book[sheet].column_dimensions.items() if found.hidden}
        assert hidden == {column}
        assert book[sheet][f"{column}5"].value == HEADING


def test_copy_of_the_table_alone_tells_where_it_is_from():
    book = as_book(built(workbook_cases.knotty()))
    (table,) = [sheet for sheet in book.sheets if sheet.name == "Dekking"]
    alone = replace(book, sheets=(replace(table, name="Blad1"),))
    assert find_mark(alone) == Mark("zandstreek", "plan", 7)


@pytest.mark.parametrize("name", IDS)
def test_id_stands_in_the_block_of_typed_cells_that_a_sort_takes_along(name):
    """From a name to the last budgeted amount there is no empty column, and nothing that is calculated."""
    sheet = load_workbook(BytesIO(built(workbook_cases.knotty())))[name]
    rows = [row for row in range(6, sheet.max_row + 1) if sheet[f"{IDS[name]}{row}"].value]
    rows = [row for row in rows if sheet[f"{IDS[name]}{row}"].value.startswith(("line:", "stream:"))]
    first = 2
    last = sheet[f"{IDS[name]}5"].column + 3
    for column in range(first, last + 1):
        cells = [sheet.cell(row, column) for row in rows]
        assert any(cell.value is not None for cell in cells), column
        assert not any(cell.data_type == "f" for cell in cells), column
    assert all(sheet.cell(row, last + 1).value is None for row in rows)


@pytest.mark.parametrize("whole_rows", [True, False])
def test_rows_in_another_order_keep_their_ids_with_their_amounts(whole_rows, tmp_path):
    data = workbook_cases.knotty()
    content = built(data)
    book = load_workbook(BytesIO(content))
    sheet = book["Begroting"]
    first, last = 8, 10
    columns = range(1, (sheet.max_column if whole_rows else 8) + 1)
    rows = [[sheet.cell(row, column).value for column in columns] for row in range(first, last + 1)]
    for row, values in enumerate(sorted(rows, key=lambda row: str(row[1])), first):
        for column, value in zip(columns, values, strict=True):
            sheet.cell(row, column).value = value
    target = BytesIO()
    book.save(target)
    assert ids(target.getvalue(), "Begroting") == expected_ids(data)["Begroting"]
    (found,) = [each for each in as_book(target.getvalue()).sheets if each.name == "Begroting"]
    amounts = {row[4]: row[5:8] for row in found.rows if len(row) > 7}
    assert amounts["line:a"] == (100, 100.01, 33.33)
    assert amounts["line:b"] == (50, "p.m.", 10)
    assert [row[4] for row in found.rows[first - 1 : last]] == ["line:c", "line:b", "line:a"]


def test_budget_without_indexation_is_what_was_exported():
    data = workbook_cases.knotty()
    result = compute(data, Choice.of(["ties-1"], {"personnel": Fraction(5, 2), "overhead": Fraction(3)}))
    content = build_workbook(result, ABOUT)
    assert find_mark(as_book(content)).base == slim(data)
    (sheet,) = [each for each in as_book(content).sheets if each.name == "Begroting"]
    shown = {row[4]: row[5:8] for row in sheet.rows if len(row) > 7 and row[4]}
    for line in data.lines:
        typed = [cents / 100 if cents is not None else None for cents in line.amounts]
        held = [value if value not in ("–", "p.m.") else None for value in shown[f"line:{line.code}"]]
        assert held == typed, line.code


@pytest.mark.parametrize("text", ["\ud800half", "_x0041_", "😀" * 200, "\x00\x7f\u2028\ufffe", '"|\\|"', " "])
def test_base_holds_texts_that_a_cell_cannot(text):
    lines = (Line("x", "g", text, (1, None, 3), note=text * 100),)
    data = replace(workbook_cases.empty(), goals=(Goal("g", text),), lines=lines, derived={})
    assert find_mark(as_book(built(data))).base == slim(data)


@pytest.mark.parametrize(
    ("scenario", "version", "edition"),
    [
        (None, None, "Werkbegroting"),
        (None, "versie 2: Ontwerp", "Versie 2: Ontwerp"),
        ("Zuinig", None, "Scenario Zuinig"),
        ("Zuinig", "versie 2: Ontwerp", "Scenario Zuinig op versie 2: Ontwerp"),
    ],
)
def test_mark_says_what_was_exported(scenario, version, edition):
    about = replace(ABOUT, scenario=scenario, version=version)
    content = build_workbook(compute(workbook_cases.empty()), about)
    assert find_mark(as_book(content)).edition == edition


def test_note_of_a_line_stands_beside_the_printed_table():
    data = workbook_cases.knotty()
    lines = (replace(data.lines[0], note="=Toelichting\nop twee regels"), *data.lines[1:])
    book = load_workbook(BytesIO(built(replace(data, lines=lines, derived={}))))
    sheet = book["Begroting"]
    assert (sheet["R5"].value, sheet["R8"].value) == ("Toelichting", "=Toelichting\nop twee regels")
    assert sheet["R8"].data_type == "s"
    assert sheet["R8"].quotePrefix
    assert sheet["R9"].value is None
    assert "$P$" in sheet.print_area
    assert sheet.row_dimensions[8].height is None


def test_notes_say_what_comes_back():
    def said(about):
        sheet = load_workbook(BytesIO(build_workbook(compute(workbook_cases.knotty()), about)))["Toelichting"]
        return {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}

    working = said(ABOUT)
    assert "Importeren" in working["Terug naar de applicatie"]
    assert "vastgestelde versie" not in working["Terug naar de applicatie"]
    assert working["Niet beveiligd"] == "Niets is vergrendeld."
    fixed = said(replace(ABOUT, version="versie 2: Ontwerp"))
    assert fixed["Versie"] == "versie 2: Ontwerp, revisie 7"
    assert "niet de vastgestelde versie" in fixed["Terug naar de applicatie"]
