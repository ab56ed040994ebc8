"""Rows with what they were taken for, and what that means for the rows below them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from budgets.imports.mapping import ColumnRole, Part, RowKind
from budgets.imports.recognition.group_sums import mostly_described
from budgets.imports.recognition.names import names_written_once
from budgets.imports.recognition.place import Place, Within
from budgets.imports.recognition.raw_rows import Raw, any_cents
from budgets.imports.recognition.stands import Stand, of_stream
from budgets.imports.recognition.table_layout import Layout
from budgets.imports.recognition.tally import Tally
from budgets.imports.recognition.words import plain


@dataclass(slots=True)
class Placed:
    """``reason`` is a short Dutch phrase."""

    raw: Raw
    kind: RowKind
    reason: str
    label: str
    goal: str = ""
    """The title of the goal, or of the heading above income."""
    stand: Stand | None = None
    """Of a row with the sum of others."""
    lost: bool = False
    """Whether it has amounts that are not taken along, which somebody should know."""


class Shelf:
    """Puts rows of one table where they belong, and keeps what that says of the next.

    ``goal`` is what they belong to where the table itself says nothing of goals; ``streams`` are
    those that another sheet holds, by id and plain name: here they only repeat.
    """

    def __init__(self, layout: Layout, rows: Sequence[Raw], goal: str, streams: Collection[str]) -> None:
        self.layout, self.rows = layout, rows
        self.has_goals = layout.column(ColumnRole.GOAL) >= 0
        self._streams = streams
        self._once = names_written_once(rows)
        self._by_priority: dict[int, Tally] = {}
        costs, income = len(layout.costs), len(layout.income)
        self.place = Place(
            costs=self._tally(costs or income),
            income=self._tally(income or costs),
            described=mostly_described(rows),
            partial=bool(goal),
            goal=goal,
        )
        if layout.table.part is Part.INCOME:
            self.place.within = Within.INCOME

    def skip(self, raw: Raw, reason: str) -> Placed:
        return Placed(raw, RowKind.SKIP, reason, raw.label)

    def lose(self, raw: Raw, reason: str) -> Placed:
        """Skipped, though it may have amounts."""
        return Placed(
            raw, RowKind.SKIP, reason, raw.label, lost=any_cents(raw.costs) or any_cents(raw.income)
        )

    def goal(self, raw: Raw, reason: str, stand: Stand | None = None) -> Placed:
        title = raw.label.rstrip(" :")
        self.place.enter_goal(title)
        return Placed(raw, RowKind.GOAL, reason, title, title, stand)

    def line(self, raw: Raw, reason: str) -> Placed:
        place = self.place
        if raw.goal and raw.goal != place.goal:
            place.enter_goal(raw.goal)
        if place.within is Within.AFTER:
            place.within = Within.COSTS
        name = raw.measure or (place.name if self.belongs_above(raw) else "")
        if raw.measure:
            place.name = raw.measure
        place.costs.rows.append(raw.costs)
        if self.layout.mixed:
            place.income.rows.append(raw.income)
        if raw.priority is not None:
            if raw.priority not in self._by_priority:
                self._by_priority[raw.priority] = self._tally(len(raw.costs))
            self._by_priority[raw.priority].rows.append(raw.costs)
        return Placed(raw, RowKind.LINE, reason, name, place.goal)

    def belongs_above(self, raw: Raw) -> bool:
        """Whether a row without a name has that of the row above."""
        return raw.continued or (self._once and bool(raw.cost_type))

    def stream(self, raw: Raw, reason: str) -> Placed:
        """Income; where another sheet holds it, this row repeats that or is not known there."""
        place = self.place
        if place.within is Within.AFTER:
            place.within = Within.INCOME
        if self._streams:
            return self._stream_elsewhere(raw)
        place.income.rows.append(raw.income)
        if self.layout.mixed:
            place.costs.rows.append(raw.costs)
        heading = place.goal if place.within is Within.COSTS else place.heading
        return Placed(raw, RowKind.STREAM, reason, raw.label, heading)

    def control(self, raw: Raw, stand: Stand | None, reason: str) -> Placed:
        """The sum of other rows; below the total of the costs something else begins."""
        place = self.place
        goal = place.goal if place.within is Within.COSTS else ""
        place.past_subtotal()
        whole = stand is not None and stand.figure == "costs" and len(place.costs) > 0
        if whole and place.within in (Within.COSTS, Within.BREAKDOWN):
            place.within = Within.AFTER
        return Placed(raw, RowKind.CONTROL, reason, raw.label, goal, stand)

    def sums_priority(self, raw: Raw) -> bool:
        """Whether the amounts are the sum of the lines so far with the priority of the row."""
        found = None if raw.priority is None else self._by_priority.get(raw.priority)
        return found is not None and found.is_sum(raw.costs, 0, least=2)

    def _stream_elsewhere(self, raw: Raw) -> Placed:
        keys = (key for key in (raw.id, plain(raw.label)) if key and key in self._streams)
        known = next(keys, None)
        if known is None:
            return self.lose(raw, "de baten komen van een ander blad, en daar staat deze niet")
        stand = of_stream(known, raw.label)
        return Placed(raw, RowKind.CONTROL, "staat ook op het blad met de baten", raw.label, stand=stand)

    def _tally(self, columns: int) -> Tally:
        return Tally(columns, self.layout.table.unit)
