"""One place up or down, of whatever is ordered by hand."""

import pytest


def codes(api):
    return [goal["code"] for goal in api.get("goals").json()["items"]]


def test_goal_is_moved_one_place_and_at_the_edge_not_at_all(finance_api):
    first, second, *others = codes(finance_api)
    answer = finance_api.post(f"goals/{first}/move", {"direction": "down"})
    assert answer.status_code == 200
    assert (answer.json(), answer["ETag"]) == (
        finance_api.get(f"goals/{first}").json(),
        finance_api.seen(f"goals/{first}"),
    )
    assert codes(finance_api) == [second, first, *others]
    before = finance_api.get("goals").json()["revision"]
    assert finance_api.post(f"goals/{second}/move", {"direction": "up"}).status_code == 200
    assert codes(finance_api) == [second, first, *others]
    assert finance_api.get("goals").json()["revision"] == before


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/direction", "required"),
        ({"direction": "op"}, "/direction", "invalidChoice"),
        ({"direction": "up", "places": 2}, "/places", "unknown"),
    ],
)
def test_direction_that_is_not_one_is_refused(finance_api, body, pointer, code):
    answer = finance_api.post(f"goals/{codes(finance_api)[0]}/move", body)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"], error["code"]) == (400, {"pointer": pointer}, code)
