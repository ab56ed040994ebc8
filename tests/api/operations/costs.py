"""Operations on cost lines and their amounts."""

from budgets.actions.measures import add_line, add_measure
from municipalities.models import User
from tests.integration.addresses.roles import EDIT, FINANCE, READ

LINE = {"code": "zonder-bedragen-materiele-kosten"}
"""Without amounts, so that whoever may change measures may remove it."""


def prepare(plan):
    by = User.objects.get(username="adviseur")
    measure = add_measure(goal=plan.goals.first(), title="Zonder bedragen", by=by)
    for cost_type in ("personnel", "material"):
        add_line(measure=measure, values={"cost_type": cost_type}, by=by)


AMOUNT = {
    "rowKind": "line",
    "code": LINE["code"],
    "year": 2023,
    "amount": "1.00",
    "seen": {"amount": None},
}
OPERATIONS = {
    "api-Amounts": {
        "get": ({}, None, READ),
        "patch": ({}, {"amounts": [AMOUNT], "allOrNothing": True}, FINANCE),
    },
    "api-CostLines": {
        "get": ({}, None, READ),
        "post": ({}, {"measure": "zonder-bedragen", "costType": "overhead"}, EDIT),
    },
    "api-CostLine": {
        "get": (LINE, None, READ),
        "patch": (LINE, {"note": "Anders"}, EDIT),
        "delete": (LINE, None, EDIT),
    },
    "api-CostLine-move": {"post": (LINE, {"direction": "up"}, EDIT)},
}
