"""The .ods as a file: how it is packed, what it holds, and that texts stay texts."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
import split_cases
import test_housing_sheet
import workbook_cases
from ods_reading import formulas, named, part
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from workbook_reading import as_book, built, values

from budgets.engine import Choice, Goal, Line, compute
from budgets.imports.mark import MARK_SHEET, find_mark, slim
from reports.workbook import build_workbook

pytestmark = pytest.mark.django_db  # one of the budgets is the demo, read from the tables

CASES = {
    "knotty": workbook_cases.knotty,
    "huge": workbook_cases.huge,
    "long": workbook_cases.long,
    "many-goals": workbook_cases.many_goals,
    "empty": workbook_cases.empty,
    "municipalities": split_cases.knotty,
    "housing": lambda: test_housing_sheet.CASES["ties"],
}
TEXTS = [
    "=1+1",
    '=HYPERLINK("http://example.nl";"klik")',
    "of:=1+1",
    "\t=1+1\tb",
    " begin, midden   en einde ",
    "een\n\n twee ",
    '<b>&amp; "x" ]]>',
    "_x0041_",
    "😀 é\u2028",
]


@pytest.fixture(scope="session")
def budgets(reference_data):
    return {name: make() for name, make in CASES.items()} | {"reference": reference_data}


def test_file_is_recognised_by_its_first_bytes():
    content = built(workbook_cases.knotty(), form="ods")
    with ZipFile(BytesIO(content)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert file.read(first) == b"application/vnd.oasis.opendocument.spreadsheet"
        assert file.testzip() is None


def test_manifest_names_every_part_and_all_are_well_formed():
    with ZipFile(BytesIO(built(workbook_cases.knotty(), form="ods"))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    manifest = ElementTree.fromstring(parts["META-INF/manifest.xml"])
    space = manifest.tag.partition("}")[0] + "}"
    listed = {entry.get(f"{space}full-path") for entry in manifest}
    assert listed == {"/"} | parts.keys() - {"mimetype", "META-INF/manifest.xml"}
    for name in listed - {"/"}:
        root = ElementTree.fromstring(parts[name])
        assert root.get(named("office:version")) == "1.3", name


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_other_readers_find_the_values_of_the_xlsx(name, budgets):
    data = budgets[name]
    on = [option.code for option in data.options[::2]]
    xlsx, ods = (values(BytesIO(built(data, *on, form=form))) for form in ("xlsx", "ods"))
    assert list(ods) == list(xlsx)
    for sheet, cells in xlsx.items():
        assert ods[sheet] == cells, sheet


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_as_it_was_typed(text):
    line = Line("x", "g", text, (1, 2, 3))
    data = replace(workbook_cases.empty(), goals=(Goal("g", "Doel"),), lines=(line,), derived={})
    content = built(data, form="ods")
    assert values(BytesIO(content))["Begroting"][8, 2] == text
    assert not [formula for formula in formulas(content) if "1+1" in formula or "LINK" in formula]


@pytest.mark.libreoffice
def test_text_is_still_as_it_was_typed_after_libreoffice_saved_it(recalculate, tmp_path):
    """But for a tab, which LibreOffice keeps and this reader of its file leaves out."""
    texts = [text for text in TEXTS if "\t" not in text]
    lines = tuple(Line(f"x{i}", "g", text, (1, 2, 3), i) for i, text in enumerate(texts, 1))
    data = replace(workbook_cases.empty(), goals=(Goal("g", "Doel"),), lines=lines, derived={})
    path = tmp_path / "teksten.ods"
    path.write_bytes(built(data, form="ods"))
    (saved,) = recalculate([path], tmp_path / "uit", "ods")
    found = values(BytesIO(saved.read_bytes()))["Begroting"]
    assert [found[row, 2] for row in range(8, 8 + len(texts))] == texts


@pytest.mark.parametrize("name", [*CASES, "reference"])
def test_file_tells_where_it_is_from_and_what_it_held(name, budgets):
    data = budgets[name]
    mark = find_mark(as_book(built(data, form="ods")))
    assert (mark.region, mark.plan, mark.revision, mark.base) == ("zandstreek", "plan", 7, slim(data))


@pytest.mark.libreoffice
def test_file_that_libreoffice_saved_still_tells(budgets, recalculate, tmp_path):
    path = tmp_path / "begroting.ods"
    path.write_bytes(built(budgets["reference"], form="ods"))
    (saved,) = recalculate([path], tmp_path / "uit", "ods")
    content = saved.read_bytes()
    assert find_mark(as_book(content)) == find_mark(as_book(built(budgets["reference"])))
    assert hidden_sheets(content) == [MARK_SHEET]


def test_ids_and_origin_are_out_of_sight():
    content = built(workbook_cases.knotty(), form="ods")
    assert hidden_sheets(content) == [MARK_SHEET]
    for sheet, place in (("Begroting", 5), ("Dekking", 4)):
        columns = list(table(content, sheet).iter(named("table:table-column")))
        collapsed = [number for number, column in enumerate(columns, 1) if column.get(VISIBILITY)]
        assert collapsed == [place]


def test_panes_stay_in_sight():
    """LibreOffice shows these only in a window, so that a conversion does not tell."""
    root = part(built(workbook_cases.knotty(), form="ods"), "settings.xml")
    items = {}
    for entry in root.iter(named("config:config-item-map-entry")):
        name = entry.get(named("config:name"))
        if name:
            items[name] = {item.get(named("config:name")): item.text for item in entry}
    assert items["Begroting"] == {
        "ShowGrid": "false",
        "HorizontalSplitMode": "2",
        "HorizontalSplitPosition": "2",
        "PositionRight": "2",
        "VerticalSplitMode": "2",
        "VerticalSplitPosition": "5",
        "PositionBottom": "5",
        "ActiveSplitRange": "3",
    }
    assert items["Toelichting"] == {"ShowGrid": "false"}


def test_amount_stands_in_its_cell_as_it_shows():
    content = built(workbook_cases.knotty(), "ties-1", form="ods")
    shown = {
        cell.get(named("office:value")): "".join(cell.itertext())
        for cell in cells(content, "Begroting")
        if cell.get(named("office:value-type")) == "float"
    }
    assert (shown["100.01"], shown["-60"], shown["10050"]) == ("100", "\u221260", "€ 10.050")


def test_formula_carries_its_value_and_nothing_else_is_a_formula():
    content = built(workbook_cases.knotty(), "ties-1", form="ods")
    found = [cell for cell in cells(content, "Begroting") if cell.get(named("table:formula"))]
    assert len(found) > 100
    for cell in found:
        assert cell.get(named("office:value-type")) in ("float", "string")
        assert cell.find(named("text:p")) is not None


def test_indexed_budget_is_the_same_in_both():
    choice = Choice.of(["ties-1"], {"personnel": Fraction(5, 2)})
    result = compute(workbook_cases.knotty(), choice)
    xlsx, ods = (
        values(BytesIO(build_workbook(result, workbook_cases.ABOUT, form))) for form in ("xlsx", "ods")
    )
    assert ods == xlsx


VISIBILITY = named("table:visibility")


def table(content, sheet):
    tables = part(content, "content.xml").iter(named("table:table"))
    (found,) = [each for each in tables if each.get(named("table:name")) == sheet]
    return found


def cells(content, sheet):
    return list(table(content, sheet).iter(named("table:table-cell")))


def hidden_sheets(content):
    book = CalamineWorkbook.from_object(BytesIO(content))
    return [each.name for each in book.sheets_metadata if each.visible != SheetVisibleEnum.Visible]
