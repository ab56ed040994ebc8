"""Who may do what with a scenario; loaded by ``rules`` when the applications start.

Editors change every scenario of their region, an alderman only their own.  Who may change it
may propose it; a proposal is withdrawn by who made it, or by an administrator.
"""

import rules

from budgets.models import Proposal, Scenario
from municipalities.models import User
from municipalities.rights import Right, holds


@rules.predicate
def made_it(user: User, scenario: Scenario | None) -> bool:
    return scenario is not None and scenario.created_by_id == user.pk


@rules.predicate
def proposed_it(user: User, scenario: Scenario | None) -> bool:
    if scenario is None or scenario.proposal_id is None:
        return False
    return Proposal.objects.filter(pk=scenario.proposal_id, proposed_by=user).exists()


edits_scenario = holds(Right.CHANGE_SCENARIOS) | (holds(Right.MAKE_SCENARIOS) & made_it)

rules.add_perm("budgets.add_scenario", rules.is_active & holds(Right.MAKE_SCENARIOS))
rules.add_perm("budgets.change_scenario", rules.is_active & edits_scenario)
rules.add_perm("budgets.delete_scenario", rules.is_active & edits_scenario)
rules.add_perm("budgets.propose_scenario", rules.is_active & holds(Right.PROPOSE) & edits_scenario)
withdraws = holds(Right.WITHDRAW) | (holds(Right.PROPOSE) & proposed_it)
rules.add_perm("budgets.withdraw_proposal", rules.is_active & withdraws)
