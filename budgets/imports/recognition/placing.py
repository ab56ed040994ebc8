"""What each row of a table is: its id or name says so, or where it stands, or what it adds up to."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from budgets.imports.mapping import RowKind
from budgets.imports.recognition.cost_types import read_cost_type
from budgets.imports.recognition.group_sums import group_sums
from budgets.imports.recognition.headings import year_cells
from budgets.imports.recognition.labels import ORDINARY, Meaning, Says, bare_label, is_subtotal, meaning_of
from budgets.imports.recognition.nameless import BROKEN_DOWN, without_name
from budgets.imports.recognition.place import Place, Within
from budgets.imports.recognition.placed import Placed, Shelf
from budgets.imports.recognition.raw_rows import Raw, all_pm, any_below_zero, any_cents
from budgets.imports.recognition.stands import Stand, of_figure, of_goal, of_rows
from budgets.imports.recognition.table_layout import Layout
from budgets.imports.recognition.titles import HEADINGS, is_title, without_amounts
from budgets.imports.recognition.totals import (
    ABOVE,
    OUTCOMES,
    stand_of_total,
    sum_of_goal,
    whole_costs,
    whole_income,
)
from budgets.imports.recognition.words import plain
from budgets.imports.recognition.years import EARLIEST, LATEST, year_of

BY_ID = {
    "line": RowKind.LINE,
    "stream": RowKind.STREAM,
    "target": RowKind.TARGET,
    "memorandum": RowKind.MEMORANDUM,
}
CHOSEN = "door u gekozen"
BY_NAME = "door de naam"
LOOK_AHEAD = 200
"""Rows within which more like those above must follow."""
FIRST_YEAR, LAST_YEAR = 100 * EARLIEST, 100 * LATEST
"""In cents, when a year was read as an amount."""
ENDS = (Says.RESULT, Says.TOTAL)
ALL_COSTS = Meaning(Says.TOTAL, "costs")
OTHER_TABLE = "van een andere tabel, met de jaren in andere kolommen"
NAMES_OF_LINES = (Says.NOTHING, Says.TARGET, Says.COSTS, Says.INCOME, Says.FOOTNOTE, Says.PART_RESULT)
"""What the name of a row with a cost type or priority may say, and it is still a line."""


class Placer:
    """Goes through the rows of one table, in order; ``goal`` and ``streams`` as for ``Shelf``."""

    def __init__(
        self, layout: Layout, rows: Sequence[Raw], goal: str = "", streams: Collection[str] = ()
    ) -> None:
        self._layout, self._rows = layout, rows
        self._shelf = Shelf(layout, rows, goal, streams)
        self._chosen = dict(layout.table.rows)
        self._groups = group_sums(rows, layout.table.unit) if layout.costs else set()
        self._columns = (*layout.costs, *layout.income)
        self._elsewhere = False
        """Whether the rows are those of another table, below a heading with other columns."""

    @property
    def place(self) -> Place:
        return self._shelf.place

    def placed(self) -> Iterator[Placed]:
        for position, raw in enumerate(self._rows):
            chosen = self._chosen.get(raw.index)
            if chosen is not None:
                yield self._as(chosen, position, raw, CHOSEN)
            elif raw.id:
                kind = BY_ID[raw.id.partition(":")[0]]
                yield self._as(kind, position, raw, "door het kenmerk uit onze eigen export")
            elif raw.filled and self._repeats_heading(raw):
                self._elsewhere = False
                yield self._repeated_heading(position, raw)
            elif raw.filled and self._is_of_other_table(raw):
                yield self._shelf.lose(raw, OTHER_TABLE)
            elif not raw.filled:
                yield without_amounts(self._shelf, position, raw)
            elif not raw.label:
                yield without_name(self._shelf, raw)
            else:
                yield self._named(position, raw)

    def _as(self, kind: RowKind, position: int, raw: Raw, reason: str) -> Placed:
        """As the kind that it is said to be."""
        match kind:
            case RowKind.GOAL:
                return self._shelf.goal(raw, reason)
            case RowKind.LINE:
                return self._shelf.line(raw, reason)
            case RowKind.STREAM:
                return self._shelf.stream(raw, reason)
            case RowKind.CONTROL:
                meaning = meaning_of(raw.label)
                figure = OUTCOMES.get(meaning.says)
                stand = of_figure(figure) if figure else self._stand(position, raw, meaning)
                return self._shelf.control(raw, stand, reason)
        return Placed(raw, kind, reason, raw.label)

    def _repeats_heading(self, raw: Raw) -> bool:
        """Whether the years stand in the cells with amounts, each in its own column.

        Such a year was read as an amount of so many euros, or could not be read at all.
        """
        first = (raw.costs or raw.income)[0]
        if first is not None and first != 100 * self._layout.table.unit * self._columns[0][0]:
            return False
        value = self._layout.sheet.value
        return all(year_of(value(raw.index, column)) == year for year, column in self._columns)

    def _repeated_heading(self, position: int, raw: Raw) -> Placed:
        """The years once more: with the same headings, or beside the title of a goal or part."""
        titles = {plain(text) for parts in self._layout.heading.parts for text in parts}
        if not raw.label or plain(raw.label) in titles:
            return self._shelf.skip(raw, "herhaalde kop")
        return without_amounts(self._shelf, position, raw)

    def _is_of_other_table(self, raw: Raw) -> bool:
        """Whether it is a heading with years in other columns, or stands below one.

        A heading has years only: a line whose number and amount happen to be years is a line.
        """
        said = [value for value in raw.costs if value not in (None, "")]
        if not raw.described and said and all(map(_may_be_year, said)):
            years = list(year_cells(self._layout.sheet.rows[raw.index]).values())
            counting = len(years) > 1 and years == list(range(years[0], years[0] + len(years)))
            self._elsewhere = self._elsewhere or counting
        return self._elsewhere

    def _named(self, position: int, raw: Raw) -> Placed:
        """A row with a name and amounts."""
        meaning = meaning_of(raw.label)
        mixed = self._layout.mixed and meaning is ORDINARY
        if mixed and not any_cents(raw.costs) and any_cents(raw.income):
            return self._shelf.stream(raw, "alleen baten")
        if raw.described and not self._only_says(raw, meaning):
            return self._shelf.line(raw, "naam en bedragen")
        rule = RULES.get(meaning.says, Placer._plain)
        return rule(self, position, raw, meaning)

    def _only_says(self, raw: Raw, meaning: Meaning) -> bool:
        """Whether a row with a cost type or priority is no line: by the part it is in, or its name."""
        if self.place.within in (Within.BREAKDOWN, Within.INCOME, Within.RESULT):
            return True
        return raw.number is None and meaning.says not in NAMES_OF_LINES

    def _plain(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        """A name that says nothing by itself: where it stands tells what it is."""
        if position in self._groups:
            return self._shelf.goal(raw, "heeft de som van de rijen eronder", of_goal(raw.label.rstrip(" :")))
        if self.place.within is Within.BREAKDOWN:
            return self._broken_down(raw)
        if self.place.within is not Within.COSTS:
            return self._beyond_costs(raw)
        stand = sum_of_goal(self.place, raw)
        if stand is not None:
            return self._shelf.control(raw, stand, "de som van de rijen van dit doel")
        return self._shelf.line(raw, "naam en bedragen")

    def _beyond_costs(self, raw: Raw) -> Placed:
        """Income, or what stands at the result; p.m. is of neither."""
        if all_pm(raw):
            return Placed(raw, RowKind.MEMORANDUM, "p.m. buiten de kosten", raw.label)
        if self.place.within is Within.RESULT:
            return self._shelf.lose(raw, "na het resultaat")
        if self.place.within is Within.AFTER:
            stand = self._broken_down_unsaid(raw)
            if stand is not None:
                return self._shelf.control(raw, stand, BROKEN_DOWN)
            return self._shelf.stream(raw, "na het totaal van de kosten")
        if raw.cost_type and self._layout.costs and not self._layout.mixed:
            self.place.within = Within.COSTS
            return self._shelf.line(raw, "naam, soort kosten en bedragen")
        return self._shelf.stream(raw, "bij de baten")

    def _broken_down_unsaid(self, raw: Raw) -> Stand | None:
        """Of a row below the total of the costs: these once more, of one cost type or goal."""
        label = bare_label(raw.label)
        code, title = read_cost_type(label), self.place.known_goal(label)
        if code:
            return of_figure(f"costs_by_cost_type.{code}")
        return of_goal(title) if title is not None else None

    def _broken_down(self, raw: Raw) -> Placed:
        """A row of a breakdown: of one priority, cost type or goal."""
        stand, label = None, bare_label(raw.label)
        if self.place.by == "cost_type" and (code := read_cost_type(label)) is not None:
            stand = of_figure(f"costs_by_cost_type.{code or 'none'}")
        elif self.place.by == "priority" and raw.priority is not None:
            stand = of_figure(f"costs_by_priority.{raw.priority}")
        elif self.place.by == "goal" and (title := self.place.known_goal(label)) is not None:
            stand = of_goal(title)
        if stand is None:
            return self._shelf.lose(raw, "in een uitsplitsing van de kosten")
        return self._shelf.control(raw, stand, BROKEN_DOWN)

    def _outcome(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        """A result, or the total of the targets: below it the costs and income are done, or a goal begins."""
        if self._goes_on(position):
            return self._shelf.control(raw, None, "een resultaat tussen de rijen")
        if len(self.place.costs) or len(self.place.income):
            self.place.within = Within.RESULT
        if self._layout.mixed and any_cents(raw.costs) and any_cents(raw.income):
            return self._shelf.control(raw, of_rows(self.place.costs, 0, ABOVE), BY_NAME)
        figure = OUTCOMES.get(meaning.says)
        return self._shelf.control(raw, of_figure(figure) if figure else None, BY_NAME)

    def _part_result(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        """The result of a goal, where its name is one; else a name like any other."""
        if self.place.known_goal(meaning.subject) is None:
            return self._plain(position, raw, meaning)
        return self._shelf.control(raw, None, "het resultaat van een doel")

    def _target(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        """What must be saved; among the costs and below zero it is a line like the others."""
        if self.place.within is Within.COSTS and any_below_zero(raw.costs):
            return self._shelf.line(raw, "naam en bedragen")
        if all_pm(raw):
            return Placed(raw, RowKind.MEMORANDUM, "taakstelling met alleen p.m.", raw.label)
        return Placed(raw, RowKind.TARGET, "door het woord taakstelling", raw.label)

    def _of_priority(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        return self._shelf.control(raw, of_figure(f"costs_by_priority.{meaning.subject}"), BROKEN_DOWN)

    def _total(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        unsaid = self.place.within is Within.RESULT and not meaning.subject
        stand = None if unsaid else self._stand(position, raw, meaning)
        if stand and stand.figure == "costs" and is_subtotal(raw.label) and self._whole_follows(position):
            stand = of_rows(self.place.costs, 0, ABOVE)
        return self._shelf.control(raw, stand, BY_NAME)

    def _whole(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        """ "Kosten" or "Baten" with amounts: the total where they add up to it, else a line or stream."""
        find = whole_costs if meaning.says is Says.COSTS else whole_income
        stand = find(self.place, raw)
        if not self._layout.mixed and self.place.within is Within.COSTS:
            if meaning.says is Says.INCOME and stand is None:
                return self._shelf.stream(self._after_goal(raw), "de baten als één bedrag")
            proven = stand is not None and len(self.place.costs) > 0
            if meaning.says is Says.COSTS and not proven and self._income_next(position):
                return self._shelf.line(self._after_goal(raw), "de kosten als één bedrag")
        if stand is None:
            return self._plain(position, raw, meaning)
        return self._shelf.control(raw, stand, "door de naam en de som")

    def _income_next(self, position: int) -> bool:
        """Whether the next row is the income as one amount: the costs above it are one amount too."""
        below = self._rows[position + 1 : position + 2]
        return any(raw.filled and meaning_of(raw.label).says is Says.INCOME for raw in below)

    def _after_goal(self, raw: Raw) -> Raw:
        """Under the title of a goal "Lasten" and "Baten" are those of that goal."""
        return replace(raw, measure=self.place.goal) if self.place.goal else raw

    def _part(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        return self._shelf.skip(raw, "deel van een andere rij")

    def _estimate(self, position: int, raw: Raw, meaning: Meaning) -> Placed:
        return self._shelf.skip(raw, "schatting, telt niet mee")

    def _goes_on(self, position: int) -> bool:
        """Whether below a result comes more of what came above it, with a total or result of its own."""
        place, below = self.place, self._rows[position + 1 : position + 1 + LOOK_AHEAD]
        if place.within is not Within.COSTS or not len(place.costs):
            return False
        if place.goal and self._whole_follows(position):
            return True
        more = self._more(position) if place.described else len(below) > 1 and is_title(below[0])
        return more and any(meaning_of(raw.label).says in ENDS for raw in below if raw.filled)

    def _stand(self, position: int, raw: Raw, meaning: Meaning) -> Stand:
        return stand_of_total(self.place, raw, meaning, partial(self._more, position))

    def _whole_follows(self, position: int) -> bool:
        """Whether the total of all costs is still to come."""
        below = self._rows[position + 1 : position + 1 + LOOK_AHEAD]
        return any(raw.filled and meaning_of(raw.label) == ALL_COSTS for raw in below)

    def _more(self, position: int) -> bool:
        """Whether rows like those above follow before another part begins."""
        for raw in self._rows[position + 1 : position + 1 + LOOK_AHEAD]:
            says = meaning_of(raw.label).says if raw.label else Says.PART
            if says in (OUTCOMES if raw.filled else HEADINGS):
                return False
            if raw.filled and says is Says.NOTHING and (raw.described or not self.place.described):
                return True
        return False


Rule = Callable[[Placer, int, Raw, Meaning], Placed]
RULES: dict[Says, Rule] = {
    Says.RESULT: Placer._outcome,
    Says.RESULT_AFTER_TARGET: Placer._outcome,
    Says.OTHER_RESULT: Placer._outcome,
    Says.PART_RESULT: Placer._part_result,
    Says.TARGET_TOTAL: Placer._outcome,
    Says.TARGET: Placer._target,
    Says.PRIORITY: Placer._of_priority,
    Says.TOTAL: Placer._total,
    Says.COSTS: Placer._whole,
    Says.INCOME: Placer._whole,
    Says.PART: Placer._part,
    Says.ESTIMATE: Placer._estimate,
}


def _may_be_year(value: object) -> bool:
    """An amount of as many euros as a year has."""
    return type(value) is int and FIRST_YEAR <= value <= LAST_YEAR
