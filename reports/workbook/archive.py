"""Saving: openpyxl writes the workbook, and the cells are set into its sheets on the way."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from reports.workbook import cell_xml
from reports.workbook.cells import Grid

PART = "xl/worksheets/sheet{}.xml"
LIGHT_COMPRESSION = 3

# As openpyxl writes a sheet without cells, with or without lxml.
DIMENSION = re.compile(r'<dimension ref="[^"]*" ?(?:/>|></dimension>)')
NO_DATA = re.compile(r"<sheetData ?(?:/>|></sheetData>)")


def saved(book: Workbook, grids: Sequence[Grid]) -> bytes:
    """``book`` as an .xlsx file, with the cells of each of its sheets in order."""
    target = BytesIO()
    parts = {PART.format(number): grid for number, grid in enumerate(grids, 1)}
    ExcelWriter(book, _Archive(target, parts)).save()
    return target.getvalue()


def filled(xml: str, grid: Grid) -> str:
    """The sheet ``xml`` with its cells.  Raises ``ValueError`` where there is no place for them."""
    before, *after = NO_DATA.split(DIMENSION.sub(f'<dimension ref="{cell_xml.covers(grid)}"/>', xml, count=1))
    if len(after) != 1:
        raise ValueError("the sheet already has cells")
    return f"{before}<sheetData>{cell_xml.rows(grid)}</sheetData>{after[0]}"


class _Archive(ZipFile):
    """The file that openpyxl writes its parts into."""

    def __init__(self, target: BytesIO, parts: dict[str, Grid]) -> None:
        super().__init__(target, "w", ZIP_DEFLATED, compresslevel=LIGHT_COMPRESSION)
        self._parts = parts

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """openpyxl writes only sheets this way, from a temporary file."""
        xml = Path(filename).read_text(encoding="utf-8")
        self.writestr(arcname, filled(xml, self._parts[arcname]))
