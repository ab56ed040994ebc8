"""What the name of a row says the row is: a total, a heading of a part, a target."""

import re
from dataclasses import dataclass
from enum import StrEnum

from budgets.imports.recognition.cost_types import read_cost_type
from budgets.imports.recognition.words import plain


class Says(StrEnum):
    """``COSTS``, ``INCOME`` and ``RESULT`` are that word alone: a heading, or the total itself.

    ``PART_RESULT`` is the result of something, perhaps a goal.
    """

    NOTHING = "nothing"
    TOTAL = "total"
    COSTS = "costs"
    INCOME = "income"
    RESULT = "result"
    RESULT_AFTER_TARGET = "result_after_target"
    OTHER_RESULT = "other_result"
    PART_RESULT = "part_result"
    TARGET = "target"
    TARGET_TOTAL = "target_total"
    PRIORITY = "priority"
    BREAKDOWN = "breakdown"
    PART = "part"
    ESTIMATE = "estimate"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Meaning:
    """``subject`` is what a total is of, a priority ("0" to "3", "none"), or what a breakdown is by."""

    says: Says
    subject: str = ""


LONGEST_TITLE = 120
BULLETS = ("-", "\u2013", "•", "·")
PERCENTAGE = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{1,4})?)\s?(?:%|procent\b)")
ORDINARY = Meaning(Says.NOTHING)
LEFT_OUT = re.compile(r"\(\s*excl[^)]*p\.?\s?m\.?[^)]*\)", re.IGNORECASE)
THOUSANDS = re.compile(r"(?:\bx )?(?:€ )?\b1 000\b")
ABBREVIATED = re.compile(r"^\s*(?:sub[- ]totaal\b|tot\.|som\b)", re.IGNORECASE)
SUBTOTAL = re.compile(r"\s*sub[- ]?tot", re.IGNORECASE)
COUNT = re.compile(r"^(?:[a-z]|[ivx]{1,4}|\d{1,2})\s+")
"""A letter or number before a heading: "B. Baten"."""
TOTALS = frozenset(
    (
        "totaal",
        "totalen",
        "subtotaal",
        "subtotalen",
        "eindtotaal",
        "totale",
        "subtot",
        "totaalbedrag",
        "totaaltelling",
    )
)
COSTS = frozenset(("kosten", "lasten", "uitgaven"))
INCOME = frozenset(
    ("baten", "inkomsten", "opbrengsten", "ontvangsten", "dekking", "dekkingsmiddelen", "rijksmiddelen",
     "middelen", "financiering", "financieringsstromen", "rijksuitkering", "rijksuitkeringen",
     "rijksbijdrage", "rijksbijdragen", "decentralisatieuitkering", "decentralisatieuitkeringen")
)  # fmt: skip
STATE = (
    frozenset(("rijk", "rijks", "gemeentefonds")),
    frozenset(("uitkering", "uitkeringen", "bijdrage", "bijdragen")),
)
AROUND = frozenset(
    ("de", "het", "van", "voor", "alle", "per", "jaar", "en", "in", "uit", "euro", "s", "eur", "€",
     "begrote", "begroot", "begroting", "geraamde", "geraamd", "structurele", "decentrale",
     "decentralisatie", "rijk", "rijks", "gemeentefonds", "uitkering", "uitkeringen", "bijdrage",
     "bijdragen", "regio", "regionale", "generaal", "algemeen", "excl", "incl", "exclusief", "inclusief",
     "btw")
)  # fmt: skip
"""Words that may stand beside "kosten" or "baten" in the name of the whole."""
RESULTS = frozenset(
    ("resultaat", "saldo", "exploitatieresultaat", "exploitatiesaldo", "begrotingsresultaat",
     "begrotingssaldo", "eindresultaat", "eindsaldo", "overschot", "tekort", "verschil",
     "begrotingsoverschot", "begrotingstekort")
)  # fmt: skip
AROUND_RESULT = frozenset(
    ("voor", "na", "minus", "min", "of", "verwacht", "financieel", "voordelig", "nadelig", "v", "n",
     "tussen", "bestemming", "reserves", "mutatie", "mutaties", "onttrekking", "netto", "dit", "deze",
     "eindstand")
)  # fmt: skip
MAY_BE_RESULT = AROUND | COSTS | INCOME | RESULTS | TOTALS | AROUND_RESULT
STILL_TO_COVER = re.compile(
    r"nog te (?:dekken|financieren)\b.*|te dekken(?: saldo| bedrag| tekort)?"
    r"|ongedekt(?: saldo| bedrag)?|dekkingstekort"
)
"""The result told the other way round: costs for which there is no income yet."""
RESERVES = frozenset(("bestemming", "reserves", "mutatie", "mutaties", "onttrekking"))
TARGET_WORDS = frozenset(
    ("taakstelling", "taakstellingen", "bezuinigingstaakstelling", "bezuinigingsopgave", "ombuigingsopgave",
     "besparingsopgave", "bezuinigingsdoelstelling", "ombuigingstaakstelling", "taakst")
)  # fmt: skip
FOOTNOTE = re.compile(
    r"\s*(?:[*¹²³†]|\d\)|(?:bron|toelichting|opmerking(?:en)?|nb|n\.b\.?|let op|noot|leeswijzer)\s*:)",
    re.IGNORECASE,
)
PRIORITY = re.compile(
    r"(?:totaal |totale |subtotaal )?(?:kosten |lasten )?(?:met )?(?:prioriteit|prio) (\d)\b.*"
)
WITHOUT_PRIORITY = re.compile(r"(?:totaal |subtotaal )?(?:kosten )?(?:zonder|geen) prioriteit")
BREAKDOWN = re.compile(
    r"\b(?:per|naar) (prioriteit|prio|kostensoort|soort kosten|soort|doel|doelstelling|programma)\b"
)
BEGIN_BREAKDOWN = frozenset(("verdeling", "uitsplitsing", "overzicht", "per", "naar"))
BROKEN_DOWN = {
    "prioriteit": "priority",
    "prio": "priority",
    "doel": "goal",
    "doelstelling": "goal",
    "programma": "goal",
}


