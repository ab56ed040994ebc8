"""The sheet Bijstellingen: a switch per option, what it claims and what of that can be had."""

from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from budgets.engine import Amounts, OptionResult
from budgets.engine.result import FUNDING
from budgets.wording import OPTION_KIND_TITLES, figure_title
from reports.workbook.columns import GAP_WIDTH, YearColumns, amount_width
from reports.workbook.export import BUDGET, EFFECTS, FIRST_ROW, OPTIONS, SWITCH_COLUMN, SWITCH_LETTER, Export
from reports.workbook.option_parts import let_parts_be_parts, write_part
from reports.workbook.option_warnings import remark, warns
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import MUTED, Styles
from reports.workbook.sums import sum_of_range, sum_where
from reports.workbook.tables import HEADER_ROW, head, headings, section_row, year_headings, year_widths

NOTE = (
    "Gele cellen: 1 = optie aan, 0 = optie uit, en welk deel van de optie. Alle bladen rekenen daarna "
    "opnieuw. Bedragen in euro’s; een besparing is positief, een intensivering negatief."
)
LEVEL_WIDTH, PART_WIDTH, REMARK_WIDTH, WARNING_WIDTH = 20, 9, 24, 44
OUTCOMES = ("costs", "income", "result", "savings_target", "result_after_target")


