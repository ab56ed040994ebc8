"""Positions and bodies: name → (arguments, method, data, the answer per role), as in ``budget``."""

from decisions.actions.bodies import add_body
from municipalities.models import User
from tests.integration.addresses.measures import form
from tests.integration.addresses.members import REGION
from tests.integration.addresses.roles import ADMIN, PLAN, READ, SPEAK

HUIZEN = PLAN | {"option": "wvggz", "party": "GM0406"}
GENERAL = PLAN | {"option": "alle-opties", "party": "werkgroep"}
BODY = REGION | {"body": "proefoverleg"}
VALUES = {"standpunt": "tegen", "reden": "Te vroeg."}


def prepare(plan):
    """A body that has said nothing, so that it may go."""
    add_body(region=plan.region, name="Proefoverleg", by=User.objects.get(username="adviseur"))


ADDRESSES = {
    "positions": [(PLAN, "get", {}, READ)],
    "position": [
        (HUIZEN, "get", {}, READ),
        (HUIZEN, "post", VALUES, SPEAK),
        (GENERAL, "get", {}, READ),
        (GENERAL, "post", VALUES, SPEAK),
    ],
    "bodies": [(REGION, "get", {}, READ), (REGION, "post", {"naam": "Raden"}, ADMIN)],
    "body_rename": form(BODY, {"naam": "Anders"}, ADMIN),
    "body_delete": form(BODY, {}, ADMIN),
}
