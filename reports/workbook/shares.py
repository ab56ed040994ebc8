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
        at.write(sheet, row, formulas, values[row - first])


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
    held = f"MAX({export.line_before(effects[0].target, year)},0)"
    return f"=MAX(ROUND(100*(SUMPRODUCT({switches},{claims})-{held}),0),0)"


def _values(export: Export, effects: tuple[EffectRow, ...], year: int) -> list[dict[str, int]]:
    on = [export.result.options[effect.option].on for effect in effects]
    asked = [effect.claims[year] if flag else 0 for effect, flag in zip(effects, on, strict=True)]
    losses = [claim - effect.realised[year] for claim, effect in zip(asked, effects, strict=True)]
    return at.values(sum(losses), [max(claim, 0) for claim in asked], losses)
