"""Structure, text safety and print set-up of the workbook."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
import workbook_cases
from openpyxl import load_workbook
from workbook_cases import ABOUT
from workbook_reading import built

from budgets.engine import Choice, Goal, Line, Option, compute
from budgets.imports.mark import MARK_SHEET
from reports.workbook import build_workbook
from reports.workbook.names import option_names
from reports.workbook.texts import clean

SHEETS = [
    *("Begroting", "Bijstellingen", "Uitgangspunten", "Dekking", "Controle", "Toelichting", "Effecten"),
    *("Verdeling over posten", "Verdeling"),
]
DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://example.nl";"klik")',
    "+31 35 123",
    "-schrappen",
    "@SUM(A1)",
    "\t=1+1",
    "\x00=1+1",
    "\r\n=cmd|' /C calc'!A0",
    '<b>&amp; "x" ]]>',
    "\ud800half",
    "_x0041_",
]


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(built(workbook_cases.knotty(), "ties-1")))


def test_sheets_stand_in_the_order_that_a_reader_wants(book):
    assert book.sheetnames == [*SHEETS, MARK_SHEET]


def test_there_is_no_sheet_for_shared_shortfalls_without_shared_lines():
    assert "Verdeling" not in load_workbook(BytesIO(built(workbook_cases.long()))).sheetnames


@pytest.mark.parametrize("title", SHEETS)
def test_every_sheet_prints_on_a4_landscape_one_page_wide(book, title):
    sheet = book[title]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P van &N" in str(sheet.oddFooter.right.text)
    assert not sheet.sheet_view.showGridLines
    if title != "Toelichting":
        assert sheet.freeze_panes
    if title not in ("Toelichting", "Uitgangspunten"):  # each part of that one has headings of its own
        assert sheet.print_title_rows == "$4:$5"


def test_headings_and_names_stay_in_sight(book):
    assert book["Begroting"].freeze_panes == "C6"
    assert book["Bijstellingen"].freeze_panes == "C6"


def test_a_switch_takes_only_one_or_nought_and_looks_like_an_input(book):
    sheet = book["Bijstellingen"]
    validation, parts = sheet.data_validations.dataValidation
    assert (validation.type, validation.formula1, str(validation.sqref)) == ("list", '"1,0"', "F6:F17")
    assert [sheet[f"F{row}"].value for row in range(6, 18)] == [1] + [0] * 11
    assert (parts.type, parts.formula1, parts.formula2) == ("decimal", "0", "10")
    assert [sheet[f"G{row}"].value for row in range(6, 18)] == [1] * 12
    assert sheet["F6"].fill.fgColor.rgb == sheet["G6"].fill.fgColor.rgb != sheet["H6"].fill.fgColor.rgb
    assert not sheet.protection.sheet


def test_all_sums_are_formulas(book):
    sheet = book["Begroting"]
    label = {sheet.cell(row, 2).value: row for row in range(6, sheet.max_row + 1)}
    for title, row in label.items():
        if title and title.startswith(("Subtotaal", "Totaal", "Prioriteit", "Resultaat")):
            for column in (6, 10, 14):
                assert sheet.cell(row, column).data_type == "f", (title, column)


def test_a_touched_line_names_the_effects_that_it_takes_off(book):
    sheet = book["Begroting"]
    formulas = {sheet.cell(row, 2).value: sheet.cell(row, 10).value for row in range(6, 20)}
    assert formulas["Tafel"].startswith("=ROUND(N(F8)-SUM(Effecten!")
    assert formulas["Kast"].startswith("=ROUND(N(F14)-Effecten!")


def test_totals_say_what_they_leave_out(book):
    labels = [cell.value for cell in book["Begroting"]["B"]]
    assert "Subtotaal Wonen (excl. 1 p.m. in 2023)" in labels
    assert "Totaal kosten (excl. 1 p.m. in 2023)" in labels
    assert "Resultaat na taakstelling (excl. 2 p.m. in 2022; 3 p.m. in 2023 en 2024)" in labels
    assert "Na taakstelling, ongunstig geschat (excl. 1 p.m. in 2022 en 2023; 2 p.m. in 2024)" in labels


def test_the_notes_say_what_when_which_version_and_scenario(book):
    sheet = book["Toelichting"]
    said = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert said["Regio"] == "Regio Zandstreek"
    assert said["Scenario"] == "Werkgroep & bestuur"
    assert said["Versie"] == "werkbegroting, revisie 7"
    assert said["Gemaakt op"] == "17 januari 2023, 00.30 uur"  # Dutch time
    assert "verandert die verdeling mee" in said["Verdeelde opties"]
    assert "Het eerste jaar, 2022, is het prijspeil" in said["Indexering"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_stays_text(text):
    data = workbook_cases.knotty()
    data = replace(
        data,
        goals=(Goal("g1", text), *data.goals[1:]),
        lines=tuple(replace(line, measure=text) for line in data.lines),
        options=tuple(replace(option, title=text, kind=text) for option in data.options),
        derived={},
    )
    about = replace(ABOUT, region=text, plan=text, scenario=text, author=text, address=text)
    content = build_workbook(compute(data), about)
    found = load_workbook(BytesIO(content))
    line = found["Begroting"]["B8"]
    assert line.data_type == "s"
    assert line.value.replace("_x005F_", "_") == clean(text)
    assert line.quotePrefix == (clean(text)[:1] in "=+-@\t\n")
    typed = {cell.value for sheet in found for row in sheet for cell in row if cell.data_type == "f"}
    assert not any(clean(text) in formula for formula in typed if len(clean(text)) > 4)


def test_text_longer_than_a_cell_is_cut():
    data = workbook_cases.knotty()
    lines = (Line("x", "g1", "woord " * 10_000, (1, 2, 3)),)
    data = replace(data, lines=lines, options=(), control_totals=(), derived={})
    value = load_workbook(BytesIO(built(data)))["Begroting"]["B8"].value
    assert len(value) <= 32_767
    assert value.endswith("…")


def test_an_empty_budget_gives_a_workbook_that_says_so():
    book = load_workbook(BytesIO(built(workbook_cases.empty())))
    assert book["Bijstellingen"]["B6"].value == "Er zijn geen bijstellingsopties."
    assert book["Controle"]["A6"].value == "Er zijn geen gedrukte totalen vastgelegd."


def test_ten_years_fit():
    data = workbook_cases.empty()
    years = tuple(range(2021, 2031))
    line = Line("a", "g", "Post", tuple(range(100, 1100, 100)))
    data = replace(data, years=years, goals=(Goal("g", "Doel"),), lines=(line,), derived={})
    sheet = load_workbook(BytesIO(build_workbook(compute(data), ABOUT)))["Begroting"]
    assert [sheet.cell(5, column).value for column in (6, 15, 17, 26, 28, 37)] == [2021, 2030] * 3
    assert sheet.print_area.endswith(str(sheet.max_row))
    assert sheet.cell(8, 17).value == "=F8"  # no option touches the line: just its budgeted amount


def test_totals_show_euros_and_result_rows_their_cents(book):
    sheet = book["Begroting"]
    row = {str(cell.value).split(" (")[0]: cell.row for cell in sheet["B"]}
    assert sheet.cell(row["Tafel"], 6).number_format.startswith("#,##0;")
    assert sheet.cell(row["Totaal kosten"], 6).number_format.startswith('"€ "#,##0;')
    assert sheet.cell(row["Resultaat na taakstelling"], 10).number_format.startswith('"€ "#,##0.00;')


def test_names_of_switches_are_valid_and_differ():
    names = list(option_names(["a-b", "a_b", "A b", "é1", "", "x" * 300]))
    assert names[:4] == ["Optie_a_b", "Optie_a_b_2", "Optie_A_b_3", "Optie_e1"]
    assert len({name.lower() for name in names}) == 6
    assert max(map(len, names)) < 255


def test_an_option_of_an_unknown_kind_is_shown_as_it_is():
    data = replace(workbook_cases.empty(), options=(Option("x", "X", "anders", ()),))
    assert load_workbook(BytesIO(built(data, "x")))["Bijstellingen"]["C6"].value == "anders"


def test_the_file_is_sound_xml_in_every_part():
    from xml.etree import ElementTree

    with ZipFile(BytesIO(built(workbook_cases.knotty()))) as parts:
        for part in parts.namelist():
            ElementTree.fromstring(parts.read(part))


def test_an_unknown_option_in_the_choice_changes_nothing():
    data = workbook_cases.knotty()
    result = compute(data, Choice.of(["bestaat-niet"]))
    sheet = load_workbook(BytesIO(build_workbook(result, ABOUT)), data_only=True)["Bijstellingen"]
    assert [sheet[f"F{row}"].value for row in range(6, 18)] == [0] * 12
