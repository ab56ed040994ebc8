"""What the contents of a cell look like, whatever its column is called."""

import math
import re

from budgets.imports.book import Value

AMOUNT = re.compile(
    r"[€\s]*(?:eur)?[-\u2212\u2013/(\s]*€?\s*\d[\d.,\s]*(?:[-\u2212\u2013/)\s]*|,[-\u2212\u2013\u2014]{1,2})"
    r"|[€\s]*[-\u2212\u2013][\s]*|[-\u2212\u2013]?\s*p\.?\s?m\.?",
    re.IGNORECASE,
)
CELL_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?", re.IGNORECASE)
LONGEST = 30
MOST_DIGITS = 9


def looks_like_amount(value: Value) -> bool:
    """A number, or a text that is written as one; p.m. and a dash too."""
    if type(value) is str:
        return len(value) <= LONGEST and AMOUNT.fullmatch(value) is not None
    return is_number(value)


def is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def whole_number(value: Value) -> int | None:
    """The number of a row: 12, or a text such as "12."; None where it is anything else."""
    if type(value) is str:
        digits = value.strip().rstrip(".")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < MOST_DIGITS else None
    if isinstance(value, int | float) and is_number(value) and 0 <= value < 10**MOST_DIGITS:
        return int(value) if value == int(value) else None
    return None


def is_cell_error(text: str) -> bool:
    """#REF! and the like, in Dutch too: #VERW!"""
    return CELL_ERROR.fullmatch(text.strip()) is not None
