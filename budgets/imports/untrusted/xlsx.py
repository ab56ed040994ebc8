"""Workbooks of Excel in XML: .xlsx and .xlsm, whose macros are never looked at."""

from typing import NamedTuple

from python_calamine import CalamineWorkbook

from budgets.imports.untrusted.limits import Room, check_sheets
from budgets.imports.untrusted.number_formats import is_percentage
from budgets.imports.untrusted.parts import Parts, packed
from budgets.imports.untrusted.raw_sheet import RawSheet
from budgets.imports.untrusted.relations import (
    Target,
    part_of,
    relations,
    relations_xml,
    workbook_part,
)
from budgets.imports.untrusted.values import raw_sheet
from budgets.imports.untrusted.xlsx_scan import scan
from budgets.imports.untrusted.xlsx_sheet import canonical
from budgets.imports.untrusted.xml_text import Elements, elements, plain_xml

WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<workbookPr date1904="{old}"/><sheets>{sheets}</sheets></workbook>'
)
SHEET = '<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>'


class Sheet(NamedTuple):
    name: str
    hidden: bool
    part: str


def read_xlsx(parts: Parts) -> tuple[str, list[RawSheet]]:
    """The form ("xlsx" or "xlsm") and the worksheets, in the order of the workbook."""
    book = workbook_part(parts, "xl/workbook.xml")
    targets = relations(parts, book)
    content = elements(plain_xml(parts.read(book)))
    sheets = _worksheets(content, targets)
    check_sheets(len(sheets))
    styles = plain_xml(part_of(parts, targets, "styles"))
    percentages = percentage_styles(elements(styles)) if styles else frozenset()
    room = Room()
    scans = []
    places = {f"rId{number}": f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)}
    package = {
        "_rels/.rels": relations_xml("officeDocument", {"rId1": "xl/workbook.xml"}),
        "xl/workbook.xml": _workbook(len(sheets), content),
        "xl/_rels/workbook.xml.rels": relations_xml("worksheet", places),
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": plain_xml(part_of(parts, targets, "sharedStrings")),
    }
    for sheet, place in zip(sheets, places.values(), strict=True):
        xml = canonical(parts.read(sheet.part))
        scans.append(scan(xml, percentages, sheet.name, room))
        package[f"xl/{place}"] = xml
    read = CalamineWorkbook.from_filelike(packed(package))
    form = "xlsm" if b"macroEnabled" in parts.read_if_there("[Content_Types].xml") else "xlsx"
    return form, [
        raw_sheet(sheet.name, sheet.hidden, read.get_sheet_by_index(index), scanned, merged_too=True)
        for index, (sheet, scanned) in enumerate(zip(sheets, scans, strict=True))
    ]


def _worksheets(content: Elements, targets: dict[str, Target]) -> list[Sheet]:
    """Charts and macro sheets are left out."""
    return [
        Sheet(found.get("name", ""), found.get("state", "visible") != "visible", target.part)
        for tag, found in content
        if tag == "sheet" and (target := targets.get(found.get("id", ""))) and target.kind == "worksheet"
    ]


def _workbook(sheets: int, content: Elements) -> bytes:
    """As calamine needs it: the date system of the file, and sheets that are called by their number."""
    old = any(tag == "workbookPr" and found.get("date1904") in ("1", "true") for tag, found in content)
    listed = "".join(SHEET.format(number=number) for number in range(1, sheets + 1))
    return WORKBOOK.format(old=int(old), sheets=listed).encode()


def percentage_styles(styles: Elements) -> frozenset[int]:
    """The numbers of the cell styles that show a percentage."""
    custom: dict[int, str] = {}
    numbers: list[int] = []
    inside = ""
    for tag, found in styles:
        if tag in ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            inside = tag
        elif tag == "numFmt" and inside == "numFmts":
            custom[_number(found.get("numFmtId"))] = found.get("formatCode", "")
        elif tag == "xf" and inside == "cellXfs":
            numbers.append(_number(found.get("numFmtId")))
    return frozenset(style for style, number in enumerate(numbers) if is_percentage(number, custom))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1
