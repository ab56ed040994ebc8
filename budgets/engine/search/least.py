"""The least of something, among all combinations that a question allows, by the solver.

Whatever the solver says is recomputed in cents.  A combination that turns out otherwise than the
program has it is set aside and the rest solved again, until nothing that is left can be less.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budgets.engine.search.answer import Found
from budgets.engine.search.constraints import broken
from budgets.engine.search.formulation import Formulation
from budgets.engine.search.program import Interrupted, Row, Solved
from budgets.engine.search.question import Constraint
from budgets.engine.search.recompute import recomputed
from budgets.engine.search.space import State
from budgets.engine.search.sums import Measure
from budgets.engine.search.watch import Stopped, Watch


@dataclass(frozen=True)
class Candidate:
    """A combination, and what the measure is of it."""

    state: State
    found: Found
    value: int


@dataclass(frozen=True)
class Least:
    """``may_break`` says which constraints need not hold."""

    formulation: Formulation
    watch: Watch
    may_break: Callable[[Constraint], bool] = lambda constraint: False

    def one(
        self,
        measure: Measure,
        rows: Sequence[Row] = (),
        but: Sequence[State] = (),
        at_most: Sequence[tuple[Measure, int]] = (),
    ) -> Candidate | None:
        """A combination with the least of the measure; none of ``but``."""
        best: Candidate | None = None
        cuts = [self.formulation.other_than(state) for state in but]
        rows = [*rows, *(each.at_most(value) for each, value in at_most)]
        while True:
            solved = self._solve(measure, [*rows, *cuts], at_most)
            if solved is None or (best and best.value <= solved[1] + 0.5):
                return best
            candidate, bound = solved
            if self._holds(candidate, at_most) and (best is None or candidate.value < best.value):
                best = candidate
            if best and best.value <= bound + 0.5:  # whole numbers: nothing else is less
                return best
            cuts.append(self.formulation.other_than(candidate.state))

    def first(
        self,
        measures: Sequence[Measure],
        rows: Sequence[Row] = (),
        but: Sequence[State] = (),
        at_most: Sequence[tuple[Measure, int]] = (),
    ) -> Candidate | None:
        """The least of each measure in turn, then the fewest options, then the order of options."""
        kept = list(at_most)
        best: Candidate | None = None
        for measure in measures:
            best = self.one(measure, rows, but, kept)
            if best is None:
                return None
            kept.append((measure, best.value))
        count = self.formulation.count
        if best is not None:
            other = self.one(count, rows, [*but, best.state], kept)
            if other is None or other.value > len(best.found.on):
                return best
        for measure in (count, *self.formulation.order):
            best = self.one(measure, rows, but, kept)
            if best is None:
                return None
            kept.append((measure, best.value))
        return best

    def candidate(self, measure: Measure, state: State) -> Candidate | None:
        """The combination, where the question allows it."""
        form = self.formulation
        found = recomputed(form.model.space, form.question, state)
        candidate = Candidate(state, found, measure.value(state, found))
        return candidate if self._holds(candidate, ()) else None

    def _solve(
        self, measure: Measure, rows: list[Row], at_most: Sequence[tuple[Measure, int]]
    ) -> tuple[Candidate, float] | None:
        """What the solver says is the least, and a bound that nothing is below."""
        try:
            solved = self.formulation.program.minimise(measure.sum.terms, rows, self.watch.stops)
        except Interrupted as stopped:
            nearest = stopped.solved and self._candidate(measure, stopped.solved)
            if stopped.solved and nearest and self._holds(nearest, at_most):
                raise Stopped(nearest.found, self._bound(measure, stopped.solved)) from None
            raise Stopped from None
        return (self._candidate(measure, solved), self._bound(measure, solved)) if solved else None

    def _candidate(self, measure: Measure, solved: Solved) -> Candidate:
        form = self.formulation
        state = form.state(solved.on)
        found = recomputed(form.model.space, form.question, state)
        return Candidate(state, found, measure.value(state, found))

    def _bound(self, measure: Measure, solved: Solved) -> float:
        return solved.bound + float(measure.sum.constant)

    def _holds(self, candidate: Candidate, at_most: Sequence[tuple[Measure, int]]) -> bool:
        form = self.formulation
        wrong = broken(form.model.space, form.question, candidate.state, candidate.found)
        return all(map(self.may_break, wrong)) and all(
            measure.value(candidate.state, candidate.found) <= value for measure, value in at_most
        )
