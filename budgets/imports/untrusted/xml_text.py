"""XML from a file that is not trusted: without entities of its own, in UTF-8."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from html import escape
from xml.parsers import expat

from budgets.imports.untrusted.faults import Fault, FaultCode, corrupt

DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*\?>")
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
LITERAL = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
NUMBERED = re.compile(rb"&#(?:x([0-9a-fA-F]+)|(\d+));")
REPLACEMENT = "\ufffd".encode()
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
Elements = list[tuple[str, dict[str, str]]]


def plain_xml(content: bytes) -> bytes:
    """The same in UTF-8 with text as text only: no comments, no CDATA, no character that XML forbids.

    calamine loses a text in CDATA and half a number with a comment in it.  Raises
    ``Fault`` on a document type, which no spreadsheet program writes.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    content = content.removeprefix(BOM_UTF8)
    declared = DECLARATION.match(content)
    if declared:
        content = content[declared.end() :]
    if b"<!" in content:
        if DOCTYPE.search(content):
            raise Fault(FaultCode.ENTITIES)
        content = COMMENT.sub(b"", content)
        content = LITERAL.sub(lambda found: escape(found[1].decode(errors="replace")).encode(), content)
    return NUMBERED.sub(_allowed, content) if b"&#" in content else content


def _allowed(reference: re.Match[bytes]) -> bytes:
    digits = (reference[1] or reference[2])[:8]
    code = int(digits, 16 if reference[1] else 10)
    fine = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code <= 0x10FFFF
    return reference[0] if fine else REPLACEMENT


def elements(content: bytes) -> Elements:
    """Every element with its attributes, in order and without namespaces; for the small parts of a file."""
    found: Elements = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((_local(tag), {_local(name): value for name, value in attributes.items()}))

    def refuse(*_: object) -> None:
        raise Fault(FaultCode.ENTITIES)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise corrupt("xml") from error
    return found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Of one start tag, as they stand there."""
    return {name: double or single for name, double, single in ATTRIBUTE.findall(tag)}
