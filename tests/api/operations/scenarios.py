"""Operations on scenarios, proposals and their history."""

from budgets.actions.proposals import propose_scenario
from budgets.actions.scenarios import create_scenario, switch_options
from municipalities.models import User
from tests.integration.addresses.roles import ADMIN, EDIT, MAKE, READ

SCENARIO = {"scenario": "gewisseld"}
PROPOSED = {"scenario": "voorgesteld-door-financien"}
RESTORED = {"moment": 0}
"""The number is known when the scenario is made."""

OPERATIONS = {
    "api-Scenarios": {"get": ({}, None, READ), "post": ({}, {"name": "Nieuw scenario"}, MAKE)},
    "api-Scenario": {
        "get": (SCENARIO, None, READ),
        "patch": (SCENARIO, {"name": "Anders", "choice": {"options": []}}, EDIT),
        "delete": (SCENARIO, None, EDIT),
    },
    "api-ScenarioComparison": {"get": ({"?": "sides=begroting,gewisseld"}, None, READ)},
    "api-ScenarioMoments": {"get": (SCENARIO, None, READ)},
    "api-Scenario-restore": {"post": (SCENARIO, RESTORED, EDIT)},
    "api-Proposal": {
        "get": (PROPOSED, None, READ),
        "post": (SCENARIO, {"remark": "Proef"}, EDIT),
        "delete": (PROPOSED, None, ADMIN),
    },
}


def prepare(plan):
    by = User.objects.get(username="financien")
    scenario = create_scenario(plan=plan, name="Gewisseld", by=by)
    RESTORED["moment"] = scenario.history.last().history_id
    switch_options(scenario=scenario, switched={"mda": True}, by=by)
    proposed = create_scenario(plan=plan, name="Voorgesteld door financien", by=by)
    propose_scenario(scenario=proposed, by=by)
