"""On the sheet Uitgangspunten: from the result as budgeted to the result as adjusted, in steps."""

from collections.abc import Iterator

from budgets.engine import Amounts
from reports.workbook.assumption_table import NAME, part_heading, row_of
from reports.workbook.export import BUDGET, EFFECTS, FIRST_ROW, Export
from reports.workbook.sheet import Sheet
from reports.workbook.sums import sum_of_range
from reports.workbook.tables import label_row

LABELS = {
    "base": "Resultaat, begroot",
    "index": "Indexering van de kosten",
    "adjustments": "Eigen aanpassingen",
    "options": "Opties",
    "leaving": "Aandeel van wie uittrad vervalt",
    "result": "Resultaat, bijgesteld",
}


def write_path(sheet: Sheet, export: Export, heading: int) -> None:
    """A row per step; the steps add up to the result on the sheet Begroting."""
    last = export.assumption_blocks.change.last
    titles = ("Resultaat (€)", "", "")
    part_heading(sheet, export, heading, "Van begroot naar bijgesteld", {NAME: "Stap"}, titles)
    writer, amounts = _Steps(export), _amounts(export)
    for name, row in export.assumptions.path.items():
        if name == "result":
            label_row(sheet, row, LABELS[name], "subtotal", last)
        else:
            row_of(sheet, export, row)
            sheet.text(row, NAME, LABELS[name])
        band = "subtotal" if name == "result" else "plain"
        role = "cents" if name in ("base", "result") else "change_cents"
        for year, cents in enumerate(amounts[name]):
            column = export.assumption_blocks.base.column(year)
            sheet.formula(row, column, f"={writer.formula(name, year)}", cents, role, band)


def _amounts(export: Export) -> dict[str, Amounts]:
    """What each step does to the result, in cents per year."""
    result, years = export.result, range(len(export.years))
    before, after, options = export.base.result, result.result, result.realised
    gained = [sum(each.realised[year] for each in result.adjustments) for year in years]
    lost = [int(result.stream_amounts[:, year].sum()) - result.income[year] for year in years]
    index = [after[y] - before[y] - options[y] - gained[y] + lost[y] for y in years]
    return {
        "base": before,
        "index": tuple(index),
        "adjustments": tuple(gained),
        "options": options,
        "leaving": tuple(-cents for cents in lost),
        "result": after,
    }


class _Steps:
    """The formula of each step."""

    def __init__(self, export: Export) -> None:
        self.export, self.rows = export, export.assumptions.path
        self.on_lines = [row.row for row in export.effects.rows if row.kind == "line"]

    def formula(self, name: str, year: int) -> str:
        match name:
            case "base":
                return self._budget("result", year, adjusted=False)
            case "index":
                return self._index(year)
            case "adjustments":
                on_lines = self._adjustments(year, lines=True, sign="-")
                return f"ROUND(0{''.join((*on_lines, *self._adjustments(year, lines=False)))},2)"
            case "options":
                return self._realised(year, self.export.effects.last_row)
            case "leaving":
                return f"ROUND(0{''.join(self._leaving(year))},2)"
            case _:
                return self._sum(year)

    def _budget(self, figure: str, year: int, *, adjusted: bool) -> str:
        blocks = self.export.budget
        at = (blocks.adjusted if adjusted else blocks.base).letter(year)
        return f"{BUDGET}!{at}{self.export.rows.of_figure[figure]}"

    def _index(self, year: int) -> str:
        """What the costs changed by, without what options and adjustments did to lines."""
        before, after = (self._budget("costs", year, adjusted=adjusted) for adjusted in (False, True))
        realised = self._realised(year, max(self.on_lines, default=FIRST_ROW - 1))
        adjusted = "".join(self._adjustments(year, lines=True))
        return f"ROUND({before}-{after}-{realised}{adjusted},2)"

    def _realised(self, year: int, last: int) -> str:
        """On the lines, which come first, or on everything."""
        letter = self.export.effect_realised.letter(year)
        return sum_of_range(letter, FIRST_ROW, last, f"{EFFECTS}!").removeprefix("=")

    def _adjustments(self, year: int, *, lines: bool, sign: str = "+") -> Iterator[str]:
        blocks = self.export.assumption_blocks
        for each in self.export.assumptions.adjusted.values():
            if (each.kind == "line") == lines:
                yield f"{sign}({blocks.adjusted.letter(year)}{each.row}-{blocks.base.letter(year)}{each.row})"

    def _leaving(self, year: int) -> Iterator[str]:
        for stream in range(len(self.export.data.streams)):
            if lost := self.export.fallen_away(stream, year):
                yield f"-{lost}"

    def _sum(self, year: int) -> str:
        first, *_, last = self.rows.values()
        return sum_of_range(self.export.assumption_blocks.base.letter(year), first, last - 1).removeprefix(
            "="
        )
