"""The sheet Gemeenten: what the budget and the options mean for each municipality.

It adds up what the sheet Verdeling per gemeente divides.  Where there is so much to
divide that the other sheet is left out, it shows the amounts of the export.
"""

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break

from budgets.dutch_numbers import NOTHING
from budgets.engine import BudgetResult
from budgets.engine.membership import members
from budgets.engine.municipal_options import totals
from budgets.split_wording import MUNICIPAL_TITLES
from reports.workbook.columns import YearColumns
from reports.workbook.export import BUDGET, FIRST_ROW, MUNICIPAL_SHARES, MUNICIPALITIES, STREAMS, Export
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet, letter
from reports.workbook.split_plan import Kind, SplitRow
from reports.workbook.styles import Styles
from reports.workbook.sums import sum_of_range
from reports.workbook.tables import (
    BLOCK_TITLES,
    change_cells,
    head,
    headings,
    section_row,
    year_headings,
    year_widths,
)

NOTE = (
    "Bedragen in euro’s. Elke tabel telt op tot het bedrag van de begroting; onderaan ziet u dat na. De "
    "delen per kostenpost staan op het blad Verdeling per gemeente."
)
NOTE_FIXED = (
    "Bedragen in euro’s, zoals zij waren bij de export: deze tabellen rekenen niet mee met de schakelaars."
)
FIGURES = ("contribution", "need", "result", "handed_back", "net_contribution")
SPLIT: dict[str, tuple[Kind, ...]] = {
    "contribution": ("contribution",),
    "need": ("balance", "line"),
    "handed_back": ("handed_back",),
}
"""Figures that add up rows of the other sheet."""
DIFFERENCE = {"result": ("contribution", "need"), "net_contribution": ("contribution", "handed_back")}
CHECKS = {
    "contribution": "Bijdragen min gemeentelijke bijdrage in de baten",
    "need": "Nodig min die bijdrage zonder het resultaat",
    "result": "Resultaten min het resultaat van de begroting",
    "handed_back": "Aandelen min het resultaat na taakstelling",
}


