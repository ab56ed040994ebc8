"""The sheet Verdeling: who bears a shortfall on a line from which several options take.

It is there only when there is such a line.  Amounts are in whole cents.
"""

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string

from budgets.wording import numbered_line
from reports.workbook import share_columns as at
from reports.workbook.effect_plan import EffectRow
from reports.workbook.export import EFFECT_SWITCH_LETTER, EFFECTS, SHARES, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet
from reports.workbook.styles import Styles
from reports.workbook.tables import HEADER_ROW, head, headings

NOTE = (
    "Tussenstap, in hele centen: vragen opties samen meer dan een kostenpost heeft, dan dragen zij het "
    "tekort naar verhouding van wat zij vragen. Overgebleven centen gaan naar de grootste rest, bij "
    "gelijke rest naar de eerste optie."
)
WIDTHS = {at.LINE: 40.0, at.YEAR: 7.0, at.OPTION: 40.0}
TEXTS = (at.LINE, at.OPTION)


def write_shares(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """A block of rows per line and year, a row per option."""
    sheet = Sheet(book, SHARES, styles)
    head(sheet, export, "Verdeling van tekorten over opties", NOTE)
    titles = [(title, "text" if key in TEXTS else "wrapped") for key, title in at.TITLES.items()]
    headings(sheet, titles, len(titles))
    sheet.heights[HEADER_ROW] = 30
    for rows in export.effects.shared:
        for year in range(len(export.years)):
            _block(sheet, export, rows, year)
    sheet.widths({column_index_from_string(key): WIDTHS.get(key, 14.0) for key in at.TITLES})
    set_up(sheet, export.about, "D6", len(titles))
    return sheet


def _block(sheet: Sheet, export: Export, effects: tuple[EffectRow, ...], year: int) -> None:
    first = export.shared_rows[effects[0].target, year]
    last = first + len(effects) - 1
    values = _values(export, effects, year)
    for row, effect in enumerate(effects, first):
        sheet.text(row, 1, numbered_line(export.data, export.data.lines[effect.target].code))
        sheet.number(row, 2, export.years[year])
        sheet.text(row, 3, export.data.options[effect.option].title, "spaced")
        formulas = at.formulas(row, first, last) | {
            at.CLAIM: _claim(export, effect, year),
            at.SHORT: _short(export, effects, year),
        }
        for key, formula in formulas.items():
            column, value = column_index_from_string(key), values[row - first][key]
            if key == at.LOSS:
                sheet.formula(row, column, formula, value, "cents")
            else:
                sheet.count(row, column, formula, value)


def _claim(export: Export, effect: EffectRow, year: int) -> str:
    """Cents that the option would save while it is on; one that adds bears nothing."""
    switch = f"{EFFECTS}!${EFFECT_SWITCH_LETTER}{effect.row}"
    claim = f"{EFFECTS}!{export.effect_claims.letter(year)}{effect.row}"
    return f"=MAX(ROUND(100*{switch}*{claim},0),0)"


def _short(export: Export, effects: tuple[EffectRow, ...], year: int) -> str:
    """Cents that all options on the line together ask beyond what it holds."""
    first, last = effects[0].row, effects[-1].row
    column = export.effect_claims.letter(year)
    switches = f"{EFFECTS}!${EFFECT_SWITCH_LETTER}${first}:${EFFECT_SWITCH_LETTER}${last}"
    claims = f"{EFFECTS}!{column}${first}:{column}${last}"
    held = f"MAX({export.line_base(effects[0].target, year)},0)"
    return f"=MAX(ROUND(100*(SUMPRODUCT({switches},{claims})-{held}),0),0)"


def _values(export: Export, effects: tuple[EffectRow, ...], year: int) -> list[dict[str, int]]:
    """What the formulas come to.  The loss is the engine's; what leads to it is spelled out from that."""
    on = [export.result.options[effect.option].on for effect in effects]
    asked = [effect.claims[year] if flag else 0 for effect, flag in zip(effects, on, strict=True)]
    losses = [claim - effect.realised[year] for claim, effect in zip(asked, effects, strict=True)]
    claims = [max(claim, 0) for claim in asked]
    short, total = sum(losses), sum(claims)
    parts = [divmod(short * claim, total or 1) for claim in claims]
    left_over = short - sum(quotient for quotient, _ in parts)
    order = sorted(range(len(parts)), key=lambda i: -parts[i][1])
    return [
        {
            at.CLAIM: claim,
            at.SHORT: short,
            at.TOTAL: total,
            at.GUESS: quotient,
            at.CLAIM_HIGH: claim // at.MILLION,
            at.SHORT_HIGH: short // at.MILLION,
            at.TOTAL_HIGH: total // at.MILLION,
            at.GUESS_HIGH: quotient // at.MILLION,
            at.TRIAL: rest,
            at.QUOTIENT: quotient,
            at.REMAINDER: rest,
            at.LEFT_OVER: left_over,
            at.BEFORE: order.index(i),
            at.LOSS: loss,
        }
        for i, (claim, loss, (quotient, rest)) in enumerate(zip(claims, losses, parts, strict=True))
    ]
