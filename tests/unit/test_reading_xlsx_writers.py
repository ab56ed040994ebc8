"""The same sheet as other programs write it: prefixes, no addresses, other places, other encodings."""

import pytest

from budgets.imports.book import Sheet
from budgets.imports.reading import read_book
from tests.unit.reading_files import MAIN, xlsx, xlsx_parts, zipped

pytestmark = pytest.mark.usefixtures("read_here")

PLAIN = (
    '<row r="2" hidden="1"><c r="B2"><v>1</v></c><c r="D2" t="str"><f>x</f><v>y</v></c></row>'
    '<row r="3"><c r="A3"><f>1</f></c><c r="B3" t="e"><v>#N/A</v></c></row>'
)


def only(content: bytes) -> Sheet:
    (sheet,) = read_book("begroting.xlsx", content).sheets
    return sheet


EXPECTED = ((), (None, 1.0, None, "y"), (None, "#N/A"))


def whole(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


WRITTEN = {
    "as Excel does": whole(PLAIN),
    "with a prefix": whole(PLAIN)
    .replace("</", "</x:")
    .replace("<", "<x:")
    .replace("<x:/x:", "</x:")
    .replace("xmlns=", "xmlns:x="),
    "in single quotes": whole(PLAIN).replace('"', "'"),
    "attributes in another order": whole(PLAIN)
    .replace('r="2" hidden="1"', 'hidden="true" r="2"')
    .replace('r="D2" t="str"', 't="str" r="D2"')
    .replace('r="B3" t="e"', 't="e" r="B3"'),
    "without addresses where none is needed": whole(
        '<row/><row hidden="1"><c r="B2"><v>1</v></c><c/><c t="str"><f>x</f><v>y</v></c></row>'
        '<row><c><f>1</f></c><c t="e"><v>#N/A</v></c></row>'
    ),
    "over several lines": whole(PLAIN).replace("><", ">\n  <").replace(" t=", "\n t="),
    "with comments": whole(PLAIN).replace("<v>", "<!-- v --><v>").replace("</row>", "<!-- <c> --></row>"),
    "with empty cells behind": whole(PLAIN).replace("</row>", '<c r="Z2" s="0"/><c r="ZZ2"></c></row>'),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_sheet_is_the_same_however_it_is_written(written):
    sheet = only(zipped(xlsx_parts("", sheet=written)))
    assert sheet.rows == EXPECTED
    assert sheet.hidden_rows == {1}
    assert sheet.without_value == {(2, 0)}


def test_number_with_a_comment_in_it_is_whole():
    assert only(xlsx('<row r="1"><c r="A1"><v>1<!-- 000 -->2</v></c></row>')).rows == ((12.0,),)


def test_text_in_cdata_is_read():
    cells = '<c r="A1" t="str"><v><![CDATA[a & b <c>]]></v></c>'
    assert only(xlsx(f'<row r="1">{cells}</row>')).rows == (("a & b <c>",),)


def test_shared_texts_rich_and_plain():
    shared = "<si><t>één</t></si><si><r><t>tw</t></r><r><t>ee</t></r><rPh><t>uitspraak</t></rPh></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    assert only(xlsx(rows, shared=shared)).rows == (("twee", "één"),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_parts_in_another_encoding(encoding):
    parts = xlsx_parts('<row r="1"><c r="A1" t="str"><v>één</v></c></row>')
    sheet = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{parts["xl/worksheets/sheet1.xml"]}'
    parts["xl/worksheets/sheet1.xml"] = sheet.encode(encoding)
    assert only(zipped(parts)).rows == (("één",),)


def test_workbook_of_excel_on_the_web_has_its_parts_elsewhere():
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/workbook2.xml"] = parts.pop("xl/workbook.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("xl/workbook.xml", "/xl/workbook2.xml")
    relations = parts.pop("xl/_rels/workbook.xml.rels")
    parts["xl/_rels/workbook2.xml.rels"] = relations.replace("worksheets/", "/xl/bladen/")
    parts["xl/bladen/sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    assert only(zipped(parts)).rows == ((1.0,),)


def test_names_of_parts_in_capitals_and_with_backslashes():
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["XL\\Worksheets\\Sheet1.XML"] = parts.pop("xl/worksheets/sheet1.xml")
    assert only(zipped(parts)).rows == ((1.0,),)


def test_strict_workbook_of_excel_reads_the_same():
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    for name, content in parts.items():
        parts[name] = content.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert only(zipped(parts)).rows == ((1.0,),)
