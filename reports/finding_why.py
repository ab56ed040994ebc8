"""A finding on the screen: its sentence, and the way to why it is there and what takes it away."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from budgets.dutch_numbers import whole
from budgets.engine import BudgetResult, Finding, amounts_of
from budgets.finding_reasons import Reason, Remedy, reason_of
from budgets.finding_wording import finding_message
from budgets.sides import Side
from budgets.wording import figure_title
from reports.sides import address_of

ABOUT_THE_PLAN = {
    "scenario": "scenarios",
    "options": "options",
    "funding": "funding",
    "streams": "streams",
    "budget": "budget",
    "amounts": "measures",
    "history": "history",
    "municipalities": "municipalities",
}
"""Where a remedy is to be had ↔ the name of the page."""
ANCHORS = {"stream": "#stroom-", "pm": "#pm-"}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words; ``at`` is the address of the page that it is about, empty for the page itself."""

    message: str
    query: str
    at: str = ""

    def __str__(self) -> str:
        return self.message

    @property
    def why(self) -> SafeString:
        """The way to why it is there."""
        return format_html('<a class="ask why" href="{}bevinding/?{}">Waarom?</a>', self.at, self.query)


@dataclass(frozen=True, slots=True)
class Way:
    """What takes a finding away: a page to go to, or an option to turn on or off at once."""

    words: str
    page: str = ""
    post: str = ""
    on: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    message: str
    rule: str
    figures: list[tuple[str, str, str]]
    """Title, amount, and the address that explains it."""
    year: int
    ways: list[Way]


def why_link(finding: Finding) -> SafeString:
    """On the page that it is about."""
    return Said("", query_of(finding)).why


def in_words(result: BudgetResult, findings: Iterable[Finding]) -> list[Said]:
    return [Said(finding_message(result.data, each, result.choice), query_of(each)) for each in findings]


def query_of(finding: Finding) -> str:
    return urlencode({"soort": finding.code, "over": finding.subject, "jaar": finding.years[0]})


def why(side: Side, result: BudgetResult, finding: Finding, year: int, *, may_switch: bool) -> Why:
    """``may_switch`` where the reader may turn options of the scenario."""
    reason = reason_of(result, finding)
    ways = [_way(side, result, remedy, may_switch) for remedy in reason.remedies]
    return Why(
        message=finding_message(result.data, finding, result.choice),
        rule=reason.rule,
        figures=list(_figures(result, reason, year, address_of(side))),
        year=year,
        ways=[way for way in ways if way is not None],
    )


def _figures(result: BudgetResult, reason: Reason, year: int, at: str) -> Iterable[tuple[str, str, str]]:
    for figure in reason.figures:
        cents = amounts_of(result, figure)[result.data.year_index[year]]
        if cents is not None:
            query = urlencode({"cijfer": figure, "jaar": year})
            title = figure_title(result.data, figure, result.choice)
            if figure.startswith("lines.") and result.choice.on:
                title += ", na de opties"
            yield title, whole(cents), f"{at}herkomst/?{query}"


def _way(side: Side, result: BudgetResult, remedy: Remedy, may_switch: bool) -> Way | None:
    """None where it is not for this reader, or not about a scenario."""
    if remedy.to in ("on", "off"):
        if side.scenario is None or side.version is not None or not may_switch:
            return None
        args = [result.data.region, result.data.plan, side.scenario.slug, remedy.ref]
        return Way(remedy.words, post=reverse("scenario_switch", args=args), on=remedy.to == "on")
    return Way(remedy.words, page=_page(side, result, remedy))


def _page(side: Side, result: BudgetResult, remedy: Remedy) -> str:
    plan, ref = [result.data.region, result.data.plan], remedy.ref
    if remedy.to in ("terms", "scenario") and side.scenario:
        name = "scenario_terms" if remedy.to == "terms" else "scenario"
        return reverse(name, args=[*plan, side.scenario.slug])
    if remedy.to == "line":
        measure = result.data.line(ref).measure_code
        return (
            f"{reverse('measure', args=[*plan, measure])}#post-{ref}"
            if measure
            else reverse("measures", args=plan)
        )
    if remedy.to == "option":
        return reverse("option", args=[*plan, ref])
    if remedy.to == "key":
        return f"{reverse('keys', args=plan)}#sleutel-{ref}"
    if remedy.to == "participation":
        return reverse("participation", args=plan)
    if remedy.to in ANCHORS:
        return f"{reverse('streams', args=plan)}{ANCHORS[remedy.to]}{ref}"
    return reverse(ABOUT_THE_PLAN.get(remedy.to, "scenarios"), args=plan)
