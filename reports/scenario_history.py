"""What was done to a scenario, the last first."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from budgets.choice_wording import changes_between
from budgets.engine import BudgetData, Choice, choice_from_json
from budgets.models import Scenario
from budgets.snapshot import budget_data

MOST = 100


@dataclass(frozen=True, slots=True)
class Moment:
    number: int
    """Of the history row, by which the scenario can be put back to after this change."""
    at: datetime
    who: str
    said: list[str]
    differs: bool
    """Whether putting it back would change anything."""


def moments(scenario: Scenario) -> tuple[list[Moment], bool]:
    """The last ``MOST`` changes, and whether there were more."""
    history: Any = scenario.history
    rows = list(history.select_related("history_user")[: MOST + 1])
    data, now = budget_data(scenario.plan), scenario.choice_json
    found = [
        Moment(
            number=row.history_id,
            at=row.history_date,
            who=(row.history_user.get_full_name() or row.history_user.get_username())
            if row.history_user
            else "onbekend",
            said=_said(data, earlier, row),
            differs=row.choice_json != now,
        )
        for row, earlier in pairwise([*rows, None])
    ]
    return [moment for moment in found[:MOST] if moment.said], len(rows) > MOST


def _said(data: BudgetData, earlier: Any, row: Any) -> list[str]:
    if earlier is None:
        return ["Scenario gemaakt."] if row.history_type == "+" else ["Gewijzigd."]
    said = [f"Hernoemd van ‘{earlier.name}’ in ‘{row.name}’."] if earlier.name != row.name else []
    if earlier.proposal_id != row.proposal_id:
        said.append("Voorgesteld." if row.proposal_id else "Voorstel ingetrokken.")
    before, after = _choice(earlier), _choice(row)
    if before is None or after is None:
        return [*said, "De keuze van dit moment kan niet worden gelezen."]
    return said + changes_between(data, before, after)


def _choice(row: Any) -> Choice | None:
    try:
        return choice_from_json(row.choice_json)
    except ValueError:
        return None