def write_options(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """One row per option, totals of what is on, and what it does to the result."""
    sheet = Sheet(book, OPTIONS, styles)
    head(sheet, export, "Bijstellingen", NOTE)
    _head_columns(sheet, export)
    for number, option in enumerate(export.result.options):
        _option(sheet, export, number, option)
    after = FIRST_ROW + len(export.result.options)
    if export.result.options:
        _let_switches_be_switches(sheet, export, after - 1)
    else:
        sheet.text(after, 2, "Er zijn geen bijstellingsopties.", "aside")
        after += 1
    _totals(sheet, export, after)
    _outcomes(sheet, export, after + 4)
    set_up(sheet, export.about, "C6", remark_column(export), accent=True)
    return sheet


def remark_column(export: Export) -> int:
    return export.realised.gap + 1


def _head_columns(sheet: Sheet, export: Export) -> None:
    titles = [
        ("Nr.", "centre"),
        ("Optie", "loose"),
        ("Soort", "loose"),
        ("Was (€)", "year"),
        ("Wordt (€)", "year"),
        ("Aan", "centre"),
        *([("Niveau", "loose")] if export.level_column else []),
        ("Deel", "year"),
    ]
    headings(sheet, titles, remark_column(export))
    sheet.text(HEADER_ROW, remark_column(export), "Let op", "loose", "header")
    blocks = (export.claimed, export.realised)
    titles_of_blocks = ("Besparing volgens het voorstel (€)", "Besparing die te realiseren is (€)")
    year_headings(sheet, list(zip(blocks, titles_of_blocks, strict=True)))
    sheet.widths({1: 5, 2: 47, 3: 13, 4: 11, 5: 11, SWITCH_COLUMN: 6, export.part_column: PART_WIDTH})
    if export.level_column:
        sheet.widths({export.level_column: LEVEL_WIDTH})
    sheet.widths({remark_column(export): WARNING_WIDTH if warns(export) else REMARK_WIDTH})
    sheet.widths({export.realised.gap: GAP_WIDTH})
    shown = [*export.result.offered, *(cents for figure in OUTCOMES for cents in export.base.figure(figure))]
    shown += [cents for figure in OUTCOMES for cents in export.result.figure(figure)]
    year_widths(sheet, blocks, amount_width(shown))


def _option(sheet: Sheet, export: Export, number: int, result: OptionResult) -> None:
    option, row = export.data.options[number], FIRST_ROW + number
    sheet.blank(row, range(1, remark_column(export) + 1), "plain")
    sheet.number(row, 1, number + 1)
    sheet.text(row, 2, option.title)
    sheet.text(row, 3, OPTION_KIND_TITLES.get(option.kind, option.kind))
    for column, cents in ((4, option.was), (5, option.becomes)):
        if cents is None:
            sheet.text(row, column, "", "missing")
        else:
            sheet.amount(row, column, cents)
    sheet.number(row, SWITCH_COLUMN, int(result.on), "switch")
    write_part(sheet, export, row, option)
    _from_effects(sheet, export, row, (export.claimed, export.effect_claims), result.claimed)
    _from_effects(sheet, export, row, (export.realised, export.effect_realised), result.realised)
    remark(sheet, export, row, remark_column(export), result)


def _from_effects(
    sheet: Sheet, export: Export, row: int, blocks: tuple[YearColumns, YearColumns], amounts: Amounts
) -> None:
    """The option's rows on the sheet Effecten, found by the number in the first column."""
    here, there = blocks
    for year, cents in enumerate(amounts):
        last = export.effects.last_row
        formula = sum_where(f"$A{row}", "A", there.letter(year), FIRST_ROW, last, f"{EFFECTS}!")
        sheet.formula(row, here.column(year), formula, cents, "saving")


def only_one_or_zero(sheet: Sheet, cells: str, title: str) -> None:
    """Only 1 and 0 go in."""
    validation = DataValidation("list", formula1='"1,0"', allow_blank=False)
    validation.promptTitle, validation.prompt = title, "1 = aan, 0 = uit"
    validation.errorTitle, validation.error = "Alleen 1 of 0", "Vul 1 in voor aan, of 0 voor uit."
    validation.showInputMessage = validation.showErrorMessage = True
    validation.add(cells)
    sheet.worksheet.add_data_validation(validation)


def _let_switches_be_switches(sheet: Sheet, export: Export, last: int) -> None:
    """An option that is off is greyed."""
    only_one_or_zero(sheet, f"{SWITCH_LETTER}{FIRST_ROW}:{SWITCH_LETTER}{last}", "Optie aan of uit")
    off = FormulaRule([f"${SWITCH_LETTER}{FIRST_ROW}<>1"], font=Font(color=MUTED))
    sheet.worksheet.conditional_formatting.add(
        f"A{FIRST_ROW}:{export.realised.letter(len(export.years) - 1)}{last}", off
    )
    let_parts_be_parts(sheet, export)


def _totals(sheet: Sheet, export: Export, row: int) -> None:
    """Claimed, realised and short of what is on; below that what all options would claim."""
    last, claimed, realised, result = row - 1, export.claimed, export.realised, export.result
    switches = f"--(${SWITCH_LETTER}${FIRST_ROW}:${SWITCH_LETTER}${last}=1)"
    _total_row(sheet, export, row, "Totaal van wat aan staat", "total")
    _total_row(sheet, export, row + 1, figure_title(result.data, "shortfall"), "subtotal")
    _total_row(sheet, export, row + 2, "Alle besparingen samen, aan of uit", "subtotal")

    def of_what_is_on(column: str) -> str:
        return f"=ROUND(SUMPRODUCT({switches},{column}{FIRST_ROW}:{column}{last}),2)"

    def all_rows(column: str) -> str:
        return sum_of_range(column, FIRST_ROW, last)

    def all_savings(column: str) -> str:
        """Another payer saves nothing."""
        kinds = f'--($C${FIRST_ROW}:$C${last}<>"{OPTION_KIND_TITLES[FUNDING]}")'
        return f"=ROUND(SUMPRODUCT({kinds},{column}{FIRST_ROW}:{column}{last}),2)"

    _fill(sheet, row, claimed, of_what_is_on, result.claimed, "total")
    _fill(sheet, row, realised, all_rows, result.realised, "total")
    _fill(sheet, row + 2, claimed, all_savings, result.offered, "subtotal")
    short = export.effect_shortfall
    for year, cents in enumerate(result.shortfall):
        formula = sum_of_range(short.letter(year), FIRST_ROW, export.effects.last_row, f"{EFFECTS}!")
        sheet.formula(row + 1, realised.column(year), formula, cents, "saving", "subtotal")


def _fill(
    sheet: Sheet, row: int, block: YearColumns, formula: Callable[[str], str], amounts: Amounts, band: str
) -> None:
    for year, cents in enumerate(amounts):
        sheet.formula(row, block.column(year), formula(block.letter(year)), cents, "saving", band)


def _total_row(sheet: Sheet, export: Export, row: int, label: str, band: str) -> None:
    sheet.blank(row, range(1, remark_column(export) + 1), band)
    sheet.text(row, 2, label, "text", band)


def _outcomes(sheet: Sheet, export: Export, row: int) -> None:
    """The main figures, so that a switch shows its effect without leaving the sheet."""
    section_row(sheet, row, "Wat dit betekent voor de begroting", remark_column(export))
    for columns, word in ((export.claimed, "begroot"), (export.realised, "bijgesteld")):
        for year, name in enumerate(export.years):
            sheet.text(row, columns.column(year), f"{name}\n{word}", "wrapped", "section")
    blocks = (
        (export.claimed, export.budget.base, export.base),
        (export.realised, export.budget.adjusted, export.result),
    )
    for at, figure in enumerate(OUTCOMES, row + 1):
        band = "final" if figure == OUTCOMES[-1] else "plain"
        sheet.blank(at, range(1, remark_column(export) + 1), band)
        sheet.text(at, 2, figure_title(export.data, figure), "text", band)
        for here, there, result in blocks:
            for year, cents in enumerate(result.figure(figure)):
                formula = f"={BUDGET}!{there.letter(year)}{export.rows.of_figure[figure]}"
                sheet.formula(at, here.column(year), formula, cents, "whole", band)
