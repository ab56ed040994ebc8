"""Operations on goals."""

from budgets.actions.measures import add_goal
from municipalities.models import User
from tests.integration.addresses.roles import EDIT, READ

GOAL = {"code": "leeg-doel"}


def prepare(plan):
    add_goal(plan=plan, title="Leeg doel", by=User.objects.get(username="adviseur"))


OPERATIONS = {
    "api-Goals": {"get": ({}, None, READ), "post": ({}, {"title": "Nieuw doel"}, EDIT)},
    "api-Goal": {
        "get": (GOAL, None, READ),
        "patch": (GOAL, {"title": "Anders"}, EDIT),
        "delete": (GOAL, None, EDIT),
    },
    "api-Goal-move": {"post": (GOAL, {"direction": "up"}, EDIT)},
}
