"""What municipalities and bodies say about options."""

import pytest

from decisions.models import Position
from municipalities.models import Municipality, Role, User


@pytest.fixture
def speaking(api, demo):
    demo.positions.all().delete()
    return api("adviseur")


def test_position_is_recorded_changed_and_taken_back(speaking, demo):
    body = {"option": "wvggz", "municipality": "GM0406", "stance": "against", "reason": "Te vroeg."}
    added = speaking.post("positions", body)
    found = added.json()
    assert (added.status_code, found["recordedBy"]) == (201, "adviseur")
    assert {name: found[name] for name in body} == body
    assert (found["body"], found["recordedAt"][-6:-3] in ("+01", "+02")) == (None, True)
    address = f"positions/{found['id']}"
    changed = speaking.patch(address, {"stance": "inFavour"}, If_Match=added["ETag"])
    assert (changed.json()["stance"], changed.json()["reason"]) == ("inFavour", "Te vroeg.")
    assert speaking.delete(address, If_Match=changed["ETag"]).status_code == 204
    assert speaking.get(address).status_code == 404
    assert demo.positions.count() == 0
    earlier = speaking.get("position-changes?option=wvggz&municipality=GM0406").json()["items"]
    assert [(each["what"], each["stance"], each["recordedBy"]) for each in earlier[-3:]] == [
        ("added", "against", "adviseur"),
        ("changed", "inFavour", "adviseur"),
        ("removed", "inFavour", "adviseur"),
    ]


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"municipality": "GM0406", "stance": "against"}, 422, "/reason"),
        ({"municipality": "GM0363", "stance": "inFavour"}, 422, "/municipality"),
        ({"stance": "inFavour"}, 400, "/municipality"),
        ({"municipality": "GM0406", "body": "werkgroep", "stance": "inFavour"}, 400, "/municipality"),
        ({"body": "bestaat-niet", "stance": "inFavour"}, 400, "/body"),
        ({"option": "bestaat-niet", "municipality": "GM0406", "stance": "inFavour"}, 400, "/option"),
    ],
)
def test_wrong_position_is_refused_at_its_field(speaking, body, status, pointer):
    answer = speaking.post("positions", body)
    assert (answer.status_code, answer.json()["errors"][0]["location"]["pointer"]) == (status, pointer)


def test_party_has_one_position_about_an_option(speaking):
    body = {"body": "werkgroep", "stance": "inFavour"}
    assert speaking.post("positions", body).status_code == 201
    again = speaking.post("positions", body)
    assert (again.status_code, again.json()["type"]) == (409, "/api/v1/problems/conflict")


def test_who_is_of_one_municipality_speaks_for_that_one_only(speaking, demo):
    huizen = Municipality.objects.get(code="GM0406")
    Role.objects.filter(user__username="adviseur").update(municipality=huizen)
    assert speaking.post("positions", {"municipality": "GM0406", "stance": "inFavour"}).status_code == 201
    refused = speaking.post("positions", {"municipality": "GM0402", "stance": "inFavour"})
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith("Uw rol hoort bij Huizen")
    other = _position(demo, "GM0402")
    assert speaking.delete(f"positions/{other.pk}", If_Match="*").status_code == 403


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 3), ("option=wvggz", 1), ("general=true", 2), ("municipality=GM0406", 1), ("stance=against", 0)],
)
def test_positions_are_found(speaking, demo, query, count):
    for code, option in (("GM0406", None), ("GM0402", None), ("GM0402", "wvggz")):
        _position(demo, code, option)
    assert len(speaking.get(f"positions?{query}").json()["items"]) == count
    assert speaking.queries("positions?pageSize=1") == speaking.queries("positions?pageSize=9")


def _position(plan, code, option=None):
    return Position.objects.create(
        plan=plan,
        option=option and plan.options.get(code=option),
        municipality=Municipality.objects.get(code=code),
        stance="voor",
        recorded_by=User.objects.get(username="adviseur"),
    )
