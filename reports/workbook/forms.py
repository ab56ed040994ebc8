"""The kinds of file that a workbook can be: the same sheets, looks and formulas in each."""

from collections.abc import Callable, Sequence
from typing import Literal

from openpyxl import Workbook

from reports.workbook import archive, ods
from reports.workbook.cells import Grid

Form = Literal["xlsx", "ods"]

WRITERS: dict[Form, Callable[[Workbook, Sequence[Grid]], bytes]] = {
    "xlsx": archive.saved,
    "ods": ods.saved,
}
