"""The columns of a sheet as the page offers them: which role each may have, and why it has the one it has."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from budgets.actions.imports import Made
from budgets.imports.book import Sheet
from budgets.imports.mapping import Column, ColumnRole, TableMapping
from budgets.imports.recognition import column_reasons
from reports.imports.words import role_title

MOST_COLUMNS = 40
OFFERED = (
    ColumnRole.NUMBER,
    ColumnRole.GOAL,
    ColumnRole.MEASURE,
    ColumnRole.COST_TYPE,
    ColumnRole.PRIORITY,
    ColumnRole.COVER,
    ColumnRole.NOTE,
)
"""Roles without a year, in the order in which a budget mostly has them."""
WIDE = (ColumnRole.GOAL, ColumnRole.MEASURE, ColumnRole.NOTE)
PER_YEAR = (ColumnRole.COSTS, ColumnRole.INCOME)
AS_YEAR = ":"
"""Between a role and its year in a form: "costs:2021"."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """``roles`` are value, title, and whether it is chosen."""

    index: int
    letter: str
    hidden: bool
    roles: list[tuple[str, str, bool]]
    reason: str
    css: str


def column_value(column: Column) -> str:
    """How a form names what a column holds: "measure", "costs:2021"."""
    return column.role if column.year is None else f"{column.role}{AS_YEAR}{column.year}"


def offered(table: TableMapping, years: Iterable[int]) -> list[Column]:
    """Every role that a column may have, as columns of which the index does not count."""
    known = sorted({*years, *table.years})
    roles = list(OFFERED)
    if table.with_role(ColumnRole.ID):
        roles.insert(0, ColumnRole.ID)
    dated = [Column(0, role, year) for role in PER_YEAR for year in known]
    return [Column(0, ColumnRole.SKIP), *(Column(0, role) for role in roles), *dated]


def column_choices(
    made: Made, sheet: Sheet, table: TableMapping, columns: Iterable[int], years: tuple[int, ...]
) -> tuple[ColumnChoice, ...]:
    reasons = column_reasons(made.book, table, years)
    chosen = {column.index: column_value(column) for column in table.columns}
    roles = {column.index: column.role for column in table.columns}
    choices = [(column_value(each), role_title(each)) for each in offered(table, years)]
    return tuple(
        ColumnChoice(
            index=index,
            letter=get_column_letter(index + 1),
            hidden=index in sheet.hidden_columns,
            roles=[
                (value, title, value == chosen.get(index, ColumnRole.SKIP.value)) for value, title in choices
            ],
            reason=reasons.get(index, ""),
            css="is-skipped" if index not in roles else "is-wide" if roles[index] in WIDE else "",
        )
        for index in columns
    )


def shown_columns(sheet: Sheet, table: TableMapping, rows: Iterable[int]) -> tuple[list[int], int]:
    """The columns with anything in these rows, of many the first and all that are used, and how many more."""
    filled = {column for row in rows for column, value in enumerate(sheet.rows[row]) if value is not None}
    used = {column.index for column in table.columns}
    wanted = sorted(filled | used)
    shown = [column for place, column in enumerate(wanted) if place < MOST_COLUMNS or column in used]
    return shown, len(wanted) - len(shown)
