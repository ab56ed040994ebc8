"""Operations on the history of a plan."""

from budgets.models import CostAmount
from measures.changes import changing
from municipalities.models import User
from tests.integration.addresses.roles import FINANCE, READ

CHANGE = {"revision": 2}


def prepare(plan):
    """Revision 2, as this comes first: one amount changed."""
    plan.refresh_from_db()
    with changing(plan, by=User.objects.get(username="financien")) as recorder:
        amount = CostAmount.objects.get(cost_line__plan=plan, cost_line__number=1, year=2021)
        amount.amount = 273716
        amount.save(update_fields=["amount"])
        assert recorder.plan.revision + 1 == CHANGE["revision"]


OPERATIONS = {
    "api-Changes": {"get": ({}, None, READ)},
    "api-Change": {"get": (CHANGE, None, READ)},
    "api-ChangeRows": {"get": (CHANGE, None, READ)},
    "api-Change-undo": {"post": (CHANGE, None, FINANCE)},
}
