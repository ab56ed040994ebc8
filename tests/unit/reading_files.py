"""Files to read, made byte by byte where no library writes them as they are needed."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
RELATION = f'<Relationship Id="rId{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'


def zipped(parts: dict[str, bytes | str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def parts_of(content: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xlsx_parts(
    rows: str, *, before: str = "", after: str = "", shared: str = "", sheet: str = ""
) -> dict[str, bytes | str]:
    """A workbook with one sheet: ``rows`` as XML between its ``sheetData`` tags, or ``sheet`` as a whole."""
    whole = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": RELATIONS.format(RELATION.format(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Begroting" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            RELATION.format(1, "worksheet", "worksheets/sheet1.xml")
            + RELATION.format(2, "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet or whole,
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    return parts


def xlsx(rows: str, **more: str) -> bytes:
    return zipped(xlsx_parts(rows, **more))


def ods(rows: str, *, styles: str = "", manifest: str = "", name: str = "Begroting") -> bytes:
    """A spreadsheet with one table, ``rows`` as XML within it."""
    prefixes = ("office", "table", "text", "style", "calcext", "dc")
    spaces = " ".join(f'xmlns:{prefix}="{OPEN_DOCUMENT}:{prefix}:1.0"' for prefix in prefixes)
    entry = f'<manifest:file-entry manifest:full-path="/">{manifest}</manifest:file-entry>'
    return zipped(
        {
            "mimetype": SPREADSHEET,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OPEN_DOCUMENT}:manifest:1.0">'
            f"{entry}</manifest:manifest>",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
            f'<table:table table:name="{name}" table:style-name="ta1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def table_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def table_cell(value: float | str | None = None, *, times: int = 1, more: str = "") -> str:
    """A number, a text or, with None, an empty cell of an OpenDocument table."""
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    if value is None:
        return f"<table:table-cell{repeated}{more}/>"
    if isinstance(value, str):
        kind = ' office:value-type="string"'
        return f"<table:table-cell{repeated}{kind}{more}><text:p>{value}</text:p></table:table-cell>"
    return f'<table:table-cell{repeated} office:value-type="float" office:value="{value}"{more}/>'
