"""Saving: the parts of the file, from the workbook as openpyxl has it and the cells of its sheets."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook

from reports.workbook.archive import LIGHT_COMPRESSION
from reports.workbook.cells import Grid
from reports.workbook.ods.content import content
from reports.workbook.ods.marks import MarkReader
from reports.workbook.ods.markup import HEAD, VERSION, element
from reports.workbook.ods.properties import properties
from reports.workbook.ods.settings import settings
from reports.workbook.ods.styles_part import styles

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def saved(book: Workbook, grids: Sequence[Grid]) -> bytes:
    """``book`` as an .ods file, with the cells of each of its sheets in order."""
    target, marks = BytesIO(), MarkReader()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=LIGHT_COMPRESSION) as file:
        file.writestr("mimetype", MIMETYPE, ZIP_STORED)  # first and as it is: so the file is recognised
        with file.open(CONTENT, "w") as part:
            part.writelines(content(book, grids, marks))
        others = {
            "styles.xml": styles(book, marks.conditional_styles),
            "settings.xml": settings(book),
            "meta.xml": properties(book),
        }
        for name, markup in others.items():
            file.writestr(name, markup)
        file.writestr("META-INF/manifest.xml", _manifest([CONTENT, *others]))
    return target.getvalue()


def _manifest(parts: Iterable[str]) -> str:
    whole = {"manifest:full-path": "/", "manifest:media-type": MIMETYPE, "manifest:version": VERSION}
    entries = [{"manifest:full-path": name, "manifest:media-type": "text/xml"} for name in parts]
    listed = [element("manifest:file-entry", entry) for entry in (whole, *entries)]
    spaces = {"xmlns:manifest": MANIFEST, "manifest:version": VERSION}
    return HEAD + element("manifest:manifest", spaces, *listed)
