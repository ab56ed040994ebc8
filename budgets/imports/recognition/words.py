"""Texts of a workbook, made comparable."""

import re
import unicodedata
from datetime import date, datetime

from budgets.imports.book import Value

NOT_A_WORD = re.compile(r"[^a-z0-9%€]+")
DIGITS = re.compile(r"\d+")
BREAKS = re.compile(r"\s*[\r\n]+\s*")
NOTHING = frozenset(("", "-", "\u2013", "\u2014", "\u2212", "n.v.t.", "nvt", "n.v.t", "geen", "x"))
"""What stands in a cell of words to say that there is nothing."""


def plain(text: str) -> str:
    """Small letters and digits with single spaces: "  Soort  kosten:" is "soort kosten"."""
    folded = text.casefold()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded)
        folded = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return NOT_A_WORD.sub(" ", folded).strip()


def one_line(value: Value) -> str:
    """A cell as a name: without breaks of lines and space around it; empty where there is nothing."""
    if type(value) is str:
        text = value.strip()
        return BREAKS.sub(" ", text) if "\n" in text or "\r" in text else text
    return as_text(value)


def as_text(value: Value) -> str:
    """A cell as people read it: 12.0 is "12", a date has its day first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, datetime | date):
        return f"{value.day}-{value.month}-{value.year}"
    return str(value).strip()


def says_nothing(text: str) -> bool:
    """Whether a cell of words is empty, or a dash."""
    return text.strip().casefold() in NOTHING


def without_digits(text: str) -> str:
    """``plain`` with every number as one sign, so that years do not tell forms apart."""
    return DIGITS.sub("#", plain(text))
