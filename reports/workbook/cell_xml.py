"""Cells as they stand in the file, a formula with the value that it comes to beside it.

Without that value Excel's Protected View, a preview in a mail and most libraries
show nothing; openpyxl does not write it.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Cells:
    """The contents of a sheet: the range that it covers and its rows."""

    covers: str
    rows: str


def decimal(cents: int) -> str:
    """An amount in euros as a file holds it: 7237035 becomes 72370.35."""
    whole, rest = divmod(abs(cents), 100)
    digits = f"{whole}.{rest:02}" if rest else str(whole)
    return f"-{digits}" if cents < 0 else digits


def text(address: str, style: int, content: str) -> str:
    content = escape(content)
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{content}</t></is></c>'


def number(address: str, style: int, cents: int) -> str:
    return f'<c r="{address}" s="{style}"><v>{decimal(cents)}</v></c>'


def formula(address: str, style: int, content: str, value: int | str) -> str:
    """``content`` begins with its equals sign; ``value`` is in cents, or a text."""
    expression = escape(content[1:])
    if isinstance(value, str):
        return f'<c r="{address}" s="{style}" t="str"><f>{expression}</f><v>{escape(value)}</v></c>'
    return f'<c r="{address}" s="{style}"><f>{expression}</f><v>{decimal(value)}</v></c>'


def blank(address: str, style: int) -> str:
    return f'<c r="{address}" s="{style}"/>'


def row(number: int, cells: dict[int, str], height: float | None, outlined: bool) -> str:
    """A row of cells in the order of their columns."""
    attributes = f' ht="{height}" customHeight="1"' if height else ""
    if outlined:
        attributes += ' outlineLevel="1"'
    content = "".join([cells[column] for column in sorted(cells)])
    return f'<row r="{number}"{attributes}>{content}</row>'
