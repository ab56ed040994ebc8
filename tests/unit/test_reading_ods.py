"""Spreadsheets in OpenDocument: repeated rows and cells, and what the file says beside the values."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.imports.book import Book, Sheet
from budgets.imports.reading import read_book
from budgets.imports.untrusted.file import read_file
from tests.unit.reading_files import ods, parts_of, table_cell, table_row, zipped

pytestmark = pytest.mark.usefixtures("read_here")


def read(content: bytes) -> Book:
    return read_book("begroting.ods", content)


def only(content: bytes) -> Sheet:
    (sheet,) = read(content).sheets
    return sheet


def with_value(kind: str, attribute: str, value: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"/>'


def test_values_of_each_kind():
    row = table_row(
        table_cell("Pak Aan"),
        table_cell(12.5),
        with_value("currency", "value", "-1E3"),
        with_value("boolean", "boolean-value", "true"),
        with_value("date", "date-value", "2021-01-02"),
        with_value("date", "date-value", "2021-01-02T03:04:05"),
        with_value("time", "time-value", "PT06H07M00S"),
    )
    book = read(ods(row))
    moments = (date(2021, 1, 2), datetime.fromisoformat("2021-01-02T03:04:05"), time(6, 7))
    assert (book.form, book.sheets[0].name) == ("ods", "Begroting")
    assert book.sheets[0].rows == (("Pak Aan", 12.5, -1000.0, True, *moments),)


def test_line_breaks_tabs_and_remarks_in_a_text():
    remark = "<office:annotation><text:p>niet dit</text:p></office:annotation>"
    first = "<text:p>een<text:line-break/>twee<text:tab/>drie</text:p>"
    second = '<text:p>v<text:s text:c="2"/>ier</text:p>'
    kind = ' office:value-type="string"'
    cell = f"<table:table-cell{kind}>{remark}{first}{second}</table:table-cell>"
    assert only(ods(table_row(cell))).rows == (("een\ntwee\tdrie\nv  ier",),)


CELLS = st.lists(st.tuples(st.sampled_from([None, 1.5, "x"]), st.integers(1, 4)), max_size=6)
ROWS = st.lists(st.tuples(CELLS, st.integers(1, 4)), min_size=1, max_size=8)


@given(ROWS)
@settings(max_examples=150, deadline=None)
def test_repeated_rows_and_cells_stand_where_they_would_written_out(rows):
    xml, expected = "", []
    for cells, times in rows:
        more = f' table:number-rows-repeated="{times}"' if times > 1 else ""
        xml += table_row(*(table_cell(value, times=repeated) for value, repeated in cells), more=more)
        written = [value for value, repeated in cells for _ in range(repeated)]
        while written and written[-1] is None:
            written.pop()
        expected += [tuple(written)] * times
    while expected and not expected[-1]:
        expected.pop()
    anchor = table_row(table_cell("einde"))
    _, (sheet,) = read_file(ods(xml + anchor))
    behind = sum(times for _, times in rows)
    assert sheet.rows == (*expected, *[()] * (behind - len(expected)), ("einde",))


def test_a_million_empty_rows_behind_are_no_content():
    empty = table_row(table_cell(times=16384), more=' table:number-rows-repeated="1048574"')
    assert only(ods(table_row(table_cell(1.0)) + empty)).rows == ((1.0,),)


def test_hidden_rows_columns_and_sheet():
    styles = (
        '<style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/><table:table-column table:number-columns-repeated="16381"/>'
    )
    rows = (
        table_row(table_cell(1.0, times=5))
        + table_row(table_cell(2.0), more=' table:visibility="filter" table:number-rows-repeated="2"')
        + table_row(table_cell(3.0), more=' table:visibility="visible"')
    )
    sheet = only(ods(columns + rows, styles=styles))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.hidden) == ({1, 2}, {1, 2}, True)


def test_merged_cells():
    first = table_cell("kop", more=' table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    rows = table_row(first, covered, table_cell(1.0)) + table_row(
        '<table:covered-table-cell table:number-columns-repeated="2"/>', table_cell(2.0)
    )
    assert only(ods(rows)).merged == ((0, 0, 1, 1),)


def test_percentages_formulas_without_outcome_and_errors():
    formula = ' table:formula="of:=[.A1]>1"'
    error = (
        '<table:table-cell table:formula="of:=#REF!" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#VERW!</text:p></table:table-cell>'
    )
    row = table_row(
        '<table:table-cell office:value-type="percentage" office:value="0.03"/>',
        table_cell(more=formula, times=2),
        table_cell(4.0, more=formula),
        table_cell("", more=formula),
        f"<table:table-cell{formula}><text:p/></table:table-cell>",
        error,
        more=' table:number-rows-repeated="2"',
    )
    sheet = only(ods(row))
    assert sheet.rows == ((0.03, None, None, 4.0, None, None, "#VERW!"),) * 2
    assert sheet.percentages == {(0, 0), (1, 0)}
    assert sheet.without_value == {(0, 1), (0, 2), (1, 1), (1, 2)}


def test_rows_in_groups_and_headers_count_as_rows():
    rows = (
        f"<table:table-header-rows>{table_row(table_cell('kop'))}</table:table-header-rows>"
        f"<table:table-row-group>{table_row(table_cell('a'))}{table_row(table_cell('b'))}</table:table-row-group>"
    )
    assert only(ods(rows)).rows == (("kop",), ("a",), ("b",))


def test_table_within_a_cell_is_no_sheet():
    inner = f'<table:table table:name="binnen">{table_row(table_cell(9.0))}</table:table>'
    rows = table_row(f"<table:table-cell>{inner}</table:table-cell>") + table_row(table_cell(1.0))
    assert only(ods(rows)).rows == ((), (1.0,))


def test_template_is_a_spreadsheet_too():
    parts = parts_of(ods(table_row(table_cell(1.0))))
    parts["mimetype"] += b"-template"
    assert read(zipped(parts)).form == "ods"
