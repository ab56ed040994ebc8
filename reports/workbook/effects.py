"""The sheet Effecten: what each option takes from each line, the step between switch and budget.

It is visible, after the other sheets: who wants to know where an adjusted amount
comes from follows the formula to here.
"""

from openpyxl import Workbook

from budgets.wording import numbered_line
from reports.workbook.cells import decimal
from reports.workbook.columns import amount_width
from reports.workbook.effect_plan import Ask, EffectRow
from reports.workbook.export import (
    EFFECT_PART_COLUMN,
    EFFECT_PART_LETTER,
    EFFECT_SWITCH_LETTER,
    EFFECTS,
    FIRST_ROW,
    SHARES,
    SPREADS,
    Export,
)
from reports.workbook.printing import set_up
from reports.workbook.share_columns import LOSS, TOTAL
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.tables import head, headings, year_headings, year_widths

NOTE = (
    "Tussenstap: wat elke optie per kostenpost of stroom vraagt, en wat daarvan lukt. Een kostenpost "
    "komt nooit onder nul."
)
ORIGINS = {
    "line": "bedrag van het voorstel",
    "stream": "financieringsstroom",
    "unspread": "niet te verdelen",
    "unspread_raise": "niet te verdelen",
}
BLOCK_TITLES = ("Gevraagd (€)", "Te realiseren (€)", "Niet te realiseren (€)")
SPREAD = "verdeeld naar omvang"


def write_effects(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """One row per option and line or stream that it touches."""
    sheet = Sheet(book, EFFECTS, styles)
    head(sheet, export, "Effecten van de opties", NOTE)
    titles = ["Nr.", "Optie", "Kostenpost of stroom", "Herkomst van het bedrag", "Aan", "Deel"]
    headings(sheet, [(title, "loose") for title in titles], export.effect_shortfall.last)
    blocks = (export.effect_claims, export.effect_realised, export.effect_shortfall)
    year_headings(sheet, list(zip(blocks, BLOCK_TITLES, strict=True)))
    for row in export.effects.rows:
        _effect(sheet, export, row)
    if not export.effects.rows:
        sheet.text(FIRST_ROW, 2, "Geen enkele optie verandert een bedrag.", "aside")
    claims = [cents for row in export.effects.rows for cents in row.claims]
    sheet.widths({1: 6, 2: 38, 3: 40, 4: 23, 5: 5, EFFECT_PART_COLUMN: 9})
    year_widths(sheet, blocks, amount_width([], claims))
    set_up(sheet, export.about, "C6", export.effect_shortfall.last)
    return sheet


def _effect(sheet: Sheet, export: Export, effect: EffectRow) -> None:
    row, on = effect.row, export.result.options[effect.option].on
    sheet.blank(row, range(1, export.effect_shortfall.last + 1), "plain")
    sheet.number(row, 1, effect.option + 1)
    sheet.text(row, 2, export.data.options[effect.option].title)
    sheet.text(row, 3, _target_title(export, effect))
    sheet.text(row, 4, SPREAD if effect.kind == "line" and effect.spread else ORIGINS[effect.kind])
    sheet.formula(row, 5, f"=IF({export.switch(effect.option)}=1,1,0)", int(on) * 100, "centre")
    part = export.result.choice.part_of(export.data.options[effect.option])
    sheet.formula(row, EFFECT_PART_COLUMN, f"={export.part(effect.option)}", part, "rate")
    for year, (claim, done) in enumerate(zip(effect.claims, effect.realised, strict=True)):
        _claim(sheet, export, effect, year, claim)
        formula = _realised(export, effect, year)
        sheet.formula(row, export.effect_realised.column(year), formula, done, "saving_cents")
        short = f"=ROUND(MAX({_asked(export, effect, year)}-{export.effect_realised.letter(year)}{row},0),2)"
        column = export.effect_shortfall.column(year)
        sheet.formula(row, column, short, effect.shortfall[year], "saving_cents")


def _claim(sheet: Sheet, export: Export, effect: EffectRow, year: int, cents: int) -> None:
    """The part that was chosen of what the option asks; nothing is a cell to fill in."""
    column = export.effect_claims.column(year)
    terms = [_term(effect, ask) for ask in effect.asks[year]]
    if not terms:
        sheet.amount(effect.row, column, 0, "typed_cents")
        return
    formula = terms[0] if len(terms) == 1 else f"ROUND({'+'.join(terms)},2)"
    sheet.formula(effect.row, column, f"={formula}", cents, "cents")


def _term(effect: EffectRow, ask: Ask) -> str:
    part = f"${EFFECT_PART_LETTER}{effect.row}"
    if ask.block is None:
        return f"ROUND({decimal(ask.whole)}*{part},2)"
    sign = "-" if ask.block.whole < 0 else ""
    if effect.kind == "line":
        return f"{sign}'{SPREADS}'!${LOSS}${ask.block.first + ask.place}"
    nothing = f"'{SPREADS}'!${TOTAL}${ask.block.first}=0"
    return f"IF({nothing},ROUND({decimal(ask.block.whole)}*{part},2),0)"


def _realised(export: Export, effect: EffectRow, year: int) -> str:
    """What an option can take.

    Alone on a line: its claim, but no more than the line holds.  Together with
    others: its claim less its part of the shortfall.  A stream has no floor.
    """
    asked = _asked(export, effect, year)
    if effect.kind in ("unspread", "unspread_raise"):
        return "=0"
    if effect.kind == "stream":
        return f"=ROUND({asked},2)"
    first = export.shared_rows.get((effect.target, year))
    if first is None:
        return f"=ROUND(MIN({asked},MAX({export.line_before(effect.target, year)},0)),2)"
    place = effect.row - export.effects.of_line(effect.target)[0].row
    return f"=ROUND({asked}-{SHARES}!${LOSS}${first + place},2)"


def _asked(export: Export, effect: EffectRow, year: int) -> str:
    """The claim while the option is on."""
    return f"${EFFECT_SWITCH_LETTER}{effect.row}*{export.effect_claims.letter(year)}{effect.row}"


def _target_title(export: Export, effect: EffectRow) -> str:
    match effect.kind:
        case "line":
            return numbered_line(export.data, export.data.lines[effect.target].code)
        case "stream":
            return export.data.streams[effect.target].title
        case _:
            return "In jaren waarin de kostenposten nul zijn"
