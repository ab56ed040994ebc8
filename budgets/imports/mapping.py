"""How a workbook is to be understood: which sheets, header rows, columns and rows mean what.

Proposed by ``recognise``, corrected on the screen, kept per region for workbooks of the same form.
"""

from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

MOST_ROWS, MOST_COLUMNS, LAST_YEAR = 1_048_576, 16_384, 10_000
"""What a sheet has, and what a year is below."""
UNITS = (1, 1000)


class ColumnRole(StrEnum):
    """What a column holds.  ``COSTS`` and ``INCOME`` have a year."""

    ID = "id"
    NUMBER = "number"
    GOAL = "goal"
    MEASURE = "measure"
    COST_TYPE = "cost_type"
    PRIORITY = "priority"
    COSTS = "costs"
    INCOME = "income"
    COVER = "cover"
    NOTE = "note"
    SKIP = "skip"


class RowKind(StrEnum):
    """What a row is.  A control row holds a subtotal or total of other rows."""

    GOAL = "goal"
    LINE = "line"
    STREAM = "stream"
    TARGET = "target"
    MEMORANDUM = "memorandum"
    CONTROL = "control"
    SKIP = "skip"


class Part(StrEnum):
    """What the rows of a sheet are unless they say otherwise."""

    COSTS = "costs"
    INCOME = "income"


@dataclass(frozen=True, slots=True)
class Column:
    """``index`` counts from 0; ``year`` is there for amounts only."""

    index: int
    role: ColumnRole
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One sheet.  Rows and columns count from 0."""

    sheet: str
    header: tuple[int, int]
    """First and last row of the header; (-1, -1) where there is none and the data begin at the top."""
    columns: tuple[Column, ...]
    """Every column that is not skipped; a role but for costs, income and note stands at most once."""
    part: Part = Part.COSTS
    unit: int = 1
    """Euros per unit of an amount: 1, or 1000 where the header says so."""
    rows: tuple[tuple[int, RowKind], ...] = ()
    """What somebody said a row is, in place of what ``interpret`` makes of it; sorted."""

    def with_role(self, role: ColumnRole) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role is role)

    def only(self, role: ColumnRole) -> int | None:
        """The column with this role; None where there is none."""
        return next((column.index for column in self.columns if column.role is role), None)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({column.year for column in self.columns if column.year is not None}))


@dataclass(frozen=True, slots=True)
class Mapping:
    tables: tuple[TableMapping, ...]

    def table(self, sheet: str) -> TableMapping | None:
        return next((table for table in self.tables if table.sheet == sheet), None)

    def with_table(self, table: TableMapping) -> "Mapping":
        """In place of the table of the same sheet, or added at the end."""
        others = [each if each.sheet != table.sheet else table for each in self.tables]
        if self.table(table.sheet) is None:
            others.append(table)
        return replace(self, tables=tuple(others))

    def to_plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, content: Dictionary[str, Any]) -> "Mapping":
        """What ``to_plain`` made.  Raises ``ValueError`` where it is not that."""
        try:
            return cls(tuple(_table(table) for table in content["tables"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a mapping: {error}") from error


def _table(content: Dictionary[str, Any]) -> TableMapping:
    first, last = content["header"]
    return TableMapping(
        sheet=str(content["sheet"]),
        header=_header(_whole(first, MOST_ROWS, -1), _whole(last, MOST_ROWS, -1)),
        columns=tuple(
            Column(
                _whole(c["index"], MOST_COLUMNS),
                ColumnRole(c["role"]),
                None if c["year"] is None else _whole(c["year"], LAST_YEAR),
            )
            for c in content["columns"]
        ),
        part=Part(content["part"]),
        unit=_unit(content["unit"]),
        rows=tuple((_whole(row, MOST_ROWS), RowKind(kind)) for row, kind in content["rows"]),
    )


def _whole(value: Any, below: int, least: int = 0) -> int:
    """A number as a sheet has it.  Raises ``ValueError`` for another: from behind counts nothing."""
    if type(value) is not int or not least <= value < below:
        raise ValueError(f"not a mapping: {value!r}")
    return value


def _unit(value: Any) -> int:
    if type(value) is not int or value not in UNITS:
        raise ValueError(f"not a mapping: a unit of {value!r}")
    return value


def _header(first: int, last: int) -> tuple[int, int]:
    if first > last or (first < 0) is not (last < 0):
        raise ValueError(f"not a mapping: a header from {first} to {last}")
    return first, last
