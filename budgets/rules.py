"""Who may do what with a scenario; loaded by ``rules`` when the applications start.

Editors change every scenario of their region, an alderman only their own.
"""

import rules

from budgets.models import Scenario
from municipalities.models import User
from municipalities.rights import Right, holds


@rules.predicate
def made_it(user: User, scenario: Scenario | None) -> bool:
    return scenario is not None and scenario.created_by_id == user.pk


edits_scenario = holds(Right.CHANGE_SCENARIOS) | (holds(Right.MAKE_SCENARIOS) & made_it)

rules.add_perm("budgets.add_scenario", rules.is_active & holds(Right.MAKE_SCENARIOS))
rules.add_perm("budgets.change_scenario", rules.is_active & edits_scenario)
rules.add_perm("budgets.delete_scenario", rules.is_active & edits_scenario)
