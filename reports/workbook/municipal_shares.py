"""The sheet Verdeling per gemeente: every amount that is split, with the part of each municipality.

A step in between, as the sheet Effecten is.  At the top stand the weights; the rows
below divide an amount from another sheet over one of those rows.
"""

from openpyxl import Workbook

from budgets.dutch_numbers import period
from budgets.wording import numbered_line
from reports.workbook.columns import GAP_WIDTH, amount_width
from reports.workbook.export import FIRST_ROW, MUNICIPAL_SHARES, Export
from reports.workbook.printing import set_up
from reports.workbook.remainders import Split, Steps, base_of, rest, split, times
from reports.workbook.sheet import Sheet, letter
from reports.workbook.split_amounts import amount_formula
from reports.workbook.split_plan import (
    AMOUNT,
    KEY,
    STEPS,
    SUBJECT,
    YEAR,
    ShareColumns,
    SplitBlock,
    SplitRow,
    WeightRow,
)
from reports.workbook.styles import Styles
from reports.workbook.tables import BLOCK_ROW, HEADER_ROW, head, headings, section_row

NOTE = (
    "Tussenstap: elk bedrag apart verdeeld met zijn gewichten, op hele centen; de centen die overblijven "
    "gaan naar de grootste rest. Het blad Gemeenten telt op wat hier staat. Bedragen in euro’s."
)
SUBJECT_WIDTH, YEAR_WIDTH, KEY_WIDTH, STEP_WIDTH = 48.0, 7.0, 40.0, 15.0


def write_municipal_shares(book: Workbook, export: Export, styles: Styles) -> Sheet:
    """Only where ``export.split`` says what is split."""
    plan = export.split
    assert plan is not None
    sheet = Sheet(book, MUNICIPAL_SHARES, styles)
    columns = export.shares
    head(sheet, export, "Verdeling per gemeente", NOTE)
    _headings(sheet, export, columns)
    section_row(sheet, FIRST_ROW, "Gewichten", columns.fallen_away)
    for row in plan.weights:
        _weights(sheet, columns, row)
    for block in plan.blocks:
        kind = "Bijgesteld" if block.adjusted else "Begroot"
        title = f"{kind} {export.years[block.year]}"
        section_row(sheet, block.heading, title, columns.fallen_away)
        for row_of_block in block.rows:
            _Writer(sheet, export, columns, block, row_of_block).write()
    set_up(sheet, export.about, "E6", columns.fallen_away)
    return sheet


def _headings(sheet: Sheet, export: Export, columns: ShareColumns) -> None:
    names = [each.name for each in export.data.municipalities]
    titles = [
        ("Wat verdeeld wordt", "loose"),
        ("Jaar", "text"),
        ("Sleutel", "loose"),
        ("Bedrag (€)", "wrapped"),
    ]
    titles += [(f"{name} (€)", "wrapped") for name in names]
    headings(sheet, [*titles, ("Vervalt (€)", "wrapped")], columns.last)
    sheet.text(
        BLOCK_ROW, columns.step(0), "Tussenstappen bij het verdelen, in hele centen", "loose", "header"
    )
    for number, title in enumerate(STEPS):
        sheet.text(HEADER_ROW, columns.step(number), title, "wrapped", "header")
    for place, name in enumerate(names):
        sheet.text(HEADER_ROW, columns.quotient(place), f"{name}, deel", "wrapped", "header")
        sheet.text(HEADER_ROW, columns.rank(place), f"{name}, rest", "wrapped", "header")
    width = amount_width([], [*export.base.costs, *export.result.costs, *export.result.income])
    widths = dict.fromkeys(range(AMOUNT, columns.fallen_away + 1), width)
    widths |= dict.fromkeys(range(columns.step(0), columns.last + 1), STEP_WIDTH)
    widths |= {SUBJECT: SUBJECT_WIDTH, YEAR: YEAR_WIDTH, KEY: KEY_WIDTH, columns.fallen_away + 1: GAP_WIDTH}
    sheet.widths(widths)


def _weights(sheet: Sheet, columns: ShareColumns, row: WeightRow) -> None:
    sheet.blank(row.row, range(1, columns.fallen_away + 1), "plain")
    sheet.text(row.row, SUBJECT, row.label)
    sheet.text(row.row, KEY, period(row.years))
    cells = f"{letter(columns.share(0))}{row.row}:{letter(columns.share(columns.count - 1))}{row.row}"
    sheet.count(row.row, AMOUNT, f"=SUM({cells})", sum(row.weights))
    for place, weight in enumerate(row.weights):
        sheet.number(row.row, columns.share(place), weight, "typed")


