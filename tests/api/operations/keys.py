"""Operations on allocation keys."""

from budgets.actions.keys import add_key
from municipalities.models import User
from tests.integration.addresses.roles import FINANCE, READ

KEY = {"code": "gelijk"}


def prepare(plan):
    values = {"title": "Gelijk", "kind": "equal"}
    add_key(plan=plan, values=values, by=User.objects.get(username="financien"))


OPERATIONS = {
    "api-Keys": {"get": ({}, None, READ), "post": ({}, {"title": "Nieuw", "kind": "equal"}, FINANCE)},
    "api-Key": {
        "get": (KEY, None, READ),
        "patch": (KEY, {"title": "Anders"}, FINANCE),
        "delete": (KEY, None, FINANCE),
    },
}
