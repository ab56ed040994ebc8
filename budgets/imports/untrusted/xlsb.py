"""Workbooks of Excel in binary parts: .xlsb."""

from python_calamine import CalamineWorkbook

from budgets.imports.untrusted.limits import Room, check_sheets
from budgets.imports.untrusted.parts import Parts, packed
from budgets.imports.untrusted.raw_sheet import RawSheet
from budgets.imports.untrusted.relations import part_of, relations, relations_xml, workbook_part
from budgets.imports.untrusted.values import raw_sheet
from budgets.imports.untrusted.xlsb_scan import percentage_styles, scan_sheet, sheets_of, workbook_of


def read_xlsb(parts: Parts) -> list[RawSheet]:
    """The worksheets, in the order of the workbook."""
    book = workbook_part(parts, "xl/workbook.bin")
    targets = relations(parts, book)
    properties, listed = sheets_of(parts.read(book))
    sheets = [
        sheet for sheet in listed if (found := targets.get(sheet.relation)) and found.kind == "worksheet"
    ]
    check_sheets(len(sheets))
    room = Room()
    styles = part_of(parts, targets, "styles")
    percentages = percentage_styles(styles)
    contents = [parts.read(targets[sheet.relation].part) for sheet in sheets]
    scans = [
        scan_sheet(content, percentages, sheet.name, room)
        for sheet, content in zip(sheets, contents, strict=True)
    ]
    places = [f"worksheets/sheet{number}.bin" for number in range(1, len(sheets) + 1)]
    package = {
        "_rels/.rels": relations_xml("officeDocument", {"rId1": "xl/workbook.bin"}),
        "xl/workbook.bin": workbook_of(properties, sheets),
        "xl/_rels/workbook.bin.rels": relations_xml(
            "worksheet", {sheet.relation: place for sheet, place in zip(sheets, places, strict=True)}
        ),
        "xl/styles.bin": styles,
        "xl/sharedStrings.bin": part_of(parts, targets, "sharedStrings"),
        **{f"xl/{place}": content for place, content in zip(places, contents, strict=True)},
    }
    read = CalamineWorkbook.from_filelike(packed(package))
    return [
        raw_sheet(sheet.name, sheet.hidden, read.get_sheet_by_index(index), scanned)
        for index, (sheet, scanned) in enumerate(zip(sheets, scans, strict=True))
    ]
