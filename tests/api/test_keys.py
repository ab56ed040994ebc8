"""Allocation keys over the API: weights as exact text, and what is split by which key."""

import pytest

from budgets.actions.undo import undo_change
from budgets.models import KeyUse
from measures.models import Measure
from municipalities.models import User

YEARS = (2021, 2022, 2023, 2024)


def weight(municipality, year, share):
    return {"municipality": municipality, "year": year, "weight": share}


PERCENTAGES = {
    "title": "Vast",
    "kind": "percentage",
    "source": "Afspraak van 2020",
    "weights": [
        weight("GM0402", 2021, "50"),
        *(weight("GM0402", year, "62.5") for year in YEARS[1:]),
        *(weight("GM0406", year, "37.5") for year in YEARS[1:]),
        weight("GM0457", 2021, "50"),
    ],
    "measures": ["ggz-mantelzorg"],
    "streams": ["GB"],
}


@pytest.fixture
def vast(finance_api):
    return finance_api.post("keys", PERCENTAGES).json()


def changed(api, body, code="vast"):
    return api.patch(f"keys/{code}", body, If_Match=api.seen(f"keys/{code}"))


def test_key_comes_back_as_it_was_sent(finance_api, vast, demo):
    assert vast == PERCENTAGES | {
        "code": "vast",
        "countYear": None,
        "isDefault": False,
        "position": demo.keys.get(code="vast").position,
    }
    assert finance_api.get("keys/vast").json() == vast
    assert demo.changes.count() == 1


def test_key_by_inhabitants_has_its_weights_from_the_count(finance_api):
    made = finance_api.post(
        "keys", {"title": "Naar inwoners", "kind": "inhabitants", "countYear": 2024}
    ).json()
    assert (made["countYear"], made["source"][:11]) == (2024, "CBS, bevolk")
    assert len(made["weights"]) == 8 * 4
    old = finance_api.get("keys/inwonertal").json()
    assert weight("GM0402", 2023, "93345") in old["weights"]
    assert weight("GM0402", 2023, "93345") not in made["weights"]
    again = changed(finance_api, {"countYear": 2023}, "naar-inwoners").json()
    assert again["weights"] == old["weights"]


def test_weights_of_the_count_may_be_sent_along_as_they_were_read(finance_api, demo):
    told = finance_api.get("keys/inwonertal").json()
    body = {name: value for name, value in told.items() if name not in ("code", "position")}
    found = changed(finance_api, body | {"title": "Inwoners"}, "inwonertal").json()
    assert found == told | {"title": "Inwoners"}
    other = [*told["weights"][1:], told["weights"][0] | {"weight": "1"}]
    answer = changed(finance_api, {"weights": other}, "inwonertal")
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, {"pointer": "/weights"})


def test_weights_that_are_not_sent_stay(finance_api, vast):
    sent = [weight("GM0402", 2024, "60"), weight("GM0406", 2024, None), weight("GM0317", 2024, "40.00")]
    stands = {(each["municipality"], each["year"]): each["weight"] for each in vast["weights"]}
    stands |= {("GM0402", 2024): "60", ("GM0317", 2024): "40"}
    del stands["GM0406", 2024]
    found = changed(finance_api, {"weights": sent}).json()["weights"]
    assert {(each["municipality"], each["year"]): each["weight"] for each in found} == stands


def test_other_kind_takes_its_weights_along(finance_api, vast):
    assert changed(finance_api, {"kind": "weights"}).json()["weights"] == vast["weights"]
    assert changed(finance_api, {"kind": "equal"}).json()["weights"] == []
    found = changed(finance_api, {"kind": "inhabitants", "countYear": 2023}).json()
    assert found["weights"] == finance_api.get("keys/inwonertal").json()["weights"]


def test_use_moves_from_one_key_to_another_and_back_to_the_plans(finance_api, vast, demo):
    made = finance_api.post("keys", {"title": "Gelijk", "kind": "equal", "streams": ["GB", "MO"]}).json()
    assert made["streams"] == ["GB", "MO"]
    assert finance_api.get("keys/vast").json()["streams"] == []
    found = changed(finance_api, {"streams": ["MO"], "measures": []}, "gelijk").json()
    assert (found["streams"], found["measures"]) == (["MO"], [])
    assert finance_api.get("keys/vast").json()["measures"] == ["ggz-mantelzorg"]
    assert demo.changes.count() == 3


