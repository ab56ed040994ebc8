"""Operations on participation."""

from tests.integration.addresses.roles import EDIT, READ

CELL = {
    "measure": "ggz-mantelzorg",
    "municipality": "GM0402",
    "year": 2023,
    "percentage": "50",
    "seen": "100",
}
OPERATIONS = {
    "api-Participation": {"get": ({}, None, READ), "patch": ({}, {"cells": [CELL]}, EDIT)},
    "api-UnmatchedParticipation": {"get": ({}, None, READ)},
}
