"""Rows as they stand in the file, by column and with their cells read; nothing decided yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.amount_text import Value
from budgets.imports.book import Value as Cell
from budgets.imports.mapping import ColumnRole
from budgets.imports.recognition.amounts import AmountReader
from budgets.imports.recognition.cost_types import read_cost_type
from budgets.imports.recognition.looks import looks_like_amount, whole_number
from budgets.imports.recognition.priorities import read_priority
from budgets.imports.recognition.samples import IDS
from budgets.imports.recognition.table_layout import Layout
from budgets.imports.recognition.words import as_text, one_line, says_nothing
from budgets.wording import NAMELESS_LINE

DITTO = frozenset(('"', "''", "„", "”", "idem", "id.", "id"))
"""What stands for the name above."""
Amounts = Sequence[Value | None]
NAMES = (ColumnRole.ID, ColumnRole.GOAL, ColumnRole.MEASURE, ColumnRole.COVER)
DESCRIPTIONS = (ColumnRole.NUMBER, ColumnRole.COST_TYPE, ColumnRole.PRIORITY)
MERGED_ROLES = (*NAMES[1:], *DESCRIPTIONS[1:])
"""What is merged over rows in these counts for all of them."""


@dataclass(slots=True)
class Raw:
    """``index`` counts from 0.  Amounts are per column of the layout; None where a cell cannot be read.

    In a table with one kind of columns, ``costs`` and ``income`` are the same: the row decides which it is.
    """

    index: int
    measure: str
    heading: str
    """The first text in another column, where there is no name and no goal: a title, a total."""
    goal: str
    costs: Amounts
    income: Amounts
    filled: bool
    """Whether a cell with an amount holds anything."""
    after_gap: bool
    """Whether a row without anything comes before."""
    id: str
    number: int | None
    cost_type: str
    """A code, or "" where there is none or it is not known."""
    priority: int | None
    cover: str
    note: str
    odd: dict[ColumnRole, str] | None
    """The texts of a number, cost type or priority that cannot be one."""
    described: bool
    """Whether it has what only a line has: a number, cost type or priority, known or not."""
    continued: bool
    """Whether its name was said above and counts here too: merged, or clearly indented."""

    @property
    def label(self) -> str:
        return self.measure or self.goal or self.heading


def any_cents(amounts: Amounts) -> bool:
    """Whether there is an amount other than zero."""
    return any(isinstance(value, int) and value for value in amounts)


def any_below_zero(amounts: Amounts) -> bool:
    return any(isinstance(value, int) and value < 0 for value in amounts)


def any_known(raw: Raw) -> bool:
    """Whether a cell holds an amount or p.m. that could be read."""
    return any(value is not None and value != "" for value in (*raw.costs, *raw.income))


def all_pm(raw: Raw) -> bool:
    """Whether all that is filled in is p.m."""
    found = {value for value in (*raw.costs, *raw.income) if value != ""}
    return found == {"pm"}


class RowReader:
    """Reads the rows of one table from below its heading."""

    def __init__(self, layout: Layout) -> None:
        columns = [column for _, column in (*layout.costs, *layout.income)]
        self.amounts = AmountReader(layout.sheet, columns, layout.table.unit, layout.first_row)
        self._sheet, self._first = layout.sheet, layout.first_row
        self._split, self._mixed = len(layout.costs), layout.mixed
        self._width = max(column.index for column in layout.table.columns) + 1
        self._nothing: tuple[None, ...] = (None,) * (self._width + 1)
        self._id, self._goal, self._measure, self._cover = map(layout.column, NAMES)
        self._number, self._cost_type, self._priority = map(layout.column, DESCRIPTIONS)
        self._notes = layout.notes
        self._merged = _merged_cells(layout)
        self._titles = _title_columns(layout)

    def rows(self) -> Iterator[Raw]:
        """Those with anything in a column that matters."""
        gap = False
        for index, cells in enumerate(self._sheet.rows[self._first :], self._first):
            raw = self._row(index, cells, gap)
            gap = raw is None
            if raw is not None:
                yield raw

    def _row(self, index: int, cells: tuple[Cell, ...], gap: bool) -> Raw | None:
        # One cell more than there are columns: column -1, of a role that is not there, is always empty.
        cells = cells[: self._width] + self._nothing[min(len(cells), self._width) :]
        continued = False
        if index in self._merged:
            cells, continued = self._with_merged(index, cells)
        values, filled = self.amounts.read(index, cells)
        measure = one_line(cells[self._measure])
        if measure == NAMELESS_LINE:
            measure = ""
        elif measure.casefold() in DITTO:
            measure, continued = "", True
        goal = one_line(cells[self._goal])
        number, cost_type, priority, odd, described = self._description(cells)
        heading = "" if measure or goal else self._title(cells, odd)
        note = self._note(cells) if self._notes else ""
        if not (filled or measure or goal or heading or described or note):
            return None
        identity = cells[self._id]
        return Raw(
            index,
            measure,
            heading,
            goal,
            values[: self._split] if self._mixed else values,
            values[self._split :] if self._mixed else values,
            filled,
            gap,
            identity.strip() if type(identity) is str and identity.startswith(IDS) else "",
            number,
            cost_type,
            priority,
            one_line(cells[self._cover]),
            note,
            odd,
            described and not (odd and heading in odd.values()),
            continued or (not measure and described and _indented(cells[self._cost_type])),
        )

    def _description(
        self, cells: Sequence[Cell]
    ) -> tuple[int | None, str, int | None, dict[ColumnRole, str] | None, bool]:
        """Number, cost type and priority; the texts that are none of these; whether any cell was filled."""
        number_cell, type_cell, priority_cell = (
            cells[self._number],
            cells[self._cost_type],
            cells[self._priority],
        )
        odd: dict[ColumnRole, str] = {}
        number = None if number_cell is None else whole_number(number_cell)
        if number is None and number_cell is not None:
            odd[ColumnRole.NUMBER] = one_line(number_cell)
        cost_type = "" if type_cell is None else read_cost_type(as_text(type_cell))
        if cost_type is None:
            odd[ColumnRole.COST_TYPE] = one_line(type_cell)
        try:
            priority = read_priority(priority_cell)
        except ValueError:
            priority, odd[ColumnRole.PRIORITY] = None, one_line(priority_cell)
        described = bool(cost_type) or number is not None or priority is not None or _typed(type_cell)
        described = described or ColumnRole.PRIORITY in odd
        return number, cost_type or "", priority, odd or None, described

    def _title(self, cells: Sequence[Cell], odd: dict[ColumnRole, str] | None) -> str:
        """The first words beside the names: in a column that is not read, or that holds something else."""
        for column in self._titles:
            value = cells[column]
            if type(value) is str and not looks_like_amount(value) and not says_nothing(value):
                return one_line(value)
        return next(iter(odd.values()), "") if odd else ""

    def _note(self, cells: Sequence[Cell]) -> str:
        if len(self._notes) == 1 and cells[self._notes[0]] is None:
            return ""
        texts = (as_text(cells[column]) for column in self._notes)
        return "\n".join(text for text in texts if text).replace("\r\n", "\n").replace("\r", "\n")

    def _with_merged(self, index: int, cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], bool]:
        """The row with what is merged from above in its place, and whether its name is."""
        found, continued = list(cells), False
        for column, value in self._merged[index].items():
            continued = continued or (column == self._measure and found[column] is None)
            found[column] = value
        return tuple(found), continued


def _merged_cells(layout: Layout) -> dict[int, dict[int, Cell]]:
    """Per row and column what cells merged downwards hold, in the columns where it counts for each row."""
    columns = {layout.column(role) for role in MERGED_ROLES}
    found: dict[int, dict[int, Cell]] = {}
    for top, left, bottom, _ in layout.sheet.merged:
        if left in columns and bottom > top >= layout.first_row:
            value = layout.sheet.value(top, left)
            for row in range(top + 1, min(bottom, len(layout.sheet.rows) - 1) + 1):
                found.setdefault(row, {})[left] = value
    return found


def _title_columns(layout: Layout) -> tuple[int, ...]:
    """Columns before the amounts in which a title or total may stand: unread ones, and that of numbers."""
    first = min(column for _, column in (*layout.costs, *layout.income))
    read = {column.index for column in layout.table.columns if column.role is not ColumnRole.NUMBER}
    return tuple(column for column in range(first) if column not in read)


def _typed(value: Cell) -> bool:
    return value is not None and not (isinstance(value, str) and says_nothing(value))


def _indented(value: Cell) -> bool:
    """Whether a text begins with space: the next cost type of the measure above."""
    return type(value) is str and value[:1].isspace()
