"""The part meta.xml: what the file says of itself."""

from datetime import UTC
from xml.sax.saxutils import escape

from openpyxl import Workbook

from reports.workbook.ods.markup import document, element

GENERATOR = "Regiobegroting"


def properties(book: Workbook) -> str:
    """Title, subject, who made it and when."""
    about = book.properties
    moment = f"{about.created.replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"
    words = {
        "meta:generator": GENERATOR,
        "dc:title": about.title,
        "dc:subject": about.subject,
        "meta:initial-creator": about.creator,
        "dc:creator": about.creator,
        "meta:creation-date": moment,
        "dc:date": moment,
    }
    said = [element(name, None, escape(value)) for name, value in words.items() if value]
    return document("office:document-meta", element("office:meta", None, *said))
