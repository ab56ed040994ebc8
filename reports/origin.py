"""Where a figure comes from, in words: the terms that add up to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from budgets.comparison_wording import compared_title
from budgets.drawing_wording import drawing_notes, swing_words, times_words
from budgets.dutch_numbers import enumeration, euros, exact, whole
from budgets.engine import (
    BudgetData,
    BudgetResult,
    Explanation,
    NotKnown,
    Term,
    explain,
    explain_selection,
)
from budgets.engine.explain_control import control_of
from budgets.engine.explain_way import THERE
from budgets.engine.figures import ALL_YEARS, DIFFERENCE, WAY
from budgets.finding_wording import control_reason
from budgets.own_notes import own_notes
from budgets.search_wording import hundredths
from budgets.split_wording import how_it_is_split, not_wholly_taking_part, term_share_words
from budgets.wording import (
    COST_TYPE_TITLES,
    PRIORITY_TITLES,
    pm_title,
    term_title,
    unsure_title,
)
from reports.places_origin import housing_notes, housing_share_words, places, why_unknown
from reports.term_links import Links

OF_THE_CHOICE = ("costs", "realised", "shortfall")


@dataclass(frozen=True, slots=True)
class TermRow:
    title: str
    amount: str
    cents: int
    parts: tuple["TermRow", ...] = ()
    note: str = ""
    """How a share came about."""
    query: str = ""
    """Of the address that explains the term itself, where it is another figure."""
    at: str = ""
    """The address that ``query`` belongs to; empty for the one that the figure was asked at."""
    page: str = ""
    """The address of the page of what it is, where no other figure explains it."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a difference is held against."""

    result: BudgetResult
    at: str
    """The address that explains its figures."""
    words: str
    """What it is called in a sentence: "het scenario ‘Sober’", "de ongewijzigde begroting"."""
    unchanged: bool = True
    """Whether it is the same budget without a scenario."""
    kept: bool = False
    """Whether it is what a proposal keeps, which is asked at the address of its scenario."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure was asked: in a scenario, by its address, or of a fixed version."""

    scenario: str = ""
    fixed: bool = False
    unchanged: str = ""
    """The address that explains figures of the same budget without a scenario."""
    kept: bool = False
    """Under the budget and the choice that a proposal keeps."""


@dataclass(frozen=True, slots=True)
class Origin:
    figure: str
    year: int
    title: str
    terms: list[TermRow]
    amount: str
    cents: int
    notes: list[str]
    split: bool = False
    """Whether it is a municipality's part of something."""
    drawn: list[TermRow] = field(default_factory=list)
    """What the draws were made of, where it rests on those: per estimate what it may add."""
    explanation: Explanation | None = None
    """None where it is not known."""

    @property
    def when(self) -> str:
        """The year; empty of a figure of all years together, which says so itself."""
        heads = self.figure.removeprefix(f"{DIFFERENCE}.").partition(".")[0]
        return "" if heads == ALL_YEARS else str(self.year)


def origin(
    result: BudgetResult,
    figure: str,
    year: int,
    against: Against,
    place: Place = Place(),
    lines: Iterable[str] | None = None,
) -> Origin:
    """``lines`` are those that a filter leaves, whose sum is asked.

    Raises ``UnknownFigure`` where there is no such figure or year.
    """
    try:
        if lines is None:
            explanation = explain(result, figure, year, against.result)
        else:
            explanation = explain_selection(result, lines, year)
    except NotKnown:
        title = _figure_title(result, figure, against)
        return Origin(figure, year, title, [], "–", 0, [_why_unknown(result, figure, year)])
    links = Links(
        result,
        explanation,
        against.at,
        scenario=place.scenario,
        fixed=place.fixed,
        unchanged=place.unchanged,
        kept=place.kept,
        against_kept=against.kept,
    )
    return Origin(
        figure=figure,
        year=year,
        title=_figure_title(result, figure, against),
        terms=[_row(links, term, against) for term in explanation.terms],
        amount=_words(explanation, explanation.amount),
        cents=explanation.amount,
        notes=_notes(result, explanation),
        split=_is_split(explanation),
        drawn=list(_drawn(result, explanation, place)),
        explanation=explanation,
    )


def _figure_title(result: BudgetResult, figure: str, against: Against) -> str:
    head, _, key = figure.partition(".")
    of_others = head == DIFFERENCE and key
    title = compared_title(result, against.result, key if of_others else figure)
    return f"{title}, verschil met {against.words}" if of_others or head == WAY else title


def _drawn(result: BudgetResult, explanation: Explanation, place: Place) -> Iterable[TermRow]:
    """Each leads on to how far it moves the result by itself."""
    for each in explanation.drawing.estimates if explanation.drawing else ():
        asked = {"cijfer": f"influence.{each.kind}.{each.code}.reach", "jaar": str(explanation.year)}
        query = urlencode(asked | ({"voorstel": "1"} if place.kept else {}))
        title = unsure_title(result.data, each.kind, each.code)
        yield TermRow(title, swing_words(each), each.best - each.worst, query=query)


