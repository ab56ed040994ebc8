"""A version that the budget has moved on from, and files that are brought in."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions.versions import adopt_version
from budgets.models import CostAmount, CostLine, ImportFile
from budgets.snapshot import budget_data
from measures.changes import changing
from measures.models import Measure
from tests.import_workbooks import Upload, plain_workbook
from tests.integration.import_requests import LIST, NAMES


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


@pytest.fixture
def data(demo):
    return budget_data(demo)


@pytest.fixture
def bring(financial, data):
    """Chooses a file as somebody does; the file as it is then kept."""

    def choose(content=None, name="begroting.xlsx", **options):
        content = plain_workbook(data, **options) if content is None else content
        answer = financial.post(LIST, {"bestand": Upload(content, name)})
        assert answer.status_code == 302, answer.content.decode()
        return ImportFile.objects.latest("pk")

    return choose


@pytest.fixture
def own_export(financial, demo):
    return financial.get(reverse("budget_workbook", args=NAMES)).content
