"""When two names are the same one, and when they may be."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, normalize

from budgets.texts import visible

ALIKE = 0.72
"""From this ratio on a name may be the other one, written differently."""
NOT_A_WORD = re.compile(r"[^\w]+")


@lru_cache(maxsize=65_536)
def bare(name: str) -> str:
    """Without case, accents, punctuation and spaces too many: what two people would call the same name.

    Of punctuation alone that is what it is, so that "…" is not the name of what has none.
    """
    decomposed = normalize("NFKD", visible(name).casefold())
    letters = "".join(letter for letter in decomposed if not combining(letter))
    return " ".join(NOT_A_WORD.sub(" ", letters).split()) or letters.strip()


def one_line(text: str) -> str:
    """As a budget keeps a name: a space is a space, there is one, and nothing that nobody sees."""
    return " ".join(visible(text).split())


def likeness(one: str, other: str) -> float:
    """From 0 to 1; what one of two names leaves out counts less than what it says differently."""
    one, other = bare(one), bare(other)
    if not one or not other:
        return 0.0
    if one in other or other in one:
        shortest, longest = sorted((len(one), len(other)))
        return max(0.75, shortest / longest) if shortest >= 6 else shortest / longest
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 0.0 if matcher.real_quick_ratio() < ALIKE else matcher.ratio()


class Titles:
    """Hands out titles that differ by more than case, with a number behind one that another has.

    Not quadratic where many are the same.
    """

    def __init__(self, taken: Iterable[str], longest: int) -> None:
        self._taken = {title.casefold() for title in taken}
        self._longest = longest
        self._last: dict[str, int] = {}

    def of(self, title: str) -> str:
        """The title, cut to its length; it is taken from now on."""
        title = title[: self._longest]
        number = self._last.get(title.casefold(), 0) + 1
        while (free := self._numbered(title, number)).casefold() in self._taken:
            number += 1
        self._last[title.casefold()] = number
        self._taken.add(free.casefold())
        return free

    def _numbered(self, title: str, number: int) -> str:
        return title if number == 1 else f"{title[: self._longest - 8]} ({number})"
