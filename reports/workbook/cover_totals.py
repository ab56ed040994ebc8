"""The rows of the sheet Dekking per post that add up its lines: per stream, and of the general means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budgets.engine import BudgetResult
from budgets.engine.membership import CONTRIBUTION
from reports.workbook.columns import YearColumns
from reports.workbook.cover_plan import CoverPlan
from reports.workbook.export import BUDGET, FIRST_ROW, STREAMS, Export
from reports.workbook.sheet import Sheet
from reports.workbook.sums import sum_of_cells, sum_where
from reports.workbook.tables import change_cells, label_row

TITLES = {
    "available": "Beschikbaar",
    "used": "Gebruikt",
    "balance": "Over of tekort",
    "general": "Naar de algemene middelen",
}


@dataclass(frozen=True, slots=True)
class _Side:
    """Begroot or bijgesteld: the columns of the years here, on two other sheets, and the figures."""

    here: YearColumns
    budget: YearColumns
    streams: YearColumns
    result: BudgetResult


class CoverTotals:
    """The rows that are not about one line, each in both blocks and with the change."""

    def __init__(self, sheet: Sheet, export: Export, plan: CoverPlan) -> None:
        self._sheet, self._export, self._plan = sheet, export, plan
        self._sides = [
            _Side(*columns, result)
            for columns, result in (
                ((export.cover_blocks.base, export.budget.base, export.streams.base), export.base),
                (
                    (export.cover_blocks.adjusted, export.budget.adjusted, export.streams.adjusted),
                    export.result,
                ),
            )
        ]

    def costs(self) -> None:
        row = self._export.rows.of_figure["costs"]
        self._row(
            self._plan.costs,
            "Totaal kosten",
            "total",
            lambda side, year: f"={BUDGET}!{side.budget.letter(year)}{row}",
            lambda result: result.costs,
        )

    def stream(self, number: int, marks: str) -> None:
        """``marks`` is the column that says of which stream a row is."""
        first, last = self._plan.span
        rows = {name: self._plan.of_stream(number, name) for name in TITLES}
        left = self._left_before(number)
        formulas: dict[str, Callable[[_Side, int], str]] = {
            "available": lambda side, year: f"={STREAMS}!{side.streams.letter(year)}{FIRST_ROW + number}",
            "used": lambda side, year: sum_where(str(number + 1), marks, side.here.letter(year), first, last),
            "balance": lambda side, year: (
                f"=ROUND({side.here.letter(year)}{rows['available']}-{side.here.letter(year)}{rows['used']},2)"
            ),
            "general": lambda side, year: (
                f"=MAX(0,MIN({left(side.here.letter(year))},{side.here.letter(year)}{rows['balance']}))"
            ),
        }
        for name, formula in formulas.items():
            band = "subtotal" if name == "balance" else "plain"
            self._row(rows[name], TITLES[name], band, formula, self._figure(number, name))

    def _figure(self, number: int, name: str) -> Callable[[BudgetResult], Sequence[int]]:
        """Of a stream, in either result."""
        code = self._export.data.streams[number].code
        return lambda result: result.coverage.figures(code)[name]

    def general(self) -> None:
        """What no stream is named for, and how far the general means fall short of it."""
        row, used = self._plan.asked, self._rows("used")
        lines = len(self._export.data.cover) or 1

        def asked(side: _Side, year: int) -> str:
            at = side.here.letter(year)
            together = sum_of_cells([f"{at}{number}" for number in used], lines)
            return f"=ROUND({at}{self._plan.costs}-({together[1:]}),2)"

        def short(side: _Side, year: int) -> str:
            at = side.here.letter(year)
            return f"=MAX(0,ROUND({'-'.join(f'{at}{number}' for number in (row, *self._rows('general')))},2))"

        self._row(
            row, "Gevraagd van de algemene middelen", "total", asked, lambda result: result.coverage.asked
        )
        self._row(row + 1, "Waarvan zonder dekking", "plain", short, lambda result: result.coverage.lacking)

    def _left_before(self, number: int) -> Callable[[str], str]:
        """What the general means still ask when it is this stream's turn: the contribution goes first."""
        order = sorted(
            range(len(self._export.data.streams)),
            key=lambda place: self._export.data.streams[place].kind != CONTRIBUTION,
        )
        before = [self._plan.of_stream(place, "general") for place in order[: order.index(number)]]
        return lambda at: f"ROUND({'-'.join(f'{at}{row}' for row in (self._plan.asked, *before))},2)"

    def _rows(self, name: str) -> list[int]:
        return [self._plan.of_stream(number, name) for number in range(len(self._plan.streams))]

    def _row(
        self,
        row: int,
        title: str,
        band: str,
        formula: Callable[[_Side, int], str],
        figures: Callable[[BudgetResult], Sequence[int]],
    ) -> None:
        blocks = self._export.cover_blocks
        label_row(self._sheet, row, title, band, blocks.change.last)
        found = [figures(side.result) for side in self._sides]
        for side, amounts in zip(self._sides, found, strict=True):
            for year, cents in enumerate(amounts):
                self._sheet.formula(row, side.here.column(year), formula(side, year), cents, "whole", band)
        changes = [after - before for before, after in zip(*found, strict=True)]
        change_cells(self._sheet, blocks, row, changes, band)
