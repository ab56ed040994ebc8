"""What was done to a scenario, the last first."""

from typing import Any

from budgets.models import Scenario
from budgets.scenario_moments import Moment, moments

MOST = 100


def last_moments(scenario: Scenario) -> tuple[list[Moment], bool]:
    """The last ``MOST`` changes of which there is something to say, and whether there were more."""
    history: Any = scenario.history
    rows = list(history.select_related("history_user")[: MOST + 1])
    found = moments(scenario, rows[:MOST], *rows[MOST:])
    return [moment for moment in found if moment.said], len(rows) > MOST
