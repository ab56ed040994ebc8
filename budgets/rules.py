"""Who may do what with a budget; loaded by ``rules`` when the applications start."""

import rules

from budgets.models import Scenario
from measures.models import Plan
from municipalities.models import Role, User

EDITORS = frozenset({Role.Kind.ADMINISTRATOR, Role.Kind.POLICY, Role.Kind.FINANCE})
SCENARIO_MAKERS = EDITORS | {Role.Kind.ALDERMAN}


def role_in(user: User, plan: Plan) -> str | None:
    """The role of ``user`` in the region of ``plan``."""
    return Role.objects.filter(user=user, region=plan.region_id).values_list("kind", flat=True).first()


def scenario_role(user: User, scenario: Scenario) -> str | None:
    """The role, without a query where the scenario came through ``visible_to(user)``."""
    known: str | None = getattr(scenario, "role", None)
    return known or role_in(user, scenario.plan)


@rules.predicate
def makes_scenarios(user: User, plan: Plan | None) -> bool:
    return plan is not None and role_in(user, plan) in SCENARIO_MAKERS


@rules.predicate
def edits_scenario(user: User, scenario: Scenario | None) -> bool:
    """Editors change every scenario of their region, an alderman only their own."""
    if scenario is None:
        return False
    role = scenario_role(user, scenario)
    return role in EDITORS or (role in SCENARIO_MAKERS and scenario.created_by_id == user.pk)


rules.add_perm("budgets.add_scenario", rules.is_active & makes_scenarios)
rules.add_perm("budgets.change_scenario", rules.is_active & edits_scenario)
rules.add_perm("budgets.delete_scenario", rules.is_active & edits_scenario)
