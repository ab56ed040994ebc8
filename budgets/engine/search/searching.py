"""``search``: the question in, the answer out."""

from collections.abc import Callable
from itertools import product

from budgets.engine.data import BudgetData, Choice
from budgets.engine.search.answer import Answer, Diagnosis, Found, Front, Loosened, Point
from budgets.engine.search.constraints import broken
from budgets.engine.search.question import Constraint, Question, asked_years, taking_part
from budgets.engine.search.recompute import recomputed
from budgets.engine.search.space import Space, State, order_key

Progress = Callable[[float, Found | None], None]
"""Called now and then with the share that is done, 0 to 1, and the best that was found until then."""
Stop = Callable[[], bool]
"""Asked a few times per second whether to stop."""
Weighed = tuple[State, Found, tuple[Constraint, ...]]


def search(
    data: BudgetData,
    choice: Choice,
    question: Question,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Answer:
    """The best combinations of options, proven, the front, and where there is none: why.

    ``choice`` gives the parameters (indexation, who leaves, own adjustments) and what stands of
    the options that take no part.  Raises ``KeyError`` where the question names an option,
    municipality or year that the budget does not have.
    """
    space = Space(data, choice, taking_part(data, question))
    weighed = [
        (state, found, broken(space, question, state, found))
        for state in product(*map(range, space.shape))
        for found in [recomputed(space, question, state)]
    ]
    weighed.sort(key=lambda each: (each[1].impact, len(each[1].on), order_key(each[0], space.shape)))
    good = [found for _, found, wrong in weighed if not wrong]
    return Answer(
        best=tuple(good[: question.best]),
        tried=space.size,
        possible=len(good),
        method="enumeration",
        impossible=None if good else _diagnosis(question, weighed),
        front=_front(data, question, weighed),
    )


def _diagnosis(question: Question, weighed: list[Weighed]) -> Diagnosis:
    firm = [found for _, found, wrong in weighed if all(each.kind == "wanted" for each in wrong)]
    order = {each: i for i, each in enumerate(question.constraints)}
    sets = [(len(wrong), [order[each] for each in wrong]) for _, _, wrong in weighed]
    smallest = min(sets, default=None)
    together = None
    if smallest is not None:
        _, found, wrong = weighed[sets.index(smallest)]
        together = Loosened(wrong, found, True)
    return Diagnosis(
        nearest=min(firm, key=lambda found: found.short, default=None),
        loosen=tuple(_loosened(each, weighed) for each in question.constraints),
        together=together,
    )


def _loosened(constraint: Constraint, weighed: list[Weighed]) -> Loosened:
    left = [
        found
        for _, found, wrong in weighed
        if all(each.kind == "wanted" or each == constraint for each in wrong)
    ]

    def short(found: Found) -> tuple[int, int]:
        if constraint.kind != "wanted":
            return found.short, 0
        own = found.margins[constraint.place]
        return found.short - max(0, -own), -own

    best = min(left, key=short, default=None)
    return Loosened((constraint,), best, best is not None and short(best)[0] == 0)


def _front(data: BudgetData, question: Question, weighed: list[Weighed]) -> Front:
    years = [data.year_index[year] for year in question.front_years or asked_years(data, question)]
    points: list[Point] = []
    allowed = [found for _, found, wrong in weighed if all(each.kind == "wanted" for each in wrong)]
    for found in allowed:
        saving = sum(found.saves[year] for year in years)
        if points and saving <= points[-1].saving:
            continue
        if points and found.impact == points[-1].impact:
            points.pop()
        points.append(Point(saving, found.impact, found.choice, found.on))
    return Front(tuple(points[: question.points]), len(points))
