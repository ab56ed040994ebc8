"""Who changed what, and taking a change back."""

from budgets.models import CostAmount
from measures.changes import changing
from municipalities.models import User
from tests.integration.addresses.roles import FINANCE, PLAN, READ

ADDRESSES = {
    "history": [(PLAN, "get", {}, READ)],
    "undo": [(PLAN | {"revision": 2}, "post", {}, FINANCE)],
}


def prepare(plan):
    """Revision 2: one amount changed."""
    with changing(plan, by=User.objects.get(username="financien")):
        amount = CostAmount.objects.get(cost_line__plan=plan, cost_line__number=1, year=2021)
        amount.amount = 273716
        amount.save(update_fields=["amount"])
