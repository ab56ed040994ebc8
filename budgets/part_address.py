"""An option with the part of it that counts, in one word of an address or a button: "regisseur:2/3"."""

import re
from fractions import Fraction

from budgets.actions.option_terms import LARGEST_PART


def option_word(code: str, part: Fraction, usual: Fraction) -> str:
    """The code alone where the part is what counts anyhow."""
    return code if part == usual else f"{code}:{part}"


def part_in(text: str) -> Fraction:
    """The part of such a word, in lowest terms or not.  Raises ``ValueError`` where it is none."""
    read = re.fullmatch(r"([1-9][0-9]{0,8})(?:/([1-9][0-9]{0,8}))?", text, re.ASCII)
    part = Fraction(int(read[1]), int(read[2] or 1)) if read else None
    if part is None or part > LARGEST_PART:
        raise ValueError(f"{text[:40]!r} is no part of an option")
    return part
