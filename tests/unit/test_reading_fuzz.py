"""Whatever is done to a file, a ``Book`` comes out or a refusal in words, and the book keeps its promises."""

import math
import struct

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from budgets.imports.book import Book, Sheet, Value
from budgets.imports.reading import read_book
from budgets.imports.untrusted.process import answer
from budgets.imports.untrusted.xlsx_sheet import letters
from municipalities.refusals import Refused
from tests.unit.reading_binary_files import binary, compound, wide, xls, xlsb
from tests.unit.reading_files import ods, parts_of, saved, table_cell, table_row, xlsx, zipped


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["Maatregel", 2021, 2022, "Dekking"])
    sheet.append(["Pak Aan", 1234.5, "=B2*2", 0.03])
    sheet["D2"].number_format = "0%"
    sheet.merge_cells("A4:B5")
    sheet.row_dimensions[2].hidden = True
    sheet["A4"] = "#REF!"
    book.create_sheet("Twee").append(["één & twee"])
    return saved(book)


def spreadsheet() -> bytes:
    more = ' table:number-columns-spanned="2"'
    rows = table_row(table_cell("kop", more=more), table_cell(1.5, times=3), table_cell(times=16379))
    return ods(rows + table_row(table_cell(2.0), more=' table:number-rows-repeated="3"'))


NUMBER = 0x203, struct.pack("<HHHd", 0, 0, 0, 1.5)
TEXT = 0x204, struct.pack("<HHHHB", 2, 3, 0, 3, 0) + b"een"
OLD = xls(
    NUMBER, TEXT, (0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1)), (0x7D, struct.pack("<HHHHHH", *range(6)))
)
ROW = binary(0, struct.pack("<I21x", 1)) + binary(5, struct.pack("<IId", 2, 0, 1.5))
BINARY = xlsb(ROW + binary(6, struct.pack("<II", 3, 0) + wide("een")))
CSV = 'Post;"2021";2022\r\n"Pak ""Aan""";1.234,50;-\r\n'.encode("utf-16")
WHOLE = (workbook(), spreadsheet(), OLD, BINARY, CSV)
PARTS = tuple(map(parts_of, (workbook(), spreadsheet(), BINARY)))
PIECES = (
    b"<",
    b">",
    b'"',
    b"\0",
    b"\xff",
    b"&#0;",
    b"<!--",
    b"]]>",
    b"99999999",
    b"-1",
    b"NaN",
    b"<c",
    b"</row>",
)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes changed, cut away, put in and doubled, in a few places."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 40))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=8) | st.just(content[at : at + length]))
        content = content[:at] + piece + content[at + draw(st.integers(0, length)) :]
    return content


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file that is damaged as it is, or in one of the parts that are packed in it."""
    if draw(st.booleans()):
        return draw(damaged(draw(st.sampled_from(WHOLE))))
    parts = dict(draw(st.sampled_from(PARTS)))
    name = draw(st.sampled_from(sorted(parts)))
    return zipped({**parts, name: draw(damaged(bytes(parts[name])))})


def fine(value: Value) -> bool:
    if isinstance(value, str):
        return value != "" and not any(letter < " " and letter not in "\t\n" for letter in value)
    return not isinstance(value, float) or math.isfinite(value)


def keeps_its_promises(sheet: Sheet) -> bool:
    ends = all(row[-1] is not None for row in sheet.rows if row) and (not sheet.rows or sheet.rows[-1] != ())
    areas = [
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    return (
        ends
        and all(fine(value) for row in sheet.rows for value in row)
        and all(row < len(sheet.rows) for row in sheet.hidden_rows)
        and all(column < sheet.width for column in sheet.hidden_columns)
        and all(isinstance(sheet.value(*at), int | float) for at in sheet.percentages)
        and len(areas) == len(set(areas))
        and all(row < len(sheet.rows) and column < sheet.width for row, column in areas)
    )


def outcome(content: bytes) -> Book | str:
    try:
        return read_book("begroting.xlsx", content)
    except Refused as refused:
        return refused.message


@given(files())
@settings(max_examples=60, deadline=None)
def test_damaged_file_is_a_book_or_a_refusal(content):
    found = outcome(content)
    if isinstance(found, Book):
        assert all(map(keeps_its_promises, found.sheets))
    else:
        assert found.endswith(".")


def test_files_that_are_damaged_are_books_to_begin_with():
    forms = [read_book("begroting", content).form for content in WHOLE]
    assert forms == ["xlsx", "ods", "xls", "xlsb", "csv"]


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 40), st.integers(0, 30)),
    st.sampled_from([1.5, "x", True, "#N/A", "formula", "formatted"]),
    max_size=30,
)
WRITTEN = {
    1.5: ("", "<v>1.5</v>"),
    "x": (' t="inlineStr"', "<is><t>x</t></is>"),
    True: (' t="b"', "<v>1</v>"),
    "#N/A": (' t="e"', "<v>#N/A</v>"),
    "formula": ("", "<f>1+1</f>"),
    "formatted": (' s="0"', ""),
}


def as_rows(cells: dict[tuple[int, int], object], addressed: bool) -> str:
    """With an address on every row and cell, or only where something is skipped."""
    xml, next_row = "", 0
    for row in sorted({row for row, _ in cells}):
        written, next_column = "", 0
        for column in sorted(column for at, column in cells if at == row):
            address = f' r="{letters(column + 1).decode()}{row + 1}"'
            kind, inside = WRITTEN[cells[row, column]]
            written += f"<c{address if addressed or column != next_column else ''}{kind}>{inside}</c>"
            next_column = column + 1
        number = f' r="{row + 1}"' if addressed or row != next_row else ""
        xml, next_row = f"{xml}<row{number}>{written}</row>", row + 1
    return xml


@given(CELLS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_cells_come_out_as_they_went_in(cells, addressed):
    anchor = {(41, 0): "x"}
    _, _, ((_, rows, *_, without_value, _),) = answer(xlsx(as_rows({**cells, **anchor}, addressed)))
    found = {(row, column): value for row, line in enumerate(rows) for column, value in enumerate(line)}
    expected = {at: value for at, value in cells.items() if value not in ("formula", "formatted")} | anchor
    assert {at: value for at, value in found.items() if value is not None} == expected
    assert without_value == {at for at, value in cells.items() if value == "formula"}


@given(st.binary(max_size=400), st.binary(max_size=9000))
@settings(max_examples=100, deadline=None)
def test_container_of_anything_is_a_book_or_a_refusal(stream, longer):
    for content in (stream, longer):
        verdict, *_ = answer(compound({"Workbook": content}))
        assert verdict == "fault"
