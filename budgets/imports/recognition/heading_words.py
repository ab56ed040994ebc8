"""What the heading of a column says it holds."""

import re

from budgets.imports.mapping import ColumnRole, Part
from budgets.imports.mark import HEADING
from budgets.imports.recognition.cost_types import read_cost_type
from budgets.imports.recognition.words import plain
from budgets.imports.recognition.years import Basis, basis_of

LONGEST = 90
ROLE_WORDS: tuple[tuple[ColumnRole, tuple[str, ...]], ...] = (
    (ColumnRole.NOTE, (
        "toelichting", "opmerking", "opmerkingen", "onderbouwing", "bijzonderheden", "uitleg", "motivatie",
        "notitie", "notities", "commentaar", "verklaring",
    )),
    (ColumnRole.PRIORITY, ("prioriteit", "prio", "prioritering", "pr")),
    (ColumnRole.COST_TYPE, (
        "soort kosten", "kostensoort", "kostensoorten", "kostentype", "type kosten", "soort lasten",
        "kostencategorie", "economische categorie", "aard van de kosten", "aard kosten", "soort", "aard",
    )),
    (ColumnRole.COVER, (
        "dekking", "dekkingsbron", "dekking uit", "gedekt uit", "gefinancierd uit", "financieringsbron",
        "financiering", "bekostiging", "wie betaalt", "bron van dekking",
    )),
    (ColumnRole.NUMBER, (
        "nr", "nummer", "regelnummer", "regelnr", "regel", "volgnummer", "volgnr", "no", "rij", "postnr",
        "nr post", "maatregelnummer", "maatregelnr",
    )),
    (ColumnRole.MEASURE, (
        "maatregel", "maatregelen", "kostenpost", "doel en kostenpost", "begrotingspost", "activiteit",
        "activiteiten", "actie", "omschrijving", "financieringsstroom", "post", "posten", "project",
        "voorziening", "product", "onderdeel", "inzet", "naam", "benaming", "taak", "baten", "inkomsten",
        "lasten", "uitgaven", "opbrengsten", "kosten", "bron", "begroting",
    )),
    (ColumnRole.GOAL, (
        "doel", "doelen", "doelstelling", "doelstellingen", "beleidsdoel", "speerpunt", "ambitie", "opgave",
        "pijler", "thema", "programma", "programmaonderdeel", "deelprogramma", "hoofdstuk", "cluster",
        "rubriek", "productgroep", "taakveld", "beleidsveld", "categorie",
    )),
)  # fmt: skip
"""The first words of a role say it best."""
LIKE_COSTS = re.compile(r"\b(?:lasten|kosten|uitgaven|budget|bedrag|begroot|begroting|raming)\b")
LIKE_INCOME = re.compile(r"\b(?:baten|inkomsten|opbrengsten|ontvangsten|dekking)\b")
OVER_YEARS = re.compile(
    r"lasten|baten|saldo|kosten|inkomst|opbrengst|uitgaven|dekking|begroot|begroting|wijzig|bijgesteld"
    r"|verschil|realisatie|raming|prognose|primitief|euro|€|bedrag|duizend|1 000|totaal|rekening|werkelijk"
)
"""What may stand above or below years in a heading of more rows."""
INCOME_NAMES = re.compile(r"\b(?:baten|inkomsten|dekking|opbrengsten|ontvangsten|dekkingsmiddelen)\b")
COST_NAMES = re.compile(r"\b(?:lasten|kosten|uitgaven|kostenpost|post|maatregel(?:en)?|effecten)\b")


def _ranks() -> dict[str, tuple[ColumnRole, int]]:
    found: dict[str, tuple[ColumnRole, int]] = {}
    for role, words in ROLE_WORDS:
        for rank, word in enumerate(words):
            found.setdefault(word, (role, rank))
    return found


RANKS = _ranks()
ORDER = [role for role, _ in ROLE_WORDS]
"""Of what a heading with more words is about: "Toelichting per maatregel" is no measure."""
SINGLE_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(RANKS, key=len, reverse=True))})\b")


def role_said(heading: str) -> tuple[ColumnRole, int] | None:
    """The role that a heading names, and how weakly: 0 is a name that leaves no doubt.

    A heading that is more than the word itself says it less: "Maatregel (kort)".
    """
    if HEADING.fullmatch(heading.strip()):
        return ColumnRole.ID, 0
    words = plain(heading)
    if not words or len(words) > LONGEST:
        return None
    if words in RANKS:
        role, rank = RANKS[words]
        return role, rank
    found = [RANKS[word] for word in SINGLE_WORDS.findall(words)]
    if not found:
        return None
    role, rank = min(found, key=lambda said: ORDER.index(said[0]))
    return role, rank + len(RANKS)


def says_it(said: tuple[ColumnRole, int]) -> bool:
    """Whether a heading is the name of the role and no more."""
    return said[1] < len(RANKS)


def amounts_said(heading: str) -> Part | None:
    """Whether a heading is of costs or of income; None where it says neither, or both, or a difference."""
    words = plain(heading)
    if basis_of(heading) is Basis.NEVER:
        return None
    income, costs = LIKE_INCOME.search(words), LIKE_COSTS.search(words)
    if income and costs and not re.search(r"\b(?:begroot|begroting|raming|budget|bedrag)\b", words):
        return None
    return Part.INCOME if income else Part.COSTS if costs else None


def may_stand_over_years(text: str) -> bool:
    return len(text) <= LONGEST and (OVER_YEARS.search(plain(text)) is not None or bool(read_cost_type(text)))
