"""``build_side_by_side``: two to four budgets on a sheet, every total and difference a formula.

A row per figure and budget, so that the sheet is as wide for four as for two and
fits on paper; the difference is with the first budget of the same figure.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import starmap

from budgets.comparison_wording import (
    leg_title,
    option_row_title,
    path_words,
    row_title,
    setting_title,
    setting_words,
    state_words,
)
from budgets.dutch_numbers import enumeration
from budgets.engine.compare import Comparison, Row
from budgets.engine.path import Path, path
from budgets.sides import Side
from budgets.split_wording import MUNICIPAL_TITLES
from budgets.wording import COST_TYPE_TITLES, FIGURE_TITLES
from reports.workbook.about import About
from reports.workbook.blocks import Block, block_heading, one_sheet, sum_of_years, titles
from reports.workbook.columns import GAP_WIDTH, amount_width
from reports.workbook.forms import Form
from reports.workbook.printing import set_up
from reports.workbook.sheet import Sheet, letter
from reports.workbook.tables import HEADER_ROW, headings, section_row

SHEET = "Vergelijking"
DESCRIPTIVE = 3
"""Columns before the amounts: what, of which budget, and of an option its state."""
NAME_WIDTH, STATE_WIDTH = 50.0, 13.0
NARROWEST, WIDEST, PER_LETTER = 20.0, 40.0, 1.15
"""Of the column with the names of the budgets."""
NOTE = (
    "Bedragen in euro’s. Het verschil is met de eerste. Totalen en verschillen zijn formules. "
    "Een streepje is geen bedrag en telt niet mee."
)
FIRST_ROW = HEADER_ROW + 2
"""Of the figures, below the heading of their section."""
DIFFERENCE_OF = {
    "result": ("income", "costs"),
    "structural_balance": ("result", "incidental_balance"),
    "result_after_target": ("result", "savings_target"),
}
SUMS_OF = {
    "costs": "costs_by_goal",
    "income": "income_by_stream",
    "savings_target": "savings_targets",
    "realised": "options",
}
"""The total that is the sum of each of these groups."""
GROUPS = {
    "costs_by_goal": "Kosten per doel",
    "costs_by_priority": "Kosten per prioriteit",
    "costs_by_cost_type": "Kosten per soort",
    "income_by_stream": "Baten per stroom",
    "savings_targets": "Taakstellingen",
}
Text = Callable[[int], str]
"""The state in the budget at a place."""


def build_side_by_side(sides: Sequence[Side], about: About, form: Form = "xlsx") -> bytes:
    """The sheet with what the page of a comparison shows, in all years."""
    found = Comparison(tuple(side.result for side in sides))
    return one_sheet(SHEET, about, form, lambda sheet, of: _Writer(sheet, found, sides).write(of))


class _Writer:
    """Writes the sheet from top to bottom; the figures last, when the rows of their parts are known."""

    def __init__(self, sheet: Sheet, found: Comparison, sides: Sequence[Side]) -> None:
        self.sheet, self.found = sheet, found
        self.names = [side.title for side in sides]
        self.amounts = Block(DESCRIPTIVE + 1, len(found.years))
        self.changes = self.amounts.next()
        self.row = FIRST_ROW + len(found.told) * len(sides) - 1
        self.sums: dict[str, int] = {}
        """Per group the row of the sum of the first budget; those of the others follow it."""

    @property
    def count(self) -> int:
        return len(self.names)

    def write(self, about: About) -> None:
        self._head(about)
        self._options()
        self._settings()
        for name, title in GROUPS.items():
            self._group(name, title, [(self._title(row), row) for row in self.found.group(name)])
        for name in ("net_contribution", "contribution"):
            self._municipal(name)
        self._figures()
        for place in range(1, self.count):
            self._waterfall(place, path(self.found.results[0], self.found.results[place]))
        frozen = f"{letter(DESCRIPTIVE + 1)}{HEADER_ROW + 1}"
        set_up(self.sheet, about, frozen=frozen, last_column=self.changes.total, accent=True)

    def _head(self, about: About) -> None:
        titles(self.sheet, f"Vergelijking: {enumeration(self.names)}", about, NOTE)
        headings(self.sheet, [("Wat", "loose"), ("Waarvan", "loose"), ("Stand", "loose")], self.changes.total)
        for block, title in ((self.amounts, "Bedrag"), (self.changes, f"Verschil met {self.names[0]}")):
            block_heading(self.sheet, block, title, self.found.years)
        totals = [sum(cents or 0 for cents in each) for row in self.found.figures for each in row.amounts]
        width = amount_width(totals, totals)
        longest = max(map(len, self.names)) * PER_LETTER
        widths = {
            1: NAME_WIDTH,
            2: min(max(longest, NARROWEST), WIDEST),
            3: STATE_WIDTH,
            self.amounts.total + 1: GAP_WIDTH,
        }
        for block in (self.amounts, self.changes):
            widths |= dict.fromkeys(range(block.first, block.total + 1), width)
        self.sheet.widths(widths)

    def _title(self, row: Row) -> str:
        head, _, key = row.figure.partition(".")
        return COST_TYPE_TITLES[key] if head == "costs_by_cost_type" else row_title(self.found, row.figure)

    def _options(self) -> None:
        if not self.found.options:
            return
        rows = [(option_row_title(self.found, row.code), row.realised) for row in self.found.options]
        states: list[Text] = [self._states(i) for i in range(len(rows))]
        self._group("options", "Bijstellingsopties: wat zij besparen", rows, states)

    def _states(self, i: int) -> Text:
        return lambda place: state_words(self.found, self.found.options[i], place)

    def _settings(self) -> None:
        """A row per setting and budget, in words."""
        if not self.found.settings:
            return
        self._section("Aanpassingen en uitgangspunten")
        for row in self.found.settings:
            for place in range(self.count):
                self.row += 1
                self._names(setting_title(self.found, row), place)
                said = setting_words(self.found, row, place)
                self.sheet.text(self.row, self.amounts.first, said, "loose")

    def _municipal(self, name: str) -> None:
        rows = zip(self.found.municipalities, self.found.municipal(name), strict=True)
        title = f"Per gemeente: {MUNICIPAL_TITLES[name].lower()}"
        self._group(name, title, [(each.name, row) for each, row in rows])

    def _figures(self) -> None:
        """Totals of what stands below them, and the results that follow from those."""
        end, self.row = self.row, FIRST_ROW - 1
        section_row(self.sheet, self.row, "Totalen per jaar", self.changes.total)
        at: dict[str, int] = {}
        for row in self.found.told:
            at[row.figure] = self.row + 1
            band = "subtotal" if row.figure in DIFFERENCE_OF else "plain"
            self._rows(FIGURE_TITLES[row.figure], row, band=band, formula=self._formula(row.figure, at))
        self.after_target, self.row = at["result_after_target"], end

    def _formula(self, figure: str, at: dict[str, int]) -> Callable[[int, str], str] | None:
        """By place and column letter; None where the figure is typed."""
        if figure in DIFFERENCE_OF:
            first, second = (at[name] for name in DIFFERENCE_OF[figure])
            return lambda place, column: f"={column}{first + place}-{column}{second + place}"
        if (total := self.sums.get(SUMS_OF.get(figure, ""))) is not None:
            return lambda place, column: f"={column}{total + place}"
        return None

    def _group(
        self, name: str, title: str, rows: Sequence[tuple[str, Row]], texts: Sequence[Text] | None = None
    ) -> None:
        """The rows, and per budget their sum."""
        if not rows:
            return
        self._section(title)
        first = self.row + 1
        for i, (label, row) in enumerate(rows):
            self._rows(label, row, text=texts[i] if texts else None)
        self.sums[name] = self.row + 1
        sums = Row("", tuple(map(_sum, zip(*(row.amounts for _, row in rows), strict=True))))
        steps = range(0, len(rows) * self.count, self.count)

        def formula(place: int, column: str) -> str:
            return "=" + "+".join(f"N({column}{first + step + place})" for step in steps)

        self._rows("Samen", sums, band="subtotal", formula=formula)

    def _rows(
        self,
        title: str,
        row: Row,
        *,
        band: str = "plain",
        text: Text | None = None,
        formula: Callable[[int, str], str] | None = None,
    ) -> None:
        """A row per budget."""
        first = self.row + 1
        for place, amounts in enumerate(row.amounts):
            self.row += 1
            self.sheet.blank(self.row, range(1, self.changes.total + 1), _band(band, place))
            self._names(title, place, text(place) if text else "", _band(band, place))
            for i, cents in enumerate(amounts):
                self._amount(place, i, cents, _band(band, place), formula)
            total = sum(cents or 0 for cents in amounts)
            sum_of_years(self.sheet, self.row, self.amounts, total, band=_band(band, place))
            if place:
                self._changes(row.difference(place), first, _band(band, place))

    def _amount(
        self, place: int, i: int, cents: int | None, band: str, formula: Callable[[int, str], str] | None
    ) -> None:
        column = self.amounts.first + i
        if cents is None:
            self.sheet.text(self.row, column, "–", "missing", band)
        elif formula:
            said = formula(place, self.amounts.letter(i))
            self.sheet.formula(self.row, column, said, cents, "cents", band)
        else:
            self.sheet.amount(self.row, column, cents, "typed_cents", band)

    def _names(self, title: str, place: int, state: str = "", band: str = "plain") -> None:
        """The figure only at its first budget, so that what belongs together reads as one."""
        self.sheet.text(self.row, 1, title if not place else "", "text", band)
        self.sheet.text(self.row, 2, self.names[place], "text", band)
        if state:
            self.sheet.text(self.row, 3, state, "text", band)

    def _changes(self, changes: Sequence[int], first: int, band: str) -> None:
        """Less the first budget; N() takes a dash as nothing."""
        for i, cents in enumerate([*changes, sum(changes)]):
            column = self.amounts.letter(i)
            formula = f"=ROUND(N({column}{self.row})-N({column}{first}),2)"
            self.sheet.formula(self.row, self.changes.first + i, formula, cents, "change_cents", band)

    def _waterfall(self, place: int, way: Path) -> None:
        """From the first to another: its start, the steps, their sum, and that it is the figure above."""
        self._section(f"Van {self.names[0]} naar {self.names[place]}")
        for sentence in path_words(self.found.one_budget):
            self.row += 1
            self.sheet.text(self.row, 1, sentence, "loose", "note")
        start = self.row + 1
        columns = {self.found.years.index(year): i for i, year in enumerate(way.years)}
        self._step("Resultaat na taakstelling", self.names[0], "subtotal")
        for column, i in columns.items():
            ours = f"={self.amounts.letter(column)}{self.after_target}"
            self._cell(column, ours, way.start[i], "subtotal")
        for leg in way.legs:
            self._step(leg_title(self.found, leg), "", "plain")
            for column, i in columns.items():
                cents, at = leg.changes[i], self.amounts.first + column
                self.sheet.amount(self.row, at, cents, "typed_change")
        last = self.row
        self._step("Resultaat na taakstelling", self.names[place], "subtotal")
        for column, i in columns.items():
            name = self.amounts.letter(column)
            self._cell(column, f"=SUM({name}{start}:{name}{last})", way.end[i], "subtotal")
        self._step("Controle: verschil met het cijfer bovenaan", "", "plain")
        for column in columns:
            name = self.amounts.letter(column)
            formula = f"=ROUND({name}{self.row - 1}-{name}{self.after_target + place},2)"
            self._cell(column, formula, 0, "plain")

    def _step(self, title: str, side: str, band: str) -> None:
        self.row += 1
        self.sheet.blank(self.row, range(1, self.changes.total + 1), band)
        self.sheet.text(self.row, 1, title, "text", band)
        self.sheet.text(self.row, 2, side, "text", band)

    def _cell(self, year: int, formula: str, cents: int, band: str) -> None:
        self.sheet.formula(self.row, self.amounts.first + year, formula, cents, "cents", band)

    def _section(self, title: str) -> None:
        self.row += 2
        section_row(self.sheet, self.row, title, self.changes.total)


def _band(band: str, place: int) -> str:
    """Only the first of the rows of a sum has a rule above it."""
    return band if not place or band == "plain" else "bold"


def _sum(of_side: Iterable[Sequence[int | None]]) -> tuple[int | None, ...]:
    """Per year; None where no row has an amount."""
    return tuple(starmap(_sum_known, zip(*of_side, strict=True)))


def _sum_known(*amounts: int | None) -> int | None:
    known = [cents for cents in amounts if cents is not None]
    return sum(known) if known else None
