"""Operations on versions and whole budgets."""

import datetime

from budgets.actions.versions import adopt_version
from municipalities.models import User
from tests.integration.addresses.roles import FINANCE, READ

VERSION = {"number": 1}
NEW = {"name": "Ontwerpbegroting", "kind": "ontwerp", "decidedOn": "2020-10-01"}

OPERATIONS = {
    "api-Budget": {"get": ({}, None, READ)},
    "api-Versions": {"get": ({}, None, READ), "post": ({}, NEW, FINANCE)},
    "api-Version": {"get": (VERSION, None, READ)},
    "api-VersionBudget": {"get": (VERSION, None, READ)},
}


def prepare(plan):
    adopt_version(
        plan=plan,
        name="Concept",
        kind="concept",
        decided_on=datetime.date(2020, 9, 1),
        by=User.objects.get(username="financien"),
    )
