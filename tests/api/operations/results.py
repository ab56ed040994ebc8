"""Operations that compute: results, and choices that are not saved."""

from tests.integration.addresses.roles import READ

VERSION = {"number": 1}
SCENARIO = {"scenario": "alle-bijstellingen"}
CHOICE = {"options": ["vrouwenopvang"]}

OPERATIONS = {
    "api-compute": {"post": ({}, CHOICE, READ)},
    "api-version-compute": {"post": (VERSION, CHOICE, READ)},
    "api-result": {"get": ({}, None, READ)},
    "api-version-result": {"get": (VERSION, None, READ)},
    "api-scenario-result": {"get": (SCENARIO, None, READ)},
}