def _row(links: Links, term: Term, against: Against, under: Term | None = None) -> TermRow:
    result, explanation = links.result, links.explanation
    of = against.result if term.kind in THERE else result
    title, link = _title(of, explanation, term), links.of(term, under)
    if term.kind in THERE:
        title = f"{title}, ongewijzigd" if against.unchanged else f"{title} in {against.words}"
    if term.year is not None:
        title = f"{title} {term.year}"
    several = len(term.parts) > 1 or any(part.times != 1 for part in term.parts)
    parts = term.parts if several or term.kind == "goal" else ()
    rows = tuple(_row(links, part, against, under or term) for part in parts)
    note, amount = _share_note(result, explanation, term), _words(explanation, term.amount)
    return TermRow(title, amount, term.amount, rows, note, link.query, link.at, link.page)


def _share_note(result: BudgetResult, explanation: Explanation, term: Term) -> str:
    """How a share came about, and who is not in what it is divided by."""
    if not term.share:
        return "" if term.times == 1 else times_words(term)
    if explanation.figure.startswith("housing."):
        return housing_share_words(result, explanation, term)
    words = [term_share_words(result.data, term)]
    if term.kind == "line":
        i = result.data.year_index[explanation.year]
        words += not_wholly_taking_part(result.data, result.choice, term.ref, i)
    return "; ".join(words)


def _title(result: BudgetResult, explanation: Explanation, term: Term) -> str:
    """Of a line by itself where it stands; of a goal how many of its lines carry an amount."""
    if term.kind == "stream" and explanation.figure == f"income_by_stream.{term.ref}":
        return "Begroot bedrag"
    if term.kind == "line" and explanation.figure == f"lines.{term.ref}":
        number = result.data.line(term.ref).number
        return "Begroot bedrag" if number is None else f"Begroot bedrag, regel {number} in de bron"
    if term.kind == "goal" and explanation.figure == "costs":
        lines = [line for line in result.data.lines if line.goal == term.ref]
        if len(term.parts) < len(lines):
            goal = result.data.goal(term.ref).title
            return f"{goal} ({len(term.parts)} van {len(lines)} regels met een bedrag)"
    return term_title(result.data, term, result.choice)


def _about_line(data: BudgetData, code: str) -> str:
    """Where the line stands in the budget: goal, priority and cost type."""
    line = data.line(code)
    key = line.priority_key
    priority = "geen" if key == "none" else f"{key}, {PRIORITY_TITLES[key].lower()}"
    kind = COST_TYPE_TITLES[line.cost_type_key].lower()
    return f"Doel: {data.goal(line.goal).title}. Prioriteit: {priority}. Soort: {kind}."


def _notes(result: BudgetResult, explanation: Explanation) -> list[str]:
    data, i = result.data, result.data.year_index[explanation.year]
    head, _, key = explanation.figure.partition(".")
    if head == "housing":
        return housing_notes(result, key, i)
    notes: list[str] = []
    if explanation.figure in OF_THE_CHOICE and result.shortfall[i]:
        notes.append(
            f"Gevraagd was {euros(result.claimed[i])}. Meer dan de post kan er niet af: "
            f"{euros(result.shortfall[i])} is niet te realiseren."
        )
    if explanation.pm:
        titles = enumeration([pm_title(data, code) for code in explanation.pm])
        notes.append(f"Exclusief {len(explanation.pm)} p.m.: {titles}. De omvang is nog niet bekend.")
    if _is_split(explanation):
        notes += how_it_is_split(data, key.rpartition(".")[2])
    notes += own_notes(result, explanation)
    notes += drawing_notes(result, explanation)
    if head == "control":
        check = control_of(result, key)
        notes += [f"Bron: {check.control.source}.", control_reason(check)]
    if head == "lines":
        notes += filter(None, [_about_line(data, key), data.line(key).note])
    if not explanation.terms:
        notes.append("Er zijn geen posten die hieraan bijdragen.")
    return notes


def _is_split(explanation: Explanation) -> bool:
    """Whether a key of municipalities has a part in it."""
    terms = [each for term in explanation.terms for each in (term, *term.parts)]
    return any(term.share and term.share.key for term in terms)


def _why_unknown(result: BudgetResult, figure: str, year: int) -> str:
    if figure.startswith("housing."):
        return why_unknown(result, figure.removeprefix("housing."), result.data.year_index[year])
    return f"In {year} is dit cijfer er niet: de gemeente is dan geen lid van de regio."


def _has_cents(amount: int, terms: tuple[Term, ...]) -> bool:
    """Whether the amount or anything beneath it is not in whole euros."""
    return bool(amount % 100) or any(_has_cents(term.amount, term.parts) for term in terms)


def _words(explanation: Explanation, cents: int) -> str:
    match explanation.unit:
        case "places":
            return places(cents)
        case "draws":
            return f"{whole(100 * cents)} {'trekking' if abs(cents) == 1 else 'trekkingen'}"
        case "weight":
            return hundredths(cents)
    return exact(cents) if _has_cents(explanation.amount, explanation.terms) else whole(cents)
