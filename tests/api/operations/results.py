"""Operations that compute: results, and choices that are not saved."""

from tests.integration.addresses.roles import READ

VERSION = {"number": 1}
SCENARIO = {"scenario": "alle-bijstellingen"}
EXPLAINED = {"?": "figure=result&year=2023"}
CHOICE = {"options": ["vrouwenopvang"]}

OPERATIONS = {
    "api-compute": {"post": ({}, CHOICE, READ)},
    "api-version-compute": {"post": (VERSION, CHOICE, READ)},
    **{
        f"api{of}-{name}": {"get": (where | (EXPLAINED if name == "explanations" else {}), None, READ)}
        for of, where in (("", {}), ("-version", VERSION), ("-scenario", SCENARIO))
        for name in ("explanations", "figures", "findings", "result")
    },
}
