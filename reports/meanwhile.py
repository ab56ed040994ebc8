"""What somebody else changed in a scenario since this page last heard of it."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from budgets.dutch_numbers import enumeration
from budgets.models import Scenario
from budgets.refusals import Unreadable
from budgets.snapshot import budget_data
from budgets.wording import option_title
from municipalities.models import User

LOOKED_BACK = 100
"""Changes in the history that are searched for who did it."""
ON_OR_OFF = {True: "aan", False: "uit"}


def meanwhile(
    scenario: Scenario, seen: Collection[str] | None, name: str | None, own: Collection[str], user: User
) -> str:
    """Sentences about options and name that differ from what the editor saw; empty where nothing does.

    ``seen`` are the options that were on, None where the page did not say;
    ``own`` the options that this request itself switched.  Reads the history,
    one query, only where something differs.
    """
    on = scenario.choice.on
    changed = set() if seen is None else (on ^ set(seen)).difference(own)
    renamed = bool(name) and name != scenario.name
    if not changed and not renamed:
        return ""
    history = list(scenario.history.select_related("history_user")[:LOOKED_BACK])
    sentences = []
    if changed:
        data = budget_data(scenario.plan)
        states = [f"{option_title(data, code)} staat {ON_OR_OFF[code in on]}" for code in sorted(changed)]
        who = _by(_who_switched(history, changed), user)
        sentences.append(f"Intussen veranderd door {who}: {enumeration(states)}.")
    if renamed:
        who = _by(_who_renamed(history), user)
        sentences.append(f"Intussen hernoemd door {who}: het scenario heet nu ‘{scenario.name}’.")
    return " ".join(sentences)


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
    return Scenario(name=record.name, choice_json=record.choice_json).choice.on


def _by(users: list[User | None], reader: User) -> str:
    """ "een ander (financien)", or whoever else it was."""
    others = dict.fromkeys(user for user in users if user is not None)
    if list(others) == [reader]:
        return "uzelf in een ander venster"
    names = [user.get_full_name() or user.get_username() for user in others if user != reader]
    if not names:
        return "een ander"
    return f"{'een ander' if len(names) == 1 else 'anderen'} ({enumeration(names)})"
