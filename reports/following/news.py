"""What changed in a scenario, in sentences for who looks on and for who has its page open."""

from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import Any

from django.utils import timezone

from budgets.dutch_numbers import enumeration, verdict, whole
from budgets.engine import BudgetData, BudgetResult, Choice, Option
from budgets.models import Scenario
from budgets.refusals import Unreadable
from decisions.following import Known
from decisions.models import Position
from measures.models import Change
from municipalities.models import User
from reports.scenario_levels import levels_of
from reports.scenario_page import MOST_NAMED

TURNED = {True: "aangezet", False: "uitgezet"}
LOOKED_BACK = 100
"""Steps in the history of a scenario of which is told who did what."""


def last_change(scenario: Scenario, data: BudgetData) -> str:
    """ "14:03: adviseur heeft ‘Pak Aan’ aangezet."; empty where it was only made.  One query."""
    history = list(scenario.history.select_related("history_user").order_by("-history_id")[:2])
    if len(history) < 2:
        return ""
    after, before = history
    what, at = _what(data, before, after), timezone.localtime(after.history_date)
    return f"{at:%H:%M}: {_name(after.history_user)} heeft {what}." if what else ""


def news_since(scenario: Scenario, data: BudgetData, known: Known, reader: User) -> list[str]:
    """A sentence per person about each thing that is another than ``known``: scenario, budget, positions.

    At most three queries, and none about what is the same.
    """
    return [
        *(_of_scenario(scenario, data, known, reader) if scenario.changed_at != known.changed_at else ()),
        *(_of_budget(scenario, known, reader) if scenario.plan.revision != known.revision else ()),
        *_of_positions(scenario, known, reader),
    ]


def outcome(result: BudgetResult, year: int) -> str:
    """ "Resultaat na taakstelling 2023: € 656.094, voordelig." """
    cents = result.result_after_target[result.data.year_index[year]]
    said = f", {verdict(cents)}" if cents else ""
    return f"Resultaat na taakstelling {year}: € {whole(cents)}{said}."


def _of_scenario(scenario: Scenario, data: BudgetData, known: Known, reader: User) -> list[str]:
    """What everybody who came in turn made of it: what was undone at once is not told."""
    rows = scenario.history.filter(changed_at__gte=known.changed_at).select_related("history_user")
    steps = list(pairwise(reversed(rows.order_by("-history_id")[:LOOKED_BACK])))
    told = []
    for _, run in groupby(steps, key=lambda step: step[1].history_user_id):
        turn = list(run)
        if what := _what(data, turn[0][0], turn[-1][1]):
            told.append(_sentence([turn[-1][1].history_user], what, reader))
    left = len(told) - MOST_NAMED
    earlier = [f"Daarvoor wijzigden anderen ook iets: {left} keer."] if left > 0 else []
    return earlier + told[-MOST_NAMED:]


def _of_budget(scenario: Scenario, known: Known, reader: User) -> list[str]:
    changes = Change.objects.filter(plan=scenario.plan_id, revision__gt=known.revision)
    makers = [change.made_by for change in changes.select_related("made_by")[:LOOKED_BACK]]
    return [_sentence(makers, "de begroting gewijzigd", reader)]


def _of_positions(scenario: Scenario, known: Known, reader: User) -> list[str]:
    rows = Position.history.filter(plan=scenario.plan_id, history_id__gt=known.said)
    makers = [row.history_user for row in rows.select_related("history_user")[:LOOKED_BACK]]
    if not makers:
        return []
    what = "een standpunt" if len(makers) == 1 else f"{len(makers)} standpunten"
    return [_sentence(makers, f"{what} gewijzigd", reader)]


def _sentence(makers: Iterable[User | None], what: str, reader: User) -> str:
    """ "Adviseur heeft …", "Adviseur en financien hebben …", or of the reader "U hebt …"."""
    people = dict.fromkeys(makers)
    if list(people) == [reader]:
        return f"U hebt in een ander venster {what}."
    names = list(dict.fromkeys(_name(user) for user in people)) or ["iemand"]
    said = f"{enumeration(names)} {'heeft' if len(names) == 1 else 'hebben'} {what}."
    return said[:1].upper() + said[1:]


def _name(user: User | None) -> str:
    return user.display_name if user else "iemand"


def _what(data: BudgetData, before: Any, after: Any) -> str:
    """What stands behind "heeft"; empty where nothing is another."""
    if before.name != after.name:
        return f"het scenario ‘{after.name}’ genoemd"
    if before.proposal_id != after.proposal_id:
        return "het scenario voorgesteld" if after.proposal_id else "het voorstel ingetrokken"
    try:
        then, now = (Scenario(name=row.name, choice_json=row.choice_json).choice for row in (before, after))
    except Unreadable:
        return ""
    return _chosen(data, then, now)


def _chosen(data: BudgetData, then: Choice, now: Choice) -> str:
    """What is on, at which level, and what is assumed beside it."""
    switched = sorted(then.on ^ now.on)
    if not switched:
        return _beside(data, then, now)
    if len(switched) > MOST_NAMED:
        count = len(now.on)
        return f"{len(switched)} opties omgezet; er {'staat' if count == 1 else 'staan'} er nu {count} aan"
    titles = {option.code: option.title for option in data.options}
    return enumeration([f"‘{titles.get(code, code)}’ {TURNED[code in now.on]}" for code in switched])


def _beside(data: BudgetData, then: Choice, now: Choice) -> str:
    before, after = levels_of(data, then), levels_of(data, now)
    moved = [option for option in data.options if before.get(option.code) != after.get(option.code)]
    if moved:
        titles = [_level(option, after[option.code]) for option in moved]
        return f"{enumeration(titles)} gezet"
    if then.adjustments != now.adjustments:
        return "de eigen aanpassingen gewijzigd"
    return "de uitgangspunten gewijzigd" if then != now else ""


def _level(option: Option, level: str) -> str:
    title = next((each.title for each in option.levels if each.code == level), level)
    return f"‘{option.title}’ op niveau ‘{title}’"
