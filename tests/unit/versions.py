"""What the tests of fixed versions share."""

import datetime
from decimal import Decimal

from budgets.models import CostAmount
from measures.changes import changing

DAY = datetime.date(2020, 10, 1)


def change(plan, by, amount="1.00"):
    with changing(plan, by=by):
        first = CostAmount.objects.get(cost_line__plan=plan, cost_line__number=1, year=2021)
        first.amount = Decimal(amount)
        first.save(update_fields=["amount"])