def test_another_key_becomes_the_plans(finance_api, vast, demo):
    assert changed(finance_api, {"isDefault": True}).json()["isDefault"] is True
    assert finance_api.get("keys/inwonertal").json()["isDefault"] is False
    made = finance_api.post("keys", {"title": "Gelijk", "kind": "equal", "isDefault": True})
    assert [key["code"] for key in finance_api.get("keys?isDefault=true").json()["items"]] == ["gelijk"]
    assert finance_api.delete("keys/gelijk", If_Match=made["ETag"]).status_code == 422


def test_key_that_becomes_the_plans_with_another_name_is_taken_back_in_one_step(finance_api, vast, demo):
    assert changed(finance_api, {"title": "Anders", "streams": [], "isDefault": True}).status_code == 200
    assert demo.changes.count() == 2
    undo_change(change=demo.changes.first(), by=User.objects.get(username="financien"))
    assert finance_api.get("keys/vast").json() == vast


@pytest.mark.parametrize(
    ("body", "status", "pointers"),
    [
        ({"title": "Inwonertal op 1 januari 2023"}, 422, ["/title"]),
        ({"kind": "anders"}, 400, ["/kind"]),
        ({"kind": "inhabitants"}, 422, ["/countYear"]),
        ({"kind": "inhabitants", "countYear": 1950}, 422, ["/countYear"]),
        ({"countYear": 2023}, 400, ["/countYear"]),
        ({"kind": "equal", "weights": [weight("GM0402", 2023, "1")]}, 400, ["/weights"]),
        ({"weights": [weight("GM0402", 2023, 1)]}, 400, ["/weights/0/weight"]),
        ({"weights": [weight("GM0402", 2023, "1.234")]}, 400, ["/weights/0/weight"]),
        ({"weights": [weight("Hilversum", 2023, "1")]}, 400, ["/weights/0/municipality"]),
        ({"weights": [weight("GM0402", 2023, "50")] * 2}, 400, ["/weights/1"]),
        (
            {
                "weights": [
                    weight("GM0402", 2023, "62.5"),
                    weight("GM0457", 2023, "1"),
                    weight("GM0363", 2023, "1"),
                ]
            },
            422,
            ["/weights/1", "/weights/2"],  # no longer a member, and never one
        ),
        (
            {"weights": [weight("GM0402", 2022, "1"), weight("GM0402", 2024, "1")]},
            422,
            ["/weights", "/weights"],  # two years that are not whole
        ),
        ({"measures": ["ggz-mantelzorg", "weg"]}, 400, ["/measures/1"]),
        ({"code": "anders"}, 400, ["/code"]),
    ],
)
def test_refusal_says_where_in_the_body(finance_api, vast, demo, body, status, pointers):
    answer = changed(finance_api, body)
    found = [error["location"]["pointer"] for error in answer.json()["errors"]]
    assert (answer.status_code, found) == (status, pointers)
    assert demo.changes.count() == 1


def test_what_is_refused_at_the_end_leaves_nothing(finance_api, demo):
    answer = changed(finance_api, {"title": "Anders", "streams": ["GB"], "isDefault": False}, "inwonertal")
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (422, {"pointer": "/isDefault"})
    assert demo.changes.count() == 0
    found = finance_api.get("keys/inwonertal").json()
    assert (found["title"] != "Anders", found["streams"]) == (True, [])


def test_page_takes_as_many_queries_however_many_keys_there_are(finance_api, vast):
    few = finance_api.queries("keys")
    for title in ("Twee", "Drie"):
        finance_api.post("keys", {"title": title, "kind": "equal"})
    assert finance_api.queries("keys") == few


def test_key_of_more_than_a_thousand_measures_is_read(finance_api, vast, demo):
    """One condition holds no thousand of them on SQLite."""
    goal, key = demo.goals.first(), demo.keys.get(code="vast")
    measures = Measure.objects.bulk_create(
        Measure(plan=demo, goal=goal, code=f"nummer-{number}", title=str(number)) for number in range(1001)
    )
    KeyUse.objects.bulk_create(KeyUse(key=key, measure=measure) for measure in measures)
    assert len(finance_api.get("keys/vast").json()["measures"]) == 1002
