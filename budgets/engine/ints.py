"""Arrays of whole cents."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def ints(values: object) -> Ints:
    return np.array(values, dtype=np.int64)


def frozen(array: Ints) -> Ints:
    array.flags.writeable = False
    return array
