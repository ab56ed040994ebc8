"""The cost lines on the sheet Begroting: budgeted, adjusted and the difference."""

from budgets.wording import NAMELESS_LINE
from reports.workbook.effect_plan import EffectRow
from reports.workbook.export import BUDGET_IDS, Export
from reports.workbook.labels import missing
from reports.workbook.mark import write_id
from reports.workbook.sheet import Sheet
from reports.workbook.tables import change_cells

NO_PRIORITY = "–"
"""Stands in the priority column, and is what the total "zonder prioriteit" looks for."""


class LineWriter:
    """Writes lines one by one; keeps at hand what all of them need."""

    def __init__(self, sheet: Sheet, export: Export) -> None:
        self._sheet, self._export = sheet, export
        self._types = export.cost_types
        base, adjusted = export.base.line_amounts.T, export.result.line_amounts.T
        self._base, self._adjusted = base.tolist(), adjusted.tolist()
        self._changes = (adjusted - base).tolist()

    def write(self, row: int, code: str) -> None:
        number = self._export.data.line_index[code]
        line = self._export.data.lines[number]
        sheet = self._sheet
        if line.number is not None:
            sheet.number(row, 1, line.number)
        sheet.text(row, 2, line.measure or NAMELESS_LINE, "text" if line.measure else "aside")
        sheet.text(row, 3, self._types[line.cost_type or "none"])
        if line.priority is None:
            sheet.text(row, 4, NO_PRIORITY, "centre")
        else:
            sheet.number(row, 4, line.priority)
        write_id(sheet, row, BUDGET_IDS, "line", code)
        self._note(row, line.note)
        effects = self._export.effects.of_line(number)
        for year in range(len(self._export.years)):
            shown = missing(line, year)
            self._budgeted(row, number, year, shown)
            self._after_options(row, number, year, shown, effects)
        change_cells(sheet, self._export.budget, row, self._changes[number])

    def _note(self, row: int, note: str) -> None:
        column = self._export.line_notes
        self._sheet.blank(row, range(column, column + 1), "plain")
        if note:
            self._sheet.text(row, column, note, "loose")

    def _budgeted(self, row: int, line: int, year: int, shown: str | None) -> None:
        column = self._export.budget.base.column(year)
        if shown is None:
            self._sheet.amount(row, column, self._base[line][year])
        else:
            self._sheet.text(row, column, shown, "missing")

    def _after_options(
        self, row: int, line: int, year: int, shown: str | None, effects: tuple[EffectRow, ...]
    ) -> None:
        """The budgeted amount where no option touches the line, else that less what they realise."""
        base = f"{self._export.budget.base.letter(year)}{row}"
        cents = self._adjusted[line][year]
        if effects:
            taken = self._export.realised_sum(effects, year)
            formula = f"=ROUND(N({base})-{taken},2)"
            if shown is not None:  # an amount appears only when an option brings one
                formula = f"=IF(AND(ISTEXT({base}),{taken}=0),{base},ROUND(N({base})-{taken},2))"
        else:
            formula = f"={base}"
        value = shown if shown is not None and not cents else cents
        role = "whole" if shown is None or cents else "missing"
        self._sheet.formula(row, self._export.budget.adjusted.column(year), formula, value, role)
