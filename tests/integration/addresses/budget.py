"""Start, the budget and its scenarios."""

from decimal import Decimal

from budgets.actions.adjustments import add_adjustment
from budgets.actions.proposals import propose_scenario
from budgets.actions.scenarios import create_scenario
from municipalities.models import User
from tests.integration.addresses.roles import ADMIN, EDIT, MAKE, PLAN, READ, SCENARIO

ADJUSTED = PLAN | {"scenario": "aangepast", "code": "a1"}
ADJUSTMENT = {"op": "post-regel-16", "bedrag": "-2", "vanaf": "2022", "reden": "Proef."}
PROPOSED = PLAN | {"scenario": "voorgesteld"}


def prepare(plan):
    """A scenario that the finance adviser proposed, and one with an adjustment of its own."""
    by = User.objects.get(username="financien")
    propose_scenario(scenario=create_scenario(plan=plan, name="Voorgesteld", by=by), by=by)
    adjusted = create_scenario(plan=plan, name="Aangepast", by=by)
    values = {"of": "post-regel-15", "change": Decimal(-1), "percentage": None, "first_year": 2022}
    add_adjustment(scenario=adjusted, values=values | {"reason": "Proef."}, by=by)


SIDES = {"met": ["begroting", "ongewijzigd"]}

FINDING = {"soort": "line_without_name", "over": "regel-51", "jaar": "2021"}

# name → arguments, method, data, the answer per role (200 stands for anything that is not a refusal).
# Without arguments an address is about no region: everybody has it.
ADDRESSES = {
    "login": [({}, "get", {}, READ)],
    "logout": [({}, "post", {}, READ)],
    "password_change": [({}, "get", {}, READ)],
    "password_reset": [({}, "get", {}, READ)],
    "password_reset_done": [({}, "get", {}, READ)],
    "password_reset_confirm": [({"uidb64": "MQ", "token": "a-b"}, "get", {}, READ)],
    "password_reset_complete": [({}, "get", {}, READ)],
    "start": [({}, "get", {}, READ)],
    "plan": [(PLAN, "get", {}, READ)],
    "budget": [(PLAN, "get", {}, READ)],
    "budget_workbook": [(PLAN, "get", {}, READ)],
    "budget_ods": [(PLAN, "get", {}, READ)],
    "budget_origin": [(PLAN, "get", {"cijfer": "costs", "jaar": "2023"}, READ)],
    "budget_finding": [(PLAN, "get", FINDING, READ)],
    "budget_origin_json": [(PLAN, "get", {"cijfer": "costs", "jaar": "2023"}, READ)],
    "reverse": [(PLAN, "get", {"gemeente": "GM0406", "jaar": "2023", "hoogstens": "200000"}, READ)],
    "compare": [(PLAN, "get", SIDES, READ)],
    "compare_workbook": [(PLAN, "get", SIDES, READ)],
    "compare_ods": [(PLAN, "get", SIDES, READ)],
    "compare_json": [(PLAN, "get", SIDES, READ)],
    "scenarios": [(PLAN, "get", {}, READ), (PLAN, "post", {"naam": "Nieuw"}, MAKE)],
    "scenario": [(SCENARIO, "get", {}, READ), (SCENARIO, "post", {"optie": ["mda"]}, EDIT)],
    "scenario_switch": [(SCENARIO | {"option": "mda"}, "post", {"aan": "1"}, EDIT)],
    "scenario_level": [(SCENARIO | {"option": "regisseur"}, "post", {"niveau": "vervalt"}, EDIT)],
    "adjustment_new": [(SCENARIO, "get", {}, EDIT), (SCENARIO, "post", ADJUSTMENT, EDIT)],
    "adjustment_change": [(ADJUSTED, "get", {}, EDIT), (ADJUSTED, "post", ADJUSTMENT, EDIT)],
    "adjustment_delete": [(ADJUSTED, "get", {}, EDIT), (ADJUSTED, "post", {}, EDIT)],
    "scenario_origin": [(SCENARIO, "get", {"cijfer": "costs", "jaar": "2023"}, READ)],
    "scenario_finding": [(SCENARIO, "get", FINDING, READ)],
    "follow_finding": [(SCENARIO, "get", FINDING, READ)],
    "scenario_origin_json": [(SCENARIO, "get", {"cijfer": "costs", "jaar": "2023"}, READ)],
    "scenario_workbook": [(SCENARIO, "get", {}, READ)],
    "scenario_ods": [(SCENARIO, "get", {}, READ)],
    "scenario_terms": [
        (SCENARIO, "get", {}, EDIT),
        (SCENARIO, "post", {"uit_GM0457": "2022", "aandeel": "ja", "index_personnel": "2,5"}, EDIT),
    ],
    "scenario_history": [(SCENARIO, "get", {}, READ)],
    "scenario_copy": [(SCENARIO, "post", {"naam": "Kopie"}, MAKE)],
    "scenario_rename": [
        (SCENARIO, "get", {}, EDIT),
        (SCENARIO, "post", {"naam": "Anders"}, EDIT),
    ],
    "follow": [(SCENARIO, "get", {}, READ), (SCENARIO, "get", {"jaar": "2022"}, READ)],
    "follow_state": [(SCENARIO, "get", {}, READ)],
    "scenario_state": [(SCENARIO, "get", {}, READ), (SCENARIO, "get", {"jaar": "2022"}, READ)],
    "follow_origin": [(SCENARIO, "get", {"cijfer": "costs", "jaar": "2023"}, READ)],
    "present": [
        (SCENARIO, "get", {}, MAKE),
        (SCENARIO, "post", {"wat": "begin", "jaar": "2022"}, MAKE),
    ],
    "scenario_propose": [(SCENARIO, "get", {}, EDIT), (SCENARIO, "post", {"toelichting": "Zo."}, EDIT)],
    "scenario_withdraw": [(PROPOSED, "get", {}, ADMIN), (PROPOSED, "post", {}, ADMIN)],
    "scenario_delete": [(SCENARIO, "get", {}, EDIT), (SCENARIO, "post", {}, EDIT)],
}
