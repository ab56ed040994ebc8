"""An .ods file taken apart, independent of what wrote it."""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl.utils import column_index_from_string
from workbook_reading import option_names

from budgets.engine import BudgetData

NAMESPACES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("config", "config"))
}
STORED = ("value-type", "value", "string-value")


def named(prefixed: str) -> str:
    """``table:name`` as ElementTree has it."""
    prefix, name = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def part(content: bytes, name: str) -> ElementTree.Element:
    with ZipFile(BytesIO(content)) as file:
        return ElementTree.fromstring(file.read(name))


def formulas(content: bytes) -> list[str]:
    cells = part(content, "content.xml").iter(named("table:table-cell"))
    return [found for cell in cells if (found := cell.get(named("table:formula")))]


def switched(content: bytes, data: BudgetData, on: frozenset[str]) -> bytes:
    """The file with its 1/0 cells set by name, and every stored value of a formula gone."""
    codes = [option.code for option in data.options]
    switches = zip(codes, option_names(codes), strict=True)
    return filled_in(content, {name: int(code in on) for code, name in switches})


def filled_in(content: bytes, cells: dict[str, object]) -> bytes:
    """The file with these values in its named cells, and every stored value of a formula gone."""
    root = part(content, "content.xml")
    for name, value in cells.items():
        cell = _cell(root, _address(root, name))
        assert cell.get(named("table:formula")) is None, name
        _forget(cell)
        if isinstance(value, str):
            cell.set(named("office:value-type"), "string")
            ElementTree.SubElement(cell, named("text:p")).text = value
        elif value is not None:
            cell.set(named("office:value-type"), "float")
            cell.set(named("office:value"), repr(value))
    for cell in root.iter(named("table:table-cell")):
        if cell.get(named("table:formula")):
            _forget(cell)
    return _with_content(content, root)


def _address(root: ElementTree.Element, name: str) -> tuple[str, str, int]:
    """Sheet, letters of the column and row of a named cell."""
    (found,) = [
        each for each in root.iter(named("table:named-range")) if each.get(named("table:name")) == name
    ]
    match = re.fullmatch(r"\$(\w+)\.\$([A-Z]+)\$(\d+)", found.get(named("table:cell-range-address")))
    return match[1], match[2], int(match[3])


def _cell(root: ElementTree.Element, address: tuple[str, str, int]) -> ElementTree.Element:
    sheet, letters, row = address
    wanted = column_index_from_string(letters)
    (table,) = [each for each in root.iter(named("table:table")) if each.get(named("table:name")) == sheet]
    rows = list(table.iter(named("table:table-row")))
    for cell in rows[row - 1]:
        wanted -= int(cell.get(named("table:number-columns-repeated"), "1"))
        if wanted <= 0:
            break
    assert wanted == 0
    return cell


def _forget(cell: ElementTree.Element) -> None:
    for name in STORED:
        cell.attrib.pop(named(f"office:{name}"), None)
    for paragraph in list(cell):
        cell.remove(paragraph)


def _with_content(content: bytes, root: ElementTree.Element) -> bytes:
    """ElementTree renames the prefixes; formulas and conditions name two of them in their text."""
    for prefix, name in NAMESPACES.items():
        ElementTree.register_namespace(prefix, name)
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w") as new:
        for entry in old.infolist():
            changed = entry.filename == "content.xml"
            new.writestr(entry, _text(root) if changed else old.read(entry.filename))
    return target.getvalue()


def _text(root: ElementTree.Element) -> bytes:
    root.set("xmlns:of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
