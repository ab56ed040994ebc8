"""Which figure explains a term of an explanation: the next step towards where an amount comes from."""

from dataclasses import dataclass

from budgets.engine import BudgetResult, Explanation, Term
from budgets.engine.explain_waterfall import UNCHANGED
from budgets.engine.explain_way import AGAINST, LINE_THERE, STREAM_THERE
from budgets.engine.figures import PER_INHABITANT
from budgets.engine.swings import ESTIMATE_TERMS, swings

NO_OPTIONS = "geen"
"""Asks for a figure with no option on."""
FIGURE_OF = {
    "figure": "{}",
    "elsewhere": "{}",
    PER_INHABITANT: "{}",
    "covered": "lines.{}",
    "goal": "costs_by_goal.{}",
    "shortfall": "options.{}.shortfall",
    "stream": "income_by_stream.{}",
    "percentage": "income_by_stream.{}",
    "target": "savings_targets.{}",
    "balance": "coverage.{}.balance",
    "pot": "housing.pot",
}
"""Kinds of terms that one figure explains, by what they are of."""
OF_THE_OTHER = {AGAINST: "{}", LINE_THERE: "lines.{}", STREAM_THERE: "income_by_stream.{}"}
"""Kinds of terms of what a figure is held against."""
ESTIMATED = {
    "memorandum": {"high": "worst", "likely": "middle", "low": "best"},
    "stream": {"low": "worst", "likely": "middle", "high": "best"},
}
"""Per kind of estimate which entered amount is which end of its swing."""
OF_A_FIGURE = {kind for kind, form in {**FIGURE_OF, **OF_THE_OTHER}.items() if form == "{}"} | {UNCHANGED}
"""Kinds of terms of which ``ref`` is the name of a figure."""
ASKED_UNDER_OTHERS = ("without_options", "with_options", "elsewhere")


@dataclass(frozen=True, slots=True)
class NextFigure:
    """``options`` are those that are on where the term is about others than the choice has, else None.

    ``of`` is "" for the same result, "against" for what it is held against, "unchanged" for the budget
    without a scenario.
    """

    figure: str
    year: int
    options: str | None = None
    of: str = ""


def next_figure(
    result: BudgetResult, explanation: Explanation, term: Term, under: Term | None = None
) -> NextFigure | None:
    """``under`` is the term that this one is a part of.  None where no figure explains it."""
    if term.kind in OF_THE_OTHER:
        return NextFigure(OF_THE_OTHER[term.kind].format(term.ref), explanation.year, of="against")
    if term.kind == UNCHANGED:
        return NextFigure(term.ref, explanation.year, of="unchanged")
    figure = _estimate(result, explanation.year, term) or _figure(result, explanation.figure, term)
    if not figure or figure == explanation.figure:
        return None
    year = explanation.year if term.year is None else term.year
    return NextFigure(figure, year, _options(result, term, under))


def _figure(result: BudgetResult, explained: str, term: Term) -> str:
    """The name of the figure that explains a term; empty where none does."""
    ref = term.ref
    if term.kind == "adjustment":
        return f"adjustments.{ref}.realised"
    if term.kind == "shortfall" and explained.startswith("adjustments."):
        return f"adjustments.{ref}.shortfall"
    if term.kind in FIGURE_OF:
        return FIGURE_OF[term.kind].format(ref)
    if term.kind == "line":
        return f"own.{ref}" if explained.endswith(".need") else f"lines.{ref}"
    if term.kind == "option":
        return (
            f"options.{ref}.{_of_option(result, explained, ref)}" if ref in result.data.option_index else ""
        )
    if term.kind in ("with_options", "without_options"):
        return f"municipalities.{explained.rpartition('.')[2]}.net_contribution"
    if term.kind == "housing" and not explained.endswith(f".{ref}"):
        return f"{explained.replace('.paid_in', '.short')}.{ref}"
    return ""


def _estimate(result: BudgetResult, year: int, term: Term) -> str:
    """The amount that somebody estimated, where the term is just that; empty of a draw between them."""
    i = result.data.year_index[year]
    for swing in swings(result.data, i):
        if (ESTIMATE_TERMS[swing.kind], swing.code) == (term.kind, term.ref):
            for end, side in ESTIMATED[swing.kind].items():
                if getattr(swing, side) == term.amount and (end != "likely" or swing.peaked):
                    return f"estimate.{swing.kind}.{swing.code}.{end}"
    return ""


def _of_option(result: BudgetResult, explained: str, option: str) -> str:
    """What of an option the figure adds up."""
    if explained in ("claimed", "offered"):
        return "claimed"
    if explained == "shortfall":
        return "shortfall"
    return "realised" if result.option(option).on else "claimed"


def _options(result: BudgetResult, term: Term, under: Term | None) -> str | None:
    """The options that are on where a term is about others than the choice has."""
    of = under if term.kind not in ASKED_UNDER_OTHERS or term.kind == "elsewhere" else term
    if of is None or of.kind not in ASKED_UNDER_OTHERS:
        return None
    if of.kind == "without_options":
        return NO_OPTIONS
    return of.ref or ",".join(sorted(result.choice.on & result.data.option_index.keys())) or NO_OPTIONS
