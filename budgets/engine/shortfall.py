"""Who bears it when options together ask more of a line than it holds (domain text, rules 3 and 7)."""

import numpy as np

from budgets.engine.layout import Ints
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
    claim, asked = claims[bearing], np.zeros_like(short)
    np.add.at(asked, cell, claim)
    if int(claim.max()) * int(short.max()) >= LARGEST:
        loss[bearing] = _split_exactly(short, claim, cell)
        return loss
    share, remainder = np.divmod(short[cell] * claim, asked[cell])
    left_over = short.copy()
    np.subtract.at(left_over, cell, share)
    order = np.lexsort((np.arange(cell.size), -remainder, cell))
    first = np.searchsorted(cell, cell)
    gets_a_cent = np.arange(cell.size) - first < left_over[cell]
    share[order[gets_a_cent]] += 1
    loss[bearing] = share
    return loss


def _split_exactly(short: Ints, claim: Ints, cell: Ints) -> list[int]:
    """The same in Python integers, for amounts whose product does not fit 64 bits."""
    parts: list[int] = []
    for number in dict.fromkeys(cell.tolist()):
        parts += largest_remainder(int(short[number]), claim[cell == number].tolist())
    return parts
