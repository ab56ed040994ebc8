"""Formulas and number formats in the words of OpenDocument."""

from fractions import Fraction
from html import unescape
from io import BytesIO

import ods_reading
import pytest
import split_cases
import workbook_cases
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from workbook_reading import built

from reports.workbook.ods.formulas import in_attribute, reference, translated
from reports.workbook.ods.marks import MarkReader
from reports.workbook.ods.number_formats import number_style, sections, shown_in
from reports.workbook.styles import ROLES


@pytest.mark.parametrize(
    ("excel", "open_formula"),
    [
        ("=E8", "[.E8]"),
        ("=ROUND(SUM(F6:F9),2)", "ROUND(SUM([.F6:.F9]);2)"),
        ("=Bijstellingen!$F$6", "[$Bijstellingen.$F$6]"),
        (
            "=SUM('Verdeling per gemeente'!AB$6:AB$11)",
            "SUM([$'Verdeling per gemeente'.AB$6:.AB$11])",
        ),
        (
            '=IF(SUMPRODUCT((Effecten!$A$6:$A$9=$A6)*Effecten!$L$6:$N$9)>0,"niet, of","")',
            'IF(SUMPRODUCT(([$Effecten.$A$6:.$A$9]=[.$A6])*[$Effecten.$L$6:.$N$9])>0;"niet, of";"")',
        ),
        ("=SUMPRODUCT(--($F$6:$F$8=1),G6:G8)", "SUMPRODUCT(--([.$F$6:.$F$8]=1);[.G6:.G8])"),
        ('=SUMIF(D6:D9,"–",F6:F9)', 'SUMIF([.D6:.D9];"–";[.F6:.F9])'),
        ('=IF(A1<>"A1:B2;C3!",-0.5,1)', 'IF([.A1]<>"A1:B2;C3!";-0.5;1)'),
        ('="50% van "&A1', '"50% van "&[.A1]'),
    ],
)
def test_formula_says_the_same_in_another_grammar(excel, open_formula):
    assert translated(excel) == f"of:={open_formula}"
    assert unescape(in_attribute(excel)) == f"of:={open_formula}"


@pytest.mark.parametrize(
    "formula",
    [
        "=VLOOKUP(A1,B1:C9,2,FALSE)",
        "=SUM(A:A)",
        "=SUM(A1:A2 A2:A3)",
        "={1,2}",
        "=Kosten_2023",
        "=IF(TRUE,1,2)",
        "=[1]Blad!A1",
        "=SUM(Een:Twee!A1)",
    ],
)
def test_formula_of_which_the_translation_is_not_known_is_an_error(formula):
    with pytest.raises(ValueError, match=r"not translated|no cell or range"):
        translated(formula)


def test_reference_to_a_sheet_with_an_apostrophe_keeps_it():
    assert reference("'Zorg ''21'!$A$1:$B$2") == "$'Zorg ''21'.$A$1:.$B$2"


@pytest.mark.parametrize("make", [workbook_cases.knotty, workbook_cases.many_goals, split_cases.huge])
def test_every_formula_of_a_workbook_is_that_of_the_other_file(make):
    """In its own words, one by one: without the shortcut for formulas that differ only in their numbers."""
    data = make()
    book = load_workbook(BytesIO(built(data)))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    expected = [translated(cell.value) for cell in cells if cell.data_type == "f"]
    assert ods_reading.formulas(built(data, form="ods")) == expected
    assert len(expected) > 100


@pytest.mark.parametrize(
    ("number_format", "cents", "shown"),
    [
        ("General", 1_00, "1"),
        ("General", -2_50, "-2,5"),
        ("0", 2024_00, "2024"),
        ("#,##0", -1234_56, "-1.235"),
        ("#,##0;\u2212#,##0", 1_234_567_50, "1.234.568"),
        ("#,##0;\u2212#,##0", -1_234_49, "\u22121.234"),
        ("#,##0.00;\u2212#,##0.00", -5, "\u22120,05"),
        ('"€ "#,##0.00;"€ "\u2212#,##0.00', -12_345_67, "€ \u221212.345,67"),
        ("+#,##0;\u2212#,##0;0", 0, "0"),
        ("+#,##0;\u2212#,##0;0", 99_50, "+100"),
        ("+#,##0.00;\u2212#,##0.00;0", -10, "\u22120,10"),
        ("0.00%;\u22120.00%", Fraction(-1, 30), "\u22123,33%"),
        ("0.00%;\u22120.00%", Fraction(3, 2), "150,00%"),
        ("0.0000", Fraction(1025**3, 1000**3), "1,0769"),
        ("0.0000", Fraction(5, 100_000), "0,0001"),
    ],
)
def test_amount_shows_as_in_a_dutch_spreadsheet(number_format, cents, shown):
    assert shown_in(number_format)(cents) == shown


def test_rule_for_what_is_typed_that_is_not_translated_is_an_error():
    book = Workbook()
    book.active.add_data_validation(DataValidation("date", formula1="1", sqref="A1"))
    with pytest.raises(ValueError, match="not translated"):
        MarkReader().read(book.active)


def test_every_format_of_the_workbook_is_translated():
    for role in ROLES.values():
        if role.number_format not in ("General", "@"):
            parts = sections(role.number_format)
            assert number_style("N1", role.number_format).count("<number:number ") == len(parts)


@pytest.mark.parametrize("number_format", ["0%", "dd-mm-yyyy", "#,##0;[Red]-#,##0", "0;-0;0;@", "0.000"])
def test_format_of_which_the_translation_is_not_known_is_an_error(number_format):
    with pytest.raises(ValueError, match=r"format|not translated"):
        sections(number_format)
