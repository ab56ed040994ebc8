"""What every part of a comparison needs: the budget, the file, what the file was exported with."""

from dataclasses import dataclass, field
from functools import cached_property

from budgets.engine.data import BudgetData, Line, Stream, Target
from budgets.imports.comparison.questions import Inquiry
from budgets.imports.content import Content, ReadRow
from budgets.imports.findings import CellFinding, Severity


@dataclass
class Situation:
    """``base`` is the budget that the file was exported with; for a file of another make, the present one."""

    ours: BudgetData
    base: BudgetData
    content: Content
    inquiry: Inquiry
    own: bool
    """Whether the file is an export of this budget, so that ids and every change of a name count."""
    findings: list[CellFinding] = field(default_factory=list)

    @cached_property
    def base_lines(self) -> dict[str, Line]:
        return {line.code: line for line in self.base.lines}

    @cached_property
    def base_streams(self) -> dict[str, Stream]:
        return {stream.code: stream for stream in self.base.streams}

    @cached_property
    def base_targets(self) -> dict[str, Target]:
        return {target.code: target for target in self.base.targets}

    def say(self, severity: Severity, code: str, message: str, row: ReadRow | None = None) -> None:
        sheet, place = (row.sheet, str(row.row)) if row else ("", "")
        self.findings.append(CellFinding(severity, code, message, sheet, place))


def place_of(row: ReadRow) -> str:
    """Begroting, rij 23"""
    return f"{row.sheet}, rij {row.row}"
