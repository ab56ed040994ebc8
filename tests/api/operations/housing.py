"""Operations on places for living."""

from budgets.actions.housing import add_kind
from municipalities.models import User
from tests.integration.addresses.roles import EDIT, FINANCE, READ

KIND = {"code": "proefwoning"}
MUNICIPALITY = {"municipality": "GM0406"}
REALISED = {"realised": [{"kind": "proefwoning", "year": 2022, "places": 1}]}


def prepare(plan):
    """A kind that nobody filled in, so that it may go."""
    add_kind(
        plan=plan, values={"title": "Proefwoning", "agreed": 4}, by=User.objects.get(username="financien")
    )


OPERATIONS = {
    "api-HousingKinds": {
        "get": ({}, None, READ),
        "post": (
            {},
            {"title": "Tiny houses", "agreed": 4, "targets": [{"year": 2022, "places": 4}]},
            FINANCE,
        ),
    },
    "api-HousingKind": {
        "get": (KIND, None, READ),
        "patch": (KIND, {"title": "Anders"}, FINANCE),
        "delete": (KIND, None, FINANCE),
    },
    "api-HousingRealised": {"get": ({}, None, READ)},
    "api-HousingRealisedIn": {
        "get": (MUNICIPALITY, None, READ),
        "patch": (MUNICIPALITY, REALISED, EDIT),
    },
    "api-HousingTerms": {
        "get": ({}, None, READ),
        "patch": ({}, {"amount": "21000.00", "priceLevel": 2021}, FINANCE),
    },
}
