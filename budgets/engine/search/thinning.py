"""Some of many, evenly."""

import numpy as np

from budgets.engine.ints import Ints


def evenly(items: Ints, most: int) -> list[int]:
    """At most so many of the items, the first and the last among them."""
    if items.size > most:
        items = items[np.linspace(0, items.size - 1, most).round().astype(np.int64)]
    return [int(each) for each in items]
