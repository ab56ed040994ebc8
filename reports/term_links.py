"""Where the terms of an explanation lead: to a next explanation, or to the page of what it is about."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from budgets.engine import BudgetData, BudgetResult, Explanation, Term
from budgets.engine.explain_waterfall import UNCHANGED
from budgets.engine.explain_way import AGAINST, LINE_THERE, STREAM_THERE
from budgets.engine.figures import PER_INHABITANT
from reports.figure_cells import NO_OPTIONS

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
ASKED_UNDER_OTHERS = ("without_options", "with_options", "elsewhere")


@dataclass(frozen=True, slots=True)
class Link:
    """Either ``query``, of the address that explains a figure, or ``page``, the address of a page.

    ``at`` is the address that ``query`` belongs to; empty for the one that was asked.
    """

    query: str = ""
    at: str = ""
    page: str = ""


@dataclass(frozen=True)
class Links:
    """For one explanation; ``scenario`` is the one that it is of.  A fixed version has no pages to change."""

    result: BudgetResult
    explanation: Explanation
    against: str
    """The address that explains figures under the other choice."""
    scenario: str = ""
    fixed: bool = False
    unchanged: str = ""
    """The address that explains figures of the same budget without a scenario."""
    kept: bool = False
    """Whether it is under what a proposal keeps; what that is held against has no address."""
    against_kept: bool = False
    """Whether it is held against what the proposal of its scenario keeps."""

    @property
    def data(self) -> BudgetData:
        return self.result.data

    def of(self, term: Term, under: Term | None = None) -> Link:
        """``under`` is the term that this one is a part of."""
        if self.kept and term.kind in (*OF_THE_OTHER, UNCHANGED):
            return Link()
        if term.kind in OF_THE_OTHER:
            of_kept = "&voorstel=1" if self.against_kept else ""
            return Link(self._query(OF_THE_OTHER[term.kind].format(term.ref)) + of_kept, self.against)
        if term.kind == UNCHANGED:
            return Link(self._query(term.ref), self.unchanged)
        figure = self._figure(term)
        if figure and figure != self.explanation.figure:
            return Link(self._query(figure, term, self._options(term, under)))
        return Link(page="" if self.fixed else self._page(term))

    def _query(self, figure: str, term: Term | None = None, options: str | None = None) -> str:
        year = self.explanation.year if term is None or term.year is None else term.year
        asked = {"cijfer": figure, "jaar": str(year)}
        if options is not None:
            asked["opties"] = options
        if self.kept:
            asked["voorstel"] = "1"
        return urlencode(asked)

    def _figure(self, term: Term) -> str:
        """The name of the figure that explains a term; empty where none does."""
        explained, ref = self.explanation.figure, term.ref
        if term.kind == "adjustment":
            return f"adjustments.{ref}.realised"
        if term.kind == "shortfall" and explained.startswith("adjustments."):
            return f"adjustments.{ref}.shortfall"
        if term.kind in FIGURE_OF:
            return FIGURE_OF[term.kind].format(ref)
        if term.kind == "line":
            return f"own.{ref}" if explained.endswith(".need") else f"lines.{ref}"
        if term.kind == "option":
            return f"options.{ref}.{self._of_option(ref)}" if ref in self.data.option_index else ""
        if term.kind in ("with_options", "without_options"):
            return f"municipalities.{explained.rpartition('.')[2]}.net_contribution"
        if term.kind == "housing" and not explained.endswith(f".{ref}"):
            return f"{explained.replace('.paid_in', '.short')}.{ref}"
        return ""

    def _of_option(self, option: str) -> str:
        """What of an option the figure adds up."""
        explained = self.explanation.figure
        if explained in ("claimed", "offered"):
            return "claimed"
        if explained == "shortfall":
            return "shortfall"
        return "realised" if self.result.option(option).on else "claimed"

    def _options(self, term: Term, under: Term | None) -> str | None:
        """The options that are on where a term is about others than the choice has."""
        of = under if term.kind not in ASKED_UNDER_OTHERS or term.kind == "elsewhere" else term
        if of is None or of.kind not in ASKED_UNDER_OTHERS:
            return None
        if of.kind == "without_options":
            return NO_OPTIONS
        return of.ref or ",".join(sorted(self.result.choice.on)) or NO_OPTIONS

    def _page(self, term: Term) -> str:
        plan, ref = [self.data.region, self.data.plan], term.ref
        match term.kind:
            case "line":
                measure = self.data.line(ref).measure_code
                return f"{reverse('measure', args=[*plan, measure])}#post-{ref}" if measure else ""
            case "fixed" | "capped":
                return reverse("funding", args=plan)
            case "stream" | "stream_estimate":
                return f"{reverse('streams', args=plan)}#stroom-{ref}"
            case "target":
                return f"{reverse('streams', args=plan)}#taakstelling-{ref}"
            case "memorandum":
                return f"{reverse('streams', args=plan)}#pm-{ref}"
            case "option" | "unspread" | "unspread_raise" if ref in self.data.option_index:
                return reverse("option", args=[*plan, ref])
            case "index" | "fallen_away" | "adjustment" if self.scenario:
                return reverse("scenario_terms", args=[*plan, self.scenario])
            case "entered":
                return f"{reverse('housing', args=plan)}#gemeente-{self.explanation.figure.split('.')[1]}"
            case "agreed" | "housing":
                return f"{reverse('housing', args=plan)}#soort-{ref}"
        return ""
