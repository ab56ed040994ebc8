"""What changed last in a scenario, in a sentence for who looks on."""

from typing import Any

from django.utils import timezone

from budgets.dutch_numbers import enumeration, verdict, whole
from budgets.engine import BudgetResult
from budgets.models import Scenario
from budgets.refusals import Unreadable
from reports.scenario_page import MOST_NAMED, ON_OR_OFF


def last_change(scenario: Scenario) -> str:
    """ "14:03, adviseur: Pak Aan staat aan."; empty where it was only made.  One query."""
    history = list(scenario.history.select_related("history_user").order_by("-history_id")[:2])
    if len(history) < 2:
        return ""
    after, before = history
    what = _what(scenario, before, after)
    who = after.history_user
    name = (who.get_full_name() or who.get_username()) if who else "iemand"
    return f"{timezone.localtime(after.history_date):%H:%M}, {name}: {what}." if what else ""


def outcome(result: BudgetResult, year: int) -> str:
    """ "Resultaat na taakstelling 2023: € 656.094, voordelig." """
    cents = result.result_after_target[result.data.year_index[year]]
    said = f", {verdict(cents)}" if cents else ""
    return f"Resultaat na taakstelling {year}: € {whole(cents)}{said}."


def _what(scenario: Scenario, before: Any, after: Any) -> str:
    if before.name != after.name:
        return f"het scenario heet nu ‘{after.name}’"
    if before.proposal_id != after.proposal_id:
        return "het scenario is voorgesteld" if after.proposal_id else "het voorstel is ingetrokken"
    try:
        then, now = (Scenario(name=row.name, choice_json=row.choice_json).choice for row in (before, after))
    except Unreadable:
        return ""
    switched = sorted(then.on ^ now.on)
    if not switched:
        return "de uitgangspunten zijn gewijzigd" if then != now else ""
    if len(switched) > MOST_NAMED:
        count = len(now.on)
        return f"{len(switched)} opties omgezet; er {'staat' if count == 1 else 'staan'} er nu {count} aan"
    titles = dict(scenario.plan.options.filter(code__in=switched).values_list("code", "title"))
    return enumeration([f"{titles.get(code, code)} staat {ON_OR_OFF[code in now.on]}" for code in switched])