def write_municipalities(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """A table per figure; the last rows hold the totals against the budget."""
    sheet = Sheet(book, MUNICIPALITIES, styles)
    head(sheet, export, "Gemeenten", NOTE if export.split else NOTE_FIXED)
    last = export.municipalities.change.last
    headings(sheet, [("Code", "loose"), ("Gemeente", "loose")], last)
    year_headings(sheet, list(zip(export.municipalities.all, BLOCK_TITLES, strict=True)))
    tables = _Tables(sheet, export)
    for figure in FIGURES:
        tables.write(figure)
    if export.split is not None:
        tables.write_checks()
    sheet.widths({1: 9, 2: 44})
    year_widths(sheet, export.municipalities.all, export.amount_width)
    set_up(sheet, export.about, f"C{FIRST_ROW}", last, accent=True)
    return sheet


class _Tables:
    def __init__(self, sheet: Sheet, export: Export) -> None:
        self.sheet, self.export, self.blocks = sheet, export, export.municipalities
        self.sides = ((False, self.blocks.base, export.base), (True, self.blocks.adjusted, export.result))
        self.size = len(export.data.municipalities) + 3

    def first(self, figure: str) -> int:
        """The row of the first municipality in a table; the total is right below the last."""
        return FIRST_ROW + FIGURES.index(figure) * self.size + 1

    def total(self, figure: str) -> int:
        return self.first(figure) + len(self.export.data.municipalities)

    def write(self, figure: str) -> None:
        last = self.blocks.change.last
        section_row(self.sheet, self.first(figure) - 1, MUNICIPAL_TITLES[figure], last)
        for place, each in enumerate(self.export.data.municipalities):
            row = self.first(figure) + place
            self.sheet.blank(row, range(1, last + 1), "plain")
            self.sheet.text(row, 1, each.code)
            self.sheet.text(row, 2, each.name)
            found = [result.allocation.figure(each.code, figure) for _, _, result in self.sides]
            for adjusted, block, result in self.sides:
                for year in range(len(self.export.years)):
                    self._cell(row, figure, place, adjusted, block, result, year)
            changes = [after - before for before, after in zip(*found, strict=True)]
            change_cells(self.sheet, self.blocks, row, changes)
        self._total(figure)

    def _cell(
        self,
        row: int,
        figure: str,
        place: int,
        adjusted: bool,
        block: YearColumns,
        result: BudgetResult,
        year: int,
    ) -> None:
        code = self.export.data.municipalities[place].code
        cents, column = result.allocation.figure(code, figure)[year], block.column(year)
        if not members(result.data, result.choice, year)[place]:
            self.sheet.text(row, column, NOTHING, "missing")
        elif self.export.split is None:
            self.sheet.amount(row, column, cents, "whole")
        else:
            self.sheet.formula(row, column, self._formula(figure, place, adjusted, block, year), cents)

    def _formula(self, figure: str, place: int, adjusted: bool, block: YearColumns, year: int) -> str:
        if figure in DIFFERENCE:
            of, less = (f"{block.letter(year)}{self.first(name) + place}" for name in DIFFERENCE[figure])
            return f"=ROUND({of}-{less},2)"
        assert self.export.split is not None
        rows = self.export.split.block(adjusted=adjusted, year=year).of_kind(*SPLIT[figure])
        return _sum_of(rows, letter(self.export.shares.share(place)))

    def _total(self, figure: str) -> None:
        row = self.total(figure)
        self.sheet.blank(row, range(1, self.blocks.change.last + 1), "total")
        self.sheet.text(row, 2, "Alle gemeenten", "text", "total")
        found = [totals(result, figure) for _, _, result in self.sides]
        for (_, block, _), amounts in zip(self.sides, found, strict=True):
            for year, cents in enumerate(amounts):
                formula = sum_of_range(block.letter(year), self.first(figure), row - 1)
                self.sheet.formula(row, block.column(year), formula, cents, "whole", "total")
        changes = [after - before for before, after in zip(*found, strict=True)]
        change_cells(self.sheet, self.blocks, row, changes, "total")

    def write_checks(self) -> None:
        """Each total less what the budget says: nought, whatever is switched."""
        row = self.total(FIGURES[-1]) + 2
        self.sheet.worksheet.row_breaks.append(Break(row - 1))
        section_row(self.sheet, row, "Sluit aan op de begroting", self.blocks.change.last)
        for number, (figure, title) in enumerate(CHECKS.items(), row + 1):
            self.sheet.blank(number, range(1, self.blocks.change.last + 1), "plain")
            self.sheet.text(number, 2, title)
            for adjusted, block, _ in self.sides:
                for year in range(len(self.export.years)):
                    expected = self._expected(figure, adjusted, year)
                    cell = f"{block.letter(year)}{self.total(figure)}"
                    self.sheet.formula(
                        number, block.column(year), f"=ROUND({cell}-({expected}),2)", 0, "cents"
                    )

    def _expected(self, figure: str, adjusted: bool, year: int) -> str:
        at = (self.export.budget.adjusted if adjusted else self.export.budget.base).letter(year)
        rows = self.export.rows.of_figure
        if figure in ("result", "handed_back"):
            name = "result" if figure == "result" else "result_after_target"
            return f"{BUDGET}!{at}{rows[name]}"
        return (
            self._contributions(adjusted, year)
            if figure == "contribution"
            else (f"{self._contributions(adjusted, year)}-{BUDGET}!{at}{rows['result']}")
        )

    def _contributions(self, adjusted: bool, year: int) -> str:
        block = self.export.streams.adjusted if adjusted else self.export.streams.base
        assert self.export.split is not None
        rows = self.export.split.block(adjusted=adjusted, year=year).of_kind("contribution")
        cells = [f"{STREAMS}!{block.letter(year)}{FIRST_ROW + row.place}" for row in rows]
        return "+".join(cells) or "0"


def _sum_of(rows: list[SplitRow], column: str) -> str:
    if not rows:
        return "=0"
    return sum_of_range(column, rows[0].row, rows[-1].row, f"'{MUNICIPAL_SHARES}'!")
