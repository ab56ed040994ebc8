"""The sheet Uitgangspunten: what a scenario assumes beside its options, each a cell to change.

Indexation per cost type and year is always there; the other parts where the budget
or the scenario has them.
"""

from fractions import Fraction

from openpyxl import Workbook

from budgets.dutch_numbers import percentage
from budgets.engine.ground import index_factors, index_rates
from reports.workbook.adjustments import write_adjusted, write_adjustments
from reports.workbook.assumption_path import write_path
from reports.workbook.assumption_plan import target_change, target_rate
from reports.workbook.assumption_table import (
    AMOUNT,
    DETAIL,
    DETAIL_WIDTH,
    FROM,
    NAME,
    NAME_WIDTH,
    NUMBER,
    ON,
    RATE,
    between,
    part_heading,
    row_of,
)
from reports.workbook.columns import GAP_WIDTH
from reports.workbook.export import ASSUMPTIONS, BUDGET, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.tables import change_cells, head, year_widths

NOTE = (
    "Gele cellen zijn om te wijzigen: alle bladen rekenen daarna opnieuw. De volgorde is begroot, "
    "indexering, eigen aanpassingen, opties. Bedragen in euro’s."
)
PRICE_LEVEL = "prijspeil"


def write_assumptions(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """Each part under a heading of its own."""
    sheet = Sheet(book, ASSUMPTIONS, styles)
    plan, last = export.assumptions, export.assumption_blocks.change.last
    head(sheet, export, "Uitgangspunten", NOTE)
    for name, write in PARTS.items():
        if name in plan.headings:
            write(sheet, export, plan.headings[name])
    sheet.widths({NUMBER: 5, NAME: NAME_WIDTH, DETAIL: DETAIL_WIDTH, RATE: 12})
    of_adjustments = {FROM: 8.0, AMOUNT: 14.0, ON: 6.0}
    sheet.widths(of_adjustments if plan.adjustments else dict.fromkeys(of_adjustments, GAP_WIDTH))
    year_widths(sheet, export.assumption_blocks.all, export.amount_width)
    set_up(sheet, export.about, "C4", last, accent=True, repeat=False)
    return sheet


def _index(sheet: Sheet, export: Export, heading: int) -> None:
    """Compounding from the first year, which is the price level."""
    blocks, first = export.assumption_blocks, export.years[0]
    titles = ("Stijging sinds het jaar ervoor", f"Factor sinds {first}", "")
    part_heading(sheet, export, heading, "Indexering", {NAME: "Soort kosten"}, titles)
    for kind, row in export.assumptions.index.items():
        row_of(sheet, export, row)
        sheet.text(row, NAME, export.cost_types[kind])
        rates = index_rates(export.data, export.result.choice, kind)
        factors = index_factors(export.data, export.result.choice, kind)
        sheet.text(row, blocks.base.column(0), PRICE_LEVEL, "missing")
        sheet.rate(row, blocks.adjusted.column(0), Fraction(1), "factor")
        for year, (rate, factor) in enumerate(zip(rates, factors[1:], strict=True), 1):
            sheet.rate(row, blocks.base.column(year), rate / 100, "choose_rate")
            before, here = blocks.adjusted.letter(year - 1), blocks.base.letter(year)
            formula = f"={before}{row}*(1+{here}{row})"
            sheet.formula(row, blocks.adjusted.column(year), formula, factor, "factor")
    rows = list(export.assumptions.index.values())
    cells = f"{blocks.base.letter(1)}{rows[0]}:{blocks.base.letter(len(export.years) - 1)}{rows[-1]}"
    between(sheet, [cells], (-1, 1), "Indexering", "Het percentage ten opzichte van het jaar ervoor.")


def _targets(sheet: Sheet, export: Export, heading: int) -> None:
    """A percentage of a stream as budgeted, or an amount per year."""
    titles = {NAME: "Taakstelling", DETAIL: "Waarvan", RATE: "Percentage"}
    part_heading(sheet, export, heading, "Taakstelling", titles, ("Begroot (€)", "Hier (€)", "Verschil (€)"))
    blocks = export.assumption_blocks
    for target in export.data.targets:
        row = export.assumptions.targets[target.code]
        row_of(sheet, export, row)
        sheet.text(row, NAME, target.title)
        there = export.rows.of_figure[f"savings_targets.{target.code}"]
        before = export.base.savings_targets[target.code]
        now = export.result.savings_targets[target.code]
        for year, cents in enumerate(before):
            formula = f"={BUDGET}!{export.budget.base.letter(year)}{there}"
            sheet.formula(row, blocks.base.column(year), formula, cents, "cents")
        _wanted(sheet, export, target.code, row, now)
        change_cells(sheet, blocks, row, [b - a for a, b in zip(before, now, strict=True)], role="cents")


def _wanted(sheet: Sheet, export: Export, code: str, row: int, amounts: tuple[int, ...]) -> None:
    """What the scenario wants: a cell with the percentage, or one per year with the amount."""
    blocks = export.assumption_blocks
    target = next(each for each in export.data.targets if each.code == code)
    rate = target_rate(export.result, code)
    if target.stream is None or rate is None:
        sheet.text(row, DETAIL, "vaste bedragen")
        for year, cents in enumerate(amounts):
            column = blocks.adjusted.column(year)
            if target_change(export.result, code) is not None:
                sheet.amount(row, column, cents, "choose_cents")
            else:
                sheet.formula(row, column, f"={blocks.base.letter(year)}{row}", cents, "choose_cents")
        return
    said = f"van {export.data.stream(target.stream).title}"
    if target.percentage not in (None, rate):
        said += f"; in de begroting {percentage(target.percentage)}"
    sheet.text(row, DETAIL, said)
    sheet.rate(row, RATE, rate / 100, "choose_rate")
    between(sheet, [f"F{row}"], (0, 1), "Taakstelling", "Een percentage van de stroom zoals begroot.")
    for year, cents in enumerate(amounts):
        formula = f"=ROUND({export.stream_base(target.stream, year)}*$F{row},2)"
        sheet.formula(row, blocks.adjusted.column(year), formula, cents, "cents")


def _levels(sheet: Sheet, export: Export, heading: int) -> None:
    """What can be chosen on the sheet Bijstellingen, and which part of the option that is."""
    titles = {NAME: "Optie", DETAIL: "Niveau", RATE: "Deel"}
    part_heading(sheet, export, heading, "Niveaus van opties", titles, ("", "", ""))
    for code, rows in export.assumptions.levels.items():
        for level in rows:
            row_of(sheet, export, level.row)
            sheet.number(level.row, NUMBER, export.data.option_index[code] + 1)
            sheet.text(level.row, NAME, export.data.option(code).title)
            sheet.text(level.row, DETAIL, level.title)
            sheet.rate(level.row, RATE, level.part, "typed_rate")


PARTS = {
    "index": _index,
    "targets": _targets,
    "adjustments": write_adjustments,
    "adjusted": write_adjusted,
    "path": write_path,
    "levels": _levels,
}
