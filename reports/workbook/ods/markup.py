"""Elements of XML as text, and the namespaces that the parts of the file share."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

VERSION = "1.3"
"""Of OpenDocument: the first in which a sheet can be said to print one page wide."""
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
    "ooo": "http://openoffice.org/2004/office",
    "dc": "http://purl.org/dc/elements/1.1/",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

Attributes = Mapping[str, object]


def element(name: str, attributes: Attributes | None = None, *children: str) -> str:
    """``children`` are markup already; an attribute that is None is left out."""
    content = "".join(children)
    given = attributes_of(attributes or {})
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def attributes_of(attributes: Attributes) -> str:
    """As they stand in a tag, each with a space before it."""
    return "".join(
        f" {name}={quoteattr(_words(value))}" for name, value in attributes.items() if value is not None
    )


def document(name: str, *children: str) -> str:
    """A part of the file, ``name`` its outermost element."""
    spaces = {f"xmlns:{prefix}": address for prefix, address in NAMESPACES.items()}
    return HEAD + element(name, spaces | {"office:version": VERSION}, *children)


def _words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
