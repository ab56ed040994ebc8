"""A question as a program: what options save and cost, written in switches that are 0 or 1.

Every row lets through each combination that the question allows, perhaps some more: a share that
is rounded is written unrounded and as many cents wider.  So nothing is lost, and whoever solves it
recomputes what comes back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from budgets.engine.allocation import contribution_weights
from budgets.engine.membership import members, weights_of
from budgets.engine.search.answer import Found
from budgets.engine.search.constraints import touching
from budgets.engine.search.figures import contributions, has_lost
from budgets.engine.search.model import Cell, Model
from budgets.engine.search.program import Program, Row
from budgets.engine.search.question import Constraint, Fixed, Question, Worst, front_years
from budgets.engine.search.recompute import impact_years, priority_weight, recomputed, variant_weight
from budgets.engine.search.space import Rules, State

Coefficients = Mapping[int, int | Fraction]
HALF = Fraction(1, 2)
"""Of a cent: no whole amount is let through by it, and none is lost to how the solver rounds."""
CHUNK = 20
"""Variants whose order goes into one sum."""


@dataclass(frozen=True)
class Sum:
    """Terms over columns, and what they are beyond that; never more than the true figure says."""

    terms: Coefficients
    constant: int | Fraction = 0

    def plus(self, other: "Sum", factor: int | Fraction = 1) -> "Sum":
        terms = dict(self.terms)
        for column, each in other.terms.items():
            terms[column] = terms.get(column, 0) + factor * each
        return Sum(terms, self.constant + factor * other.constant)


@dataclass(frozen=True)
class Measure:
    """Something to make as small as possible: as a sum, and as what it truly is of a combination."""

    sum: Sum
    value: Callable[[State, Found], int]

    def at_most(self, value: int) -> Row:
        return Row(self.sum.terms, upper=value - self.sum.constant + HALF)


@dataclass(frozen=True)
class Formulation:
    """Variant ``v`` is column ``v``.  With ``loose`` every constraint has a switch that gives it up."""

    model: Model
    question: Question
    loose: bool = False
    program: Program = field(default_factory=Program)
    given_up: dict[Constraint, int] = field(default_factory=dict)
    """The switches, where ``loose``."""
    shortfalls: dict[Constraint, Sum] = field(default_factory=dict)
    """What an amount that is wanted falls short, where ``loose``."""
    plain: list[Row] = field(default_factory=list)
    """What is wanted as if no line fell short: in switches of variants only, and so not enough."""
    _savings: dict[int, tuple[Sum, Sum]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, model: Model, question: Question, *, loose: bool = False, wanted: bool = True
    ) -> "Formulation":
        """``wanted`` false leaves out what is wanted, as the front does."""
        self = cls(model, question, loose)
        for _ in model.space.variants:
            self.program.add_switch()
        self._add_rules()
        for each in question.constraints:
            if loose:
                self.given_up[each] = self.program.add_switch()
            if each.kind != "wanted" or wanted:
                self._add(each)
        return self

    # What can be minimised.

    @cached_property
    def impact(self) -> Measure:
        return Measure(self._impact(), lambda state, found: found.impact)

    @cached_property
    def count(self) -> Measure:
        columns = range(len(self.model.space.variants))
        return Measure(Sum(dict.fromkeys(columns, 1)), lambda state, found: len(found.on))

    @cached_property
    def order(self) -> tuple[Measure, ...]:
        """One after the other: the earlier option on, at its earlier level."""
        return tuple(
            self._places(range(len(self.model.space.variants))[first : first + CHUNK])
            for first in range(0, len(self.model.space.variants), CHUNK)
        )

    @cached_property
    def unsaved(self) -> Measure:
        """Below zero by what is saved in the years of the front."""
        data = self.model.space.data
        years = [data.year_index[year] for year in front_years(data, self.question)]
        total = Sum({})
        for year in years:
            total = total.plus(self._saving(year), -1)
        return Measure(total, lambda state, found: -sum(found.saves[year] for year in years))

    def short(self, but: Constraint | None = None) -> Measure:
        """What all that is wanted falls short together, where ``loose``; ``but`` one of them."""
        total = Sum({})
        counted = [each for each in self.shortfalls if each != but]
        for each in counted:
            total = total.plus(self.shortfalls[each])
        places = [each.place for each in counted]
        return Measure(total, lambda state, found: sum(max(0, -found.margins[place]) for place in places))

    def _places(self, variants: range) -> Measure:
        """The variants as bits, below zero: the first is worth most."""
        space = self.model.space
        worth = {v: -(1 << (variants[-1] - v)) for v in variants}

        def value(state: State, found: Found) -> int:
            return sum(w for v, w in worth.items() if state[space.option_of[v]] == space.stand_of[v])

        return Measure(Sum(worth), value)

    def _impact(self) -> Sum:
        space, question, data = self.model.space, self.question, self.model.space.data
        if question.option_weights:
            weights = (variant_weight(question, option.code, part) for option, part in space.variants)
            return Sum(dict(enumerate(weights)))
        base = recomputed(space, question, (0,) * len(space.codes)).impact
        total, years = Sum({}, base), impact_years(data, question)
        for cell in self.model.cells:
            weight = priority_weight(question, data.lines[cell.line].priority_key)
            if cell.year in years and weight:
                total = total.plus(self._cut(cell), weight)
        return total

    def other_than(self, state: State) -> Row:
        """Any combination but this one."""
        space = self.model.space
        on = {v for v, stand in enumerate(space.stand_of) if state[space.option_of[v]] == stand}
        return Row({v: -1 if v in on else 1 for v in range(len(space.variants))}, lower=1 - len(on))

    def state(self, on: frozenset[int]) -> State:
        """The combination that these columns are."""
        space, stands = self.model.space, [0] * len(self.model.space.codes)
        for variant in sorted(on & set(range(len(space.variants)))):
            stands[space.option_of[variant]] = space.stand_of[variant]
        return tuple(stands)

    # What must hold.

    def _add_rules(self) -> None:
        space, rules = self.model.space, Rules.of(self.model.space)
        for option, parts in enumerate(space.parts):
            if len(parts) > 1:
                self.program.add_row(self._on(option), upper=1)
        for one, other in rules.excluding:
            self.program.add_row({**self._on(one), **self._on(other)}, upper=1)
        for one, other in rules.needing:
            self.program.add_row({**self._on(one, -1), **self._on(other)}, lower=0)
        for option in rules.always:
            self.program.add_row(self._on(option), lower=1)
        for option in rules.never:
            self.program.add_row(self._on(option), upper=0)

    def _on(self, option: int, factor: int = 1) -> Coefficients:
        return {v: factor for v, each in enumerate(self.model.space.option_of) if each == option}

    def _add(self, constraint: Constraint) -> None:
        match constraint.kind:
            case "wanted":
                self._add_wanted(constraint)
            case "must_on":
                self._add_fixed(constraint, self.question.must_on[constraint.place], on=True)
            case "must_off":
                self._add_fixed(constraint, self.question.must_off[constraint.place], on=False)
            case "at_most":
                self._add_loosely(constraint, self.count.sum, constraint.amount or 0)
            case "worst":
                for limit, most in self._balances(self.question.worst[constraint.place]):
                    self._add_loosely(constraint, limit, most)
            case _:
                touched = touching(self.model.space, constraint)
                for variant, (option, _) in enumerate(self.model.space.variants):
                    if option.code in touched:
                        self._add_loosely(constraint, Sum({variant: 1}), 0)

    def _add_fixed(self, constraint: Constraint, fixed: Fixed, *, on: bool) -> None:
        space = self.model.space
        if fixed.option in space.codes:
            variants: Coefficients = {
                v: -1 if on else 1
                for v, (option, part) in enumerate(space.variants)
                if option.code == fixed.option and fixed.part in (None, part)
            }
            self._add_loosely(constraint, Sum(variants), -1 if on else 0)
        else:
            wrong = (fixed.option in space.choice.on) != on
            self._add_loosely(constraint, Sum({}, int(wrong)), 0)

    def _add_loosely(self, constraint: Constraint, limited: Sum, most: int | Fraction) -> None:
        """The sum is at most so much, unless the constraint is given up."""
        terms, room = dict(limited.terms), most - limited.constant
        if self.loose:
            excess = self.largest(limited) - most
            if excess > 0:
                terms[self.given_up[constraint]] = -excess
        self.program.add_row(terms, upper=room)

    def _add_wanted(self, constraint: Constraint) -> None:
        wanted = self.question.wanted[constraint.place]
        reached = self._figure(wanted.figure, self.model.space.data.year_index[wanted.year])
        if not self.loose:
            self.program.add_row(reached.terms, lower=wanted.least - reached.constant - HALF)
            saving, plain = self._savings[self.model.space.data.year_index[wanted.year]]
            without = reached.plus(saving, -1).plus(plain)
            self.plain.append(Row(without.terms, lower=wanted.least - without.constant))
            return
        most = max(0, int(wanted.least + self.largest(Sum({}).plus(reached, -1))) + 1)
        short = self.program.add_amount(0, most)
        self.shortfalls[constraint] = Sum({short: 1})
        self.program.add_row({**reached.terms, short: 1}, lower=wanted.least - reached.constant)
        self.program.add_row({short: 1, self.given_up[constraint]: -most}, upper=0)

    def largest(self, each: Sum) -> int | Fraction:
        """No more than this, whatever is on."""
        bounds = self.program.columns
        return each.constant + sum(
            max(factor * bounds[column].lower, factor * bounds[column].upper)
            for column, factor in each.terms.items()
        )

    # Figures.

    def _figure(self, name: str, year: int) -> Sum:
        """At least what a figure is, and no more than a few cents above it."""
        base, saving = self.model.base, self._saving(year)
        if name == "realised":
            return saving
        total = saving.plus(Sum({}, base.figure(name)[year] - base.realised[year]))
        return total.plus(self._lost(year), -1) if has_lost(self.model) else total

    def _saving(self, year: int) -> Sum:
        """What all options together save: at most so much, where lines fall short."""
        if year not in self._savings:
            changes = self.model.stream_changes[:, :, year].sum(axis=1).tolist()
            total = Sum(
                {v: cents for v, cents in enumerate(changes) if cents}, self.model.base.realised[year]
            )
            plain = total
            for cell in self.model.cells:
                if cell.year == year:
                    total = total.plus(self._taken(cell))
                    plain = plain.plus(Sum(dict(cell.claims), cell.fixed - min(cell.fixed, cell.headroom)))
            self._savings[year] = total, plain
        return self._savings[year][0]

    def _taken(self, cell: Cell) -> Sum:
        """What is taken from a cell beyond what is without those who take part; no more than there is."""
        none = min(cell.fixed, cell.headroom)
        if cell.most <= cell.headroom:
            return Sum(dict(cell.claims))
        if self._is_of_one(cell):
            return Sum({v: min(cell.fixed + claim, cell.headroom) - none for v, claim in cell.claims})
        taken = self.program.add_amount(min(cell.least, cell.headroom), cell.headroom)
        self.program.add_row({taken: 1, **{v: -claim for v, claim in cell.claims}}, upper=cell.fixed)
        return Sum({taken: 1}, -none)

    def _cut(self, cell: Cell) -> Sum:
        """The same where a gain is nothing, and no less than there is; a switch tells if it falls short."""
        none = max(0, min(cell.fixed, cell.headroom))
        if cell.most <= cell.headroom and cell.least >= 0:
            return Sum(dict(cell.claims))
        if self._is_of_one(cell):
            return Sum({v: max(0, min(cell.fixed + claim, cell.headroom)) - none for v, claim in cell.claims})
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
        return len({self.model.space.option_of[variant] for variant, _ in cell.claims}) == 1

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

    def _balances(self, worst: Worst) -> Sequence[tuple[Sum, int | Fraction]]:
        """Per municipality and year what it pays on balance, unrounded, and the most that may be."""
        data, without = self.model.space.data, self.model.without.allocation.net_contribution
        limits = []
        for year in range(len(data.years)):
            if worst.year not in (None, data.years[year]):
                continue
            after_target = self._figure("result_after_target", year)
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
