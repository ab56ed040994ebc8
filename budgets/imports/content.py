"""What a workbook says, read with a mapping: rows with what they are, and the amounts in cents."""

from dataclasses import dataclass

from budgets.amount_text import Value as Amount
from budgets.imports.findings import CellFinding, Severity
from budgets.imports.mapping import RowKind


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a sheet (``row`` counts from 1, as people read it) and why it was taken for what it is."""

    sheet: str
    row: int
    kind: RowKind
    reason: str
    """A short Dutch phrase: "geen bedragen, de rijen eronder wel"."""
    label: str = ""
    """What names it in the file."""
    id: str = ""
    """Of our own export: "line:r5", "stream:BW", "target:…", "memorandum:…"; empty where there is none."""
    number: int | None = None
    goal: str = ""
    """The title of the goal that it stands under or names; empty where there is none."""
    cost_type: str | None = None
    """A code of ``CostLine.CostType``, "" where the cell is empty; None where the file has no such column."""
    priority: int | None = None
    note: str = ""
    cover: str = ""
    """Which streams pay, as printed."""
    figure: str = ""
    """Of a control row: the name of the engine's figure, with a title for a goal ("costs_by_goal:Preventie");
    empty where it is not known what it is a total of."""
    amounts: tuple[tuple[int, Amount], ...] = ()
    """Year and cents, "pm" or "" for an empty cell; only years of the plan with a readable cell."""
    columns: tuple[tuple[int, int], ...] = ()
    """Year and column (from 0) of these amounts."""
    income: tuple[tuple[int, Amount], ...] = ()
    """Of a line that has income beside its costs."""
    percentage: str = ""
    """Of a target that names one: "3", "2.5"."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A control row held against what it stands for: the rows that it sums, in the file itself."""

    row: ReadRow
    of: str
    """A Dutch phrase of what it is a total of: "de kosten", "prioriteit 0", "Beleidscoördinatie"."""
    sums: tuple[tuple[int, int], ...]
    """Year and cents: the sum of the rows that it stands for."""
    rows: tuple[tuple[int, int], ...]
    """Year and how many rows with an amount are in that sum: each may be half a euro off by rounding."""
    verdicts: tuple[tuple[int, str], ...]
    """Year and "equal", "rounding" or "differs"."""


@dataclass(frozen=True, slots=True)
class Content:
    """``fields`` are the roles (by value) that the file has columns for: of others it says nothing."""

    rows: tuple[ReadRow, ...]
    controls: tuple[ControlRow, ...]
    fields: frozenset[str]
    cost_years: tuple[int, ...]
    income_years: tuple[int, ...]
    findings: tuple[CellFinding, ...]

    def of_kind(self, kind: RowKind) -> tuple[ReadRow, ...]:
        return tuple(row for row in self.rows if row.kind is kind)

    @property
    def blocked(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)
