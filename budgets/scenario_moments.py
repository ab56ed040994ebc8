"""What was done to a scenario, moment by moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from budgets.choice_wording import changes_between
from budgets.engine import BudgetData, Choice, choice_from_json
from budgets.models import Scenario
from budgets.snapshot import budget_data


@dataclass(frozen=True, slots=True)
class Moment:
    """The scenario as it was after one change."""

    number: int
    """Of the history row, by which the scenario can be put back to after this change."""
    at: datetime
    who: str
    """Empty where that is not known."""
    said: list[str]
    name: str
    locked: bool
    choice: Choice | None
    """None where it cannot be read."""
    differs: bool
    """Whether putting it back would change anything."""


def moments(scenario: Scenario, rows: Sequence[Any], before: Any = None) -> list[Moment]:
    """Of history rows that follow each other, the last first, with their users.

    ``before`` is the row before the oldest of them; None where that is the first of all.
    """
    data = budget_data(scenario.plan)
    choices = {row.history_id: _choice(row) for row in [*rows, before] if row is not None}
    return [
        Moment(
            number=row.history_id,
            at=row.history_date,
            who=_name(row.history_user),
            said=_said(data, earlier, row, choices),
            name=row.name,
            locked=row.proposal_id is not None,
            choice=choices[row.history_id],
            differs=row.choice_json != scenario.choice_json,
        )
        for row, earlier in pairwise([*rows, before])
    ]


def _name(user: Any) -> str:
    return user.display_name if user else ""


def _said(data: BudgetData, earlier: Any, row: Any, choices: dict[int, Choice | None]) -> list[str]:
    if earlier is None:
        return ["Scenario gemaakt."] if row.history_type == "+" else ["Gewijzigd."]
    said = [f"Hernoemd van ‘{earlier.name}’ in ‘{row.name}’."] if earlier.name != row.name else []
    if earlier.proposal_id != row.proposal_id:
        said.append("Voorgesteld." if row.proposal_id else "Voorstel ingetrokken.")
    before, after = choices[earlier.history_id], choices[row.history_id]
    if before is None or after is None:
        return [*said, "De keuze van dit moment kan niet worden gelezen."]
    return said + changes_between(data, before, after)


def _choice(row: Any) -> Choice | None:
    try:
        return choice_from_json(row.choice_json)
    except ValueError:
        return None
