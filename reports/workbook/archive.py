"""Saving: openpyxl writes the workbook, and the cells are set into its sheets on the way."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from reports.workbook.cell_xml import Cells

PART = "xl/worksheets/sheet{}.xml"
LIGHT_COMPRESSION = 3

# As openpyxl writes a sheet without cells, with or without lxml.
DIMENSION = re.compile(r'<dimension ref="[^"]*" ?(?:/>|></dimension>)')
NO_DATA = re.compile(r"<sheetData ?(?:/>|></sheetData>)")


def saved(book: Workbook, cells: Sequence[Cells]) -> bytes:
    """``book`` as a file, with the cells of each of its sheets in order."""
    target = BytesIO()
    parts = {PART.format(number): contents for number, contents in enumerate(cells, 1)}
    ExcelWriter(book, _Archive(target, parts)).save()
    return target.getvalue()


def filled(xml: str, cells: Cells) -> str:
    """The sheet ``xml`` with its cells.  Raises ``ValueError`` where there is no place for them."""
    before, *after = NO_DATA.split(DIMENSION.sub(f'<dimension ref="{cells.covers}"/>', xml, count=1))
    if len(after) != 1:
        raise ValueError("the sheet already has cells")
    return f"{before}<sheetData>{cells.rows}</sheetData>{after[0]}"


class _Archive(ZipFile):
    """The file that openpyxl writes its parts into."""

    def __init__(self, target: BytesIO, parts: dict[str, Cells]) -> None:
        super().__init__(target, "w", ZIP_DEFLATED, compresslevel=LIGHT_COMPRESSION)
        self._parts = parts

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """openpyxl writes only sheets this way, from a temporary file."""
        xml = Path(filename).read_text(encoding="utf-8")
        self.writestr(arcname, filled(xml, self._parts[arcname]))
