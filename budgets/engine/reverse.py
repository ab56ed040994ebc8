"""The reverse question: which switches must turn for a municipality to pay no more than an amount?

Exact, by trying every combination of at most ``MOST_OPTIONS`` options.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from budgets.engine.allocation import contribution_weights
from budgets.engine.data import BudgetData, Choice
from budgets.engine.ints import Ints
from budgets.engine.layout import Layout, layout_of
from budgets.engine.membership import CONTRIBUTION, members, weights_of
from budgets.engine.money import largest_remainder
from budgets.engine.splitting import split_rows

MOST_OPTIONS = 20
CHUNK = 1 << 15
"""Combinations that are worked out at once."""


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
    that comes first in the order of the options.  Raises ``TooManyOptions``, or
    ``KeyError`` where there is no such municipality or year.
    """
    if len(data.options) > MOST_OPTIONS:
        raise TooManyOptions(f"{len(data.options)} options, at most {MOST_OPTIONS} can be tried")
    place, i = data.municipality_index[municipality], data.year_index[year]
    now = sum(1 << n for n, option in enumerate(data.options) if option.code in choice.on)
    nearest: tuple[int, int] | None = None
    for turned in _by_size(len(data.options)):
        pays = _net_contributions(data, choice, place, i, turned ^ now)
        enough = np.flatnonzero(pays <= most)
        if enough.size:
            best = int(enough[np.argmax(pays[enough])])
            return Answer(True, _codes(data, int(turned[best])), int(pays[best]), int(enough.size))
        lowest = int(np.argmin(pays))
        if nearest is None or pays[lowest] < nearest[0]:
            nearest = int(pays[lowest]), int(turned[lowest])
    cents, mask = nearest or (0, 0)
    return Answer(False, _codes(data, mask), cents, 0)


def _by_size(count: int) -> Iterator[Ints]:
    """All sets of options as bits, those of one size together, the small ones first."""
    sets = np.arange(1 << count, dtype=np.int64)
    sizes = sum(((sets >> bit) & 1 for bit in range(count)), np.zeros_like(sets))
    for size in range(count + 1):
        yield sets[sizes == size]


def _net_contributions(data: BudgetData, choice: Choice, place: int, year: int, states: Ints) -> Ints:
    """Cents per state, a set of options that are on as bits."""
    chunks = [states[start : start + CHUNK] for start in range(0, len(states), CHUNK)]
    return np.concatenate([_chunk(data, choice, place, year, chunk) for chunk in chunks])


def _chunk(data: BudgetData, choice: Choice, place: int, year: int, states: Ints) -> Ints:
    layout = layout_of(data, choice)
    on = (states[:, None] >> np.arange(len(data.options))) & 1
    streams = _streams(data, layout, year, on)
    own = [i for i, stream in enumerate(data.streams) if stream.kind == CONTRIBUTION]
    paid, lost = _contributions(data, choice, place, year, streams[:, own], own)
    after_target = (
        streams.sum(axis=1) - lost - _costs(layout, year, on) - sum(target[year] for target in layout.targets)
    )
    weights = weights_of(data, data.key, year, members(data, choice, year))
    return paid - split_rows(after_target, weights)[:, place]


def _costs(layout: Layout, year: int, on: Ints) -> Ints:
    """Per state: what lines cost; none goes below zero by options (domain text, rule 3)."""
    cells = np.flatnonzero(layout.cell_year == year)
    claims = np.zeros((on.shape[1], layout.cell_year.size), np.int64)
    np.add.at(claims, (layout.entry_option, layout.entry_cell), layout.entry_claim)
    asked = on @ claims[:, cells]
    taken = np.minimum(asked, layout.headroom[cells]).sum(axis=1)
    costs: Ints = layout.amounts[year].sum() - taken
    return costs


def _streams(data: BudgetData, layout: Layout, year: int, on: Ints) -> Ints:
    """(states, streams)"""
    amounts = np.tile(layout.streams[:, year], (len(on), 1))
    return amounts + on @ layout.stream_changes[:, :, year] if layout.stream_changes.size else amounts


def _contributions(
    data: BudgetData, choice: Choice, place: int, year: int, amounts: Ints, own: list[int]
) -> tuple[Ints, Ints]:
    """Per state what the municipality contributes, and what falls away with who left."""
    here = members(data, choice, year)
    paid, lost = np.zeros(len(amounts), np.int64), np.zeros(len(amounts), np.int64)
    for column, stream in enumerate(own):
        weights = contribution_weights(data, choice, data.streams[stream].key, year)
        for amount in np.unique(amounts[:, column]).tolist():
            parts = largest_remainder(amount, weights)
            states = amounts[:, column] == amount
            paid[states] += parts[place] if here[place] else 0
            lost[states] += sum(part for part, stays in zip(parts, here, strict=True) if not stays)
    return paid, lost


def _codes(data: BudgetData, mask: int) -> frozenset[str]:
    return frozenset(option.code for n, option in enumerate(data.options) if mask >> n & 1)


def turned_over(choice: Choice, turned: frozenset[str]) -> Choice:
    """The choice with these options turned, the rest as it was."""
    return replace(choice, on=choice.on ^ turned)
