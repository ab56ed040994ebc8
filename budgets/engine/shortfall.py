"""Who bears it when options together ask more of a line than it holds (domain text, rules 3 and 7)."""

import numpy as np

from budgets.engine.ints import Ints
from budgets.engine.money import largest_remainder

LARGEST = 2**62


def split_shortfall(short: Ints, claims: Ints, entry_cell: Ints) -> Ints:
    """Cents of each entry that cannot be realised, adding up to ``short`` per cell.

    The shortfall is split over the claims that save, by largest remainder, ties
    to the earlier option.  ``short`` is per cell; ``claims`` and ``entry_cell``
    per entry, entries sorted by cell and then by option.
    """
    loss = np.zeros_like(claims)
    bearing = np.flatnonzero((short[entry_cell] > 0) & (claims > 0))
    cell = entry_cell[bearing]
    if cell.size == np.count_nonzero(short):  # one claim each: it bears the whole
        loss[bearing] = short[cell]
        return loss
    claim = claims[bearing]
    if int(claim.max()) * int(short.max()) >= LARGEST:
        loss[bearing] = _split_exactly(short, claim, cell)
        return loss
    first = np.flatnonzero(np.diff(cell, prepend=-1))  # of each cell that falls short
    size = np.diff(first, append=cell.size)
    missing = short[cell[first]]
    asked = np.add.reduceat(claim, first)
    share, remainder = np.divmod(np.repeat(missing, size) * claim, np.repeat(asked, size))
    left_over = missing - np.add.reduceat(share, first)
    order = np.lexsort((-remainder, np.repeat(first, size)))  # stable: ties keep the order of the options
    rank = np.arange(cell.size) - np.repeat(first, size)
    share[order[rank < np.repeat(left_over, size)]] += 1
    loss[bearing] = share
    return loss


def _split_exactly(short: Ints, claim: Ints, cell: Ints) -> list[int]:
    """The same in Python integers, for amounts whose product does not fit 64 bits."""
    parts: list[int] = []
    for number in dict.fromkeys(cell.tolist()):
        parts += largest_remainder(int(short[number]), claim[cell == number].tolist())
    return parts
