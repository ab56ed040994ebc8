"""What the parts of the sheet Uitgangspunten have in common: columns, headings, and what may be typed."""

from collections.abc import Mapping, Sequence
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from reports.workbook.export import Export
from reports.workbook.sheet import Sheet
from reports.workbook.tables import headings, section_row, year_headings

NUMBER, NAME, DETAIL, FROM, AMOUNT, RATE, ON = range(1, 8)
"""Columns before the years."""
NAME_WIDTH, DETAIL_WIDTH = 40.0, 32.0
CENTRED = (NUMBER, FROM, ON)
NUMERIC = (AMOUNT, RATE)


def part_heading(
    sheet: Sheet,
    export: Export,
    row: int,
    title: str,
    titles: Mapping[int, str],
    block_titles: tuple[str, str, str],
) -> None:
    """The title of a part, and below it what its columns hold; a block without a title has no years."""
    blocks = export.assumption_blocks
    section_row(sheet, row, title, blocks.change.last)
    shown = [(titles.get(column, ""), _role(column)) for column in range(NUMBER, ON + 1)]
    headings(sheet, shown, blocks.change.last, row + 2)
    named = [(block, name) for block, name in zip(blocks.all, block_titles, strict=True) if name]
    year_headings(sheet, named, row + 2)


def row_of(sheet: Sheet, export: Export, row: int) -> None:
    sheet.blank(row, range(1, export.assumption_blocks.change.last + 1), "plain")


def between(
    sheet: Sheet,
    cells: Sequence[str],
    limits: tuple[int, int],
    title: str,
    prompt: str,
    kind: Literal["decimal", "whole"] = "decimal",
) -> None:
    """Only numbers between these go in; 1 is a hundred percent."""
    low, high = limits
    rule = DataValidation(kind, operator="between", formula1=str(low), formula2=str(high), allow_blank=True)
    rule.promptTitle, rule.prompt = title, prompt
    words = f"van {low} tot en met {high}" if kind == "whole" else f"van {low:.0%} tot en met {high:.0%}"
    rule.errorTitle, rule.error = title, f"Vul een getal in {words}.".replace("-", "\u2212")
    rule.showInputMessage = rule.showErrorMessage = True
    for each in cells:
        rule.add(each)
    sheet.worksheet.add_data_validation(rule)


def _role(column: int) -> str:
    return "centre" if column in CENTRED else "year" if column in NUMERIC else "loose"
