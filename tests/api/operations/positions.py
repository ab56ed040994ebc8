"""Operations on positions."""

from decisions.models import Position
from municipalities.models import Municipality, User
from tests.integration.addresses.roles import READ, SPEAK

POSITION = {"id": 990_003}


def prepare(plan):
    """Of Huizen about all options together, with a known number."""
    Position.objects.filter(plan=plan, option=None, municipality__code="GM0406").delete()
    Position.objects.create(
        pk=POSITION["id"],
        plan=plan,
        municipality=Municipality.objects.get(code="GM0406"),
        stance="voor",
        recorded_by=User.objects.get(username="adviseur"),
    )


OPERATIONS = {
    "api-PositionChanges": {"get": ({}, None, READ)},
    "api-Positions": {
        "get": ({}, None, READ),
        "post": ({}, {"municipality": "GM0402", "stance": "inFavour"}, SPEAK),
    },
    "api-Position": {
        "get": (POSITION, None, READ),
        "patch": (POSITION, {"stance": "against", "reason": "Te vroeg."}, SPEAK),
        "delete": (POSITION, None, SPEAK),
    },
}
