"""The answer by the solver, for more combinations than can be weighed one by one."""

from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np

from budgets.engine.search import some
from budgets.engine.search.answer import Answer, Diagnosis, Found, Loosened
from budgets.engine.search.constraints import broken
from budgets.engine.search.formulation import CHUNK, Formulation
from budgets.engine.search.least import Candidate, Least
from budgets.engine.search.listing import Listing
from budgets.engine.search.model import Model
from budgets.engine.search.program import Row
from budgets.engine.search.question import Constraint, Question
from budgets.engine.search.solved_front import solved_front
from budgets.engine.search.some import Flags
from budgets.engine.search.space import State, order_key
from budgets.engine.search.sums import Measure, Sum
from budgets.engine.search.watch import Stopped, Watch

MOST_TIES = 5
"""As many of one impact are found one by one; of more the first are asked for."""
MOST_LISTED = 3_000
"""Combinations that are put in order to find the best among them."""
WIDER = 2
"""How much more each time what is listed is widened."""


@dataclass(frozen=True)
class Solving:
    """A question to the solver."""

    model: Model
    question: Question
    watch: Watch
    best: list[Candidate] = field(default_factory=list)

    def answer(self) -> Answer:
        answer = Answer((), self.model.space.size, None, "solver")
        try:
            self._find_best(Least(Formulation.of(self.model, self.question), self.watch))
        except Stopped as stopped:
            return self._stopped(replace(answer, best=self._found(), stopped=True), stopped)
        try:
            answer = replace(answer, best=self._found())
            if not answer.best:
                answer = replace(answer, impossible=self._diagnosis())
            if self.question.points:
                answer = replace(answer, front=solved_front(self.model, self.question, self.watch))
        except Stopped:
            answer = replace(answer, stopped=True)
        return answer

    def _found(self) -> tuple[Found, ...]:
        return tuple(each.found for each in self.best[: self.question.best])

    def _stopped(self, answer: Answer, stopped: Stopped) -> Answer:
        """What was proven until then, or else the best that was at hand and how far it may be off."""
        if answer.best:
            return answer
        if stopped.nearest is None or stopped.bound is None:
            return replace(answer, gap=None)
        gap = max(0, stopped.nearest.impact - ceil(stopped.bound - 0.5))
        return replace(answer, best=(stopped.nearest,), gap=gap)

    def _find_best(self, least: Least) -> None:
        """All that are near the bound where these can be listed, else the best and all that are near it.

        Where that becomes too much as well: one after the other.
        """
        impact = least.formulation.impact
        listing = Listing.of(least.formulation, max(1, self.question.best))
        if listing.soon and self._list_best(least, listing, listing.lowest, listing.unit):
            return
        if not self.best:
            first = least.one(impact)
            if first is None:
                return
            self.best.append(first)
            self.watch.tell(0.1, first.found)
            width = max(1, (first.value - listing.lowest) // 4)
            if self._list_best(least, listing, first.value + width, width):
                return
        self._find_others(least)

    def _list_best(self, least: Least, listing: Listing, value: int, width: int) -> bool:
        """Widens what is listed until there are enough; false where that becomes too much."""
        while (listed := listing.at_most(value)) is not None and len(listed) <= MOST_LISTED:
            near = self._first(least, listed)
            if near:
                self.best[:] = near
                self.watch.tell(0.2, near[0].found)
            if len(near) >= listing.wanted or value >= listing.highest:
                return True
            value, width = value + width, WIDER * width
        return False

    def _first(self, least: Least, listed: Flags) -> list[Candidate]:
        """Recomputed in order until there are as many as are asked for."""
        form, near = least.formulation, []
        states = [form.state(frozenset(np.flatnonzero(on).tolist())) for on in listed]
        impact = some.impact(self.model, self.question, listed).tolist()
        shape = self.model.space.shape
        ranked = sorted(
            zip(
                impact,
                listed.sum(axis=1).tolist(),
                [order_key(each, shape) for each in states],
                states,
                strict=True,
            )
        )
        for *_, state in ranked:
            if candidate := least.candidate(form.impact, state):
                near.append(candidate)
                if len(near) >= max(1, self.question.best):
                    break
        return near

    def _find_others(self, least: Least) -> None:
        """Until what comes is worse than all that are asked for."""
        wanted, best, impact = max(1, self.question.best), self.best, least.formulation.impact
        while candidate := least.one(impact, but=[each.state for each in best]):
            if len(best) >= wanted and candidate.value > best[wanted - 1].value:
                break
            best.append(candidate)
            best.sort(key=self._rank)
            self.watch.tell(0.5 * min(1.0, len(best) / (wanted + 1)))
            if len(best) >= wanted + MOST_TIES:
                self._find_ties(least, best[wanted - 1].value)
                break
        del best[wanted:]

    def _find_ties(self, least: Least, value: int) -> None:
        """Of very many of one impact those that come first."""
        best = self.best
        best[:] = [each for each in best if each.value < value]
        while len(best) < max(1, self.question.best):
            candidate = least.first([least.formulation.impact], but=[each.state for each in best])
            if candidate is None:
                break
            best.append(candidate)

    def _rank(self, candidate: Candidate) -> tuple[int, int, tuple[int, ...]]:
        found, shape = candidate.found, self.model.space.shape
        return candidate.value, len(found.on), order_key(candidate.state, shape)

    def _diagnosis(self) -> Diagnosis:
        form = Formulation.of(self.model, self.question, loose=True)
        constraints = self.question.constraints
        nearest = Least(form, self.watch, lambda each: each.kind == "wanted").first(
            [form.short(), form.impact],
            [_kept(form, each) for each in form.given_up if each.kind != "wanted"],
        )
        return Diagnosis(
            nearest=nearest.found if nearest else None,
            loosen=tuple(self._without(form, each) for each in constraints),
            together=self._together(form),
        )

    def _without(self, form: Formulation, constraint: Constraint) -> Loosened:
        self.watch.tell(self.watch.share)
        least = Least(form, self.watch, lambda each: each.kind == "wanted" or each == constraint)
        rows = [_kept(form, each) for each in form.given_up if each.kind != "wanted" and each != constraint]
        others = form.short(but=constraint)
        best = least.first([others, form.short(), form.impact], rows)
        if best is None:
            return Loosened((constraint,), None, False)
        return Loosened((constraint,), best.found, others.value(best.state, best.found) == 0)

    def _together(self, form: Formulation) -> Loosened | None:
        """The fewest, then those that have the earliest constraint, then what comes nearest."""
        measures = [self._worth(form, dict.fromkeys(form.given_up, 1))]
        for first in range(0, len(form.given_up), CHUNK):
            some = [each for each in self.question.constraints if each in form.given_up][
                first : first + CHUNK
            ]
            measures.append(self._worth(form, {each: -(1 << (CHUNK - i)) for i, each in enumerate(some)}))
        best = Least(form, self.watch, lambda each: True).first([*measures, form.short(), form.impact])
        if best is None:
            return None
        given_up = broken(self.model.space, self.question, best.state, best.found)
        return Loosened(given_up, best.found, True)

    def _worth(self, form: Formulation, worth: dict[Constraint, int]) -> Measure:
        """What the constraints that are given up are worth together."""

        def value(state: State, found: Found) -> int:
            return sum(worth.get(each, 0) for each in broken(self.model.space, self.question, state, found))

        return Measure(Sum({form.given_up[each]: cents for each, cents in worth.items()}), value)


def _kept(form: Formulation, constraint: Constraint) -> Row:
    """The constraint is not given up."""
    return Row({form.given_up[constraint]: 1}, upper=0)
