"""Rows without amounts: titles of goals and parts, lines that have none yet, texts."""

from budgets.imports.recognition.labels import ORDINARY, Meaning, Says, is_sentence, meaning_of
from budgets.imports.recognition.place import Within
from budgets.imports.recognition.placed import Placed, Shelf
from budgets.imports.recognition.raw_rows import Raw

HEADINGS = {
    Says.COSTS: (Within.COSTS, "kop van de kosten"),
    Says.INCOME: (Within.INCOME, "kop van de baten"),
    Says.RESULT: (Within.RESULT, "kop van het resultaat"),
    Says.OTHER_RESULT: (Within.RESULT, "kop van het resultaat"),
    Says.TARGET: (Within.RESULT, "kop van de taakstelling"),
    Says.BREAKDOWN: (Within.BREAKDOWN, "kop van een uitsplitsing"),
}
"""The part that a heading opens."""
LOOK_AHEAD = 50
"""Rows within which something must follow a title."""


def without_amounts(shelf: Shelf, position: int, raw: Raw) -> Placed:
    place, meaning = shelf.place, meaning_of(raw.label) if raw.label else ORDINARY
    if not raw.label and not raw.continued:
        return shelf.skip(raw, "geen naam en geen bedragen" if raw.described else "alleen een toelichting")
    if meaning.says is Says.FOOTNOTE or (is_sentence(raw.label) and not raw.described):
        return shelf.skip(raw, "tekst, geen bedragen")
    if raw.described and place.within in (Within.COSTS, Within.AFTER):
        return shelf.line(raw, "soort kosten of prioriteit, nog zonder bedragen")
    if raw.described and place.within is not Within.INCOME:
        return shelf.skip(raw, "geen bedragen")
    if meaning.says in HEADINGS:
        return _part(shelf, raw, meaning)
    if meaning.says is not Says.NOTHING:
        return shelf.skip(raw, "totaal zonder bedragen")
    return _title(shelf, position, raw)


def _part(shelf: Shelf, raw: Raw, meaning: Meaning) -> Placed:
    """The heading of costs, income, result or a breakdown."""
    place = shelf.place
    place.within, reason = HEADINGS[meaning.says]
    place.by, place.heading = meaning.subject, raw.label
    return shelf.skip(raw, reason)


def _title(shelf: Shelf, position: int, raw: Raw) -> Placed:
    """The title of a goal, where lines or its own total follow; else a text."""
    place, following = shelf.place, _following(shelf, position)
    if following is None:
        return shelf.skip(raw, "tekst zonder rijen die erbij horen")
    if place.within is not Within.COSTS and not (place.described and following.described):
        place.heading = raw.label
        return shelf.skip(raw, "kop zonder bedragen")
    if raw.goal and raw.measure:
        return shelf.line(raw, "maatregel bij een doel, nog zonder bedragen")
    if shelf.has_goals and not raw.goal:
        return shelf.skip(raw, "kop binnen een doel")
    if is_title(shelf.rows[position + 1]):
        return shelf.skip(raw, "kop boven een andere kop")
    return shelf.goal(raw, "geen bedragen, de rijen eronder wel")


def _following(shelf: Shelf, position: int) -> Raw | None:
    """The next row that is more than a title; None where another part begins before it."""
    for raw in shelf.rows[position + 1 : position + 1 + LOOK_AHEAD]:
        if raw.filled or raw.described:
            return raw
        if raw.label and meaning_of(raw.label).says in HEADINGS:
            return None
    return None


def is_title(raw: Raw) -> bool:
    if raw.filled or raw.described or not raw.label or is_sentence(raw.label):
        return False
    return meaning_of(raw.label).says is Says.NOTHING
