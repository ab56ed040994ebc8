"""Every combination weighed at once: arrays with a place per combination."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from budgets.engine.ints import Ints
from budgets.engine.search.balance import pays_more_than
from budgets.engine.search.constraints import touching
from budgets.engine.search.figures import add_impact, add_lost, add_realised, has_lost
from budgets.engine.search.model import Model
from budgets.engine.search.question import Constraint, Fixed, Question, Worst, front_years
from budgets.engine.search.space import Rules, Space
from budgets.engine.search.tabulate import Table
from budgets.engine.search.watch import Watch

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Weighing:
    """A question put to every combination of its space, the first option changing slowest."""

    model: Model
    question: Question
    watch: Watch
    _broken: dict[Constraint, Flags] = field(default_factory=dict)

    @property
    def space(self) -> Space:
        return self.model.space

    @cached_property
    def _rows(self) -> dict[tuple[str, int], int]:
        """The row of every figure that the question needs: name, and place of the year."""
        data, question = self.space.data, self.question
        figures = [(each.figure, each.year) for each in question.wanted]
        figures += [("realised", year) for year in front_years(data, question) if question.points]
        for worst in question.worst:
            figures += [("result_after_target", year) for year in data.years if worst.year in (None, year)]
        keys = [("impact", 0)]
        for figure, year in figures:
            keys.append(("realised", data.year_index[year]))
            if figure != "realised" and has_lost(self.model):
                keys.append(("lost", data.year_index[year]))
        return {key: row for row, key in enumerate(dict.fromkeys(keys))}

    @cached_property
    def _values(self) -> Ints:
        table = Table.of(self.space, len(self._rows))
        for (name, year), row in self._rows.items():
            self.watch.tell(0.5 * row / len(self._rows))
            if name == "impact":
                add_impact(table, row, self.model, self.question)
            elif name == "lost":
                add_lost(table, row, self.model, year)
            else:
                add_realised(table, row, self.model, year)
        return table.finish()

    @property
    def impact(self) -> Ints:
        values: Ints = self._values[self._rows["impact", 0]]
        return values

    def figure(self, name: str, year: int) -> Ints:
        """One of ``WANTED_FIGURES`` in a year, by its place."""
        values: Ints = self._values[self._rows["realised", year]]
        if name != "realised":
            base = self.model.base
            values = values + (base.figure(name)[year] - base.realised[year])
            if ("lost", year) in self._rows:
                values -= self._values[self._rows["lost", year]]
        return values

    def margin(self, place: int) -> Ints:
        """Cents above what is wanted."""
        wanted = self.question.wanted[place]
        return self.figure(wanted.figure, self.space.data.year_index[wanted.year]) - wanted.least

    @cached_property
    def saving(self) -> Ints:
        """What the front sets against impact."""
        data = self.space.data
        saving = np.zeros(self.space.size, np.int64)
        for year in front_years(data, self.question):
            saving += self.figure("realised", data.year_index[year])
        return saving

    @cached_property
    def count(self) -> NDArray[np.int16]:
        """How many options are on."""
        count = np.zeros(self.space.shape, np.int16)
        for option in range(count.ndim):
            np.moveaxis(count, option, 0)[1:] += 1
        return count.ravel()

    @cached_property
    def allowed(self) -> Flags:
        """Whether options that need or exclude each other let it be."""
        rules, allowed = Rules.of(self.space), np.ones(self.space.shape, np.bool_)
        for one, other in rules.excluding:
            _standing(allowed, {one: slice(1, None), other: slice(1, None)})[...] = False
        for one, other in rules.needing:
            _standing(allowed, {one: slice(1, None), other: slice(0, 1)})[...] = False
        for option in rules.always:
            _standing(allowed, {option: slice(0, 1)})[...] = False
        for option in rules.never:
            _standing(allowed, {option: slice(1, None)})[...] = False
        return allowed.ravel()

    def breaks(self, constraint: Constraint) -> Flags:
        """Whether a constraint of the question does not hold."""
        if constraint not in self._broken:
            self._broken[constraint] = self._breaks(constraint)
        return self._broken[constraint]

    def order(self, places: Ints) -> Ints:
        """Sorts combinations of as many options: the earlier option on first, then its earlier level."""
        order, after = np.zeros_like(places), self.space.size
        for ways in self.space.shape:
            after //= ways
            order = order * ways + (places // after - 1) % ways
        return order

    def _breaks(self, constraint: Constraint) -> Flags:
        match constraint.kind:
            case "wanted":
                return self.margin(constraint.place) < 0
            case "must_on":
                return ~self._is_on(self.question.must_on[constraint.place])
            case "must_off":
                return self._is_on(self.question.must_off[constraint.place])
            case "at_most":
                return self.count > (constraint.amount or 0)
            case "worst":
                return self._pays_too_much(self.question.worst[constraint.place])
            case _:
                touched = touching(self.space, constraint)
                return self._any_on([i for i, code in enumerate(self.space.codes) if code in touched])

    def _is_on(self, fixed: Fixed) -> Flags:
        on = np.zeros(self.space.shape, np.bool_)
        if fixed.option not in self.space.codes:
            on[...] = fixed.option in self.space.choice.on
        else:
            option = self.space.codes.index(fixed.option)
            for level, part in enumerate(self.space.parts[option]):
                if fixed.part in (None, part):
                    _standing(on, {option: slice(level + 1, level + 2)})[...] = True
        return on.ravel()

    def _any_on(self, options: list[int]) -> Flags:
        on = np.zeros(self.space.shape, np.bool_)
        for option in options:
            _standing(on, {option: slice(1, None)})[...] = True
        return on.ravel()

    def _pays_too_much(self, worst: Worst) -> Flags:
        data, too_much = self.space.data, np.zeros(self.space.size, np.bool_)
        for year in range(len(data.years)):
            if worst.year in (None, data.years[year]):
                after_target = self.figure("result_after_target", year)
                for place, each in enumerate(data.municipalities):
                    if worst.municipality in ("", each.code):
                        most = int(self.model.without.allocation.net_contribution[place, year]) + worst.cents
                        too_much |= pays_more_than(self.model, place, year, after_target, most)
        return too_much


def _standing(values: Flags, stands: dict[int, slice]) -> Flags:
    """The part where these options stand so."""
    part: Flags = values[tuple(stands.get(option, slice(None)) for option in range(values.ndim))]
    return part
