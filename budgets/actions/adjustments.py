"""A scenario's own adjustments: a line or stream that changes from a year on, with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from budgets.actions.choice_rules import MOST_ADJUSTMENTS, checked_adjustment
from budgets.actions.editing import Values, merge
from budgets.actions.scenarios import keep_choice, locked_scenario
from budgets.engine import Adjustment, Choice
from budgets.engine.money import decimal_from_cents
from budgets.models import Scenario
from budgets.snapshot import budget_data
from municipalities.models import User
from municipalities.refusals import Gone, Refused

LABELS = {
    "of": "Post of stroom",
    "change": "Bedrag per jaar",
    "percentage": "Percentage",
    "first_year": "Vanaf",
    "reason": "Reden",
}


def add_adjustment(*, scenario: Scenario, values: Mapping[str, Any], by: User) -> Scenario:
    """A new one at the end.

    ``values``: ``of`` is ``post-<code>`` or ``stroom-<code>``; ``change`` euros per year or
    ``percentage``, either of them None; ``first_year``; ``reason``.  Raises ``Refused`` with
    the key of the value that cannot be, ``Locked`` or ``Gone``.
    """
    data = budget_data(scenario.plan)
    with transaction.atomic():
        locked = locked_scenario(scenario)
        choice = locked.choice
        if len(choice.adjustments) >= MOST_ADJUSTMENTS:
            raise Refused(f"Een scenario heeft hoogstens {MOST_ADJUSTMENTS} eigen aanpassingen.")
        _keep(
            locked,
            [
                *choice.adjustments,
                checked_adjustment(data, free_code(each.code for each in choice.adjustments), values),
            ],
            by,
        )
    return locked


def change_adjustment(
    *, scenario: Scenario, code: str, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None
) -> Scenario:
    """Values as in ``add_adjustment``.  Raises also ``Meanwhile`` where another editor changed it."""
    data = budget_data(scenario.plan)
    with transaction.atomic():
        locked = locked_scenario(scenario)
        stands = adjustment_in(locked.choice, code)
        now = values_of(stands)
        writes = merge(now, values, seen, label=LABELS.__getitem__, who=lambda key: "een ander")
        changed = checked_adjustment(data, code, now | writes) if writes else stands
        others = [each for each in locked.choice.adjustments if each.code != code]
        _keep(locked, [*others, changed], by)
    return locked


def remove_adjustment(*, scenario: Scenario, code: str, by: User) -> Scenario:
    """Raises ``Gone`` when somebody was first, or ``Locked``."""
    with transaction.atomic():
        locked = locked_scenario(scenario)
        gone = adjustment_in(locked.choice, code)
        _keep(locked, [each for each in locked.choice.adjustments if each != gone], by)
    return locked


def adjustment_in(choice: Choice, code: str) -> Adjustment:
    """Raises ``Gone``."""
    found = next((each for each in choice.adjustments if each.code == code), None)
    if found is None:
        raise Gone("Deze aanpassing is er niet meer: misschien heeft iemand haar intussen weggehaald.")
    return found


def values_of(adjustment: Adjustment) -> Values:
    """As ``add_adjustment`` takes them."""
    return {
        "of": f"post-{adjustment.line}" if adjustment.line else f"stroom-{adjustment.stream}",
        "change": None if adjustment.change is None else decimal_from_cents(adjustment.change),
        "percentage": adjustment.percentage,
        "first_year": adjustment.first_year,
        "reason": adjustment.reason,
    }


def free_code(codes: Iterable[str]) -> str:
    """For one more beside these."""
    numbers = [int(code[1:]) for code in codes if code[1:].isdigit()]
    return f"a{max(numbers, default=0) + 1}"


def _keep(scenario: Scenario, adjustments: list[Adjustment], by: User) -> None:
    ordered = tuple(sorted(adjustments, key=lambda each: each.code))
    keep_choice(scenario, replace(scenario.choice, adjustments=ordered), by)
