"""Texts in a CSV that a spreadsheet would take for a formula, and how to keep it from doing so.

A CSV has no types: quotes do not make "=1+1" a text.  An apostrophe before it does, and
can be taken off again.  It also stands after a semicolon, tab or line break, where a
spreadsheet that splits on those begins a new cell whatever the quotes say.
"""

import re

BEGINS_FORMULA = ("=", "+", "-", "@", "\u2212", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Also as Chinese and Japanese write them, in full width."""
STARTS_CELL = r"(?:^|(?<=[;\t\r\n]))"
FORMULA = rf"(?='*[{re.escape(''.join(BEGINS_FORMULA))}])"
UNGUARDED = re.compile(STARTS_CELL + FORMULA)
GUARD = re.compile(STARTS_CELL + "'" + FORMULA)


def guarded(text: str) -> str:
    """ "=1+1" as "'=1+1"; one that already looks guarded gets an apostrophe more."""
    return UNGUARDED.sub("'", text)


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given; another is left as it is."""
    return GUARD.sub("", text)
