"""What figures are called outside: "municipalities.GM0402.netContribution", as the fields of a result are.

Words of ours are in camelCase, like every name that programs see; a code between them stays as it is.
"""

from collections.abc import Callable

from budgets.engine import MUNICIPAL_FIGURES
from budgets.engine.explain_housing import AGREEMENT, HOUSING_STAYS, SETTLED
from budgets.engine.figure_kinds import KINDS
from budgets.engine.figures import ALL_YEARS, DIFFERENCE, PER_INHABITANT, SELECTION, SOME_YEARS, WAY
from budgets.engine.settlement import HOUSING_FIGURES
from budgets.output import camel

OF_ANOTHER = (DIFFERENCE, PER_INHABITANT, ALL_YEARS)
"""What stands before the name of another figure."""
WORDS_BEHIND = {"municipalities": (1,), "total": (0,), "housing": (0, 1)}
"""Where more words of ours stand that are of several parts; behind other kinds are codes and short words."""
INNER = {
    camel(word): word
    for word in (
        *(*KINDS, *OF_ANOTHER, SELECTION, WAY),
        *(*MUNICIPAL_FIGURES, *HOUSING_FIGURES, *SETTLED, *AGREEMENT, *HOUSING_STAYS),
    )
}


def outer_figure(figure: str) -> str:
    """costs_by_priority.0 as "costsByPriority.0"."""
    return _renamed(figure, camel)


def inner_figure(name: str) -> str:
    """The figure that ``outer_figure`` calls so; of a name that is none, one that is no figure either."""
    return _renamed(name, lambda word: INNER.get(word, word))


def is_outer(name: str) -> bool:
    """Whether programs see it so: each figure has one name."""
    return outer_figure(inner_figure(name)) == name


def _renamed(figure: str, rename: Callable[[str], str]) -> str:
    head, *behind = figure.split(".")
    named = rename(head)
    if not behind:
        return named
    if INNER.get(named, named) in OF_ANOTHER or SOME_YEARS.fullmatch(named):
        return f"{named}.{_renamed('.'.join(behind), rename)}"
    places = WORDS_BEHIND.get(INNER.get(named, named), ())
    return ".".join([named, *(rename(part) if i in places else part for i, part in enumerate(behind))])
