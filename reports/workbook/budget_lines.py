"""The cost lines on the sheet Begroting: budgeted, adjusted and the difference."""

from budgets.engine import Line
from budgets.wording import NAMELESS_LINE
from reports.workbook.effect_plan import EffectRow
from reports.workbook.export import BUDGET_IDS, Export, indexed
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
        years = range(len(export.years))
        self._letters = [export.budget.base.letter(year) for year in years]
        self._factors = {kind: [export.factor(kind, year) for year in years] for kind in self._types}

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
        adjusted = self._export.assumptions.adjusted_line(code) is not None
        for year in range(len(self._export.years)):
            shown = missing(line, year)
            self._budgeted(row, number, year, shown)
            before = (
                self._export.line_before(number, year)
                if adjusted
                else self._indexed(row, line, year, bare=not effects and shown is None)
            )
            self._after_options(row, number, year, shown, (before, effects))
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

    def _indexed(self, row: int, line: Line, year: int, *, bare: bool) -> str:
        """The budgeted amount beside it, indexed from the second year on; ``bare`` where it stands alone."""
        cell, factor = f"{self._letters[year]}{row}", self._factors[line.cost_type_key][year]
        return cell if bare and not factor else indexed(cell, factor)

    def _after_options(
        self, row: int, line: int, year: int, shown: str | None, found: tuple[str, tuple[EffectRow, ...]]
    ) -> None:
        """What a line holds before the options, less what they realise."""
        before, effects = found
        cents = self._adjusted[line][year]
        formula = f"ROUND({before}-{self._export.realised_sum(effects, year)},2)" if effects else before
        if shown is not None:  # an amount appears only when something brings one
            base = f"{self._letters[year]}{row}"
            formula = f"IF(AND(ISTEXT({base}),{formula}=0),{base},{formula})"
        value = shown if shown is not None and not cents else cents
        role = "whole" if shown is None or cents else "missing"
        column = self._export.budget.adjusted.column(year)
        self._sheet.formula(row, column, f"={formula}", value, role)
