"""Workbooks in binary forms: .xls and .xlsb, made here record by record.

No library writes .xlsb; that files of Excel itself read the same was tried by hand.
"""

import struct

import pytest

from budgets.imports.book import Book
from budgets.imports.reading import read_book
from budgets.imports.untrusted.compound import Compound
from budgets.imports.untrusted.faults import Fault
from tests.unit.reading_binary_files import binary, compound, wide, xls, xlsb

pytestmark = pytest.mark.usefixtures("read_here")


def read(content: bytes) -> Book:
    return read_book("begroting", content)


def number(row: int, column: int, value: float, style: int = 0) -> tuple[int, bytes]:
    return 0x203, struct.pack("<HHHd", row, column, style, value)


def percentage_style() -> tuple[tuple[int, bytes], ...]:
    """Style 0 without a format, style 1 with 0.0%, style 2 with the built-in 0%."""
    custom = 0x41E, struct.pack("<HHB", 164, 4, 0) + b"0.0%"
    return custom, *((0xE0, struct.pack("<HH16x", 0, numbered)) for numbered in (0, 164, 9))


def test_xls_has_values_where_they_stand():
    text = 0x204, struct.pack("<HHHHB", 2, 3, 0, 3, 0) + b"een"
    truth = 0x205, struct.pack("<HHHBB", 1, 0, 0, 1, 0)
    several = 0xBD, struct.pack("<HHHiHiH", 3, 1, 0, 5 << 2 | 2, 0, 150 << 2 | 3, 2)
    book = read(xls(number(0, 1, 1.5), truth, text, several))
    assert (book.form, book.sheets[0].name) == ("xls", "Begroting")
    assert book.sheets[0].rows == ((None, 1.5), (True,), (None, None, None, "een"), (None, 5, 1.5))


def test_xls_errors_are_read_as_shown():
    typed = 0x205, struct.pack("<HHHBB", 0, 0, 0, 0x2A, 1)
    computed = 0x06, struct.pack("<HHHBBBBBBHHIH", 0, 1, 0, 2, 0, 0x17, 0, 0, 0, 0xFFFF, 0, 0, 0)
    (sheet,) = read(xls(typed, computed, number(1, 0, 1.0))).sheets
    assert sheet.rows == (("#N/A", "#REF!"), (1.0,))


def test_xls_hidden_merged_and_percentages():
    hidden_row = 0x208, struct.pack("<HHHHHHI", 1, 0, 1, 0, 0, 0, 0x20)
    shown_row = 0x208, struct.pack("<HHHHHHI", 2, 0, 1, 0, 0, 0, 0x100)
    hidden_columns = 0x7D, struct.pack("<HHHHHH", 1, 255, 0, 0, 1, 0)
    merged = 0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1)
    several = 0xBD, struct.pack("<HHHiHiH", 2, 0, 1, 5 << 2 | 2, 2, 6 << 2 | 2, 1)
    cells = number(0, 0, 0.03, 1), number(0, 1, 0.5), number(1, 1, 0.5, 2), several
    (sheet,) = read(
        xls(hidden_row, shown_row, hidden_columns, *cells, merged, book=percentage_style())
    ).sheets
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({1}, {1}, ((0, 0, 0, 1),))
    assert sheet.percentages == {(0, 0), (1, 1), (2, 0), (2, 1)}


def test_xls_cells_of_a_chart_within_the_sheet_are_not_its_own():
    start = 0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)
    error = 0x205, struct.pack("<HHHBB", 0, 0, 0, 0x17, 1)
    (sheet,) = read(xls(number(0, 0, 1.0), start, error, (0x0A, b""), number(1, 0, 2.0))).sheets
    assert sheet.rows == ((1.0,), (2.0,))


@pytest.mark.parametrize("size", [0, 1, 64, 4095, 4096, 70_000, 8_000_000])
def test_container_gives_a_stream_back(size):
    stream = bytes(range(251)) * (size // 251 + 1)
    container = Compound(compound({"Klein": b"k", "Boek": stream[:size], "Groot": b"g" * 5000}))
    assert container.read("Boek") == stream[:size]
    assert (container.read("Klein"), container.read("Groot")) == (b"k", b"g" * 5000)
    assert "Ander" not in container


def test_container_that_runs_in_a_circle_is_damaged():
    content = bytearray(compound({"Workbook": bytes(5000)}))
    sectors = (len(content) - 512) // 512
    table = 512 + (sectors - 1) * 512
    struct.pack_into("<I", content, table, 0)  # the first sector is followed by itself
    with pytest.raises(Fault) as refused:
        Compound(bytes(content)).read("Workbook")
    assert refused.value.code == "corrupt"


def row_header(row: int, hidden: bool = False) -> bytes:
    return binary(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def real(column: int, value: float, style: int = 0) -> bytes:
    return binary(5, struct.pack("<IId", column, style, value))


def test_xlsb_has_values_where_they_stand():
    text = binary(6, struct.pack("<II", 1, 0) + wide("één"))
    truth = binary(4, struct.pack("<IIB", 3, 0, 1))
    blank = binary(1, struct.pack("<II", 9, 0))
    book = read(xlsb(row_header(2) + real(0, 1.5) + text + truth + blank + row_header(5) + blank))
    assert (book.form, book.sheets[0].name) == ("xlsb", "Begroting")
    assert book.sheets[0].rows == ((), (), (1.5, "één", None, True))


def test_xlsb_errors_are_read_as_shown():
    typed = binary(3, struct.pack("<IIB", 0, 0, 0x07))
    computed = binary(11, struct.pack("<IIB", 1, 0, 0x17) + bytes(10))
    unknown = binary(11, struct.pack("<IIB", 3, 0, 0x77) + bytes(10))
    (sheet,) = read(xlsb(row_header(0) + typed + computed + real(2, 1.0) + unknown)).sheets
    assert sheet.rows == (("#DIV/0!", "#REF!", 1.0, "#FOUT!"),)


def test_xlsb_hidden_merged_and_percentages():
    columns = binary(390) + binary(60, struct.pack("<IIIIH", 1, 16383, 0, 0, 1)) + binary(391)
    merged = binary(177, struct.pack("<I", 1)) + binary(176, struct.pack("<IIII", 0, 0, 0, 1)) + binary(178)
    formats = (
        binary(615, struct.pack("<I", 1)) + binary(44, struct.pack("<H", 164) + wide("0.0%")) + binary(616)
    )
    cell_styles = binary(617, struct.pack("<I", 2)) + b"".join(
        binary(47, struct.pack("<HH12x", 0, numbered)) for numbered in (0, 164)
    )
    named_styles = binary(626, struct.pack("<I", 1)) + binary(47, struct.pack("<HH12x", 0, 9)) + binary(627)
    styles = binary(278) + formats + named_styles + cell_styles + binary(618) + binary(279)
    cells = row_header(0) + real(0, 0.5) + real(1, 0.03, 1) + row_header(1, hidden=True) + real(0, 2.0)
    (sheet,) = read(xlsb(cells, before=columns, after=merged, styles=styles)).sheets
    assert sheet.rows == ((0.5, 0.03), (2.0,))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({1}, {1}, ((0, 0, 0, 1),))
    assert sheet.percentages == {(0, 1)}
