"""Operations on versions and whole budgets."""

import datetime

from budgets.actions.versions import adopt_version
from municipalities.models import User
from tests.integration.addresses.roles import FINANCE, READ

VERSION = {"number": 1}
NEW = {"name": "Ontwerpbegroting", "kind": "draft", "decidedOn": "2020-10-01"}
NEXT = {"title": "Beleidsplan 2025–2028", "firstYear": 2025, "lastYear": 2028}

OPERATIONS = {
    "api-Budget": {"get": ({}, None, READ)},
    "api-Versions": {"get": ({}, None, READ), "post": ({}, NEW, FINANCE)},
    "api-Version": {"get": (VERSION, None, READ)},
    "api-Version-carry-over": {"post": (VERSION, NEXT, FINANCE)},
    "api-VersionBudget": {"get": (VERSION, None, READ)},
    "api-VersionComparison": {"get": ({"?": "from=1"}, None, READ)},
}


def prepare(plan):
    adopt_version(
        plan=plan,
        name="Concept",
        kind="concept",
        decided_on=datetime.date(2020, 9, 1),
        by=User.objects.get(username="financien"),
    )
