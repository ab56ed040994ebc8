"""Many amounts at once split over the same weights (domain text, rule 7)."""

from collections.abc import Sequence

import numpy as np

from budgets.engine.ints import Ints
from budgets.engine.money import largest_remainder

LARGEST = 2**62


def split_rows(amounts: Ints, weights: Sequence[int]) -> Ints:
    """Cents per amount and weight, shape (amounts, weights); every row adds up to its amount.

    By largest remainder, ties to the earlier weight, as ``money.largest_remainder``
    does for one amount.  Raises ``ValueError`` for a negative weight, or when all
    are zero.
    """
    if not weights or min(weights) < 0 or not any(weights):
        raise ValueError("weights must be zero or more, and not all zero")
    weights = _smallest(weights)
    total = sum(weights)
    if total * max(*weights, len(weights) + 1) >= LARGEST or np.abs(amounts).max(initial=0) >= LARGEST:
        rows = [largest_remainder(int(amount), weights) for amount in amounts]
        return np.array(rows, np.int64).reshape(len(amounts), len(weights))
    weight = np.array(weights, np.int64)
    # amount × weight might not fit 64 bits; the whole times of the total that go into the amount do.
    times, rest = np.divmod(np.abs(amounts), total)
    product = rest[:, None] * weight
    share = product // total
    remainder = product - share * total
    left_over = rest - share.sum(axis=1)
    share += times[:, None] * weight
    _hand_out(share, remainder, left_over)
    return share * np.where(amounts < 0, -1, 1)[:, None]


def _hand_out(share: Ints, remainder: Ints, left_over: Ints) -> None:
    """Gives the cents that are left over to the largest remainders, one each."""
    rows = np.flatnonzero(left_over)
    if not rows.size:
        return
    count = remainder.shape[1]
    # A key that no two in a row share: the remainder first, then the earlier weight.
    key = remainder[rows] * count + np.arange(count - 1, -1, -1)
    ordered = np.sort(key, axis=1)
    lowest = ordered[np.arange(rows.size), count - left_over[rows]]
    share[rows] += key >= lowest[:, None]


def _smallest(weights: Sequence[int]) -> list[int]:
    """The same proportions in the smallest whole numbers."""
    divisor = int(np.gcd.reduce(np.array(weights, object)))
    return [weight // divisor for weight in weights]
