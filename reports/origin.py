"""Where a figure comes from, in words: the terms that add up to it."""

from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from budgets.dutch_numbers import enumeration, euros, exact, whole
from budgets.engine import BudgetData, BudgetResult, Explanation, Target, Term, difference, explain, unchanged
from budgets.split_wording import how_it_is_split, share_words
from budgets.wording import (
    COST_TYPE_TITLES,
    PRIORITY_TITLES,
    figure_title,
    percentage_of_stream,
    pm_title,
    term_title,
)

DIFFERENCE = "difference"
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


@dataclass(frozen=True, slots=True)
class Origin:
    figure: str
    year: int
    title: str
    terms: list[TermRow]
    amount: str
    cents: int
    notes: list[str]


def origin(result: BudgetResult, figure: str, year: int) -> Origin:
    """Raises ``UnknownFigure`` where there is no such figure or year."""
    explanation = _difference(result, year) if figure == DIFFERENCE else explain(result, figure, year)
    in_cents = _has_cents(explanation.amount, explanation.terms)
    return Origin(
        figure=figure,
        year=year,
        title=figure_title(result.data, figure),
        terms=[_row(result, explanation, term, in_cents) for term in explanation.terms],
        amount=_words(explanation.amount, in_cents),
        cents=explanation.amount,
        notes=_notes(result, explanation),
    )


def _difference(result: BudgetResult, year: int) -> Explanation:
    """The result after target here, minus the same in the unchanged budget."""
    base = unchanged(result.data)
    here = result.amount("result_after_target", year)
    amount = difference(result, base, "result_after_target")[result.data.year_index[year]]
    terms = (
        Term("figure", "result_after_target", here),
        Term("unchanged", "result_after_target", -base.amount("result_after_target", year)),
    )
    return Explanation(DIFFERENCE, year, amount, terms)


def _row(result: BudgetResult, explanation: Explanation, term: Term, in_cents: bool) -> TermRow:
    title = _title(result, explanation, term)
    if term.kind == "unchanged":
        title = f"{title}, ongewijzigd"
    query = urlencode({"cijfer": term.ref, "jaar": explanation.year}) if term.kind == "figure" else ""
    parts = term.parts if len(term.parts) > 1 or term.kind == "goal" else ()
    rows = tuple(_row(result, explanation, part, in_cents) for part in parts)
    note = share_words(result.data, term.share) if term.share else ""
    return TermRow(title, _words(term.amount, in_cents), term.amount, rows, note, query)


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
    return term_title(result.data, term)


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
    if any(term.share for term in explanation.terms):
        notes += how_it_is_split(data, key.rpartition(".")[2])
    if head == "lines":
        notes += filter(None, [_about_line(data, key), data.line(key).note])
    if not explanation.terms:
        notes.append("Er zijn geen posten die hieraan bijdragen.")
    return notes


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
