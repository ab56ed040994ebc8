"""Files that are made to take all time or memory: refused before they do."""

import struct
import zipfile
from io import BytesIO

import pytest

from budgets.imports.reading import read_book
from budgets.imports.untrusted import limits, process
from municipalities.refusals import Refused
from tests.unit.reading_binary_files import binary, xls, xlsb
from tests.unit.reading_files import ods, table_cell, table_row, xlsx, xlsx_parts, zipped

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_book("begroting.xlsx", content)
    return caught.value.message


def far(row: int, column: int) -> dict[str, bytes]:
    """A cell in the first corner and one far away, in each form."""
    address = f"{chr(64 + column)}{row}"
    xlsb_cells = b"".join(
        binary(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))
        + binary(5, struct.pack("<IId", to, 0, 1.0))
        for at, to in ((0, 0), (row - 1, column - 1))
    )
    rows = f' table:number-rows-repeated="{row - 2}"'
    return {
        "xlsx": xlsx(f'{FIRST}<row r="{row}"><c r="{address}"><v>1</v></c></row>'),
        "xlsb": xlsb(xlsb_cells),
        "ods": ods(
            table_row(table_cell(1.0))
            + table_row(more=rows)
            + table_row(table_cell(times=column - 1), table_cell(1.0))
        ),
    }


@pytest.mark.parametrize("form", ["xlsx", "xlsb", "ods"])
def test_cell_in_the_last_corner_of_a_sheet(form):
    corner = far(1_048_576, 3)[form]
    assert "‘Begroting’ van ‘begroting.xlsx’ heeft inhoud tot en met rij 1.048.576" in refused(corner)


@pytest.mark.parametrize("form", ["xlsx", "xlsb", "ods"])
def test_cell_far_to_the_right_names_its_address(form):
    assert "heeft inhoud tot in cel Z150000" in refused(far(150_000, 26)[form])


def test_cell_in_the_very_last_corner():
    corner = xlsx(f'{FIRST}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert "heeft inhoud tot en met rij 1.048.576" in refused(corner)


def test_xls_names_the_cell_too():
    cells = ((0x203, struct.pack("<HHHd", row, column, 0, 1.0)) for row, column in ((0, 0), (65_535, 255)))
    assert "heeft inhoud tot in cel IV65536" in refused(xls(*cells))


def test_cells_of_all_sheets_are_counted_together(read_here, monkeypatch):
    monkeypatch.setattr(limits, "CELLS", 30)
    tables = ods(table_row(table_cell(1.0, times=10)) * 2)
    assert len(read_book("a.ods", tables).sheets[0].rows) == 2
    content = zipped_twice(tables)
    with pytest.raises(Refused, match="Alle bladen samen mogen hoogstens 30 cellen hebben"):
        read_book("a.ods", content)


def zipped_twice(content: bytes) -> bytes:
    """The same spreadsheet with its table twice."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["content.xml"].decode()
    table = text[text.index("<table:table ") : text.index("</table:table>") + len("</table:table>")]
    parts["content.xml"] = text.replace(table, table + table.replace("Begroting", "Begroting 2")).encode()
    return zipped(parts)


def test_a_million_formatted_rows_behind_are_no_content():
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(2, 1_048_577))
    assert read_book("begroting.xlsx", xlsx(FIRST + empty)).sheets[0].rows == ((1.0,),)


@pytest.mark.parametrize("times", [1_000_000_000, 10**30])
def test_billion_cells_in_a_few_bytes(times):
    filled = table_cell(1.0, times=times)
    rows = table_row(filled, more=f' table:number-rows-repeated="{times}"')
    assert "is beschadigd of niet compleet" in refused(ods(rows))


def test_zip_bomb():
    bomb = zipped({**xlsx_parts(FIRST), "xl/worksheets/sheet1.xml": b" " * (limits.UNPACKED_BYTES + 1)})
    assert len(bomb) < 1_000_000
    assert "is uitgepakt groter dan 200 MB" in refused(bomb)


def test_parts_that_are_each_below_the_limit_and_above_it_together():
    parts = xlsx_parts(FIRST)
    half = b" " * (limits.UNPACKED_BYTES // 2)
    parts |= {"xl/sharedStrings.xml": half, "xl/worksheets/sheet1.xml": half + b" "}
    assert "is uitgepakt groter dan 200 MB" in refused(zipped(parts))


def test_part_that_is_not_needed_is_not_unpacked():
    parts = {**xlsx_parts(FIRST), "xl/media/image1.png": b" " * (limits.UNPACKED_BYTES + 1)}
    assert read_book("begroting.xlsx", zipped(parts)).sheets[0].rows == ((1.0,),)


def with_sizes(size: int) -> bytes:
    """A workbook that says of each part that it is this large."""
    content = bytearray(xlsx(FIRST))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        found = content.find(signature)
        while found >= 0:
            struct.pack_into("<I", content, found + at, size)
            found = content.find(signature, found + 4)
    return bytes(content)


@pytest.mark.parametrize("size", [0, 5])
def test_parts_that_are_larger_than_they_say(size):
    assert "is beschadigd of niet compleet" in refused(with_sizes(size))


def test_parts_that_are_smaller_than_they_say():
    assert read_book("begroting.xlsx", with_sizes(0x7FFFFFFF)).sheets[0].rows == ((1.0,),)


BILLION_LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BILLION_LAUGHS, EXTERNAL])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_in_every_part(part, doctype):
    parts = xlsx_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared="<si><t>&a;</t></si>")
    parts[part] = doctype + parts[part].replace("<v>", "<v>&a;")
    assert "bevat een DOCTYPE" in refused(zipped(parts))


def test_entities_are_refused_in_another_encoding_too():
    parts = xlsx_parts(FIRST)
    parts["xl/worksheets/sheet1.xml"] = (EXTERNAL + parts["xl/worksheets/sheet1.xml"]).encode("utf-16")
    assert "bevat een DOCTYPE" in refused(zipped(parts))


def test_deep_nesting_takes_nothing():
    deep = "<a>" * 1_000_000
    assert read_book("diep.xlsx", xlsx(deep + FIRST + "</a>" * 1_000_000)).sheets[0].rows == ((1.0,),)
    assert "is beschadigd of niet compleet" in refused(zipped({**xlsx_parts(FIRST), "xl/workbook.xml": deep}))


def test_text_that_stands_in_every_cell_takes_too_much_memory():
    text = "x" * 2_000_000
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2_001))
    content = xlsx(cells, shared=f"<si><t>{text}</t></si>")
    assert len(content) < 1_000_000
    assert "vraagt te veel geheugen" in refused(content)


def test_answer_that_is_too_large(monkeypatch):
    monkeypatch.setattr(process, "ANSWER_BYTES", 100)
    assert process.encoded(("read", "csv", ["x" * 200])) == process.encoded(process.TOO_MUCH)


def test_spaces_that_are_counted_and_not_written():
    spaces = '<text:s text:c="2000000000"/>'
    assert "vraagt te veel geheugen" in refused(ods(table_row(table_cell(f"a{spaces}b"))))


def test_too_many_sheets(read_here):
    parts = xlsx_parts(FIRST)
    one = '<sheet name="Begroting" sheetId="1" r:id="rId1"/>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(one, one * (limits.SHEETS + 1))
    assert "heeft 251 bladen" in refused(zipped(parts))
