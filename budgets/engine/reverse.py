"""The reverse question: which switches must turn for a municipality to pay no more than an amount?

Exact, by trying every combination of at most ``MOST_OPTIONS`` options.
"""

from dataclasses import dataclass, replace

import numpy as np

from budgets.engine.data import BudgetData, Choice
from budgets.engine.ints import Ints
from budgets.engine.search.balance import net_contribution
from budgets.engine.search.model import Model
from budgets.engine.search.question import Question
from budgets.engine.search.space import Space
from budgets.engine.search.watch import Watch
from budgets.engine.search.weighing import Weighing

MOST_OPTIONS = 20


class TooManyOptions(ValueError):
    """More than can be tried one by one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``turned`` holds the options to turn, on or off, against the choice that was asked about.

    Where no combination gets there, ``reached`` is false and ``turned`` is the one
    that comes nearest.  ``pays`` is the net contribution in cents then; ``alike``
    how many combinations of this size get there.
    """

    reached: bool
    turned: frozenset[str]
    pays: int
    alike: int


def smallest_change(data: BudgetData, choice: Choice, municipality: str, year: int, most: int) -> Answer:
    """The smallest set of switches after which the net contribution is at most ``most`` cents in ``year``.

    Of sets of one size the one that changes the contribution least; of those the one
    that comes first in the order of the options.  None has options on that exclude each other, or
    one without what it needs.  Raises ``TooManyOptions``, or
    ``KeyError`` where there is no such municipality or year.
    """
    if len(data.options) > MOST_OPTIONS:
        raise TooManyOptions(f"{len(data.options)} options, at most {MOST_OPTIONS} can be tried")
    place, i = data.municipality_index[municipality], data.year_index[year]
    space = Space(data, choice, tuple(data.option_index))
    model = Model(space)
    pays = net_contribution(model, place, i)
    turned = _turned(space)
    size = sum(((turned >> bit) & 1 for bit in range(len(data.options))), np.zeros_like(turned))
    allowed = Weighing(model, Question(), Watch()).allowed
    reached = np.flatnonzero(allowed & (pays <= most))
    keys = (size, -pays, turned) if reached.size else (pays, size, turned)
    best, alike = _least(reached if reached.size else np.flatnonzero(allowed), *keys)
    codes = frozenset(code for bit, code in enumerate(space.codes) if turned[best] >> bit & 1)
    return Answer(bool(reached.size), codes, int(pays[best]), alike if reached.size else 0)


def _turned(space: Space) -> Ints:
    """Per combination the options that stand otherwise than in the choice, the first option as bit 0."""
    turned = np.zeros(space.shape, np.int64)
    for bit, code in enumerate(space.codes):
        np.moveaxis(turned, bit, 0)[0 if code in space.choice.on else 1] += 1 << bit
    return turned.ravel()


def _least(places: Ints, first: Ints, *rest: Ints) -> tuple[int, int]:
    """The place with the least of each key in turn, and how many have the least of the first."""
    places = places[first[places] == first[places].min()]
    alike = places.size
    for key in rest:
        places = places[key[places] == key[places].min()]
    return int(places[0]), alike


def turned_over(choice: Choice, turned: frozenset[str]) -> Choice:
    """The choice with these options turned, the rest as it was."""
    return replace(choice, on=choice.on ^ turned)
