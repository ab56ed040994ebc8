"""Years in headings, however they are written, and what else such a heading says."""

import re
from datetime import date
from enum import IntEnum

from budgets.imports.book import Value
from budgets.imports.recognition.words import plain

EARLIEST, LATEST = 1990, 2100
LONGEST_HEADING = 60
"""Characters: more is a sentence, not a heading."""
FULL = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHORT = re.compile(r"['’‘`´]\s?(\d\d)(?!\d)|^\s*[bjr]\s?(\d\d)\s*$", re.IGNORECASE)


class Basis(IntEnum):
    """Which of several columns for one year is taken: the lowest; never a difference."""

    CHANGED = 0
    """2021 na wijziging: what holds now."""
    BUDGET = 1
    ADJUSTED = 2
    FORECAST = 3
    ACTUAL = 4
    NEVER = 5


BASIS_WORDS = {
    Basis.CHANGED: "na wijziging",
    Basis.BUDGET: "begroot",
    Basis.ADJUSTED: "bijgesteld",
    Basis.FORECAST: "verwacht",
    Basis.ACTUAL: "werkelijk",
    Basis.NEVER: "geen bedrag van een jaar, maar een verschil, saldo of aandeel",
}
SAYS = (
    (
        Basis.NEVER,
        re.compile(
            r"%|\b(?:verschil|afwijking|mutatie|procent|percentage|index|saldo|cumulatief|delta|toename|"
            r"afname|groei|aandeel|t o v|ten opzichte|per inwoner|v n|voordelig|nadelig|resultaat)"
        ),
    ),
    (
        Basis.CHANGED,
        re.compile(r"\bna (?:\w+ )?(?:begrotings)?wijziging|\bgewijzigd|\bherzien|\bactuele? begroting"),
    ),
    (Basis.ADJUSTED, re.compile(r"\bbijgesteld|\bbijstelling|\bscenario")),
    (
        Basis.ACTUAL,
        re.compile(
            r"\b(?:ge)?realis|\bwerkelijk|\b(?:jaar)?rekening|\buitgegeven|\bbesteed|^r ?\d{4}$|\bcijfers\b"
        ),
    ),
    (Basis.FORECAST, re.compile(r"\bprognose|\bverwacht|\bvoorlopig|\bconcept|\bkadernota")),
)


def year_of(value: Value) -> int | None:
    """The one year that a heading names; None where it names none, or a range."""
    if type(value) is str:
        return _year_in(value) if len(value) <= LONGEST_HEADING else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if EARLIEST <= value <= LATEST and value == int(value) else None
    return value.year if isinstance(value, date) else None


def basis_of(heading: str) -> Basis:
    """What kind of amounts a heading with a year is about; a bare year is the budget."""
    text = plain(heading)
    return next((basis for basis, words in SAYS if words.search(text)), Basis.BUDGET)


def _year_in(text: str) -> int | None:
    years = {int(found) for found in FULL.findall(text)}
    if not years:
        years = {2000 + int(first or second) for first, second in SHORT.findall(text)}
    return years.pop() if len(years) == 1 else None
