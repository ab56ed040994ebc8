"""The right side of the scenario page: what the choice does, per year and in the chosen year."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.dutch_numbers import signed, signed_euros, verdict, whole
from budgets.engine import Amounts, BudgetData, BudgetResult, Finding, alone, difference, unchanged
from budgets.engine.choice_findings import CHOICE_RULES
from budgets.engine.findings import (
    options_without_effect,
    raises_not_spread,
    shortfalls,
    without_anybody,
    without_weight,
)
from budgets.engine.structural import any_incidental
from budgets.finding_wording import finding_message
from budgets.wording import FIGURE_TITLES, PRIORITY_TITLES, PRIORITY_WORDS, option_title
from reports.budget_table import range_rows
from reports.figure_cells import TO_BUDGET, ask_link, figure_cells
from reports.finding_why import why_link
from reports.pro_memorie import without_pm
from reports.scenario_levels import levels_of

RULES_ABOUT_THE_CHOICE = (
    *CHOICE_RULES,
    without_anybody,
    shortfalls,
    raises_not_spread,
    options_without_effect,
)


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    cells: SafeString
    css: str = ""
    priority: str = ""
    """Only on the first of the rows about a priority."""
    priority_word: str = ""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A switch that takes a finding away."""

    option: str
    on: bool
    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    text: str
    ways: list[WayOut]
    why: SafeString
    """The link to why it is there and what takes it away."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Everything that changes with a switch or with another year, in words."""

    year: int
    years: tuple[int, ...]
    left_out: str
    headline: str
    headline_link: SafeString
    verdict: str
    against_base: SafeString
    rows: list[Row]
    priorities: list[Row]
    findings: list[Remark]
    on: str
    """The codes of the options that are on, with spaces between."""
    levels: str
    """Of every option with levels the one that counts: "regisseur:vervalt", with spaces between."""
    count_on: int
    count: int


def ways_out(data: BudgetData, finding: Finding) -> list[WayOut]:
    """Where options do not go together: the switches after which they do."""
    if finding.code not in ("options_exclude", "option_needs"):
        return []
    one, other = finding.subject.split()
    first = (other, finding.code == "option_needs")
    return [
        WayOut(code, on, f"Zet ‘{option_title(data, code)}’ {'ook aan' if on else 'uit'}")
        for code, on in (first, (one, False))
    ]


def effect(result: BudgetResult, year: int) -> Effect:
    i = result.data.year_index[year]
    after = result.result_after_target[i]
    gained = difference(result, unchanged(result.data), "result_after_target")
    return Effect(
        year=year,
        years=result.years,
        left_out=without_pm(result),
        headline=whole(after),
        headline_link=ask_link("result_after_target", year, f"€&nbsp;{whole(after)}"),
        verdict=verdict(after),
        against_base=ask_link("difference", year, signed_euros(gained[i])),
        rows=list(_rows(result, year, gained)),
        priorities=list(_priorities(result, year)),
        findings=[
            Remark(
                finding_message(result.data, found, result.choice),
                ways_out(result.data, found),
                why_link(found),
            )
            for found in _findings(result)
        ],
        on=" ".join(sorted(result.choice.on)),
        levels=" ".join(f"{code}:{level}" for code, level in levels_of(result.data, result.choice).items()),
        count_on=len([option for option in result.options if option.on]),
        count=len(result.options),
    )


def _findings(result: BudgetResult) -> Iterator[Finding]:
    """About the choice; of the weights of keys only what comes of it, as when somebody stays longer."""
    for rule in RULES_ABOUT_THE_CHOICE:
        yield from rule(result)
    if result.choice.ends:
        known = set(without_weight(result.unchanged))
        yield from (found for found in without_weight(result) if found not in known)


def telling_year(data: BudgetData) -> int:
    """The first year in which every option counts that ever does, or else the last.

    An option that only changes who pays may leave the result as it is.
    """
    return full_year(data) or data.years[-1]


def full_year(data: BudgetData) -> int | None:
    """The first year in which every option counts that ever does; None where there is no such year."""
    effects = [amounts for amounts in alone(data).values() if any(amounts)]
    for i, year in enumerate(data.years):
        if effects and all(amounts[i] for amounts in effects):
            return year
    return None


def _rows(result: BudgetResult, year: int, gained: Amounts) -> Iterator[Row]:
    def cells(figure: str, verdicts: bool = False) -> SafeString:
        return figure_cells(figure, result.years, result.figure(figure), chosen=year, verdicts=verdicts)

    yield Row("Kosten", cells("costs"))
    yield Row("Baten", cells("income"))
    yield Row("Resultaat", cells("result", True), "sum")
    if any_incidental(result.data):
        yield Row(FIGURE_TITLES["structural_balance"], cells("structural_balance", True), "quiet-row")
    yield Row(_target_title(result), cells("savings_target"))
    yield Row(FIGURE_TITLES["result_after_target"], cells("result_after_target", True), "sum")
    for title, amounts in range_rows(result, year):
        yield Row(title, amounts, "quiet-row")
    yield Row(
        "Verschil met ongewijzigd",
        figure_cells("difference", result.years, gained, words=signed, chosen=year),
        "quiet-row",
    )
    yield Row(FIGURE_TITLES["shortfall"], cells("shortfall"), "quiet-row")


def _priorities(result: BudgetResult, year: int) -> Iterator[Row]:
    base = unchanged(result.data)
    for key, now in result.costs_by_priority.items():
        before = base.costs_by_priority[key]
        if key == "none" and not any(before) and not any(now):
            continue
        figure = f"costs_by_priority.{key}"
        cells = figure_cells(
            f"unchanged.{figure}", result.years, before, chosen=year, asks=figure, at=TO_BUDGET
        )
        yield Row(f"{PRIORITY_TITLES[key]}: ongewijzigd", cells, "quiet-row", key, PRIORITY_WORDS[key])
        yield Row("dit scenario", figure_cells(figure, result.years, now, chosen=year))


def _target_title(result: BudgetResult) -> str:
    """Its own title where there is one target: Taakstelling: 3% van de gemeentelijke bijdrage."""
    targets = result.data.targets
    title = targets[0].title if len(targets) == 1 else FIGURE_TITLES["savings_target"]
    return f"{title} (in dit scenario anders)" if result.choice.targets else title
