"""What somebody reads of wrong input is Dutch, also where the library has no Dutch for it."""

import pytest

from api.filters import MOMENT

STREAMS = "stateGrant, ownContribution, municipalContribution, stateSubsidy, other."


@pytest.mark.parametrize(
    ("address", "body", "pointer", "says"),
    [
        ("goals", {}, "/title", "Dit veld is verplicht."),
        ("goals", {"title": None}, "/title", "Dit veld mag niet null zijn."),
        ("goals", {"title": 201 * "x"}, "/title", "Schrijf hoogstens 200 tekens."),
        ("keys", {"measures": [[]]}, "/measures/0", "Dit is geen tekst."),
        ("compute", {"options": 5001 * ["x"]}, "/options", "In deze lijst mogen er hoogstens 5000."),
        ("compute", {"indexation": {}}, "/indexation", "Stuur hier een lijst."),
        (
            "streams",
            {"title": "x", "kind": "anders"},
            "/kind",
            "‘anders’ kan hier niet. Kies uit: " + STREAMS,
        ),
        ("versions", {"decidedOn": "1-1-2026"}, "/decidedOn", "Schrijf een datum als 2026-11-27."),
    ],
)
def test_what_is_wrong_is_said_in_dutch(finance_api, address, body, pointer, says):
    errors = finance_api.post(address, body).json()["errors"]
    assert (pointer, says) in [(error["location"]["pointer"], error["detail"]) for error in errors]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("goals?limit=3", "limit: Deze parameter bestaat hier niet."),
        ("goals?pageSize=5000", "pageSize: Kies een aantal van 1 tot en met 1000."),
        ("amounts?year=twee", "year: Schrijf een geheel getal."),
        (
            "cost-lines?costType=x",
            "costType: ‘x’ kan hier niet. Kies uit: personnel, material, capital, overhead, none.",
        ),
        ("cost-lines?incidental=ja", "incidental: ‘ja’ kan hier niet. Kies uit: true, false."),
        # The plus of a zone, sent as it is, arrives as a space.
        ("changes?since=2026-11-01T00:00:00+01:00", f"since: {MOMENT}"),
        ("changes?since=gisteren", f"since: {MOMENT}"),
        ("changes?since=2026-11-01T00:00:00", f"since: {MOMENT}"),
        ("cost-lines?number=1.0", "number: Schrijf een geheel getal."),
        ("cost-lines?number=%D9%A1", "number: Schrijf een geheel getal."),
    ],
)
def test_what_is_wrong_in_an_address_is_said_with_its_name(finance_api, address, says):
    assert finance_api.get(address).json()["detail"] == says
