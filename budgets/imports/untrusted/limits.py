"""How much a file may be, and how much reading it may cost.

A budget of 20,000 rows and 12 columns is 2 MB, unpacks to 15 MB and is read in half a second;
each limit leaves room for ten times that.
"""

import resource

from budgets.imports.untrusted.faults import Fault, FaultCode, corrupt

FILE_BYTES = 25_000_000
UNPACKED_BYTES = 200_000_000
"""Of the parts that are read, together."""
SHEETS = 250
ROWS = 200_000
"""Per sheet, up to its last row with content."""
CELLS = 2_000_000
"""Rows × columns of all sheets together: calamine keeps the empty ones among them too."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet, in every program; counted from 1."""
ANSWER_BYTES = 64_000_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
WALL_SECONDS = 30.0
OPEN_FILES = 32


def confine() -> None:
    """Keep this process within these limits from now on; the system ends it where it goes over."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, ANSWER_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


def check_sheets(count: int) -> None:
    """Raises ``Fault`` where there are none, or too many to look through."""
    if not count:
        raise Fault(FaultCode.NO_SHEETS)
    if count > SHEETS:
        raise Fault(FaultCode.TOO_MANY_SHEETS, sheets=count, most=SHEETS)


class Room:
    """How many cells a file may still have."""

    def __init__(self) -> None:
        self.cells = CELLS

    def check(self, sheet: str, rows: int, widest: tuple[int, int]) -> None:
        """``widest`` is the cell (row, column) furthest to the right."""
        row, column = widest
        if rows > LAST_ROW or column >= LAST_COLUMN:
            raise corrupt("a cell outside any sheet")
        if rows > ROWS:
            raise Fault(FaultCode.TOO_MANY_ROWS, sheet=sheet, rows=rows, most=ROWS)
        if rows * (column + 1) > self.cells:
            raise Fault(FaultCode.TOO_MANY_CELLS, sheet=sheet, row=row, column=column, most=CELLS)

    def take(self, sheet: str, rows: int, widest: tuple[int, int]) -> None:
        """The same, and from here on there is that much less."""
        self.check(sheet, rows, widest)
        self.cells -= rows * (widest[1] + 1)
