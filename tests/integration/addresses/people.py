"""Who is in a region: name → (arguments, method, data, the answer per role), as in ``budget``."""

from typing import Any

from tests.integration.addresses.roles import ADMIN, READ

REGION = {"region": "gooi-en-vechtstreek"}
PERSON = REGION | {"person": "adviseur"}
INVITED = {"naam": "Nieuw Mens", "email": "nieuw@voorbeeld.nl", "rol": "lezer"}

ADDRESSES: dict[str, Any] = {
    "rights": [(REGION, "get", {}, READ)],
    "people": [(REGION, "get", {}, ADMIN), (REGION, "post", INVITED, ADMIN)],
    "people_rights": [(REGION, "get", {}, ADMIN)],
    "person": [(PERSON, "get", {}, ADMIN), (PERSON, "post", {"rol": "lezer"}, ADMIN)],
    "person_end": [(PERSON, "post", {}, ADMIN)],
    "person_active": [(PERSON, "post", {"actief": "0"}, ADMIN)],
}
