"""Which part of an option counts: a level that it names, or a percentage of it."""

from openpyxl.worksheet.datavalidation import DataValidation

from budgets.engine import Option
from reports.workbook.assumption_plan import LevelRow
from reports.workbook.assumption_table import DETAIL, RATE, between
from reports.workbook.export import ASSUMPTIONS, FIRST_ROW, Export
from reports.workbook.sheet import Sheet, letter

MOST = 10
"""Times an option that a part can be."""


def write_part(sheet: Sheet, export: Export, row: int, option: Option) -> None:
    """The level by its title, which gives the part; without levels the part itself."""
    levels, part = export.assumptions.levels.get(option.code), export.result.choice.part_of(option)
    if levels is None or export.level_column is None:
        sheet.rate(row, export.part_column, part, "choose_rate")
        return
    chosen = next(level for level in levels if level.part == part)
    sheet.text(row, export.level_column, chosen.title, "choose_text")
    for level in levels:
        sheet.make_room(row, export.level_column, level.title)
    titles, parts = (_range(column, levels) for column in (DETAIL, RATE))
    formula = f"=SUMPRODUCT(--({titles}=${letter(export.level_column)}{row}),{parts})"
    sheet.formula(row, export.part_column, formula, part, "rate")


def let_parts_be_parts(sheet: Sheet, export: Export) -> None:
    """Only the levels of an option go in, or a percentage."""
    plain = []
    for number, option in enumerate(export.data.options):
        levels, row = export.assumptions.levels.get(option.code), FIRST_ROW + number
        if levels is None or export.level_column is None:
            plain.append(f"{letter(export.part_column)}{row}")
            continue
        rule = DataValidation("list", formula1=_range(DETAIL, levels), allow_blank=False)
        rule.promptTitle, rule.prompt = "Niveau", "Kies een van de niveaus van deze optie."
        rule.errorTitle, rule.error = "Niveau", "Kies een niveau uit de lijst."
        rule.showInputMessage = rule.showErrorMessage = True
        rule.add(f"{letter(export.level_column)}{row}")
        sheet.worksheet.add_data_validation(rule)
    if plain:
        between(sheet, plain, (0, MOST), "Deel van de optie", "100% is de hele optie.")


def _range(column: int, levels: tuple[LevelRow, ...]) -> str:
    at = letter(column)
    return f"{ASSUMPTIONS}!${at}${levels[0].row}:${at}${levels[-1].row}"
