"""A scenario's own adjustments on the sheet Uitgangspunten, and what they make of lines and streams."""

from budgets.engine.layout import layout_of
from budgets.wording import numbered_line
from reports.workbook.assumption_plan import AdjustedRow
from reports.workbook.assumption_table import (
    AMOUNT,
    DETAIL,
    FROM,
    NAME,
    NUMBER,
    ON,
    RATE,
    between,
    part_heading,
    row_of,
)
from reports.workbook.columns import YearColumns
from reports.workbook.export import Export
from reports.workbook.options import only_one_or_zero
from reports.workbook.sheet import Sheet, letter

TITLES = {
    NUMBER: "Nr.",
    NAME: "Kostenpost of stroom",
    DETAIL: "Reden",
    FROM: "Vanaf",
    AMOUNT: "Per jaar (€)",
    RATE: "Percentage",
    ON: "Aan",
}
MOST = 10
"""Times an amount that a percentage can be."""


def write_adjustments(sheet: Sheet, export: Export, heading: int) -> None:
    """A row each: from which year, an amount or a percentage, on or off, and what that asks per year."""
    part_heading(sheet, export, heading, "Eigen aanpassingen", TITLES, ("Gevraagd (€)", "", ""))
    plan, years, block = export.assumptions, export.years, export.assumption_blocks.base
    for number, (row, result) in enumerate(zip(plan.adjustments, export.result.adjustments, strict=True), 1):
        each = result.adjustment
        row_of(sheet, export, row)
        sheet.number(row, NUMBER, number)
        sheet.text(row, NAME, _title(export, "line" if each.line else "stream", each.line or each.stream))
        sheet.text(row, DETAIL, each.reason)
        sheet.number(row, FROM, each.first_year, "choose_year")
        for column, role in ((AMOUNT, "choose_cents"), (RATE, "choose_rate")):
            sheet.open(row, column, role)
        if each.percentage is not None:
            sheet.rate(row, RATE, each.percentage / 100, "choose_rate")
        else:
            sheet.amount(row, AMOUNT, each.change or 0, "choose_cents")
        sheet.number(row, ON, 1, "switch")
        together = plan.adjusted["line" if each.line else "stream", each.line or each.stream].row
        for year, cents in enumerate(result.asked):
            at = block.letter(year)
            asked = f"ROUND($E{row}+{at}{together}*$F{row},2)"
            formula = f"=IF(AND($G{row}=1,$D{row}<={at}${heading + 2}),{asked},0)"
            sheet.formula(row, block.column(year), formula, cents, "change_cents")
    first, last = min(plan.adjustments), max(plan.adjustments)
    only_one_or_zero(sheet, f"{letter(ON)}{first}:{letter(ON)}{last}", "Aanpassing aan of uit")
    said = "Het eerste jaar waarin de aanpassing geldt."
    between(sheet, [f"D{first}:D{last}"], (years[0], years[-1]), "Vanaf", said, "whole")
    said = "Van het bedrag na indexering; onder nul verlaagt. Vul een bedrag of een percentage in."
    between(sheet, [f"F{first}:F{last}"], (-MOST, MOST), "Percentage", said)


def write_adjusted(sheet: Sheet, export: Export, heading: int) -> None:
    """What the options stand on: a line stops at zero, and what could not be taken off is said."""
    titles = ("Na indexering (€)", "Na eigen aanpassingen (€)", "Niet af te nemen (€)")
    named = {NAME: "Kostenpost of stroom", DETAIL: "Grens"}
    part_heading(sheet, export, heading, "Wat de eigen aanpassingen doen", named, titles)
    for adjusted in export.assumptions.adjusted.values():
        _Adjusted(sheet, export, adjusted).write()


class _Adjusted:
    """One line or stream."""

    def __init__(self, sheet: Sheet, export: Export, adjusted: AdjustedRow) -> None:
        self.sheet, self.export, self.adjusted = sheet, export, adjusted
        self.row, self.blocks = adjusted.row, export.assumption_blocks
        self.is_line = adjusted.kind == "line"

    def write(self) -> None:
        row_of(self.sheet, self.export, self.row)
        self.sheet.text(self.row, NAME, _title(self.export, self.adjusted.kind, self.adjusted.code))
        self.sheet.text(self.row, DETAIL, "niet onder nul" if self.is_line else "geen")
        before, after, short = self._values()
        for year in range(len(self.export.years)):
            self._put(self.blocks.base, year, self._before(year), before[year])
            self._put(self.blocks.adjusted, year, self._after(year), after[year])
            if self.is_line:
                self._put(self.blocks.change, year, self._short(year), short[year])

    def _values(self) -> tuple[list[int], list[int], list[int]]:
        export, code = self.export, self.adjusted.code
        layout = layout_of(export.data, export.result.choice)
        results = dict(zip(export.assumptions.adjustments, export.result.adjustments, strict=True))
        shorts = [results[row].short for row in self.adjusted.adjustments]
        short = [sum(per_year) for per_year in zip(*shorts, strict=True)]
        if self.is_line:
            place = export.data.line_index[code]
            return layout.indexed[:, place].tolist(), layout.amounts[:, place].tolist(), short
        place = export.data.stream_index[code]
        return list(export.data.streams[place].amounts), layout.streams[place].tolist(), short

    def _before(self, year: int) -> str:
        if self.is_line:
            return self.export.line_indexed(self.export.data.line_index[self.adjusted.code], year)
        return self.export.stream_base(self.adjusted.code, year)

    def _after(self, year: int) -> str:
        column = self.blocks.base.letter(year)
        before, asked = f"{column}{self.row}", self._asked(year)
        if self.is_line:
            return f"ROUND({before}+MAX({asked},-MAX({before},0)),2)"
        return f"ROUND({before}+{asked},2)"

    def _short(self, year: int) -> str:
        return f"ROUND(MAX(-({self._asked(year)})-MAX({self.blocks.base.letter(year)}{self.row},0),0),2)"

    def _asked(self, year: int) -> str:
        column = self.blocks.base.letter(year)
        return "+".join(f"{column}{row}" for row in self.adjusted.adjustments)

    def _put(self, block: YearColumns, year: int, formula: str, cents: int) -> None:
        self.sheet.formula(self.row, block.column(year), f"={formula}", cents, "saving_cents")


def _title(export: Export, kind: str, code: str) -> str:
    return numbered_line(export.data, code) if kind == "line" else export.data.stream(code).title
