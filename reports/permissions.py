"""Whether somebody may, and the sentence for who may not."""

from django.core.exceptions import PermissionDenied

from budgets.models import Scenario
from budgets.permission_wording import CHANGE, SENTENCES
from measures.models import Plan
from municipalities.models import Region
from reports.access import Request


def require(request: Request, permission: str, thing: Plan | Scenario | Region) -> None:
    """Raises ``PermissionDenied`` with a sentence for the screen."""
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied(SENTENCES.get(permission, ""))


def may_change(request: Request, scenario: Scenario) -> bool:
    """Whether the page offers it: a scenario that is proposed is locked for everybody."""
    return scenario.proposal_id is None and request.user.has_perm(CHANGE, scenario)
