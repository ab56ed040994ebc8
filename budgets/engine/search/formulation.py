"""A question as a program: what options save and cost, written in switches that are 0 or 1.

Every row lets through each combination that the question allows, perhaps some more.  So nothing is
lost, and whoever solves it recomputes what comes back.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil, gcd

from budgets.engine.search.answer import Found
from budgets.engine.search.constraints import touching
from budgets.engine.search.figure_sums import FigureSums
from budgets.engine.search.model import Model
from budgets.engine.search.program import Program, Row
from budgets.engine.search.question import Constraint, Fixed, Question, front_years
from budgets.engine.search.recompute import impact_years, priority_weight, recomputed, variant_weight
from budgets.engine.search.space import Rules, State
from budgets.engine.search.sums import HALF, Coefficients, Measure, Sum

CHUNK = 20
"""Variants whose order goes into one sum."""


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

    @cached_property
    def figures(self) -> FigureSums:
        return FigureSums(self.model, self.program)

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
            total = total.plus(self.figures.saving(year), -1)
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
                total = total.plus(self.figures.cut(cell), weight)
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
                for limit, most in self.figures.balances(self.question.worst[constraint.place]):
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
        reached = self.figures.figure(wanted.figure, self.model.space.data.year_index[wanted.year])
        if not self.loose:
            self.program.add_row(reached.terms, lower=self._in_units(reached, wanted.least) - HALF)
            saving, plain = self.figures.savings[self.model.space.data.year_index[wanted.year]]
            without = reached.plus(saving, -1).plus(plain)
            self.plain.append(Row(without.terms, lower=wanted.least - without.constant))
            return
        most = max(0, int(wanted.least + self.largest(Sum({}).plus(reached, -1))) + 1)
        short = self.program.add_amount(0, most)
        self.shortfalls[constraint] = Sum({short: 1})
        self.program.add_row({**reached.terms, short: 1}, lower=wanted.least - reached.constant)
        self.program.add_row({short: 1, self.given_up[constraint]: -most}, upper=0)

    def _in_units(self, reached: Sum, least: int) -> int | Fraction:
        """What the terms must come to: no less than round amounts can be, which brings the bound nearer."""
        lower, columns = least - reached.constant, self.program.columns
        whole = all(columns[v].whole and Fraction(each).denominator == 1 for v, each in reached.terms.items())
        unit = gcd(*map(int, reached.terms.values())) if whole else 0
        return unit * ceil(Fraction(lower) / unit) if unit else lower

    def largest(self, each: Sum) -> int | Fraction:
        """No more than this, whatever is on."""
        bounds = self.program.columns
        return each.constant + sum(
            max(factor * bounds[column].lower, factor * bounds[column].upper)
            for column, factor in each.terms.items()
        )
