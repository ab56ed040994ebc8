"""Whether somebody may, and the sentence for who may not."""

from django.core.exceptions import PermissionDenied

from budgets.actions.scenarios import WAY_OUT, why_locked
from budgets.models import Scenario
from budgets.permission_wording import CHANGE, SENTENCES
from budgets.refusals import Locked
from measures.models import Plan
from municipalities.models import Region
from reports.access import Request, scenario_for


def require(request: Request, permission: str, thing: Plan | Scenario | Region) -> None:
    """Raises ``PermissionDenied`` with a sentence for the screen."""
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied(SENTENCES.get(permission, ""))


def may_change(request: Request, scenario: Scenario) -> bool:
    """Whether the page offers it: a scenario that is proposed is locked for everybody."""
    return scenario.proposal_id is None and request.user.has_perm(CHANGE, scenario)


def scenario_to_change(
    request: Request, region: str, plan: str, scenario: str, permission: str = CHANGE
) -> Scenario:
    """The scenario of a form that changes it.  Raises ``Missing``, ``PermissionDenied`` or ``Locked``.

    Who opens the form of a proposed scenario hears so at once; who had it open hears it from
    the action, with what was typed still there.
    """
    found = scenario_for(request, region, plan, scenario)
    require(request, permission, found)
    if found.proposal_id is not None and request.method != "POST":
        request.shown_scenario = found
        raise Locked(f"{why_locked(found)} {WAY_OUT}")
    return found
