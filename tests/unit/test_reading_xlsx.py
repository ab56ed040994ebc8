"""Workbooks of Excel in XML: what stands where, and what the file says beside the values."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from budgets.imports.book import Book, Sheet
from budgets.imports.reading import read_book
from tests.unit.reading_files import parts_of, saved, xlsx, xlsx_parts, zipped

pytestmark = pytest.mark.usefixtures("read_here")


def read(content: bytes) -> Book:
    return read_book("begroting.xlsx", content)


def only(content: bytes) -> Sheet:
    (sheet,) = read(content).sheets
    return sheet


def filled(**cells: object) -> Workbook:
    book = Workbook()
    for address, value in cells.items():
        book.active[address] = value
    return book


def test_book_has_name_form_and_fingerprint():
    content = saved(filled(A1=1))
    book = read(content)
    assert (book.name, book.form, book.sha256) == ("begroting.xlsx", "xlsx", sha256(content).hexdigest())


def test_values_stand_where_they_stand_in_the_sheet():
    sheet = only(saved(filled(B3="Pak Aan", D3=1234.5, A5=True)))
    assert sheet.rows == ((), (), (None, "Pak Aan", None, 1234.5), (), (True,))
    assert sheet.value(2, 3) == 1234.5
    assert sheet.value(99, 99) is None


def test_dates_times_and_durations_are_that():
    moments = [
        date(2021, 1, 2),
        datetime.fromisoformat("2021-01-02T03:04:05"),
        time(6, 7),
        timedelta(hours=30),
    ]
    book = filled(A1="datum")
    book.active.append(moments)
    assert only(saved(book)).rows == (("datum",), tuple(moments))


def test_empty_text_is_an_empty_cell_and_spaces_are_kept():
    sheet = only(xlsx('<row r="1"><c r="A1" t="str"><v></v></c><c r="B1" t="str"><v> x </v></c></row>'))
    assert sheet.rows == ((None, " x "),)


def test_line_break_is_kept_and_control_characters_are_replaced():
    cells = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in (
            ("A", "a&#10;b"),
            ("B", "a_x000D_&#10;b"),
            ("C", "a&#0;b&#xD800;c&#x1F;d"),
            ("D", "a\x01b"),
        )
    )
    assert only(xlsx(f'<row r="1">{cells}</row>')).rows == (("a\nb", "a\nb", "a�b�c�d", "a�b"),)


def test_formatted_empty_cells_are_no_content():
    book = filled(A1="x")
    book.active["C9"].number_format = "0%"
    sheet = only(saved(book))
    assert sheet.rows == (("x",),)
    assert not sheet.percentages


def test_hidden_rows_columns_and_sheets():
    book = filled(A1="x", C3="y")
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Weg").sheet_state = "hidden"
    book.create_sheet("Heel ver weg").sheet_state = "veryHidden"
    sheets = read(saved(book)).sheets
    assert (sheets[0].hidden_rows, sheets[0].hidden_columns) == ({1}, {1})
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("Sheet", False),
        ("Weg", True),
        ("Heel ver weg", True),
    ]


def test_hidden_columns_behind_the_last_one_are_left_out():
    columns = '<cols><col min="2" max="16384" width="0" hidden="1"/></cols>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
    assert only(xlsx(rows, before=columns)).hidden_columns == {1, 2}


def test_merged_cells_are_cut_at_the_edge_and_never_overlap():
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>'
    )
    areas = ("A1:B2", "B2:C2", "C1:XFD1048576", "A9:B9")
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    sheet = only(xlsx(rows, after=f"<mergeCells>{merged}</mergeCells>"))
    assert sheet.merged == ((0, 0, 1, 1), (0, 2, 1, 2))


def test_formula_without_a_stored_value_is_reported():
    sheet = only(saved(filled(A1=2, A2="=A1*2", B2="x")))
    assert sheet.without_value == {(1, 0)}
    assert sheet.rows == ((2,), (None, "x"))


def test_formula_with_an_outcome_has_one_also_where_it_is_an_empty_text():
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1" t="str"><f t="shared" ref="C1:C2" si="0">"x"</f><v>x</v></c>'
        '<c r="D1" t="b"><f ca="1">TRUE()</f> <v>1</v></c>'
        '<c r="E1" t="inlineStr"><f>"y"</f><is><t>y</t></is></c>'
    )
    sheet = only(xlsx(f'<row r="1">{cells}</row>'))
    assert sheet.rows == ((2.0, None, "x", True, "y"),)
    assert not sheet.without_value


def test_formula_without_value_is_reported_in_each_way_of_writing_one():
    cells = (
        '<c r="A1"><f>1+1</f></c>'
        '<c r="B1" s="0"><f t="shared" ref="B1:B2" si="0">A1</f><v/></c>'
        '<c r="C1"><f t="shared" si="0"/><v></v></c>'
        '<c r="D1"><f/></c>'
        '<c r="E1" t="str"><f>"x"</f></c>'
        '<c r="F1"><v>1</v></c>'
    )
    assert only(xlsx(f'<row r="1">{cells}</row>')).without_value == {(0, column) for column in range(5)}


def test_numbers_shown_as_a_percentage():
    book = Workbook()
    formats = ("0%", "0.00%", "0.0%;[Red]-0.0%", '0"%"', "0\\%", "[$€-413] #,##0", "General")
    for number, code in enumerate(formats, 1):
        book.active.cell(number, 2, 0.03).number_format = code
    book.active["B9"] = "tekst"
    book.active["B9"].number_format = "0%"
    assert only(saved(book)).percentages == {(0, 1), (1, 1), (2, 1)}


def test_error_reads_as_what_the_cell_shows():
    errors = ("#REF!", "#N/A", "#DIV/0!", "#SPILL!", "#CALC!")
    cells = "".join(
        f'<c r="{column}1" s="0" t="e"><f>1/0</f><v>{error}</v></c>'
        for column, error in zip("ABCDE", errors, strict=True)
    )
    sheet = only(xlsx(f'<row r="1">{cells}</row>'))
    assert sheet.rows == (errors,)
    assert not sheet.without_value


def test_number_that_is_none_reads_as_an_error():
    cells = '<c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>-inf</v></c>'
    assert only(xlsx(f'<row r="1">{cells}</row>')).rows == (("#NUM!", "#NUM!", "#NUM!"),)


def test_charts_are_no_sheets():
    book = filled(A1=1)
    book.create_chartsheet("Grafiek")
    assert [sheet.name for sheet in read(saved(book)).sheets] == ["Sheet"]


def test_sheet_without_cells_stays_beside_one_with():
    book = filled(A1=1)
    book.create_sheet("Leeg")
    assert [(sheet.name, sheet.rows) for sheet in read(saved(book)).sheets] == [
        ("Sheet", ((1,),)),
        ("Leeg", ()),
    ]


def test_years_of_the_old_date_system():
    book = filled(A1=date(2021, 1, 1))
    book.epoch = CALENDAR_MAC_1904
    assert only(saved(book)).rows == ((date(2021, 1, 1),),)


def test_macros_are_ignored_and_named_in_the_form():
    parts = parts_of(saved(filled(A1=1)))
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    parts["xl/vbaProject.bin"] = b"Auto_Open"
    book = read(zipped(parts))
    assert (book.form, book.sheets[0].rows) == ("xlsm", ((1,),))


def test_formulas_only_is_a_book_that_says_so():
    sheet = only(saved(filled(A1="=1+1", A2="=A1")))
    assert sheet.rows == ()
    assert sheet.without_value == {(0, 0), (1, 0)}


def test_sheet_names_are_unescaped():
    book = Workbook()
    book.active.title = "Jeugd & 'WMO' <2021>"
    book.active["A1"] = 1
    assert only(saved(book)).name == "Jeugd & 'WMO' <2021>"


def test_sheets_with_the_same_name_keep_their_own_cells():
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    one = '<sheet name="Begroting" sheetId="1" r:id="rId1"/>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(one, one + one.replace("rId1", "rId9"))
    relations = parts["xl/_rels/workbook.xml.rels"]
    second = relations[relations.index("<Relationship ") : relations.index("/>") + 2]
    second = second.replace("rId1", "rId9").replace("sheet1", "sheet2")
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", f"{second}</Relationships>")
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet2.xml"] = sheet.replace("<v>1</v>", "<v>2</v>")
    assert [sheet.rows for sheet in read(zipped(parts)).sheets] == [((1.0,),), ((2.0,),)]
