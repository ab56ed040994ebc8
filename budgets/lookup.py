"""Finding a plan or scenario by name on the command line."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from budgets.actions.versions import version_data
from budgets.engine import BudgetResult, compute, unchanged
from budgets.models import BudgetVersion, Scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.refusals import Refused

WRONG_NAME = 2
"""Exit code when a name does not exist."""


def add_plan_argument(parser: CommandParser, name: str) -> None:
    """``name`` is "plan", or "--plan" where something else comes first."""
    needed: dict[str, Any] = {"required": True} if name.startswith("-") else {}
    parser.add_argument(
        name, help="het beleidsplan, zoals bo-2021-2024 of gooi-en-vechtstreek/bo-2021-2024", **needed
    )


def add_arguments(parser: CommandParser) -> None:
    add_plan_argument(parser, "plan")
    parser.add_argument("--scenario", help="het scenario; zonder deze keuze de ongewijzigde begroting")
    parser.add_argument(
        "--fixed-version", type=int, help="het nummer van een vastgestelde versie; anders de werkbegroting"
    )


def find_plan(name: str) -> Plan:
    """By "plan" or "region/plan".  Raises ``CommandError`` with the names that exist, exit code 2."""
    plans = list(Plan.objects.select_related("region"))
    region, _, slug = name.rpartition("/")
    found = [plan for plan in plans if plan.slug == slug and region in ("", plan.region.slug)]
    if len(found) == 1:
        return found[0]
    names = [f"{plan.region.slug}/{plan.slug}" for plan in found or plans]
    problem = f"Het plan ‘{name}’ komt vaker voor." if found else f"Het plan ‘{name}’ bestaat niet."
    raise CommandError(f"{problem} {_that_exist(names)}", returncode=WRONG_NAME)


def chosen_result(
    plan: Plan, scenario: Scenario | None, version: BudgetVersion | None = None
) -> BudgetResult:
    """The working budget or a version, under the scenario or unchanged.

    Raises ``CommandError`` where it cannot be read.
    """
    try:
        data = version_data(version) if version else budget_data(plan)
        return compute(data, scenario.choice) if scenario else unchanged(data)
    except Refused as refused:
        raise CommandError(refused.message) from refused


def asked_scenario(plan: Plan, slug: str | None) -> Scenario | None:
    """The scenario that was named, or none where none was.  Raises ``CommandError``."""
    return None if slug is None else find_scenario(plan, slug)


def find_scenario(plan: Plan, slug: str) -> Scenario:
    """Raises ``CommandError`` with the names that exist, exit code 2."""
    scenarios = {scenario.slug: scenario for scenario in plan.scenarios.all()}
    if slug in scenarios:
        return scenarios[slug]
    raise CommandError(
        f"Het scenario ‘{slug}’ bestaat niet in {plan.slug}. {_that_exist(list(scenarios))}",
        returncode=WRONG_NAME,
    )


def asked_version(plan: Plan, number: int | None) -> BudgetVersion | None:
    """The version of this number, or none where none was asked.

    Raises ``CommandError`` with the numbers that exist, exit code 2.
    """
    if number is None:
        return None
    versions = {version.number: version for version in plan.versions.defer("data_json").order_by("number")}
    if number in versions:
        return versions[number]
    raise CommandError(
        f"Versie {number} bestaat niet in {plan.slug}. {_that_exist(list(map(str, versions)))}",
        returncode=WRONG_NAME,
    )


def _that_exist(names: list[str]) -> str:
    return f"Wel aanwezig: {', '.join(names)}." if names else "Er is nog niets."
