"""The tables of a comparison: a column per budget in one year, or a line per budget in all years."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString

from budgets.comparison_wording import (
    NOT_THERE,
    option_row_title,
    row_title,
    setting_title,
    setting_words,
    state_words,
)
from budgets.dutch_numbers import shortest, whole
from budgets.engine.compare import MORE, ON, TOLD, Comparison, OptionRow, Row
from budgets.split_wording import MUNICIPAL_TITLES
from budgets.wording import COST_TYPE_TITLES, FIGURE_TITLES
from reports.compare.asked import Asked
from reports.figure_cells import figure_cell, no_amount, plain_cell, verdict_letter
from reports.sides import address_of
from reports.versions.comparison import changed

FAVOURABLE = {
    "income": 1,
    "income_by_stream": 1,
    "result": 1,
    "result_after_target": 1,
    "structural_balance": 1,
    "result_after_target_low": 1,
    "result_after_target_high": 1,
    "realised": 1,
    "shortfall": -1,
    "options": 1,
    "costs": -1,
    "costs_by_priority": -1,
    "costs_by_goal": -1,
    "costs_by_cost_type": -1,
    "municipalities": -1,
}
"""By the first word of a figure whether more of it is favourable; a target is neither."""
SUMS = ("result", "result_after_target")
VERDICTS = (*SUMS, "structural_balance", "result_after_target_low", "result_after_target_high")
GROUPS = (
    ("costs_by_priority", "prioriteiten", "Kosten per prioriteit"),
    ("costs_by_goal", "doelen", "Kosten per doel"),
    ("income_by_stream", "baten", "Baten per stroom"),
    ("costs_by_cost_type", "soorten", "Kosten per soort"),
)
NOT_IN_YEAR = no_amount("geen bedrag")


@dataclass(frozen=True, slots=True)
class Line:
    """Cells of one budget in all years, or of all budgets in one year."""

    title: str
    cells: SafeString
    state: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    title: str
    lines: list[Line]
    css: str = ""
    differs: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    title: str
    rows: list[TableRow]
    note: str = ""
    left_out: int = 0
    """How many rows are the same everywhere, and not shown for that."""


@dataclass(frozen=True)
class Tables:
    """``year`` is the chosen one; None for all."""

    asked: Asked
    found: Comparison
    year: int | None

    @cached_property
    def addresses(self) -> list[str]:
        """Of the page of each budget."""
        return [address_of(side) for side in self.asked.sides]

    @property
    def places(self) -> range:
        return range(len(self.asked.sides))

    @property
    def columns(self) -> list[int]:
        """The places of the years that are shown."""
        years = self.found.years
        return list(range(len(years))) if self.year is None else [years.index(self.year)]

    def sections(self) -> list[Section]:
        """All of them; without rows where nothing differs and only that is asked."""
        found = [self._section("cijfers", "Cijfers", map(self._figure, self.found.told))]
        if self.found.options:
            found.append(self._section("opties", "Bijstellingsopties", map(self._option, self.found.options)))
        for name, anchor, title in GROUPS:
            found.append(self._section(anchor, title, map(self._named, self.found.group(name))))
        return [*found, *self._municipal()]

    def _municipal(self) -> list[Section]:
        """What each pays on balance; and its contribution, where that differs."""
        if not self.found.municipalities:
            return []
        sections = [
            self._section(
                "gemeenten",
                "Per gemeente: per saldo te betalen",
                self._of_municipalities("net_contribution"),
                "De bijdrage als het resultaat na taakstelling met de gemeenten wordt verrekend. "
                "Minder betalen is voordelig voor de gemeente.",
            )
        ]
        if any(row.differs for row in self.found.municipal("contribution")):
            title = f"Per gemeente: {MUNICIPAL_TITLES['contribution'].lower()}"
            sections.append(self._section("bijdragen", title, self._of_municipalities("contribution")))
        return sections

    def _of_municipalities(self, name: str) -> Iterable[TableRow]:
        for each, row in zip(self.found.municipalities, self.found.municipal(name), strict=True):
            yield self._row(each.name, row)
        total = self.found.municipal_total(name)
        yield self._row("Samen", total, "sum", figure=f"municipalities.{name}")

    def _section(self, anchor: str, title: str, rows: Iterable[TableRow], note: str = "") -> Section:
        made = list(rows)
        shown = [row for row in made if row.differs] if self.asked.only else made
        return Section(anchor, title, shown, note, len(made) - len(shown))

    def _figure(self, row: Row) -> TableRow:
        return self._row(
            FIGURE_TITLES[row.figure],
            row,
            "sum" if row.figure in SUMS else "quiet-row" if row.figure in MORE else "",
        )

    def _named(self, row: Row) -> TableRow:
        head, _, key = row.figure.partition(".")
        title = COST_TYPE_TITLES[key] if head == "costs_by_cost_type" else row_title(self.found, row.figure)
        return self._row(title, row)

    def _option(self, row: OptionRow) -> TableRow:
        def state(place: int) -> str:
            return state_words(self.found, row, place)

        made = self._row(option_row_title(self.found, row.code), row.realised, state=state, on=row.states)
        return TableRow(made.title, made.lines, made.css, made.differs or len({*map(state, self.places)}) > 1)

    def _row(
        self,
        title: str,
        row: Row,
        css: str = "",
        *,
        figure: str = "",
        state: Callable[[int], str] | None = None,
        on: tuple[str, ...] = (),
    ) -> TableRow:
        """``figure`` names the cells where the row's own name is another; ``on`` are states of an option."""
        cells = _Cells(self, row, figure or row.figure, state, on)
        differs = any(len({amounts[i] for amounts in row.amounts}) > 1 for i in self.columns)
        if self.year is None:
            lines = [cells.of_side(place) for place in self.places]
        else:
            lines = [Line("", SafeString("".join(map(cells.in_year, self.places))))]
        return TableRow(title, lines, css, differs)


