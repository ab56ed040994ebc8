"""What somebody else changed in a scenario since this page last heard of it."""

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from budgets.dutch_numbers import enumeration
from budgets.engine import Choice
from budgets.models import Scenario
from budgets.refusals import Unreadable
from budgets.snapshot import budget_data
from budgets.wording import option_title
from municipalities.models import User
from reports.scenario_forms import Seen
from reports.scenario_levels import level_said, levels_of

LOOKED_BACK = 100
"""Changes in the history that are searched for who did it."""
ON_OR_OFF = {True: "aan", False: "uit"}


def meanwhile(scenario: Scenario, seen: Seen, own: Collection[str], user: User) -> str:
    """Sentences about what differs from what the editor saw: options, levels, name; empty where nothing does.

    ``own`` are the options that this request itself switched or of which it chose a
    level.  Reads the history, one query, only where something differs.
    """
    choice = scenario.choice
    on = choice.on
    changed = set() if seen.on is None else (on ^ set(seen.on)).difference(own)
    levels = _other_levels(scenario, seen.levels, own) if seen.levels else []
    renamed = bool(seen.name) and seen.name != scenario.name
    if not changed and not renamed and not levels:
        return ""
    history = list(scenario.history.select_related("history_user")[:LOOKED_BACK])
    sentences = []
    if changed:
        data = budget_data(scenario.plan)
        states = [f"{option_title(data, code)} staat {ON_OR_OFF[code in on]}" for code in sorted(changed)]
        who = _by(_who_switched(history, changed), user)
        sentences.append(f"Intussen veranderd door {who}: {enumeration(states)}.")
    if levels:
        who = _by(_who_chose(history, [code for code, _ in levels]), user)
        sentences.append(f"Intussen veranderd door {who}: {enumeration([said for _, said in levels])}.")
    if renamed:
        who = _by(_who_renamed(history), user)
        sentences.append(f"Intussen hernoemd door {who}: het scenario heet nu ‘{scenario.name}’.")
    return " ".join(sentences)


def _other_levels(scenario: Scenario, seen: Mapping[str, str], own: Collection[str]) -> list[tuple[str, str]]:
    """The options of which another level counts than the editor saw, and a sentence about each."""
    data = budget_data(scenario.plan)
    now = levels_of(data, scenario.choice)
    changed = [code for code in seen if code in now and now[code] != seen[code] and code not in own]
    return [(code, level_said(data.option(code), now[code])) for code in changed]


def _who_chose(history: list[Any], codes: Collection[str]) -> list[User | None]:
    """Whoever was the last to choose a part of one of these options."""
    for later, earlier in pairwise(history):
        try:
            parts = [dict(_whole_choice(record).parts) for record in (later, earlier)]
        except Unreadable:
            break
        if any(parts[0].get(code) != parts[1].get(code) for code in codes):
            return [later.history_user]
    return []


def _who_switched(history: list[Any], codes: Collection[str]) -> list[User | None]:
    """Per option whoever was the last to switch it, as far as the history tells."""
    left, found = set(codes), []
    for later, earlier in pairwise(history):
        try:
            switched = left & (_choice(later) ^ _choice(earlier))
        except Unreadable:
            break
        if switched:
            found.append(later.history_user)
            left -= switched
    return found


def _who_renamed(history: list[Any]) -> list[User | None]:
    return next(([new.history_user] for new, old in pairwise(history) if new.name != old.name), [])


def _choice(record: Any) -> frozenset[str]:
    return _whole_choice(record).on


def _whole_choice(record: Any) -> Choice:
    return Scenario(name=record.name, choice_json=record.choice_json).choice


def _by(users: list[User | None], reader: User) -> str:
    """ "een ander (financien)", or whoever else it was."""
    others = dict.fromkeys(user for user in users if user is not None)
    if list(others) == [reader]:
        return "uzelf in een ander venster"
    names = [user.display_name for user in others if user != reader]
    if not names:
        return "een ander"
    return f"{'een ander' if len(names) == 1 else 'anderen'} ({enumeration(names)})"
