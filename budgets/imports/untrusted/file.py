"""A file is read as what its first bytes say that it is, whatever its name ends in."""

from budgets.imports.untrusted.compound import SIGNATURE as COMPOUND
from budgets.imports.untrusted.compound import Compound
from budgets.imports.untrusted.delimited import read_delimited
from budgets.imports.untrusted.faults import Fault, FaultCode, corrupt
from budgets.imports.untrusted.ods import MIMETYPE, read_ods
from budgets.imports.untrusted.parts import Parts
from budgets.imports.untrusted.raw_sheet import RawSheet
from budgets.imports.untrusted.xls import read_xls
from budgets.imports.untrusted.xlsb import read_xlsb
from budgets.imports.untrusted.xlsx import read_xlsx

Read = tuple[str, list[RawSheet]]
"""The form, as in ``Book``, and the worksheets."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OTHER = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x09\x00\x04\x00", "old_excel"),
    (b"\x09\x02\x06\x00", "old_excel"),
    (b"\x09\x04\x06\x00", "old_excel"),
    (b"SQLite format 3", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
"""What it starts with, and what it is: ``budgets.imports.reading.wording`` names each."""
IN_ZIP = (("word/", "word"), ("ppt/", "presentation"), ("index/document.iwa", "numbers"))
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
OTHER_DOCUMENTS = ((b"text", "word"), (b"presentation", "presentation"), (b"graphics", "image"))
IN_COMPOUND = (
    ("WordDocument", "word"),
    ("PowerPoint Document", "presentation"),
    ("__properties_version1.0", "mail"),
)


def read_file(content: bytes) -> Read:
    """Raises ``Fault``, and on damage whatever the library raises.  The sheet of a csv has no name."""
    form, sheets = _read(content)
    if not any(sheet.rows or sheet.without_value for sheet in sheets):
        raise Fault(FaultCode.NO_CELLS)
    return form, sheets


def _read(content: bytes) -> Read:
    if content.startswith(ZIP):
        return _zipped(Parts(content))
    if content.startswith(COMPOUND):
        return _compound(content)
    for start, what in OTHER:
        if content.startswith(start):
            raise Fault(FaultCode.OTHER_KIND, what=what)
    return "csv", [read_delimited(content)]


def _zipped(parts: Parts) -> Read:
    names = parts.names()
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
        return "xlsb", read_xlsb(parts)
    if any(name.startswith("xl/workbook") and name.endswith(".xml") for name in names):
        return read_xlsx(parts)
    kind = parts.read_if_there("mimetype").strip()
    if kind.startswith(MIMETYPE):
        return "ods", read_ods(parts)
    other = [what for start, what in OTHER_DOCUMENTS if kind.startswith(OPEN_DOCUMENT + start)]
    other += [what for start, what in IN_ZIP if any(name.startswith(start) for name in names)]
    raise Fault(FaultCode.OTHER_KIND, what=[*other, "archive"][0])


def _compound(content: bytes) -> Read:
    container = Compound(content)
    if "EncryptionInfo" in container:
        raise Fault(FaultCode.PASSWORD)
    if "EncryptedPackage" in container:
        raise Fault(FaultCode.RIGHTS)
    if "Workbook" in container or "Book" in container:
        return "xls", read_xls(content, container)
    other = [what for name, what in IN_COMPOUND if name in container]
    if other:
        raise Fault(FaultCode.OTHER_KIND, what=other[0])
    raise corrupt("compound: no workbook")
