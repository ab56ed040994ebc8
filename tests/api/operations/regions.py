"""Operations on regions and what hangs under them."""

from decisions.actions.bodies import add_body
from municipalities.models import CentreMunicipality, Municipality, User
from tests.integration.addresses.roles import ADMIN, READ

REGION = {"region": "gooi-en-vechtstreek"}
MEMBER = REGION | {"municipality": "GM0363"}
CENTRE = REGION | {"id": 990_002}
BODY = REGION | {"body": "leeg-overleg"}


def prepare(plan):
    """What nothing hangs on, so that it may go."""
    plan.region.members.create(municipality=Municipality.objects.get(code="GM0363"))
    CentreMunicipality.objects.create(
        pk=CENTRE["id"],
        region=plan.region,
        municipality=Municipality.objects.get(code="GM0402"),
        task="proeftaak",
    )
    add_body(region=plan.region, name="Leeg overleg", by=User.objects.get(username="adviseur"))


OPERATIONS = {
    "api-Regions": {"get": ({}, None, READ)},
    "api-Region": {"get": (REGION, None, READ)},
    "api-Members": {
        "get": (REGION, None, READ),
        "post": (REGION, {"municipality": "GM0034", "memberFrom": "2023-01-01"}, ADMIN),
    },
    "api-Member": {
        "get": (MEMBER, None, READ),
        "patch": (MEMBER, {"memberUntil": "2022-12-31"}, ADMIN),
        "delete": (MEMBER, None, ADMIN),
    },
    "api-CentreMunicipalities": {
        "get": (REGION, None, READ),
        "post": (REGION, {"municipality": "GM0406", "task": "Jeugdhulp"}, ADMIN),
    },
    "api-CentreMunicipality": {"get": (CENTRE, None, READ), "delete": (CENTRE, None, ADMIN)},
    "api-Bodies": {"get": (REGION, None, READ), "post": (REGION, {"name": "Raden"}, ADMIN)},
    "api-Body": {
        "get": (BODY, None, READ),
        "patch": (BODY, {"name": "Anders"}, ADMIN),
        "delete": (BODY, None, ADMIN),
    },
}
