"""A sheet as it goes from the reading process to the application: plain values, in tuples."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Position = tuple[int, int]
"""Row and column, from 0."""
Moment = tuple[str, str | tuple[int, int, int]]
"""A date, time or duration with its kind, as ``marshal`` can carry it."""
Row = tuple[str | int | float | bool | None, ...]
PlacedMoment = tuple[int, int, Moment]
"""With its row and column; in the row itself stands the name of its kind."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


class Scan(NamedTuple):
    """What a look at the file says of a sheet beside its values, before calamine reads them."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    without_value: frozenset[Position] = frozenset()
    percentages: frozenset[Position] = frozenset()
    """Cells with a percentage format, whatever is in them."""
    errors: tuple[tuple[int, int, str], ...] = ()
    """Row, column and what the cell shows: calamine reads these as empty."""


class RawSheet(NamedTuple):
    """The fields of ``budgets.imports.book.Sheet``, with the moments apart."""

    name: str
    rows: tuple[Row, ...]
    moments: tuple[PlacedMoment, ...]
    hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[Area, ...]
    without_value: frozenset[Position]
    percentages: frozenset[Position]

    @property
    def empty(self) -> bool:
        return not self.rows and not self.without_value


def moment(value: date | time | timedelta) -> Moment:
    """``moment_from`` reads it back."""
    if isinstance(value, timedelta):
        return "timedelta", (value.days, value.seconds, value.microseconds)
    return type(value).__name__, value.isoformat()


def moment_from(kind: str, value: str | tuple[int, int, int]) -> date | time | timedelta:
    if not isinstance(value, str):
        return timedelta(*value)
    if kind == "time":
        return time.fromisoformat(value)
    return (datetime if kind == "datetime" else date).fromisoformat(value)
