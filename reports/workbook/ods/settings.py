"""How the file opens: the sheet that is in front, panes that stay, no lines between cells."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.ods.markup import document, element

FROZEN = 2
BOTTOM_RIGHT = 3
"""The pane that is worked in."""


def settings(book: Workbook) -> str:
    """The part settings.xml."""
    sheets = element("config:config-item-map-named", {"config:name": "Tables"}, *map(_sheet, book.worksheets))
    front = book.active.title if book.active else book.worksheets[0].title
    view = element(
        "config:config-item-map-entry",
        None,
        _item("ViewId", "string", "view1"),
        sheets,
        _item("ActiveTable", "string", front),
        _item("ShowGrid", "boolean", _grid(book.worksheets[0])),
    )
    views = element("config:config-item-map-indexed", {"config:name": "Views"}, view)
    all_views = element("config:config-item-set", {"config:name": "ooo:view-settings"}, views)
    return document("office:document-settings", element("office:settings", None, all_views))


def _sheet(sheet: Worksheet) -> str:
    items = [_item("ShowGrid", "boolean", _grid(sheet)), *_panes(sheet)]
    return element("config:config-item-map-entry", {"config:name": sheet.title}, *items)


def _panes(sheet: Worksheet) -> Iterator[str]:
    if not sheet.freeze_panes:
        return
    row, column = coordinate_to_tuple(sheet.freeze_panes)
    for words, far, count in (("Horizontal", "Right", column - 1), ("Vertical", "Bottom", row - 1)):
        yield _item(f"{words}SplitMode", "short", FROZEN if count else 0)
        yield _item(f"{words}SplitPosition", "int", count)
        yield _item(f"Position{far}", "int", count)
    yield _item("ActiveSplitRange", "short", BOTTOM_RIGHT)


def _grid(sheet: Worksheet) -> bool:
    return sheet.sheet_view.showGridLines is not False


def _item(name: str, kind: str, value: object) -> str:
    content = str(value).lower() if isinstance(value, bool) else escape(str(value))
    return element("config:config-item", {"config:name": name, "config:type": kind}, content)
