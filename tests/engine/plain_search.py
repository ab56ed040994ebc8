"""The search in the plainest way: every combination through ``compute``, one by one."""

from itertools import product

from budgets.engine.search.answer import Answer, Diagnosis, Front, Loosened, Point
from budgets.engine.search.constraints import broken
from budgets.engine.search.question import front_years
from budgets.engine.search.recompute import recomputed
from budgets.engine.search.space import Rules, order_key, space_of


def plain_search(data, choice, question):
    """The answer as ``search`` must give it."""
    space = space_of(data, choice, question)
    allow = Rules.of(space).allow
    weighed = [
        (state, found, broken(space, question, state, found))
        for state in product(*map(range, space.shape))
        if allow(state)
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


def _diagnosis(question, weighed):
    order = {each: i for i, each in enumerate(question.constraints)}

    def given_up(each):
        _, found, wrong = each
        return len(wrong), sorted(order[one] for one in wrong), found.short

    best = min(weighed, key=given_up, default=None)
    return Diagnosis(
        nearest=_least(_holding(weighed, ()), lambda found: found.short),
        loosen=tuple(_without(each, weighed) for each in question.constraints),
        together=Loosened(best[2], best[1], True) if best else None,
    )


def _without(constraint, weighed):
    def own(found):
        return max(0, -found.margins[constraint.place]) if constraint.kind == "wanted" else 0

    found = _least(_holding(weighed, (constraint,)), lambda found: (found.short - own(found), found.short))
    return Loosened((constraint,), found, found is not None and found.short == own(found))


def _holding(weighed, but):
    """The combinations for which everything holds but what is wanted, and ``but``."""
    return [
        found for _, found, wrong in weighed if all(each.kind == "wanted" or each in but for each in wrong)
    ]


def _least(candidates, key):
    return min(candidates, key=key, default=None)


def _front(data, question, weighed):
    years = [data.year_index[year] for year in front_years(data, question)]
    points = []
    for found in _holding(weighed, ()):
        saving = sum(found.saves[year] for year in years)
        if points and saving <= points[-1].saving:
            continue
        if points and found.impact == points[-1].impact:
            points.pop()
        points.append(Point(saving, found.impact, found.choice, found.on))
    return Front(tuple(points), len(points))
