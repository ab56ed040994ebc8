"""Workbooks of Excel 97–2003: .xls."""

from io import BytesIO

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from budgets.imports.untrusted.compound import Compound
from budgets.imports.untrusted.faults import corrupt
from budgets.imports.untrusted.limits import Room, check_sheets
from budgets.imports.untrusted.raw_sheet import RawSheet
from budgets.imports.untrusted.values import raw_sheet
from budgets.imports.untrusted.xls_scan import globals_of, scan_sheet


def read_xls(content: bytes, container: Compound) -> list[RawSheet]:
    """Worksheets only.  Raises ``Fault`` where it is encrypted.

    calamine reads every sheet as soon as it opens the file, so all of them are scanned before.
    """
    stream = container.read("Workbook" if "Workbook" in container else "Book")
    book = globals_of(stream)
    check_sheets(len(book.sheets))
    room = Room()
    scans = [scan_sheet(stream, sheet, book, room) for sheet in range(len(book.sheets))]
    read = CalamineWorkbook.from_filelike(BytesIO(content))
    if len(read.sheets_metadata) != len(scans):
        raise corrupt("xls: sheets")
    return [
        raw_sheet(
            sheet.name,
            sheet.visible != SheetVisibleEnum.Visible,
            read.get_sheet_by_index(index),
            scans[index],
            merged_too=True,
        )
        for index, sheet in enumerate(read.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
