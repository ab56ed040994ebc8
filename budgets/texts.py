"""Texts and codes as the budget keeps them: without what nobody sees, no longer than they fit."""

import re
from collections.abc import Iterable
from unicodedata import category

from django.utils.text import slugify

from municipalities.refusals import Refused

LONGEST_NOTE = 4_000
RESERVED_MEASURES = frozenset({"nieuw", "bedragen", "sinds"})
"""Words that are addresses of their own beside the measures."""
RESERVED_LINES = frozenset({"nieuw"})
RESERVED_STREAMS = frozenset({"nieuw", "pm", "taakstellingen"})
UNCHANGED_KEY = "begroting"
VERSION_KEY = r"versie-([1-9][0-9]{0,8})"
RESERVED_SCENARIOS = frozenset({"vergelijken", "zoeken", UNCHANGED_KEY})
"""Words that are addresses beside the scenarios, or name what a scenario can be compared with."""
INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
"""Unicode categories of what a reader cannot see, or what turns text round."""


def one_line(text: str, *, longest: int, field: str, what: str = "naam", needed: str = "") -> str:
    """The text on one line.  Raises ``Refused`` when it is too long, or empty where ``needed`` says so."""
    text = " ".join(visible(text).split())
    if needed and not text:
        raise Refused(needed, field)
    if len(text) > longest:
        raise Refused(f"De {what} is te lang: {len(text)} tekens, het mogen er {longest} zijn.", field)
    return text


def paragraphs(text: str, *, field: str = "note") -> str:
    """A longer text with its lines, without what nobody sees.  Raises ``Refused`` when it is too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(visible(line).rstrip() for line in lines).strip()
    if len(text) > LONGEST_NOTE:
        raise Refused(
            f"De toelichting is te lang: {len(text)} tekens, het mogen er {LONGEST_NOTE} zijn.", field
        )
    return text


class Codes:
    """Hands out codes of one table: the title as a code, with a number behind it where that is taken.

    Not quadratic where many titles are the same.
    """

    def __init__(self, taken: Iterable[str], *, longest: int, otherwise: str) -> None:
        self._taken = set(taken)
        self._longest = longest
        self._otherwise = otherwise
        self._last: dict[str, int] = {}

    def of(self, title: str) -> str:
        """A code that nobody had; it is taken from now on."""
        start = slugify(title)[: self._longest - 6].strip("-") or self._otherwise
        number = self._last.get(start, 0) + 1
        while (code := start if number == 1 else f"{start}-{number}") in self._taken:
            number += 1
        self._last[start] = number
        self._taken.add(code)
        return code


def free_code(title: str, taken: Iterable[str], *, longest: int, otherwise: str) -> str:
    """One code; see ``Codes``."""
    return Codes(taken, longest=longest, otherwise=otherwise).of(title)


def is_free_slug(slug: str) -> bool:
    """Whether no other address, and no version, is called so."""
    return slug not in RESERVED_SCENARIOS and not re.fullmatch(VERSION_KEY, slug)


def visible(text: str) -> str:
    """Without what a reader cannot see."""
    if text.isprintable():
        return text
    return "".join(letter for letter in text if category(letter) not in INVISIBLE or letter.isspace())
