"""A priority as it stands in a cell."""

import re

from budgets.imports.book import Value
from budgets.imports.recognition.words import plain, says_nothing
from budgets.wording import PRIORITY_WORDS

BELOW_ZERO = re.compile(r"\s*[-\u2212\u2013]\s*\d")
TEXT = re.compile(r"(?:p|prio|prioriteit)? ?(\d{1,3})(?: (?!\d).*)?")
WORDS = {word: None if key == "none" else int(key) for key, word in PRIORITY_WORDS.items()}
FIRST, LAST = 0, 3


def read_priority(value: Value) -> int | None:
    """0 to 3, or None where the cell is empty or a dash.  Raises ``ValueError`` where it is another."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)
    if isinstance(value, str):
        return _in_text(value)
    if FIRST <= value <= LAST and value == int(value):
        return int(value)
    raise ValueError(value)


def _in_text(text: str) -> int | None:
    if says_nothing(text):
        return None
    words = plain(text)
    if words in WORDS:
        return WORDS[words]
    found = TEXT.fullmatch(words)
    if found is None or BELOW_ZERO.match(text) or not FIRST <= int(found[1]) <= LAST:
        raise ValueError(text)
    return int(found[1])
