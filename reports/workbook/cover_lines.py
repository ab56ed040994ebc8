"""What each stream pays of each cost line, as formulas that follow the line."""

from collections.abc import Iterator

from budgets.dutch_numbers import part_of_line
from budgets.engine import BudgetResult
from budgets.wording import line_title
from reports.workbook.columns import YearColumns
from reports.workbook.cover_plan import LineRows, PaidRow
from reports.workbook.export import BUDGET, Export
from reports.workbook.labels import missing
from reports.workbook.remainders import Split, Steps, base_of, rest, split, times
from reports.workbook.sheet import Sheet, letter
from reports.workbook.tables import change_cells

GENERAL = "Algemene middelen"
NO_COVER = "algemene middelen"


class LineCoverWriter:
    """Writes the lines one by one.  ``steps`` are two columns per block and year, for the division."""

    def __init__(self, sheet: Sheet, export: Export, weight: int) -> None:
        self._sheet, self._export, self._weight = sheet, export, weight
        self._blocks = (
            (export.cover_blocks.base, export.base),
            (export.cover_blocks.adjusted, export.result),
        )

    def steps(self, block: int, year: int) -> tuple[int, int]:
        """The columns of the steps in between."""
        first = self._weight + 1 + 2 * (block * len(self._export.years) + year)
        return first, first + 1

    def write(self, rows: LineRows) -> None:
        self._line(rows)
        for paid in rows.paid:
            self._label(rows, paid)
        changes = {
            row: [0] * len(self._export.years) for row in (rows.row, *(each.row for each in rows.paid))
        }
        for number, (block, result) in enumerate(self._blocks):
            for year in range(len(self._export.years)):
                for row, cents in self._year(rows, number, block, result, year):
                    changes[row][year] += cents if number else -cents
        for row, cents_per_year in changes.items():
            role = "whole" if row == rows.row else "part_whole"
            change_cells(self._sheet, self._export.cover_blocks, row, cents_per_year, role=role)

    def _line(self, rows: LineRows) -> None:
        line = self._export.data.lines[rows.line]
        self._sheet.blank(rows.row, range(1, 4), "plain")
        if line.number is not None:
            self._sheet.number(rows.row, 1, line.number)
        self._sheet.text(rows.row, 2, line_title(self._export.data, line.code))
        if not rows.paid:
            self._sheet.text(rows.row, 3, NO_COVER, "part")
        if rows.splits:
            span = f"{letter(self._weight)}{rows.row + 1}:{letter(self._weight)}{rows.last}"
            self._sheet.count(rows.row, self._weight, f"=SUM({span})", sum(rows.weights))

    def _label(self, rows: LineRows, paid: PaidRow) -> None:
        """Who pays, which part, and the number of the stream by which its rows are added up."""
        sheet, data = self._sheet, self._export.data
        sheet.blank(paid.row, range(1, 4), "plain")
        if paid.cover is None:
            sheet.text(paid.row, 2, GENERAL, "part")
            sheet.text(paid.row, 3, "wat overblijft", "part")
        else:
            sheet.text(paid.row, 2, data.streams[paid.stream].title, "part")
            share = "vast bedrag" if paid.cover.share is None else part_of_line(paid.cover.share)
            sheet.text(paid.row, 3, f"{share} (aanname)" if paid.cover.assumed else share, "part")
            sheet.number(paid.row, self._weight - 1, paid.stream + 1, "count")
        if rows.splits and paid.kind != "fixed":
            sheet.number(paid.row, self._weight, paid.weight, "typed")

    def _year(
        self, rows: LineRows, number: int, block: YearColumns, result: BudgetResult, year: int
    ) -> Iterator[tuple[int, int]]:
        """Writes one year of one block; gives what each row comes to."""
        column, cents = block.column(year), int(result.line_amounts[year, rows.line])
        self._amount(rows, block, year, cents)
        yield rows.row, cents
        if rows.splits and rows.pieces:
            self._division(rows, number, block.letter(year), year, split(cents, rows.weights))
        left = cents
        for paid in rows.paid:
            part = left if paid.stream < 0 else int(result.coverage.paid[paid.stream][year, rows.line])
            if rows.pieces:
                formula = self._formula(rows, paid, number, block.letter(year), year)
                self._sheet.formula(paid.row, column, formula, part, "part_whole")
            else:
                self._sheet.amount(paid.row, column, part)
            if paid.kind == "fixed" and number == 0 and paid.cover:
                self._sheet.amount(paid.row, self.steps(0, year)[0], paid.cover.amounts[year], "typed_cents")
            left -= part
            yield paid.row, part

    def _amount(self, rows: LineRows, block: YearColumns, year: int, cents: int) -> None:
        """As the sheet Begroting has it."""
        there = self._export.budget.adjusted if block == self._blocks[1][0] else self._export.budget.base
        line = self._export.data.lines[rows.line]
        row = self._export.rows.of_figure[f"lines.{line.code}"]
        shown = missing(line, year) if not cents else None
        formula = f"={BUDGET}!{there.letter(year)}{row}"
        value, role = (cents, "whole") if shown is None else (shown, "missing")
        self._sheet.formula(rows.row, block.column(year), formula, value, role)

    def _division(self, rows: LineRows, number: int, at: str, year: int, division: Split) -> None:
        first, second = self.steps(number, year)
        total = f"${letter(self._weight)}${rows.row}"
        cents, left = f"{letter(first)}{rows.row}", f"{letter(second)}{rows.row}"
        self._sheet.count(rows.row, first, f"=ABS(ROUND(100*N({at}{rows.row}),0))", division.cents)
        formula = f"={rest(cents, times(cents, total), total)}"
        self._sheet.count(rows.row, second, formula, division.rest)
        base = base_of(rows.weights, rows.pieces)
        for place, paid in enumerate(rows.split):
            quotient = f"{letter(first)}{paid.row}"
            steps = Steps(left, f"${letter(self._weight)}{paid.row}", total, rows.pieces, base)
            self._sheet.count(paid.row, first, f"={steps.quotient}", division.quotients[place])
            rank = f"={steps.rank(quotient, len(rows.split), place)}"
            self._sheet.count(paid.row, second, rank, division.ranks[place])

    def _formula(self, rows: LineRows, paid: PaidRow, number: int, at: str, year: int) -> str:
        """What is paid in one year, ``at`` the column of the amounts."""
        line = f"N({at}{rows.row})"
        above = f"SUM({at}{rows.row + 1}:{at}{paid.row - 1})" if paid.row > rows.row + 1 else "0"
        if paid.kind == "rest":
            return f"=ROUND({line}-{above},2)"
        if paid.kind == "fixed":
            agreed = f"${letter(self.steps(0, year)[0])}{paid.row}"
            return f"=MAX(0,MIN({agreed},ROUND({line}-{above},2)))"
        if not rows.splits:
            return f"={line}" if paid.weight else "=0"
        first, second = (letter(column) for column in self.steps(number, year))
        weight, total = f"${letter(self._weight)}{paid.row}", f"${letter(self._weight)}${rows.row}"
        quotients = "+".join(f"{first}{each.row}" for each in rows.split)
        # A truth by itself is no number to Excel: the nought makes it one.
        ahead = "0+" + "+".join(
            f"({second}{each.row}>{second}{paid.row})" for each in rows.split if each is not paid
        )
        whole = f"{times(f'{first}{rows.row}', total)}*{weight}+{first}{paid.row}"
        cent = f"IF({ahead}<{second}{rows.row}-({quotients}),1,0)"
        return f"=SIGN({line})*({whole}+{cent})/100"
