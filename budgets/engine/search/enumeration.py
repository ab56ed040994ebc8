"""The answer by weighing every combination."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from budgets.engine.ints import Ints
from budgets.engine.search.answer import Answer, Diagnosis, Found, Front, Loosened, Point
from budgets.engine.search.question import Constraint
from budgets.engine.search.recompute import recomputed
from budgets.engine.search.thinning import evenly
from budgets.engine.search.watch import Watch
from budgets.engine.search.weighing import Flags, Weighing

MOST_COMBINATIONS = 1 << 20
"""What is weighed one by one: twenty options."""


@dataclass(frozen=True)
class Enumeration:
    """All that is answered from a weighing."""

    weighing: Weighing
    watch: Watch

    def answer(self) -> Answer:
        question = self.weighing.question
        good = np.flatnonzero(self.weighing.allowed & ~self._broken(question.constraints))
        self.watch.tell(0.7)
        best = tuple(self._found(place) for place in self._first(good, question.best))
        self.watch.tell(0.8, best[0] if best else None)
        return Answer(
            best=best,
            tried=self.weighing.space.size,
            possible=int(good.size),
            method="enumeration",
            impossible=None if good.size else self._diagnosis(),
            front=self._front() if question.points else Front(),
        )

    def _found(self, place: int) -> Found:
        return recomputed(self.weighing.space, self.weighing.question, self.weighing.space.state(place))

    def _first(self, places: Ints, most: int) -> list[int]:
        """Those of the least impact; then with the fewest options, then in the order of the options."""
        impact = self.weighing.impact[places]
        if 0 < most < places.size:
            near = impact <= np.partition(impact, most - 1)[most - 1]
            places, impact = places[near], impact[near]
        ordered = np.lexsort((self.weighing.order(places), self.weighing.count[places], impact))
        return [int(place) for place in places[ordered[:most]]]

    def _least(self, places: Ints, *keys: Ints) -> Found | None:
        """Of these combinations the one with the least of each key in turn, then the first of those."""
        for key in keys:
            if places.size:
                places = places[key[places] == key[places].min()]
        return next((self._found(place) for place in self._first(places, 1)), None)

    def _broken(self, constraints: Iterable[Constraint]) -> Flags:
        """Where one of them does not hold."""
        broken = np.zeros(self.weighing.space.size, np.bool_)
        for each in constraints:
            broken |= self.weighing.breaks(each)
        return broken

    @cached_property
    def _firm(self) -> tuple[Constraint, ...]:
        """All but what is wanted."""
        return tuple(each for each in self.weighing.question.constraints if each.kind != "wanted")

    @cached_property
    def _short(self) -> Ints:
        """What all that is wanted falls short together."""
        short = np.zeros(self.weighing.space.size, np.int64)
        for place in range(len(self.weighing.question.wanted)):
            short += np.maximum(-self.weighing.margin(place), 0)
        return short

    def _diagnosis(self) -> Diagnosis:
        firm = np.flatnonzero(self.weighing.allowed & ~self._broken(self._firm))
        return Diagnosis(
            nearest=self._least(firm, self._short),
            loosen=tuple(self._without(each) for each in self.weighing.question.constraints),
            together=self._together(),
        )

    def _without(self, constraint: Constraint) -> Loosened:
        left = self._short
        if constraint.kind == "wanted":
            left = left - np.maximum(-self.weighing.margin(constraint.place), 0)
        holds = self.weighing.allowed & ~self._broken(each for each in self._firm if each != constraint)
        found = self._least(np.flatnonzero(holds), left, self._short)
        enough = found is not None and not left[holds].min()
        return Loosened((constraint,), found, enough)

    def _together(self) -> Loosened | None:
        places = np.flatnonzero(self.weighing.allowed)
        if not places.size:
            return None
        constraints = self.weighing.question.constraints
        broken = sum(
            (self.weighing.breaks(each).astype(np.int16) for each in constraints),
            np.zeros(self.weighing.space.size, np.int16),
        )
        places = places[broken[places] == broken[places].min()]
        given_up: list[Constraint] = []
        for each in constraints:  # the set that has the earliest constraint comes first
            breaks = self.weighing.breaks(each)[places]
            if breaks.any():
                places, given_up = places[breaks], [*given_up, each]
        return Loosened(tuple(given_up), self._least(places, self._short), True)

    def _front(self) -> Front:
        """Along rising impact every combination that saves more than all before it."""
        weighing = self.weighing
        places = np.flatnonzero(weighing.allowed & ~self._broken(self._firm))
        impact, saving = weighing.impact[places], weighing.saving[places]
        ordered = np.lexsort((-saving, impact))
        places, impact, saving = places[ordered], impact[ordered], saving[ordered]
        self.watch.tell(0.9)
        highest = np.maximum.accumulate(saving)
        starts = np.flatnonzero(np.diff(highest, prepend=highest[:1] - 1))
        points = []
        for start in evenly(starts, weighing.question.points):
            stop = start + int(np.searchsorted(impact[start:], impact[start], "right"))
            alike = places[start:stop][saving[start:stop] == saving[start]]
            state = weighing.space.state(self._first(alike, 1)[0])
            points.append(
                Point(
                    int(saving[start]),
                    int(impact[start]),
                    weighing.space.choice_of(state),
                    weighing.space.on(state),
                )
            )
        return Front(tuple(points), int(starts.size))
