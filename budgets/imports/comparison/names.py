"""When two names are the same one, and when they may be."""

import re
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


def free_title(title: str, taken: set[str], longest: int) -> str:
    """The title, with a number behind it where another has it; it is taken from now on."""
    title, number = title[:longest], 1
    free = title
    while free.casefold() in taken:
        number += 1
        free = f"{title[: longest - 6]} ({number})"
    taken.add(free.casefold())
    return free
