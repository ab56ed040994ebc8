"""What a file says of municipalities and their inhabitants."""

from dataclasses import dataclass, field

from municipalities.population.names import Known
from municipalities.population.table import BadList


@dataclass
class Listed:
    municipalities: Known = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    """Inhabitants by code and year."""
    unknown: set[str] = field(default_factory=set)
    """Codes or names with a figure, of which we have no municipality."""

    _lines: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, line: int, code: str, year: int, count: int | None) -> None:
        """A figure of one municipality in one year; a second one makes the list unsound."""
        if count is None:
            return
        first = self._lines.setdefault((code, year), line)
        if first != line:
            raise BadList(line, f"{code} staat voor {year} ook op regel {first}")
        self.counts[code, year] = count
