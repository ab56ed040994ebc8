"""Fixed versions: making, opening, comparing, and beginning a new plan from one."""

import datetime

from budgets.actions.versions import adopt_version
from municipalities.models import User
from tests.integration.addresses.roles import FINANCE, PLAN, READ, SCENARIO

VERSION = PLAN | {"version": 1}
FINDING = {"soort": "line_without_name", "over": "regel-51", "jaar": "2021"}
ORIGIN = {"cijfer": "costs", "jaar": "2023"}
ADOPTED = {"naam": "Ontwerpbegroting", "soort": "ontwerp", "datum": "2020-10-01", "zeker": "on"}
NEXT = {"titel": "Beleidsplan 2025–2028", "eerste_jaar": "2025", "laatste_jaar": "2028"}

ADDRESSES = {
    "budget_json": [(PLAN, "get", {}, READ)],
    "budget_csv": [(PLAN, "get", {"bom": "1"}, READ)],
    "versions": [(PLAN, "get", {}, READ)],
    "version_adopt": [(PLAN, "get", {}, FINANCE), (PLAN, "post", ADOPTED, FINANCE)],
    "versions_compare": [(PLAN, "get", {}, READ)],
    "versions_compare_workbook": [(PLAN, "get", {"van": "1", "naar": "werk"}, READ)],
    "versions_compare_ods": [(PLAN, "get", {"van": "1", "naar": "werk"}, READ)],
    "version_budget": [(VERSION, "get", {}, READ)],
    "version_budget_origin": [(VERSION, "get", ORIGIN, READ)],
    "version_budget_finding": [(VERSION, "get", FINDING, READ)],
    "version_scenario_finding": [(VERSION | SCENARIO, "get", FINDING, READ)],
    "version_budget_origin_json": [(VERSION, "get", ORIGIN, READ)],
    "version_budget_workbook": [(VERSION, "get", {}, READ)],
    "version_budget_ods": [(VERSION, "get", {}, READ)],
    "version_budget_json": [(VERSION, "get", {}, READ)],
    "version_budget_csv": [(VERSION, "get", {}, READ)],
    "version_scenario": [(VERSION | SCENARIO, "get", {}, READ)],
    "version_scenario_origin": [(VERSION | SCENARIO, "get", ORIGIN, READ)],
    "version_scenario_origin_json": [(VERSION | SCENARIO, "get", ORIGIN, READ)],
    "version_scenario_workbook": [(VERSION | SCENARIO, "get", {}, READ)],
    "version_scenario_ods": [(VERSION | SCENARIO, "get", {}, READ)],
    "version_carry_over": [(VERSION, "get", {}, FINANCE), (VERSION, "post", NEXT, FINANCE)],
}


def prepare(plan):
    """Version 1."""
    adopt_version(
        plan=plan,
        name="Concept",
        kind="concept",
        decided_on=datetime.date(2020, 9, 1),
        by=User.objects.get(username="financien"),
    )
