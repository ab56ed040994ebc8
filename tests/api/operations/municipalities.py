"""Operations on municipalities: for everybody who is logged in."""

from tests.integration.addresses.roles import READ

OPERATIONS = {
    "api-Municipalities": {"get": ({}, None, READ)},
    "api-Municipality": {"get": ({"code": "GM0402"}, None, READ)},
}
