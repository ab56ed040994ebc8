"""The figures of a budget as sums over the switches of a program.

A figure is never less than it truly is, and impact never more: a share that is rounded is written
unrounded and as many cents wider.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from budgets.engine.allocation import contribution_weights
from budgets.engine.membership import members, weights_of
from budgets.engine.search.figures import contributions, has_lost
from budgets.engine.search.model import Cell, Model
from budgets.engine.search.program import Program
from budgets.engine.search.question import Worst
from budgets.engine.search.sums import Sum


@dataclass(frozen=True)
class FigureSums:
    """Adds to the program what lines that fall short need; variant ``v`` is column ``v``."""

    model: Model
    program: Program
    savings: dict[int, tuple[Sum, Sum]] = field(default_factory=dict)
    """Per year (its place) what is saved, and the same as if no line fell short."""
    both: dict[tuple[int, int], int] = field(default_factory=dict)
    """Switches that are on where both variants are."""

    def figure(self, name: str, year: int) -> Sum:
        """At least what a figure is, and no more than a few cents above it."""
        base, saving = self.model.base, self.saving(year)
        if name == "realised":
            return saving
        total = saving.plus(Sum({}, base.figure(name)[year] - base.realised[year]))
        return total.plus(self._lost(year), -1) if has_lost(self.model) else total

    def saving(self, year: int) -> Sum:
        """What all options together save: at most so much, where lines fall short."""
        if year not in self.savings:
            changes = self.model.stream_changes[:, :, year].sum(axis=1).tolist()
            total = Sum(
                {v: cents for v, cents in enumerate(changes) if cents}, self.model.base.realised[year]
            )
            plain = total
            for cell in self.model.cells:
                if cell.year == year:
                    total = total.plus(self._taken(cell))
                    plain = plain.plus(Sum(dict(cell.claims), cell.fixed - min(cell.fixed, cell.headroom)))
            self.savings[year] = total, plain
        return self.savings[year][0]

    def _taken(self, cell: Cell) -> Sum:
        """What is taken from a cell beyond what is without those who take part; no more than there is."""
        none = min(cell.fixed, cell.headroom)
        if cell.most <= cell.headroom:
            return Sum(dict(cell.claims))
        if self._is_of_one(cell):
            return Sum({v: min(cell.fixed + claim, cell.headroom) - none for v, claim in cell.claims})
        if self._is_of_two(cell):
            return self._of_two(cell, lambda asked: min(asked, cell.headroom))
        taken = self.program.add_amount(min(cell.least, cell.headroom), cell.headroom)
        self.program.add_row({taken: 1, **{v: -claim for v, claim in cell.claims}}, upper=cell.fixed)
        return Sum({taken: 1}, -none)

    def cut(self, cell: Cell) -> Sum:
        """The same where a gain is nothing, and no less than there is; a switch tells if it falls short."""
        none = max(0, min(cell.fixed, cell.headroom))
        if cell.most <= cell.headroom and cell.least >= 0:
            return Sum(dict(cell.claims))
        if self._is_of_one(cell):
            return Sum({v: max(0, min(cell.fixed + claim, cell.headroom)) - none for v, claim in cell.claims})
        if self._is_of_two(cell):
            return self._of_two(cell, lambda asked: max(0, min(asked, cell.headroom)))
        asked = {v: -claim for v, claim in cell.claims}
        cut = self.program.add_amount(0, max(0, min(cell.most, cell.headroom)))
        if cell.most <= cell.headroom:
            self.program.add_row({cut: 1, **asked}, lower=cell.fixed)
        else:
            falls_short = self.program.add_switch()
            self.program.add_row({cut: 1, falls_short: cell.most - cell.headroom, **asked}, lower=cell.fixed)
            self.program.add_row({cut: 1, falls_short: -cell.headroom}, lower=0)
        return Sum({cut: 1}, -none)

    def _is_of_one(self, cell: Cell) -> bool:
        """Whether one option alone asks something of it, at whichever level."""
        return len(self._options(cell)) == 1

    def _is_of_two(self, cell: Cell) -> bool:
        return len(self._options(cell)) == 2

    def _options(self, cell: Cell) -> set[int]:
        return {self.model.space.option_of[variant] for variant, _ in cell.claims}

    def _of_two(self, cell: Cell, taken: Callable[[int], int]) -> Sum:
        """Exactly what is taken beyond what is without them: of each alone, and what both do together."""
        option_of, none = self.model.space.option_of, taken(cell.fixed)
        terms = {v: taken(cell.fixed + claim) - none for v, claim in cell.claims}
        for one, claim in cell.claims:
            for other, more in cell.claims:
                if option_of[one] < option_of[other]:
                    together = taken(cell.fixed + claim + more) - none - terms[one] - terms[other]
                    if together:
                        terms[self._both(one, other)] = together
        return Sum(terms)

    def _both(self, one: int, other: int) -> int:
        if (one, other) not in self.both:
            both = self.both[one, other] = self.program.add_switch()
            self.program.add_row({both: -1, one: 1}, lower=0)
            self.program.add_row({both: -1, other: 1}, lower=0)
            self.program.add_row({both: -1, one: 1, other: 1}, upper=1)
        return self.both[one, other]

    def _lost(self, year: int) -> Sum:
        """What falls away with who left beyond what does anyhow, unrounded; no more than it is."""
        total = Sum({})
        for stream in contributions(self.model):
            weights, here = self._weights(stream, year)
            gone = sum(weight for weight, stays in zip(weights, here, strict=True) if not stays)
            change = self._change(stream, year)
            if gone and change.terms:
                share = Fraction(gone, sum(weights))
                total = total.plus(change, share).plus(Sum({}, -2 * len(weights)))
        return total

    def balances(self, worst: Worst) -> Sequence[tuple[Sum, int | Fraction]]:
        """Per municipality and year what it pays on balance, unrounded, and the most that may be."""
        data, without = self.model.space.data, self.model.without.allocation.net_contribution
        limits = []
        for year in range(len(data.years)):
            if worst.year not in (None, data.years[year]):
                continue
            after_target = self.figure("result_after_target", year)
            key = weights_of(data, data.key, year, members(data, self.model.space.choice, year))
            for place, each in enumerate(data.municipalities):
                if worst.municipality in ("", each.code):
                    paid = self._contribution(place, year).plus(after_target, -Fraction(key[place], sum(key)))
                    limits.append((paid, int(without[place, year]) + worst.cents + 1))
        return limits

    def _contribution(self, place: int, year: int) -> Sum:
        """What a municipality contributes of all streams together, at least: a cent less of each."""
        total = Sum({})
        for stream in contributions(self.model):
            weights, here = self._weights(stream, year)
            if here[place]:
                share = Fraction(weights[place], sum(weights))
                base = int(self.model.base.stream_amounts[stream, year])
                total = total.plus(self._change(stream, year), share).plus(Sum({}, base * share - 1))
        return total

    def _change(self, stream: int, year: int) -> Sum:
        changes = self.model.stream_changes[:, stream, year].tolist()
        return Sum({v: cents for v, cents in enumerate(changes) if cents})

    def _weights(self, stream: int, year: int) -> tuple[list[int], list[bool]]:
        data, choice = self.model.space.data, self.model.space.choice
        return contribution_weights(data, choice, data.streams[stream].key, year), members(data, choice, year)