def meaning_of(label: str) -> Meaning:
    """What a name says; nothing where it is just the name of a line or goal."""
    lower = label.casefold()
    if TELLING.isdisjoint(lower.translate(BARE).split()) and not any(part in lower for part in TELLING_PARTS):
        return ORDINARY
    if FOOTNOTE.match(label):
        return Meaning(Says.FOOTNOTE)
    written = ABBREVIATED.sub("totaal ", LEFT_OUT.sub("", label))
    text = COUNT.sub("", THOUSANDS.sub("", plain(written)).strip())
    words = text.split()
    return next((meaning for rule in RULES if (meaning := rule(text, words))), ORDINARY)


def is_subtotal(label: str) -> bool:
    """Whether a name says that it is a sum of some and not of all."""
    return SUBTOTAL.match(label) is not None


def bare_label(label: str) -> str:
    """Without what a total leaves out: "Overhead (excl. 1 p.m.)"."""
    return LEFT_OUT.sub("", label).strip()


def percentage_in(label: str) -> str:
    """The percentage that a name mentions, as a decimal number: "3% van de bijdrage" gives "3"."""
    found = PERCENTAGE.search(label)
    if found is None:
        return ""
    whole, _, rest = found[1].replace(",", ".").partition(".")
    return f"{int(whole)}.{rest}".rstrip("0").rstrip(".") if rest else str(int(whole))


def is_sentence(label: str) -> bool:
    """Whether a text is no title of rows: too long, an item of a list, or without a capital."""
    if len(label) > LONGEST_TITLE or (label.endswith(".") and label.count(" ") >= 5):
        return True
    return label[:1] in BULLETS or label[:1].islower()


def is_target_word(word: str) -> bool:
    """ "taakstelling", or that with one letter wrong, missing or too many."""
    return word in TARGET_WORDS or (
        11 <= len(word) <= 13 and word[0] == "t" and _one_off(word, "taakstelling")
    )


def _one_off(word: str, right: str) -> bool:
    """Whether one letter changed, added, left out or two swapped make one of the other."""
    start = next(
        (i for i, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right))
    )
    rest, wanted = word[start:], right[start:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]


