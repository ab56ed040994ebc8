"""Texts and codes as the budget keeps them: without what nobody sees, no longer than they fit."""

from collections.abc import Collection
from unicodedata import category

from django.utils.text import slugify

from municipalities.refusals import Refused

LONGEST_NOTE = 4_000
INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
"""Unicode categories of what a reader cannot see, or what turns text round."""


def one_line(text: str, *, longest: int, field: str, what: str = "naam", needed: str = "") -> str:
    """The text on one line.  Raises ``Refused`` when it is too long, or empty where ``needed`` says so."""
    text = " ".join(_visible(text).split())
    if needed and not text:
        raise Refused(needed, field)
    if len(text) > longest:
        raise Refused(f"De {what} is te lang: {len(text)} tekens, het mogen er {longest} zijn.", field)
    return text


def paragraphs(text: str, *, field: str = "note") -> str:
    """A longer text with its lines, without what nobody sees.  Raises ``Refused`` when it is too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(_visible(line).rstrip() for line in lines).strip()
    if len(text) > LONGEST_NOTE:
        raise Refused(
            f"De toelichting is te lang: {len(text)} tekens, het mogen er {LONGEST_NOTE} zijn.", field
        )
    return text


def free_code(title: str, taken: Collection[str], *, longest: int, otherwise: str) -> str:
    """The title as a code, with a number behind it where that is taken."""
    start = slugify(title)[: longest - 4].strip("-") or otherwise
    candidates = (start if i == 1 else f"{start}-{i}" for i in range(1, len(taken) + 2))
    return next(code for code in candidates if code not in taken)


def _visible(text: str) -> str:
    return "".join(letter for letter in text if category(letter) not in INVISIBLE or letter.isspace())
