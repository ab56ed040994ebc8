"""What a sheet holds while it is written, whatever file it goes into."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

Value = int | Fraction | str
"""An amount in cents, any other number as it is, or a text."""
Cell = tuple[int, Value | None, str | None]
"""The number of its look in the workbook, its value or nothing, and its formula.

The value of a formula is what that comes to.  A
formula is in Excel's grammar and begins with its equals sign.  It is a plain tuple, as
there are hundreds of thousands of them: those the garbage collector leaves alone.
"""


@dataclass(slots=True)
class Grid:
    """The cells of a sheet by row and column from 1, and what is said of its rows."""

    rows: defaultdict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    heights: dict[int, float] = field(default_factory=dict)
    """In points, of the rows that are not as high as the others."""
    outlined: set[int] = field(default_factory=set)
    """Rows that can be folded away under their sum."""

    @property
    def last_row(self) -> int:
        return max(self.rows, default=1)

    @property
    def last_column(self) -> int:
        return max((max(cells) for cells in self.rows.values()), default=1)


def decimal(cents: int | Fraction) -> str:
    """An amount in euros as a file holds it: 7237035 becomes 72370.35.  A fraction stays what it is."""
    if isinstance(cents, Fraction):
        return repr(float(cents))
    if cents < 0:
        return f"-{decimal(-cents)}"
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