@dataclass(frozen=True)
class _Cells:
    """Those of one row."""

    tables: Tables
    row: Row
    figure: str
    state: Callable[[int], str] | None
    on: tuple[str, ...]

    def in_year(self, place: int) -> str:
        """The amount, and from the second on the difference with the first."""
        (i,) = self.tables.columns
        state = escape(self.state(place)) if self.state and self._is_on(place) else ""
        return self._amount(place, i, state) + (self._difference(place, i) if place else "")

    def of_side(self, place: int) -> Line:
        columns = self.tables.columns
        cells = [self._amount(place, i) for i in columns]
        cells += [self._difference(place, i) if place else plain_cell("") for i in columns]
        state = self.state(place) if self.state else ""
        return Line(self.tables.asked.sides[place].title, SafeString("".join(cells)), state)

    def _is_on(self, place: int) -> bool:
        return not self.on or self.on[place] == ON

    def _amount(self, place: int, i: int, state: str = "") -> str:
        cents, year = self.row.amounts[place][i], self.tables.found.years[i]
        if cents is None:
            return plain_cell(no_amount(NOT_THERE) if self.state else NOT_IN_YEAR)
        if not self._is_on(place):
            return figure_cell(self.figure, year, cents, "uit", asks="", css=" is-off")
        verdict = verdict_letter(cents) if self.row.figure in VERDICTS else ""
        say = shortest if self._less_than_a_euro(i) else whole
        at = self.tables.addresses[place]
        text = f'<span class="state">{state}</span> {say(cents)}' if state else say(cents)
        return figure_cell(self.figure, year, cents, text, asks=self.row.figure, at=at, after=verdict)

    def _difference(self, place: int, i: int) -> str:
        """Explained where either has the figure, at the page of the one that is held against the first."""
        ours, theirs = self.row.amounts[place][i], self.row.amounts[0][i]
        cents, year = self.row.difference(place)[i], self.tables.found.years[i]
        figure = f"difference.{self.row.figure}"
        of_year = year in self.tables.found.results[place].data.year_index
        known = self.row.figure and of_year and (ours is not None or theirs is not None)
        sides = self.tables.asked.sides
        good = verdict_letter(FAVOURABLE.get(self.figure.partition(".")[0], 0) * cents)
        return figure_cell(
            f"difference.{self.figure}",
            year,
            cents,
            changed(cents) if cents else "0",
            asks=figure if known else "",
            at=self.tables.addresses[place],
            css=" is-difference" + ("" if cents else " is-same"),
            after=good,
            against=sides[0].key,
        )

    def _less_than_a_euro(self, i: int) -> bool:
        known = [amounts[i] or 0 for amounts in self.row.amounts]
        return any(0 < abs(cents - known[0]) < 100 for cents in known)


def settings_table(asked: Asked, found: Comparison) -> list[tuple[str, list[str], bool]]:
    """What was chosen beside options: title, words per budget, and whether it differs."""
    places = range(len(asked.sides))
    rows = [
        (setting_title(found, row), [setting_words(found, row, place) for place in places], row.differs)
        for row in found.settings
    ]
    return [row for row in rows if row[2]] if asked.only else rows


assert set(TOLD) <= FIGURE_TITLES.keys()
