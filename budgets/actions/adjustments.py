"""A scenario's own adjustments: a line or stream that changes from a year on, with a reason."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from budgets.actions.editing import Values, check_amount, merge
from budgets.actions.scenarios import locked_scenario, save_scenario
from budgets.engine import Adjustment, BudgetData, Choice, to_json
from budgets.engine.money import cents_from_decimal, decimal_from_cents
from budgets.models import Scenario
from budgets.snapshot import budget_data
from budgets.texts import one_line
from municipalities.models import User
from municipalities.refusals import Gone, Refused

LARGEST_PERCENTAGE = 1_000
LONGEST_REASON = 300
MOST = 100
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
        if len(choice.adjustments) >= MOST:
            raise Refused(f"Een scenario heeft hoogstens {MOST} eigen aanpassingen.")
        _keep(locked, [*choice.adjustments, _checked(data, _free_code(choice), values)], by)
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
        changed = _checked(data, code, now | writes) if writes else stands
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


def _checked(data: BudgetData, code: str, values: Mapping[str, Any]) -> Adjustment:
    kind, _, of = str(values["of"]).partition("-")
    known = data.line_index if kind == "post" else data.stream_index if kind == "stroom" else {}
    if of not in known:
        raise Refused("Kies een kostenpost of een stroom uit de lijst.", "of")
    change: Decimal | None = values["change"]
    percentage: Fraction | None = values["percentage"]
    if not change and not percentage:
        raise Refused("Vul een bedrag of een percentage in.", "change")
    if change and percentage:
        raise Refused("Vul een bedrag in óf een percentage, niet allebei.", "change")
    check_amount(change, "change")
    if percentage and not -100 <= percentage <= LARGEST_PERCENTAGE:
        raise Refused(f"Vul een percentage in van −100 tot en met {LARGEST_PERCENTAGE}.", "percentage")
    if values["first_year"] not in data.year_index:
        raise Refused(f"Kies een jaar van {data.years[0]} tot en met {data.years[-1]}.", "first_year")
    reason = one_line(
        values["reason"],
        longest=LONGEST_REASON,
        field="reason",
        needed="Vul in waarom het scenario dit doet.",
    )
    return Adjustment(
        code=code,
        first_year=values["first_year"],
        reason=reason,
        line=of if kind == "post" else "",
        stream=of if kind == "stroom" else "",
        change=cents_from_decimal(change) if change else None,
        percentage=percentage or None,
    )


def _free_code(choice: Choice) -> str:
    numbers = [int(each.code[1:]) for each in choice.adjustments if each.code[1:].isdigit()]
    return f"a{max(numbers, default=0) + 1}"


def _keep(scenario: Scenario, adjustments: list[Adjustment], by: User) -> None:
    after = replace(scenario.choice, adjustments=tuple(sorted(adjustments, key=lambda each: each.code)))
    if after != scenario.choice:
        scenario.choice_json = to_json(after)
        save_scenario(scenario, by, ["choice_json", "changed_at"])
