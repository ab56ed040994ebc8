"""Names that stand once for several rows."""

from collections.abc import Sequence
from itertools import pairwise

from budgets.imports.recognition.raw_rows import Raw

FEWEST = 3
PART = 0.25
"""Of the rows with amounts."""


def names_written_once(rows: Sequence[Raw]) -> bool:
    """Whether this table gives a name once, and below it rows with only another cost type.

    One such row may well be a line that nobody named; when it is a habit it is not.
    """
    filled = [row for row in rows if row.filled]
    below = [
        (before, row)
        for before, row in pairwise(filled)
        if row.cost_type and not row.label and not row.continued
    ]
    other = [row for before, row in below if before.cost_type and before.cost_type != row.cost_type]
    return len(below) >= FEWEST and len(below) >= PART * len(filled) and len(other) >= 0.8 * len(below)
