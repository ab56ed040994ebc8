"""Targets: a percentage of a stream, or fixed amounts; and the printed totals of the source."""

import pytest

PERCENTAGE = {"title": "Twee procent", "stream": "GB", "percentage": "2.5"}
FIXED = {"title": "Vast", "amounts": [{"year": 2023, "amount": "100.00"}, {"year": 2024, "amount": "50.00"}]}


def said(target):
    return target["stream"], target["percentage"], [entry["amount"] for entry in target["amounts"]]


@pytest.fixture
def made(finance_api):
    """Adds a target and gives what changes it."""

    def make(body):
        address = finance_api.post("targets", body)["Location"]
        return lambda **change: finance_api.patch(address, change, If_Match=finance_api.seen(address))

    return make


def test_target_of_the_budget_is_a_percentage_of_a_stream(finance_api):
    (target,) = finance_api.get("targets?stream=GB").json()["items"]
    assert (target["code"], *said(target)) == ("gb-3-procent", "GB", "3", [None] * 4)
    assert finance_api.get("targets?stream=BW").json()["items"] == []
    assert finance_api.get(f"targets?stream={'x' * 201}").status_code == 400


@pytest.mark.parametrize(
    ("start", "change", "expected"),
    [
        (PERCENTAGE, {}, ("GB", "2.5", [None] * 4)),
        (PERCENTAGE, {"percentage": "100.0000"}, ("GB", "100", [None] * 4)),
        (PERCENTAGE, {"stream": "EB"}, ("EB", "2.5", [None] * 4)),
        (
            PERCENTAGE,
            {"stream": None, "percentage": None, "amounts": [{"year": 2022, "amount": "1.00"}]},
            (None, None, [None, "1.00", None, None]),
        ),
        (FIXED, {"title": "Anders"}, (None, None, [None, None, "100.00", "50.00"])),
        (
            FIXED,
            {"amounts": [{"year": 2023, "amount": None}]},
            (None, None, [None, None, None, "50.00"]),
        ),
        (FIXED, {"stream": "GB", "percentage": "0"}, ("GB", "0", [None] * 4)),
    ],
)
def test_target_is_changed(made, start, change, expected):
    answer = made(start)(**change)
    assert (answer.status_code, said(answer.json())) == (200, expected)


@pytest.mark.parametrize(
    ("start", "change", "status", "pointer"),
    [
        (PERCENTAGE, {"percentage": None}, 422, "/percentage"),
        (PERCENTAGE, {"percentage": "100.01"}, 400, "/percentage"),
        (PERCENTAGE, {"percentage": 3}, 400, "/percentage"),
        (PERCENTAGE, {"percentage": "2,5"}, 400, "/percentage"),
        (PERCENTAGE, {"stream": "bestaat-niet"}, 400, "/stream"),
        (PERCENTAGE, {"amounts": [{"year": 2023, "amount": "1.00"}]}, 422, "/amounts/0"),
        (
            FIXED,
            {"amounts": [{"year": 2023, "amount": None}, {"year": 2024, "amount": None}]},
            422,
            "/percentage",
        ),
        (
            FIXED,
            {"amounts": [{"year": 2023, "amount": "1.00"}, {"year": 2020, "amount": "1.00"}]},
            422,
            "/amounts/1",
        ),
    ],
)
def test_target_that_is_no_longer_one_thing_is_refused(made, start, change, status, pointer):
    answer = made(start)(**change)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"]["pointer"]) == (status, pointer)


def test_target_is_removed(finance_api, made):
    made(FIXED)
    assert finance_api.queries("targets?pageSize=2") == finance_api.queries("targets?pageSize=1")
    assert finance_api.delete("targets/vast", If_Match=finance_api.seen("targets/vast")).status_code == 204
    assert finance_api.get("targets/vast").status_code == 404


def test_printed_totals_are_read(finance_api):
    found = finance_api.get("control-totals?figure=costs&year=2023").json()["items"]
    assert found == [
        {
            "figure": "costs",
            "year": 2023,
            "amount": "21914340.00",
            "source": "begroting, bijlage 1",
            "reason": found[0]["reason"],
            "currency": "EUR",
        }
    ]
    by_figure = [row["figure"] for row in finance_api.get("control-totals?sort=-figure").json()["items"]]
    assert by_figure == sorted(by_figure, reverse=True)
    assert len(by_figure) == 40
