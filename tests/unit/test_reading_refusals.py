"""What is no workbook, or one that cannot be read: each says what is wrong and what to do."""

import gzip
import struct

import pytest
from openpyxl import Workbook

from budgets.imports.reading import read_book
from budgets.imports.reading.wording import KINDS, SENTENCES, refusal
from budgets.imports.untrusted import delimited, file
from budgets.imports.untrusted.faults import FaultCode
from budgets.imports.untrusted.limits import FILE_BYTES
from municipalities.refusals import Refused
from tests.unit.reading_binary_files import compound, xls
from tests.unit.reading_files import ods, parts_of, saved, table_cell, table_row, xlsx, xlsx_parts, zipped

pytestmark = pytest.mark.usefixtures("read_here")
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refused(content: bytes, name: str = "begroting.xlsx") -> str:
    with pytest.raises(Refused) as caught:
        read_book(name, content)
    assert f"‘{name}’" in caught.value.message
    return caught.value.message


def test_empty_file():
    assert "is leeg: het bestand is 0 bytes groot" in refused(b"")


def test_file_that_is_too_large_is_not_even_looked_at():
    message = refused(bytes(FILE_BYTES + 1))
    assert "26 MB groot" in message
    assert "hoogstens 25 MB" in message


PASSWORDS = {
    "xlsx, xlsm and xlsb": compound({"EncryptionInfo": bytes(5000), "EncryptedPackage": bytes(9000)}),
    "xls": xls(book=((0x2F, bytes(6)),)),
    "ods": ods(table_row(table_cell(1.0)), manifest="<manifest:encryption-data/>"),
    "ods, encrypted as a whole": zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
            "encrypted-package": bytes(100),
        }
    ),
}


@pytest.mark.parametrize("content", PASSWORDS.values(), ids=PASSWORDS)
def test_password_is_named(content):
    assert "is beveiligd met een wachtwoord" in refused(content)


def test_part_of_a_zip_with_a_password():
    content = bytearray(xlsx(CELL))
    central = content.index(b"PK\x01\x02")
    while central >= 0:
        content[central + 8] |= 1
        central = content.find(b"PK\x01\x02", central + 4)
    assert "is beveiligd met een wachtwoord" in refused(bytes(content))


def test_workbook_behind_a_label():
    content = compound({"EncryptedPackage": bytes(9000), "\x06DataSpaces": bytes(10)})
    assert "vertrouwelijkheidslabel" in refused(content)


OTHERS = {
    "een pdf-bestand": b"%PDF-1.7\n%\xe2\xe3",
    "een afbeelding": b"\x89PNG\r\n\x1a\n\0",
    "een tekstdocument": zipped({"[Content_Types].xml": "", "word/document.xml": "<w:document/>"}),
    "een presentatie": zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
    "een e-mailbericht": compound({"__properties_version1.0": bytes(10)}),
    "een XML-bestand": b'<?xml version="1.0"?><budget/>',
    "een JSON-bestand": b'{"region": "gooi"}',
    "een database": b"SQLite format 3\0",
    "een programma": b"\x7fELF\2\1",
    "geen werkmap en geen csv-bestand": b"\0\1\2\3",
    "een ingepakt bestand": gzip.compress(b"a;b"),
    "een werkmap van Apple Numbers": zipped({"Index/Document.iwa": b"x"}),
    "een webpagina": b"\r\n<HTML><body><table><tr><td>1</td></tr></table>",
    "een werkmap in de XML-vorm van Excel 2003": b'<?xml version="1.0"?>\n<?mso-application?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "een OpenDocument-bestand in één stuk (.fods)": b'<?xml version="1.0"?><office:document '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
    "een werkmap van Excel 4 of ouder": b"\x09\x04\x06\0\0\0\x10\0",
}


@pytest.mark.parametrize("what", OTHERS)
def test_other_file_is_called_what_it_is(what):
    assert f"‘begroting.xls’ is {what}. " in refused(OTHERS[what], "begroting.xls")


def test_word_document_of_before_2007():
    assert "is een tekstdocument" in refused(compound({"WordDocument": bytes(5000)}))


def test_zip_with_other_things_is_a_packed_file():
    assert "is een ingepakt bestand. Pak het uit." in refused(zipped({"begroting.xlsx": b"x"}))


def test_web_page_with_an_xml_declaration():
    assert "is een webpagina" in refused(b'<?xml version="1.0"?>\n<!DOCTYPE html><html/>', "begroting.xls")


def test_every_kind_that_may_be_found_has_words():
    kinds = {what for _, what in (*file.OTHER, *file.IN_ZIP, *file.OTHER_DOCUMENTS, *file.IN_COMPOUND)}
    kinds |= {what for _, what in delimited.OTHER} | {"unknown", "archive"}
    assert kinds == KINDS.keys()


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_has_a_sentence_that_says_what_to_do(code):
    details = {"what": "pdf", "sheet": "Blad1", "row": 0, "column": 0, "rows": 2_000_000, "most": 5_000_000}
    message = refusal("a.xlsx", code, {**details, "size": 1, "sheets": 3, "line": 4}).message
    assert "{" not in message
    assert any(word in message for word in ("Kies", "kies", "Sla", "Open"))
    assert SENTENCES.keys() == set(FaultCode)


DAMAGED = {
    "cut off": xlsx(CELL)[:-200],
    "zip without end": b"PK\x03\x04" + bytes(100),
    "sheet that is not there": zipped(
        {name: part for name, part in xlsx_parts(CELL).items() if "sheet1" not in name}
    ),
    "broken XML in the workbook": zipped({**xlsx_parts(CELL), "xl/workbook.xml": "<workbook><sheets>"}),
    "broken XML in the sheet": xlsx('<row r="1"><c r="A1"><v>1</c></row>'),
    "text that is not there": xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "cell outside any sheet": xlsx('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'),
    "row outside any sheet": xlsx('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
    "container without a workbook": compound({"Iets": bytes(10)}),
    "container that is cut off": xls()[:700],
    "records that are cut off": compound({"Workbook": struct.pack("<HHI", 0x809, 16, 0)}),
    "table that does not end": zipped(
        {
            name: part.replace(b"</table:table>", b"")
            for name, part in parts_of(ods(table_row(table_cell(1.0)))).items()
        }
    ),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_damaged_file(content):
    assert "is beschadigd of niet compleet" in refused(content)


NO_CELLS = {
    "xlsx": saved(Workbook()),
    "xlsx with a format only": xlsx('<row r="1"><c r="A1" s="0"/><c r="B1"></c></row>'),
    "ods": ods(table_row(table_cell(times=16384))),
    "xls": xls(),
    "csv": b"\xef\xbb\xbf;;\r\n\r\n",
}


@pytest.mark.parametrize("content", NO_CELLS.values(), ids=NO_CELLS)
def test_file_without_any_cell(content):
    assert "is geen enkele cel gevuld" in refused(content)


def test_workbook_of_charts_only_has_no_sheets():
    parts = {
        name: part.replace("/worksheet", "/chartsheet") if name.endswith("workbook.xml.rels") else part
        for name, part in xlsx_parts(CELL).items()
    }
    assert "heeft geen werkbladen" in refused(zipped(parts))


def test_long_or_odd_name_stays_readable():
    with pytest.raises(Refused) as caught:
        read_book("a\n\u202e" + "b" * 300, b"")
    assert caught.value.message.startswith("‘a��" + "b" * 77 + "…’ is leeg")


def test_ending_does_not_matter():
    assert read_book("begroting.csv", xlsx(CELL)).form == "xlsx"
    assert read_book("begroting.xlsx", b"a;b").form == "csv"
