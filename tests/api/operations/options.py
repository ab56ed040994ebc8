"""Operations on options."""

from budgets.actions.options import add_option
from municipalities.models import User
from tests.integration.addresses.roles import EDIT, READ

OPTION = {"code": "lege-optie"}


def prepare(plan):
    values = {"title": "Lege optie", "kind": "ombuigen"}
    add_option(plan=plan, values=values, by=User.objects.get(username="adviseur"))


OPERATIONS = {
    "api-Options": {
        "get": ({}, None, READ),
        "post": ({}, {"title": "Nieuwe optie", "kind": "cut"}, EDIT),
    },
    "api-Option": {
        "get": (OPTION, None, READ),
        "patch": (OPTION, {"title": "Anders"}, EDIT),
        "delete": (OPTION, None, EDIT),
    },
    "api-Option-move": {"post": (OPTION, {"direction": "up"}, EDIT)},
}
