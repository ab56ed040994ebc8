"""Cost types by their Dutch names and usual abbreviations."""

from functools import lru_cache

from budgets.imports.recognition.words import plain, says_nothing

LONGEST = 50
STARTS = (
    ("personeel", "personnel"),
    ("personele", "personnel"),
    ("personeels", "personnel"),
    ("pers kost", "personnel"),
    ("loon", "personnel"),
    ("salaris", "personnel"),
    ("formatie", "personnel"),
    ("materie", "material"),
    ("mat kost", "material"),
    ("mat last", "material"),
    ("kapitaal", "capital"),
    ("kap last", "capital"),
    ("afschrijving", "capital"),
    ("rente", "capital"),
    ("overhead", "overhead"),
    ("indirecte", "overhead"),
)
WHOLE = {
    "pk": "personnel",
    "pers": "personnel",
    "personnel": "personnel",
    "mk": "material",
    "mat": "material",
    "material": "material",
    "kl": "capital",
    "kap": "capital",
    "capital": "capital",
    "oh": "overhead",
    "ovh": "overhead",
}
NONE = frozenset(("niet opgegeven", "onbekend", "none"))


@lru_cache(maxsize=1024)
def read_cost_type(text: str) -> str | None:
    """A code of ``CostLine.CostType``; "" where the text says there is none; None where unknown."""
    if says_nothing(text):
        return ""
    words = plain(text)
    if words in NONE:
        return ""
    if words in WHOLE or len(words) > LONGEST:
        return WHOLE.get(words)
    return next((code for start, code in STARTS if words.startswith(start)), None)
