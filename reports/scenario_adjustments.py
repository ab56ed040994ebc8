"""A scenario's own adjustments as rows, with what each does to the result per year."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.adjustment_wording import adjusted_title, adjustment_words
from budgets.dutch_numbers import signed
from budgets.engine import Adjustment, BudgetData, BudgetResult
from budgets.models import Scenario
from reports.figure_cells import figure_cells, no_amount, plain_cell


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    code: str
    title: str
    words: str
    reason: str
    cells: SafeString
    href: str
    """The page of the measure that the line is of; empty for a stream, or where it is gone."""


@dataclass(frozen=True, slots=True)
class Adjustments:
    years: tuple[int, ...]
    rows: list[AdjustmentRow]


def adjustments(
    scenario: Scenario, result: BudgetResult, at: str = "", working: bool = True
) -> Adjustments | None:
    """None where it has none.  ``at`` is the address of the scenario, from another page."""
    if not result.choice.adjustments:
        return None
    done = {each.adjustment.code: each.realised for each in result.adjustments}
    rows = [
        AdjustmentRow(
            code=each.code,
            title=adjusted_title(result.data, each),
            words=adjustment_words(each),
            reason=each.reason,
            cells=figure_cells(
                f"adjustments.{each.code}.realised", result.years, done[each.code], words=signed, at=at
            )
            if each.code in done
            else SafeString(plain_cell(no_amount("telt niet mee")) * len(result.years)),
            href=_page(scenario, result.data, each) if working else "",
        )
        for each in result.choice.adjustments
    ]
    return Adjustments(result.years, rows)


def _page(scenario: Scenario, data: BudgetData, adjustment: Adjustment) -> str:
    if adjustment.line not in data.line_index or not data.line(adjustment.line).measure_code:
        return ""
    names = [scenario.plan.region.slug, scenario.plan.slug, data.line(adjustment.line).measure_code]
    return reverse("measure", args=names)
