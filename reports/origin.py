"""Where a figure comes from, in words: the terms that add up to it."""

from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from budgets.dutch_numbers import enumeration, euros, exact, whole
from budgets.engine import BudgetData, BudgetResult, Explanation, Target, Term, explain
from budgets.engine.municipal_options import explain_gain
from budgets.split_wording import gain_title, how_it_is_split, not_wholly_taking_part, share_words
from budgets.wording import (
    COST_TYPE_TITLES,
    PRIORITY_TITLES,
    figure_title,
    percentage_of_stream,
    pm_title,
    term_title,
)

DIFFERENCE = "difference"
GAIN = "gain"
AGAINST = "against"
"""The kind of a term that is the figure under the other choice."""
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


def origin(result: BudgetResult, figure: str, year: int, against: Against) -> Origin:
    """Raises ``UnknownFigure`` where there is no such figure or year."""
    explanation = _explanation(result, figure, year, against)
    in_cents = _has_cents(explanation.amount, explanation.terms)
    return Origin(
        figure=figure,
        year=year,
        title=_figure_title(result, figure, against),
        terms=[_row(result, explanation, term, in_cents, against) for term in explanation.terms],
        amount=_words(explanation.amount, in_cents),
        cents=explanation.amount,
        notes=_notes(result, explanation),
        split=_is_split(explanation),
    )


def _explanation(result: BudgetResult, figure: str, year: int, against: Against) -> Explanation:
    head, _, key = figure.partition(".")
    if head == DIFFERENCE:
        return _difference(result, against.result, figure, key or "result_after_target", year)
    return explain_gain(result, figure, year) if head == GAIN else explain(result, figure, year)


def _difference(result: BudgetResult, base: BudgetResult, figure: str, of: str, year: int) -> Explanation:
    """A figure here, minus the same under the other choice."""
    amount = result.amount(of, year) - base.amount(of, year)
    terms = (Term("figure", of, result.amount(of, year)), Term(AGAINST, of, -base.amount(of, year)))
    return Explanation(figure, year, amount, terms)


def _figure_title(result: BudgetResult, figure: str, against: Against) -> str:
    data, choice = result.data, result.choice
    head, _, key = figure.partition(".")
    if head == DIFFERENCE and key:
        return f"{figure_title(data, key, choice)}, verschil met {against.words}"
    return gain_title(data, figure) if head == GAIN else figure_title(data, figure, choice)


def _row(
    result: BudgetResult, explanation: Explanation, term: Term, in_cents: bool, against: Against
) -> TermRow:
    title, at = _title(result, explanation, term), ""
    if term.kind == AGAINST:
        at = against.at
        title = f"{title}, ongewijzigd" if against.unchanged else f"{title} in {against.words}"
    asked = {"cijfer": term.ref, "jaar": explanation.year}
    query = urlencode(asked) if term.kind in ("figure", AGAINST) else ""
    parts = term.parts if len(term.parts) > 1 or term.kind == "goal" else ()
    rows = tuple(_row(result, explanation, part, in_cents, against) for part in parts)
    note = _share_note(result, explanation, term)
    return TermRow(title, _words(term.amount, in_cents), term.amount, rows, note, query, at)


def _share_note(result: BudgetResult, explanation: Explanation, term: Term) -> str:
    """How a share came about, and who is not in what it is divided by."""
    if not term.share:
        return ""
    words = [share_words(result.data, term.share)]
    if term.kind == "line":
        i = result.data.year_index[explanation.year]
        words += not_wholly_taking_part(result.data, result.choice, term.ref, i)
    return "; ".join(words)


def _title(result: BudgetResult, explanation: Explanation, term: Term) -> str:
    """Of a line by itself where it stands; of a goal how many of its lines carry an amount."""
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
    notes: list[str] = []
    if head in ("savings_target", "savings_targets"):
        notes += [_percentage(result, t, i) for t in data.targets if t.stream and key in ("", t.code)]
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
    if head == "lines":
        notes += filter(None, [_about_line(data, key), data.line(key).note])
    if not explanation.terms:
        notes.append("Er zijn geen posten die hieraan bijdragen.")
    return notes


def _is_split(explanation: Explanation) -> bool:
    """Whether a key of municipalities has a part in it."""
    terms = [each for term in explanation.terms for each in (term, *term.parts)]
    return any(term.share for term in terms)


def _percentage(result: BudgetResult, target: Target, i: int) -> str:
    stream = result.data.stream(str(target.stream))
    amount = result.savings_targets[target.code][i]
    working = percentage_of_stream(target.percentage or Fraction(0), stream.amounts[i], amount)
    return f"{stream.title}: {working}. Genomen over de begroting vóór de opties."


def _has_cents(amount: int, terms: tuple[Term, ...]) -> bool:
    """Whether the amount or anything beneath it is not in whole euros."""
    return bool(amount % 100) or any(_has_cents(term.amount, term.parts) for term in terms)


def _words(cents: int, in_cents: bool) -> str:
    return exact(cents) if in_cents else whole(cents)
