"""What a municipality pays on balance in every combination: its contribution less what is handed back."""

import numpy as np
from numpy.typing import NDArray

from budgets.engine.ints import Ints
from budgets.engine.membership import members, weights_of
from budgets.engine.search.figures import add_contribution, add_result
from budgets.engine.search.model import Model
from budgets.engine.search.tabulate import LARGEST, Table
from budgets.engine.splitting import split_rows

AT_ONCE = 1 << 15


def pays_more_than(
    model: Model, municipality: int, year: int, after_target: Ints, most: int
) -> NDArray[np.bool_]:
    """Where the net contribution of a municipality (its place) is above ``most``.

    ``after_target`` is the result after target of every combination.  A share is rounded down or
    one cent more: only where that cent decides is the result split over all.
    """
    paid, weights = contribution(model, municipality, year), _weights(model, year)
    weight, total = weights[municipality], sum(weights)
    if weight * total >= LARGEST:
        more = paid - handed_back(model, municipality, year, after_target) - most
    else:
        more = paid - _rounded_down(after_target, weight, total) - most
        unsure = np.flatnonzero(abs(more) <= 1)
        more[unsure] = paid[unsure] - handed_back(model, municipality, year, after_target[unsure]) - most
    above: NDArray[np.bool_] = more > 0
    return above


def net_contribution(model: Model, municipality: int, year: int) -> Ints:
    """Cents of every combination, as ``Allocation.net_contribution``; municipality and year by place."""
    table = Table.of(model.space, 1)
    add_result(table, 0, model, year)
    after_target = table.finish()[0] - model.base.savings_target[year]
    return contribution(model, municipality, year) - handed_back(model, municipality, year, after_target)


def contribution(model: Model, municipality: int, year: int) -> Ints:
    table = Table.of(model.space, 1)
    add_contribution(table, 0, model, municipality, year)
    paid: Ints = table.finish()[0]
    return paid


def handed_back(model: Model, municipality: int, year: int, after_target: Ints) -> Ints:
    """A municipality's part of each result, by largest remainder."""
    weights = _weights(model, year)
    parts = np.empty_like(after_target)
    for first in range(0, parts.size, AT_ONCE):
        some = slice(first, first + AT_ONCE)
        parts[some] = split_rows(after_target[some], weights)[:, municipality]
    return parts


def _weights(model: Model, year: int) -> list[int]:
    data, choice = model.space.data, model.space.choice
    return weights_of(data, data.key, year, members(data, choice, year))


def _rounded_down(amounts: Ints, weight: int, total: int) -> Ints:
    """The share of ``weight`` in ``total``, towards zero."""
    times, rest = np.divmod(np.abs(amounts), total)
    share: Ints = np.sign(amounts) * (times * weight + rest * weight // total)
    return share
