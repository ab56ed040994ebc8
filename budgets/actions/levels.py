"""Which level of an option counts in a scenario, on or off."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from budgets.actions.choice_rules import part_of_level
from budgets.actions.scenarios import keep_choice, locked_scenario
from budgets.engine import BudgetData, Choice
from budgets.models import Scenario
from budgets.snapshot import budget_data
from municipalities.models import User


def choose_levels(*, scenario: Scenario, chosen: Mapping[str, str], by: User) -> Scenario:
    """Per option the code of its level; the other options stay as they are now.

    Of two people who choose for one option the last holds.  Raises ``UnknownOption``, ``Refused``
    where the option has no such level, ``Locked`` or ``Gone``.
    """
    data = budget_data(scenario.plan)
    with transaction.atomic():
        locked = locked_scenario(scenario)
        keep_choice(locked, with_levels(data, locked.choice, chosen), by)
    return locked


def with_levels(data: BudgetData, choice: Choice, chosen: Mapping[str, str]) -> Choice:
    """The choice with these levels; the first one of an option is what it has without a choice."""
    parts = dict(choice.parts)
    for code, level in chosen.items():
        parts[code] = part_of_level(data, code, level)
        if parts[code] == data.option(code).first_part:
            del parts[code]
    return replace(choice, parts=tuple(sorted(parts.items())))
