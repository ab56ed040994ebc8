"""What a scenario assumes beside its options: who leaves when, who then pays, and indexation."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.db import transaction

from budgets.actions.editing import Values, merge
from budgets.actions.scenarios import locked_scenario, save_scenario
from budgets.engine import BudgetData, Choice, to_json
from budgets.engine.membership import leaves_nobody
from budgets.models import CostLine, Scenario
from budgets.snapshot import budget_data
from municipalities.models import User
from municipalities.refusals import Refused

FALLS_AWAY = "share_falls_away"
LARGEST_INDEX = 100


def terms_of(choice: Choice) -> Values:
    """The assumptions, flat: ``end:<municipality>``, ``index:<cost type>``, ``share_falls_away``."""
    return {
        **{f"end:{code}": year for code, year in choice.ends},
        **{f"index:{kind}": rate for kind, rate in choice.indexation},
        FALLS_AWAY: choice.share_falls_away,
    }


def change_terms(
    *, scenario: Scenario, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> Scenario:
    """``values`` as ``terms_of``; a year or percentage of None is as the budget has it.

    Raises ``Refused`` with the key of the value that cannot be, ``Meanwhile`` where
    another editor changed it, or ``Gone``.
    """
    data = budget_data(scenario.plan)
    for key, value in values.items():
        _check(data, key, value)
    with transaction.atomic():
        locked = locked_scenario(scenario)
        now = terms_of(locked.choice)
        writes = merge(now, values, seen, label=lambda key: _label(data, key), who=lambda key: "een ander")
        after = _choice(locked.choice, now | writes)
        _refuse_nobody(data, after, values)
        if after != locked.choice:
            locked.choice_json = to_json(after)
            save_scenario(locked, by, ["choice_json", "changed_at"])
    return locked


def _choice(choice: Choice, terms: Mapping[str, Any]) -> Choice:
    def of(kind: str) -> dict[str, Any]:
        found = {key.partition(":")[2]: value for key, value in terms.items() if key.startswith(f"{kind}:")}
        return {name: value for name, value in found.items() if value is not None}

    new = Choice.of((), of("index"), of("end"), bool(terms.get(FALLS_AWAY)))
    return replace(choice, indexation=new.indexation, ends=new.ends, share_falls_away=new.share_falls_away)


def _check(data: BudgetData, key: str, value: Any) -> None:
    kind, _, code = key.partition(":")
    if key == FALLS_AWAY or value is None:
        return
    if kind == "end":
        if code not in data.municipality_index:
            raise Refused("Deze gemeente doet in geen enkel jaar van dit plan mee.", key)
        if not data.years[0] - 1 <= value <= data.years[-1]:
            raise Refused(f"Kies een jaar tot en met {data.years[-1]}.", key)
    elif code not in CostLine.CostType.values:
        raise Refused("Deze soort kosten bestaat niet.", key)
    elif abs(Fraction(value)) > LARGEST_INDEX:
        raise Refused("Vul een percentage in van −100 tot en met 100, zoals 2,5.", key)


def _refuse_nobody(data: BudgetData, choice: Choice, values: Mapping[str, Any]) -> None:
    """Somebody must be left to pay, in every year."""
    for i, year in enumerate(data.years):
        if leaves_nobody(data, choice, i):
            first = next((key for key, end in values.items() if key.startswith("end:") and end), None)
            raise Refused(f"Zo doet er in {year} geen enkele gemeente meer mee.", first)


def _label(data: BudgetData, key: str) -> str:
    kind, _, code = key.partition(":")
    if kind == "end":
        return data.municipalities[data.municipality_index[code]].name
    return dict(CostLine.CostType.choices).get(code, "Wie het aandeel draagt")
