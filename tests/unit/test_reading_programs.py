"""One workbook as LibreOffice saves it in each form: it reads the same from all of them."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from budgets.imports.book import Book
from budgets.imports.reading import read_book

pytestmark = [pytest.mark.libreoffice, pytest.mark.usefixtures("read_here")]
CSV = "csv:Text - txt - csv (StarCalc):59,34,76"
"""Semicolons, double quotes, UTF-8."""
ROWS = (
    (),
    ("Begroting 2021 – concept",),
    (),
    ("Maatregel", "Dekking", 2021, 2022, "vastgesteld"),
    ("Pak Aan & meer", "GB\nDUVO", 1234.5, 2469, date(2021, 1, 2)),
    (None, None, -0.25, None, True),
    ("totaal", None, "#DIV/0!", 0.03),
)


@pytest.fixture(scope="module")
def folder(recalculate, tmp_path_factory) -> Path:
    """The workbook in each form; the percentage is in D7, row 3 and column B are hidden."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Kosten"
    for row in ROWS:
        sheet.append(row)
    sheet["D5"], sheet["C7"] = "=C5*2", "=1/0"
    sheet["D7"].number_format = "0.0%"
    sheet["E6"].number_format = "BOOLEAN"
    sheet.merge_cells("A2:D2")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    for row in range(8, 400):
        sheet.cell(row, 3).number_format = "#,##0"
    book.create_sheet("Herkomst").sheet_state = "hidden"
    book["Herkomst"]["A1"] = "x"
    folder = tmp_path_factory.mktemp("vormen")
    source = folder / "begroting.xlsx"
    book.save(source)
    saved = folder / "opgeslagen"
    for form in ("xlsx", "xls", "ods", CSV):
        recalculate([source], saved, to=form)
    return saved


def read(folder: Path, form: str) -> Book:
    return read_book(f"begroting.{form}", (folder / f"begroting.{form}").read_bytes())


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_each_form_reads_the_same(folder, form):
    book = read(folder, form)
    sheet, hidden = book.sheets
    assert book.form == form
    assert sheet.rows == ROWS
    assert (sheet.name, sheet.hidden, hidden.name, hidden.hidden) == ("Kosten", False, "Herkomst", True)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1})
    assert sheet.merged == ((1, 0, 1, 3),)
    assert sheet.percentages == {(6, 3)}
    assert not sheet.without_value


def test_csv_of_libreoffice_has_the_same_texts(folder):
    (sheet,) = read(folder, "csv").sheets
    assert sheet.rows[3] == ("Maatregel", "Dekking", "2021", "2022", "vastgesteld")
    assert sheet.rows[4][:4] == ("Pak Aan & meer", "GB\nDUVO", "1234.5", "2469")
    assert sheet.rows[6] == ("totaal", None, "#DIV/0!", "3.0%")
