"""The front by the solver: point after point, the widest gap between two first."""

from dataclasses import dataclass
from heapq import heappop, heappush

from budgets.engine.search.answer import Front, Point
from budgets.engine.search.formulation import Formulation
from budgets.engine.search.least import Candidate, Least
from budgets.engine.search.model import Model
from budgets.engine.search.question import Question
from budgets.engine.search.watch import Watch

MOST_POINTS = 25
"""That are looked for: each takes some rounds of the solver."""


@dataclass(frozen=True, order=True)
class Gap:
    """Savings from which up to which it is not known whether there is a point."""

    width: int
    """Below zero, so that the widest comes first."""
    lowest: int
    below: int
    cheaper_than: int
    """A point in it has less impact than this, that of the point above it."""
    halved: bool = False
    """Whether there is none in what was its upper half: then the lowest is asked for."""

    @classmethod
    def of(cls, lowest: int, below: int, cheaper_than: int, *, halved: bool = False) -> "Gap":
        return cls(lowest - below, lowest, below, cheaper_than, halved)


def solved_front(model: Model, question: Question, watch: Watch) -> Front:
    """Each point is one that no combination beats; not always all of them."""
    least = Least(Formulation.of(model, question, wanted=False), watch, lambda each: each.kind == "wanted")
    unsaved, impact = least.formulation.unsaved, least.formulation.impact
    cheapest, dearest = least.first([impact, unsaved]), least.first([unsaved, impact])
    if cheapest is None or dearest is None:
        return Front()
    points = {_saving(least, each): each for each in (cheapest, dearest)}
    low, high = min(points), max(points)
    gaps = [Gap.of(low + 1, high, dearest.found.impact)] if low + 1 < high else []
    most = min(question.points, MOST_POINTS)
    while gaps and len(points) < most:
        watch.tell(0.5 + 0.5 * len(points) / most)
        gap = heappop(gaps)
        middle = gap.lowest if gap.halved else (gap.lowest + gap.below) // 2
        point = _point(least, middle, gap.cheaper_than)
        rest = [Gap.of(gap.lowest, middle, gap.cheaper_than, halved=True)]
        if point is not None:
            saving = _saving(least, point)
            points[saving] = point
            rest = [
                Gap.of(gap.lowest, middle, point.found.impact),
                Gap.of(saving + 1, gap.below, gap.cheaper_than),
            ]
        for each in rest:
            if each.width < 0:
                heappush(gaps, each)
    return Front(
        tuple(
            Point(saving, each.found.impact, each.found.choice, each.found.on)
            for saving, each in sorted(points.items())
        )[: question.points],
        None if gaps else len(points),
    )


def _point(least: Least, saving: int, cheaper_than: int) -> Candidate | None:
    """The cheapest that saves at least so much, and of that impact what saves most."""
    unsaved, impact = least.formulation.unsaved, least.formulation.impact
    cheapest = least.one(impact, at_most=[(unsaved, -saving), (impact, cheaper_than - 1)])
    return cheapest and least.first([unsaved], at_most=[(impact, cheapest.value)])


def _saving(least: Least, candidate: Candidate) -> int:
    return -least.formulation.unsaved.value(candidate.state, candidate.found)