def _part(text: str, words: list[str]) -> Meaning | None:
    if words[:1] == ["waarvan"] or words[:2] == ["w", "v"]:
        return Meaning(Says.PART)
    sides = {"laag", "hoog", "ongunstig", "gunstig"}
    return Meaning(Says.ESTIMATE) if "geschat" in words and sides & {*words} else None


def _target(text: str, words: list[str]) -> Meaning | None:
    if not any(map(is_target_word, words)):
        return None
    others = {*words} - TOTALS - AROUND
    if "na" in words and (words[0] == "na" or RESULTS & {*words}):
        return Meaning(Says.RESULT_AFTER_TARGET)
    if "voor" in words and RESULTS & {*words}:
        return Meaning(Says.RESULT)
    total = words[0] in TOTALS or words[-1] in TOTALS
    return Meaning(Says.TARGET_TOTAL if total and len(others) == 1 else Says.TARGET)


def _result(text: str, words: list[str]) -> Meaning | None:
    if STILL_TO_COVER.fullmatch(text):
        return Meaning(Says.OTHER_RESULT)
    found = {*words}
    if "structureel" in found and any(word.endswith("saldo") for word in words):
        return Meaning(Says.OTHER_RESULT)
    if words[:1] and words[0] in RESULTS and not found <= MAY_BE_RESULT:
        return Meaning(Says.PART_RESULT, " ".join(words[1:]))
    if not RESULTS & found or not found <= MAY_BE_RESULT:
        return None
    return Meaning(Says.OTHER_RESULT if RESERVES & found else Says.RESULT)


def _breakdown(text: str, words: list[str]) -> Meaning | None:
    found = BREAKDOWN.search(text)
    if found is None or words[0] not in COSTS | TOTALS | BEGIN_BREAKDOWN:
        return None
    return Meaning(Says.BREAKDOWN, BROKEN_DOWN.get(found[1], "cost_type"))


def _priority(text: str, words: list[str]) -> Meaning | None:
    if WITHOUT_PRIORITY.fullmatch(text):
        return Meaning(Says.PRIORITY, "none")
    found = PRIORITY.fullmatch(text)
    return Meaning(Says.PRIORITY, found[1]) if found and found[1] in "0123" else None


def _whole(text: str, words: list[str]) -> Meaning | None:
    """Costs or income as such, with or without "totaal"."""
    total = bool(words) and (words[0] in TOTALS or words[-1] in TOTALS)
    bare = {word for word in words if word not in TOTALS}
    if bare & COSTS and bare <= COSTS | AROUND:
        return Meaning(Says.TOTAL, "costs") if total else Meaning(Says.COSTS)
    state = bool(bare & STATE[0] and bare & STATE[1])
    if (bare & INCOME or state) and bare <= INCOME | AROUND:
        return Meaning(Says.TOTAL, "income") if total else Meaning(Says.INCOME)
    return None


def _total(text: str, words: list[str]) -> Meaning | None:
    if not words or not (words[0] in TOTALS or words[-1] in TOTALS):
        return None
    subject = " ".join(words[1:] if words[0] in TOTALS else words[:-1])
    subject = re.sub(r"^(?:(?:van|voor|de|het|kosten|lasten) )+", "", subject)
    bare = all(word in AROUND for word in subject.split())
    return Meaning(Says.TOTAL, "" if bare else _typed(subject))


def _typed(subject: str) -> str:
    code = read_cost_type(subject) if subject.count(" ") < 2 else None
    return f"cost_type.{code}" if code else subject


RULES = (_part, _target, _result, _breakdown, _priority, _whole, _total)
TELLING = (
    TOTALS
    | COSTS
    | INCOME
    | RESULTS
    | STATE[0]
    | TARGET_WORDS
    | BEGIN_BREAKDOWN
    | frozenset(("sub", "tot", "som", "waarvan", "w", "geschat", "prioriteit", "prio"))
    | frozenset(("dekken", "financieren", "ongedekt", "dekkingstekort"))
)
TELLING_PARTS = ("taak", "stelling", ":", "*", "†", "¹", "²", "³", ")")
"""A name without any of these is an ordinary one; most are, so this is looked at first."""
BARE = str.maketrans({character: " " for character in map(chr, range(128)) if not character.isalnum()})
