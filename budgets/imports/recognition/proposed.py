"""A column with the role that is proposed for it, and why."""

from dataclasses import dataclass

from budgets.imports.mapping import Column, ColumnRole


@dataclass(frozen=True, slots=True)
class Proposed:
    """``reason`` is a short Dutch phrase for the screen."""

    index: int
    role: ColumnRole
    reason: str
    year: int | None = None

    @property
    def column(self) -> Column:
        return Column(self.index, self.role, self.year)


def skipped(index: int, reason: str) -> Proposed:
    return Proposed(index, ColumnRole.SKIP, reason)


def quoted(text: str, longest: int = 40) -> str:
    """Between Dutch quotation marks, cut where it is long."""
    return f"‘{text}’" if len(text) <= longest else f"‘{text[:longest].rstrip()}…’"
