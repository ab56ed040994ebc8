"""Where the terms of an explanation lead: to a next explanation, or to the page of what it is about."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from budgets.engine import BudgetData, BudgetResult, Explanation, Term
from budgets.term_figures import NextFigure, next_figure


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
        found = next_figure(self.result, self.explanation, term, under)
        if found is None:
            return Link(page="" if self.fixed else self._page(term))
        if self.kept and found.of:
            return Link()
        of_kept = "&voorstel=1" if self.against_kept and found.of == "against" else ""
        at = {"against": self.against, "unchanged": self.unchanged}
        return Link(self._query(found) + of_kept, at.get(found.of, ""))

    def _query(self, found: NextFigure) -> str:
        asked = {"cijfer": found.figure, "jaar": str(found.year)}
        if found.options is not None:
            asked["opties"] = found.options
        if self.kept:
            asked["voorstel"] = "1"
        return urlencode(asked)

    def _page(self, term: Term) -> str:
        plan, ref = [self.data.region, self.data.plan], term.ref
        match term.kind:
            case "line":
                measure = self.data.line(ref).measure_code
                return f"{reverse('measure', args=[*plan, measure])}#post-{ref}" if measure else ""
            case "fixed" | "capped" | "printed":
                return reverse("budget" if term.kind == "printed" else "funding", args=plan)
            case "stream" | "stream_estimate":
                return f"{reverse('streams', args=plan)}#stroom-{ref}"
            case "target":
                return f"{reverse('streams', args=plan)}#taakstelling-{ref}"
            case "memorandum":
                return f"{reverse('streams', args=plan)}#pm-{ref}"
            case "option" | "unspread" | "unspread_raise" | "weight" | "proposal" if (
                ref in self.data.option_index
            ):
                return reverse("option", args=[*plan, ref])
            case "index" | "fallen_away" | "adjustment" if self.scenario:
                return reverse("scenario_terms", args=[*plan, self.scenario])
            case "entered":
                return f"{reverse('housing', args=plan)}#gemeente-{self.explanation.figure.split('.')[1]}"
            case "agreed" | "housing":
                return f"{reverse('housing', args=plan)}#soort-{ref}"
        return ""
