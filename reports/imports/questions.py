"""What must be asked, grouped by kind, and the answers that a form sends."""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from budgets.dutch_numbers import NOTHING
from budgets.imports.comparison.preview import TICK, WITHOUT_TOTALS, Preview
from budgets.imports.comparison.questions import ALL, ANSWERS, KINDS, Kind, Question

PER_PAGE = 100
PREFIX = "antwoord:"
"""Before the key of a question in the form."""
FOR_ALL = "alle"
"""The button that answers all questions of a kind: "gone:keep"."""
TITLES: dict[Kind, tuple[str, str]] = {
    "rename": (
        "Andere naam",
        "Deze rijen lijken op een kostenpost die er al is, maar heten anders. Is het dezelfde of een nieuwe?",
    ),
    "conflict": (
        "Aan beide kanten gewijzigd",
        "Dit is sinds de export zowel in het bestand als in de applicatie gewijzigd. Welke waarde geldt?",
    ),
    "gone": (
        "Niet meer in het bestand",
        "Dit staat in de begroting, maar niet in het bestand. Wat u verwijdert, gaat met de bedragen weg.",
    ),
    "back": (
        "Hier verwijderd, in het bestand gewijzigd",
        "Deze kostenposten zijn na de export in de applicatie verwijderd, maar in het bestand nog gewijzigd.",
    ),
}
ANSWER_TITLES: dict[Kind, dict[str, str]] = {
    "rename": {"same": "dezelfde kostenpost; heette", "new": "een nieuwe kostenpost"},
    "conflict": {"file": "uit het bestand", "ours": "uit de applicatie"},
    "gone": {"keep": "behouden", "delete": "verwijderen"},
    "back": {"leave": "weg laten", "add": "opnieuw toevoegen"},
}
ALL_TITLES: dict[Kind, dict[str, str]] = {
    "rename": {"same": "Alle dezelfde", "new": "Alle nieuw"},
    "conflict": {"file": "Alles uit het bestand", "ours": "Alles uit de applicatie"},
    "gone": {"keep": "Alles behouden", "delete": "Alles verwijderen"},
    "back": {"leave": "Alles weg laten", "add": "Alles toevoegen"},
}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """``number`` counts over all pages; ``choices`` are value, title, and whether it is chosen."""

    number: int
    name: str
    question: Question
    about: str
    choices: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Kindred:
    """The questions of a kind on this page; ``count`` and ``open`` are of all pages."""

    kind: Kind
    title: str
    explanation: str
    count: int
    open: int
    all_choices: list[tuple[str, str]]
    questions: list[QuestionView]


@dataclass(frozen=True, slots=True)
class Asked:
    groups: list[Kindred]
    page: Page[Question]
    count: int
    open: int


def asked(preview: Preview, page: str | None) -> Asked:
    """The questions of this page, by kind."""
    ordered = [each for kind in KINDS for each in preview.questions if each.kind == kind]
    shown = Paginator(ordered, PER_PAGE).get_page(page)
    start = shown.start_index() if ordered else 0
    views = [_view(start + i, question) for i, question in enumerate(shown)]
    groups = [
        _kindred(kind, preview, found)
        for kind in KINDS
        if (found := [view for view in views if view.question.kind == kind])
    ]
    return Asked(groups, shown, len(ordered), len(preview.open_questions))


def _kindred(kind: Kind, preview: Preview, shown: list[QuestionView]) -> Kindred:
    of_kind = [each for each in preview.questions if each.kind == kind]
    return Kindred(
        kind,
        *TITLES[kind],
        count=len(of_kind),
        open=sum(not each.answer for each in of_kind),
        all_choices=[(f"{kind}:{answer}", title) for answer, title in ALL_TITLES[kind].items()],
        questions=shown,
    )


def _view(number: int, question: Question) -> QuestionView:
    titles = ANSWER_TITLES[question.kind]
    choices = [(answer, titles[answer], answer == question.answer) for answer in ANSWERS[question.kind]]
    return QuestionView(number, PREFIX + question.key, question, _about(question), choices)


def _about(question: Question) -> str:
    """What helps to decide, in one line."""
    match question.kind:
        case "conflict":
            return f"Bij de export stond hier {question.before or 'niets'}."
        case "gone":
            amounts = question.ours.replace(NOTHING, "").strip(" ,")
            return f"Bedragen per jaar: {question.ours}." if amounts else "Zonder bedragen."
    return ""


def answers_from(sent: Dictionary[str, str], preview: Preview, known: Dictionary[str, str]) -> dict[str, str]:
    """What the form says that was not decided yet, or otherwise; ``known`` is what was decided."""
    given = _of_questions(sent, preview)
    if "heeft_gezien" in sent:
        given[TICK] = preview.warnings_seal if "gezien" in sent else ""
    if "heeft_totalen" in sent:
        given[WITHOUT_TOTALS] = "" if "totalen" in sent else "no"
    given |= _for_all(sent, known)
    return {key: answer for key, answer in given.items() if known.get(key, "") != answer}


def _of_questions(sent: Dictionary[str, str], preview: Preview) -> dict[str, str]:
    """Only what differs from what holds now, so that an answer for all of a kind stays one answer."""
    found = {}
    for question in preview.questions:
        answer = sent.get(PREFIX + question.key, "")
        if answer in ANSWERS[question.kind] and answer != question.answer:
            found[question.key] = answer
    return found


def _for_all(sent: Dictionary[str, str], known: Dictionary[str, str]) -> dict[str, str]:
    """One answer for a kind, in place of what was said of single questions of it."""
    kind, _, answer = sent.get(FOR_ALL, "").partition(":")
    if answer not in ANSWERS.get(kind, ()):  # type: ignore[call-overload]  # any text may be sent
        return {}
    taken_back = {key: "" for key in known if key.startswith(f"{kind}:")}
    return taken_back | {f"{kind}:{ALL}": answer}
