"""A proposal on the screen: what was proposed, and what the budget makes of it by now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from budgets.actions.proposals import proposed_result, standing_proposal
from budgets.dutch_numbers import signed
from budgets.engine import BudgetResult, compute, difference, same_budget
from budgets.engine.figures import DIFFERENCE
from budgets.models import Proposal, Scenario
from budgets.refusals import Unreadable
from budgets.snapshot import budget_data
from budgets.wording import FIGURE_TITLES
from reports.figure_cells import figure_cells

KEPT = ("costs", "income", "result", "savings_target", "result_after_target")
TOLD = "result_after_target"
AS_PROPOSED = "voorstel=1"
AGAINST_PROPOSED = "tegen=voorstel"
"""In the query of a figure: asked under the budget and the choice that the proposal keeps."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    title: str
    cells: SafeString
    css: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    proposal: Proposal
    years: tuple[int, ...]
    rows: list[KeptRow]
    moved_on: bool
    """The budget says something else by now."""
    unreadable: str = ""


def proposed(scenario: Scenario) -> Proposed | None:
    """None where the scenario is not proposed; its years are those of the kept budget."""
    proposal = standing_proposal(scenario)
    if proposal is None:
        return None
    try:
        kept = proposed_result(proposal)
    except Unreadable as problem:
        return Proposed(proposal, (), [], False, problem.message)
    now = None
    if proposal.revision != scenario.plan.revision:  # else nothing was written since
        data = budget_data(scenario.plan)
        now = None if same_budget(kept.data, data) else compute(data, scenario.choice)
    return Proposed(proposal, kept.years, list(_rows(kept, now, True)), now is not None)


def kept_rows(result: BudgetResult) -> list[KeptRow]:
    """What a proposal keeps, per year."""
    return list(_rows(result, None, False))


def _rows(kept: BudgetResult, now: BudgetResult | None, asked: bool) -> Iterator[KeptRow]:
    """``asked``: whether it stands, so that its figures are explained on the page of the scenario."""
    for figure in KEPT:
        cells = figure_cells(
            f"proposed.{figure}",
            kept.years,
            kept.figure(figure),
            verdicts="result" in figure,
            asks=figure if asked else "",
            more=AS_PROPOSED,
        )
        yield KeptRow(FIGURE_TITLES[figure], cells, "sum" if figure == TOLD else "")
    if now is None or now.years != kept.years:
        return
    gained = difference(now, kept, TOLD)
    yield KeptRow(
        "Met de begroting van nu",
        figure_cells(f"now.{TOLD}", now.years, now.figure(TOLD), verdicts=True, asks=TOLD),
    )
    cells = figure_cells(
        "proposed.difference",
        kept.years,
        gained,
        words=signed,
        asks=f"{DIFFERENCE}.{TOLD}",
        more=AGAINST_PROPOSED,
    )
    yield KeptRow("Verschil met het voorstel", cells, "quiet-row")
