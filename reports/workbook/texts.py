"""Text that stays text: nothing that somebody typed may become a formula or break the file."""

import re

LONGEST = 32_767
"""Characters in a cell, a limit of Excel."""
LONGEST_IN_HEADER = 55
"""A header holds 255 characters in all, and an ampersand counts twice."""
CUT = " …"

# Control characters, halves of surrogate pairs and the two non-characters: XML cannot carry them.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet would take for the escape of a character.
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
TAKEN_FOR_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\u2212")


def clean(text: str) -> str:
    """``text`` without what a workbook cannot hold, and no longer than a cell can be."""
    kept = FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return kept if len(kept) <= LONGEST else kept[: LONGEST - len(CUT)] + CUT


def escaped(text: str) -> str:
    """``text`` such that Excel shows ``_x0041_`` as it was typed and not as the letter A."""
    return LOOKS_ESCAPED.sub("_x005F_", text)


def needs_quote(text: str) -> bool:
    """Whether a spreadsheet would read the text as a formula when somebody edits its cell."""
    return text.startswith(TAKEN_FOR_FORMULA)


def in_header(text: str) -> str:
    """``text`` for a page header or footer, where an ampersand begins a code."""
    return clean(text).replace("\n", " ")[:LONGEST_IN_HEADER].replace("&", "&&")
