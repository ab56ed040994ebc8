"""``search``: the question in, the answer out."""

from budgets.engine.data import BudgetData, Choice
from budgets.engine.search.answer import Answer
from budgets.engine.search.enumeration import MOST_COMBINATIONS, Enumeration
from budgets.engine.search.model import Model
from budgets.engine.search.question import Question
from budgets.engine.search.space import space_of
from budgets.engine.search.watch import Progress, Stop, Stopped, Watch
from budgets.engine.search.weighing import Weighing


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
    municipality or year that the budget does not have, ``TooLarge`` for sums beyond 64 bits.
    """
    model, watch = Model(space_of(data, choice, question)), Watch(progress, stop)
    if model.space.size <= MOST_COMBINATIONS:
        return enumerated(model, question, watch)
    return solved(model, question, watch)


def enumerated(model: Model, question: Question, watch: Watch) -> Answer:
    """By weighing every combination."""
    try:
        return Enumeration(Weighing(model, question, watch), watch).answer()
    except Stopped:
        return Answer((), model.space.size, None, "enumeration", gap=None, stopped=True)


def solved(model: Model, question: Question, watch: Watch) -> Answer:
    """By the solver, which is loaded when it is first needed."""
    from budgets.engine.search.solving import Solving

    return Solving(model, question, watch).answer()
