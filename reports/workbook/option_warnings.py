"""What to mind about an option, beside its switch: excluded, in need of another, or not to be had in full."""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from budgets.engine import Option, OptionResult
from budgets.engine.data import excluded
from reports.workbook.export import EFFECTS, FIRST_ROW, SWITCH_LETTER, Export
from reports.workbook.sheet import Sheet, letter
from reports.workbook.texts import clean

PARTLY, EXCLUDES, NEEDS = "niet geheel te realiseren", "sluit uit: ", "heeft nodig: "
BETWEEN = "; "
MOST = 999
"""Characters that are said."""
WARNING = "9A3412"


def warns(export: Export) -> bool:
    """Whether any option excludes or needs another."""
    return any(option.excludes or option.needs for option in export.data.options)


@dataclass(frozen=True, slots=True)
class _Against:
    """What another option does to one that is on."""

    word: str
    row: int
    """Of the other."""
    formula: str
    """Whether it is so."""
    title: str
    now: bool

    def term(self, row: int) -> str:
        """In words where the option in ``row`` is on and it is so."""
        return f'IF(AND(${SWITCH_LETTER}{row}=1,{self.formula}),"{BETWEEN}{self.word}"&$B${self.row},"")'


def remark(sheet: Sheet, export: Export, row: int, column: int, result: OptionResult) -> None:
    """Says so while the option is on: what stands against it, and where it cannot be had in full."""
    short, partly = _short(export, row), any(result.shortfall)
    against = list(_against(export, export.data.option(result.code)))
    if not against:
        if short:
            sheet.formula(row, column, f'=IF({short},"{PARTLY}","")', PARTLY if partly else "", "aside")
        return
    terms = [each.term(row) for each in against]
    said = [f"{each.word}{each.title}" for each in against if result.on and each.now]
    if short:
        terms.append(f'IF({short},"{BETWEEN}{PARTLY}","")')
        said += [PARTLY] if partly else []
    words = BETWEEN.join(said)[:MOST]
    formula = f"=MID({'&'.join(terms)},{len(BETWEEN) + 1},{MOST})"
    sheet.formula(row, column, formula, words, "aside")
    sheet.make_room(row, column, words)
    at = f"{letter(column)}{row}"
    warned = FormulaRule([f'AND({at}<>"",{at}<>"{PARTLY}")'], font=Font(color=WARNING, bold=True))
    sheet.worksheet.conditional_formatting.add(at, warned)


def _against(export: Export, option: Option) -> Iterator[_Against]:
    data, on = export.data, export.result.choice.on
    if not warns(export):
        return
    for row, other in enumerate(data.options, FIRST_ROW):
        title, cell = clean(other.title), f"${SWITCH_LETTER}${row}"
        if excluded(data, option.code, other.code):
            yield _Against(EXCLUDES, row, f"{cell}=1", title, other.code in on)
        if other.code in option.needs:
            yield _Against(NEEDS, row, f"{cell}<>1", title, other.code not in on)


def _short(export: Export, row: int) -> str:
    """Whether the option cannot be had in full in some year; empty where no option has an effect."""
    last, short = export.effects.last_row, export.effect_shortfall
    if last < FIRST_ROW:
        return ""
    amounts = f"{EFFECTS}!${short.letter(0)}${FIRST_ROW}:${short.letter(len(short.years) - 1)}${last}"
    return f"SUMPRODUCT(({EFFECTS}!$A${FIRST_ROW}:$A${last}=$A{row})*{amounts})>0"