class _Writer:
    """One row: the amount, the steps, and what each municipality has of it."""

    def __init__(
        self, sheet: Sheet, export: Export, columns: ShareColumns, block: SplitBlock, row: SplitRow
    ) -> None:
        self.sheet, self.export, self.columns, self.block, self.row = sheet, export, columns, block, row
        self.split: Split = split(row.cents, row.weights.weights)
        self.total = f"${letter(AMOUNT)}${row.weights.row}"
        self.pieces = row.weights.pieces
        self.base = base_of(row.weights.weights, self.pieces)

    def write(self) -> None:
        sheet, row, number = self.sheet, self.row, self.row.row
        sheet.blank(number, range(1, self.columns.fallen_away + 1), "plain")
        sheet.text(number, SUBJECT, self._subject())
        sheet.number(number, YEAR, self.export.years[self.block.year], "year_left")
        sheet.text(number, KEY, row.weights.label)
        sheet.formula(number, AMOUNT, amount_formula(self.export, self.block, row), row.cents, "cents")
        self._steps()
        self._shares()

    def _subject(self) -> str:
        data = self.export.data
        match self.row.kind:
            case "line":
                return numbered_line(data, data.lines[self.row.place].code)
            case "contribution":
                return data.streams[self.row.place].title
            case "balance":
                return f"Af: wat overblijft van {data.streams[self.row.place].title}"
            case _:
                return "Resultaat na taakstelling"

    def _steps(self) -> None:
        sheet, number, found = self.sheet, self.row.row, self.split
        cents, times_cell, rest_cell, left, _ = (self._at(self.columns.step(i)) for i in range(len(STEPS)))
        first, last = self.columns.quotient(0), self.columns.quotient(self.columns.count - 1)
        quotients = f"{self._at(first)}:{self._at(last)}"
        first, last = self.columns.rank(0), self.columns.rank(self.columns.count - 1)
        ranks = f"{self._at(first)}:{self._at(last)}"
        steps = (
            (f"=ABS(ROUND(100*{self._at(AMOUNT)},0))", found.cents),
            (f"={times(cents, self.total)}", found.times),
            (f"={rest(cents, times_cell, self.total)}", found.rest),
            (f"={rest_cell}-SUM({quotients})", found.left_over),
            (f"=IF({left}>0,LARGE({ranks},{left}),0)", found.threshold),
        )
        for place, (formula, value) in enumerate(steps):
            sheet.count(number, self.columns.step(place), formula, value)

    def _shares(self) -> None:
        sheet, number, columns = self.sheet, self.row.row, self.columns
        gone = []
        for place in range(columns.count):
            weight = f"{letter(columns.share(place))}${self.row.weights.row}"
            steps = Steps(self._at(columns.step(2), fixed=True), weight, self.total, self.pieces, self.base)
            quotient = self._at(columns.quotient(place))
            sheet.count(number, columns.quotient(place), f"={steps.quotient}", self.split.quotients[place])
            rank = f"={steps.rank(quotient, columns.count, place)}"
            sheet.count(number, columns.rank(place), rank, self.split.ranks[place])
            part = self._part(place, weight)
            if self.block.members[place]:
                sheet.formula(number, columns.share(place), f"={part}", self.split.parts[place], "cents")
            elif self.row.weights.weights[place]:
                gone.append((part, self.split.parts[place]))
        if gone:
            formula = f"=ROUND({'+'.join(part for part, _ in gone)},2)"
            sheet.formula(number, columns.fallen_away, formula, sum(cents for _, cents in gone), "cents")

    def _part(self, place: int, weight: str) -> str:
        """In euros."""
        at = self._at
        cells = at(self.columns.step(1), fixed=True), at(self.columns.quotient(place))
        cent = (
            f"IF(AND({at(self.columns.step(3), fixed=True)}>0,"
            f"{at(self.columns.rank(place))}>={at(self.columns.step(4), fixed=True)}),1,0)"
        )
        return f"SIGN({at(AMOUNT, fixed=True)})*({cells[0]}*{weight}+{cells[1]}+{cent})/100"

    def _at(self, column: int, *, fixed: bool = False) -> str:
        return f"{'$' if fixed else ''}{letter(column)}{self.row.row}"
