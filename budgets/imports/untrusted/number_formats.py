"""Which number formats show a percentage."""

import re

BUILT_IN = frozenset({9, 10})
"""0% and 0.00% have no text in the file."""
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""What is shown as it stands, a condition or colour, and a space or filling."""


def shows_percentage(code: str) -> bool:
    """Whether a format multiplies by a hundred for positive numbers: "0%" does, '0"%"' does not."""
    return "%" in LITERAL.sub("", code).partition(";")[0]


def is_percentage(number: int, custom: dict[int, str]) -> bool:
    """``custom`` has the formats that the file describes itself, by number."""
    return shows_percentage(custom[number]) if number in custom else number in BUILT_IN
