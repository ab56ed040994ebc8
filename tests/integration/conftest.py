"""Who the tests of the pages act as, and a version that the budget has moved on from."""

import datetime
from decimal import Decimal

import pytest

from budgets.actions.versions import adopt_version
from budgets.models import CostAmount, CostLine
from measures.changes import changing
from measures.models import Measure
from municipalities.models import User


@pytest.fixture
def finance(demo):
    return User.objects.get(username="financien")


@pytest.fixture
def financial(client, finance):
    client.force_login(finance, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def version(demo, finance):
    """Version 1; afterwards a line changed, one went, one came, and a measure got another name."""
    made = adopt_version(
        plan=demo, name="Ontwerp", kind="ontwerp", decided_on=datetime.date(2020, 10, 1), by=finance
    )
    with changing(demo, by=finance):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2021)
        amount.amount = Decimal("273815.00")  # was 273.715
        amount.save(update_fields=["amount"])
        CostLine.objects.get(plan=demo, number=57).delete()
        measure = Measure.objects.get(cost_lines__code="regel-2", plan=demo)
        measure.title = "=1+1"
        measure.save(update_fields=["title"])
        line = CostLine.objects.create(plan=demo, measure=measure, code="nieuw", position=99)
        CostAmount.objects.create(cost_line=line, year=2024, amount=Decimal("10.50"))
    demo.refresh_from_db()
    return made
