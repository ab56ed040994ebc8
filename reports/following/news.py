"""What changed last in a scenario, in a sentence for who looks on."""

from typing import Any

from django.utils import timezone

from budgets.dutch_numbers import enumeration, verdict, whole
from budgets.engine import BudgetData, BudgetResult, Choice
from budgets.models import Scenario
from budgets.refusals import Unreadable
from reports.scenario_levels import level_said, levels_of
from reports.scenario_page import MOST_NAMED, ON_OR_OFF


def last_change(scenario: Scenario, result: BudgetResult) -> str:
    """ "14:03, adviseur: Pak Aan staat aan."; empty where it was only made.  One query."""
    history = list(scenario.history.select_related("history_user").order_by("-history_id")[:2])
    if len(history) < 2:
        return ""
    after, before = history
    what = _what(result, before, after)
    who = after.history_user
    name = who.display_name if who else "iemand"
    return f"{timezone.localtime(after.history_date):%H:%M}, {name}: {what}." if what else ""


def outcome(result: BudgetResult, year: int) -> str:
    """ "Resultaat na taakstelling 2023: € 656.094, voordelig." """
    cents = result.result_after_target[result.data.year_index[year]]
    said = f", {verdict(cents)}" if cents else ""
    return f"Resultaat na taakstelling {year}: € {whole(cents)}{said}."


def _what(result: BudgetResult, before: Any, after: Any) -> str:
    if before.name != after.name:
        return f"het scenario heet nu ‘{after.name}’"
    if before.proposal_id != after.proposal_id:
        return "het scenario is voorgesteld" if after.proposal_id else "het voorstel is ingetrokken"
    try:
        then, now = (Scenario(name=row.name, choice_json=row.choice_json).choice for row in (before, after))
    except Unreadable:
        return ""
    return _chosen(result.data, then, now)


def _chosen(data: BudgetData, then: Choice, now: Choice) -> str:
    """What is on, at which level, and what is assumed beside it; empty where nothing is another."""
    switched = sorted(then.on ^ now.on)
    if not switched:
        return _beside(data, then, now)
    if len(switched) > MOST_NAMED:
        count = len(now.on)
        return f"{len(switched)} opties omgezet; er {'staat' if count == 1 else 'staan'} er nu {count} aan"
    titles = {option.code: option.title for option in data.options}
    return enumeration([f"{titles.get(code, code)} staat {ON_OR_OFF[code in now.on]}" for code in switched])


def _beside(data: BudgetData, then: Choice, now: Choice) -> str:
    before, after = levels_of(data, then), levels_of(data, now)
    moved = [option for option in data.options if before.get(option.code) != after.get(option.code)]
    if moved:
        return enumeration([level_said(each, after[each.code]) for each in moved])
    if then.adjustments != now.adjustments:
        return "de eigen aanpassingen zijn gewijzigd"
    return "de uitgangspunten zijn gewijzigd" if then != now else ""
