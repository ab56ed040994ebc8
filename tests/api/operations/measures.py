"""Operations on measures; one without amounts, so that whoever may change measures may remove it."""

from budgets.actions.measures import add_measure
from municipalities.models import User
from tests.integration.addresses.roles import EDIT, READ

MEASURE = {"code": "lege-maatregel"}


def prepare(plan):
    goal = plan.goals.first()
    add_measure(goal=goal, title="Lege maatregel", by=User.objects.get(username="adviseur"))


OPERATIONS = {
    "api-Measures": {
        "get": ({}, None, READ),
        "post": ({}, {"goal": "beleidscoordinatie", "title": "Nieuwe maatregel"}, EDIT),
    },
    "api-Measure": {
        "get": (MEASURE, None, READ),
        "patch": (MEASURE, {"note": "Anders", "lastYear": 2023}, EDIT),
        "delete": (MEASURE, None, EDIT),
    },
    "api-Measure-move": {"post": (MEASURE, {"direction": "up"}, EDIT)},
}
