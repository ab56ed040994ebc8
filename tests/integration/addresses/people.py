"""Who is in a region: name → (arguments, method, data, the answer per role), as in ``budget``."""

from typing import Any

from tests.integration.addresses.roles import ADMIN, READ

REGION = {"region": "gooi-en-vechtstreek"}
PERSON = REGION | {"person": "adviseur"}
INVITED = {"naam": "Nieuw Mens", "email": "nieuw@voorbeeld.nl", "rol": "lezer"}
CHANGED = {"rol": "lezer"}
HAS_PASSWORD = ADMIN | {"beheerder": 422}
"""There is nobody to invite again: the demo's people have all chosen a password."""

ADDRESSES: dict[str, Any] = {
    "rights": [(REGION, "get", {}, READ)],
    "people": [(REGION, "get", {}, ADMIN), (REGION, "post", INVITED, ADMIN)],
    "people_rights": [(REGION, "get", {}, ADMIN)],
    "person": [(PERSON, "get", {}, ADMIN), (PERSON, "post", CHANGED, ADMIN)],
    "person_invite": [(PERSON, "post", {}, HAS_PASSWORD)],
    "person_end": [(PERSON, "get", {}, ADMIN), (PERSON, "post", {}, ADMIN)],
    "person_active": [(PERSON, "get", {}, ADMIN), (PERSON, "post", {"actief": "0"}, ADMIN)],
}
