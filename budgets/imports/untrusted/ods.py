"""Spreadsheets in OpenDocument, as LibreOffice and Google write them: .ods."""

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from budgets.imports.untrusted.faults import Fault, FaultCode, corrupt
from budgets.imports.untrusted.limits import Room, check_sheets
from budgets.imports.untrusted.ods_scan import scan_tables
from budgets.imports.untrusted.parts import Parts, packed
from budgets.imports.untrusted.raw_sheet import RawSheet
from budgets.imports.untrusted.values import raw_sheet
from budgets.imports.untrusted.xml_text import plain_xml

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
SPELLED = ((b"<text:line-break/>", b"\n"), (b"<text:tab/>", b"\t"))
"""What calamine leaves out of a text."""


def read_ods(parts: Parts) -> list[RawSheet]:
    """Raises ``Fault`` where it is encrypted."""
    if b"encryption-data" in parts.read_if_there("META-INF/manifest.xml"):
        raise Fault(FaultCode.PASSWORD)
    content = plain_xml(parts.read("content.xml"))
    for tag, text in SPELLED:
        content = content.replace(tag, text)
    tables = scan_tables(content, Room())
    check_sheets(len(tables))
    package = {"mimetype": MIMETYPE, "META-INF/manifest.xml": MANIFEST, "content.xml": content}
    read = CalamineWorkbook.from_filelike(packed(package))
    if len(read.sheets_metadata) != len(tables):
        raise corrupt("ods: tables within tables")
    return [
        raw_sheet(
            sheet.name, sheet.visible != SheetVisibleEnum.Visible, read.get_sheet_by_index(index), scanned
        )
        for index, (sheet, scanned) in enumerate(zip(read.sheets_metadata, tables, strict=True))
    ]
