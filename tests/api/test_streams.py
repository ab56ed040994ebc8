"""Streams: amounts and estimates per year, in and out."""

import pytest

from measures.models import Change

YEARS = [2021, 2022, 2023, 2024]


def amounts(stream):
    return [entry["amount"] for entry in stream["amounts"]]


def estimate(stream, year):
    (found,) = [entry for entry in stream["estimates"] if entry["year"] == year]
    return found["low"], found["likely"], found["high"]


@pytest.fixture
def fund(finance_api):
    """A stream that brings in 100 in 2023, thought to be between 80 and 120."""
    body = {
        "title": "Fonds",
        "kind": "other",
        "amounts": [{"year": 2023, "amount": "100.00"}],
        "estimates": [{"year": 2023, "low": "80.00", "likely": None, "high": "120.00"}],
    }
    answer = finance_api.post("streams", body)
    assert answer.status_code == 201
    return answer


@pytest.fixture
def changed(finance_api, fund):
    """Changes the fund."""

    def change(**body):
        return finance_api.patch("streams/fonds", body, If_Match=finance_api.seen("streams/fonds"))

    return change


def test_streams_are_read_with_an_amount_of_every_year(finance_api):
    found = {stream["code"]: stream for stream in finance_api.get("streams").json()["items"]}
    assert list(found) == ["DUVO", "MO", "BW", "ONB", "EB", "GB"]
    assert (found["BW"]["kind"], found["BW"]["currency"]) == ("stateGrant", "EUR")
    assert amounts(found["BW"]) == ["13809986.00", "13964474.00", "13964894.00", "13964894.00"]
    assert [entry["year"] for entry in found["BW"]["amounts"]] == YEARS
    assert estimate(found["BW"], 2022) == (None, None, None)


def test_streams_are_filtered(finance_api):
    found = finance_api.get("streams?kind=stateGrant&incidental=false&fields=code").json()["items"]
    assert found == [{"code": "DUVO"}, {"code": "MO"}, {"code": "BW"}]


@pytest.mark.parametrize("query", ["kind=rijk", "kind=", "incidental=ja", "kind=other&cursor=x"])
def test_wrong_filter_is_refused_also_to_who_asks_only_what_is_new(finance_api, query):
    answer = finance_api.get(f"streams?{query}", If_None_Match="*")
    assert (answer.status_code, answer.json()["errors"][0]["in"]) == (400, "query")


def test_number_of_questions_does_not_grow_with_the_page(finance_api):
    assert finance_api.queries("streams?pageSize=6") == finance_api.queries("streams?pageSize=1")


def test_stream_is_added_with_amounts_and_estimates(finance_api, fund):
    stream = fund.json()
    assert fund["Location"].endswith("/streams/fonds")
    assert (stream["note"], stream["negativeAllowed"], stream["incidental"]) == ("", False, False)
    assert amounts(stream) == [None, None, "100.00", None]
    assert estimate(stream, 2023) == ("80.00", None, "120.00")
    assert finance_api.get("streams/fonds").json() == stream


def test_years_that_are_not_named_stay(changed):
    stream = changed(
        amounts=[{"year": 2024, "amount": "0.10"}],
        estimates=[{"year": 2024, "low": "0.00", "likely": None, "high": "1.00"}],
    ).json()
    assert amounts(stream) == [None, None, "100.00", "0.10"]
    assert estimate(stream, 2023) == ("80.00", None, "120.00")
    stream = changed(amounts=[{"year": 2023, "amount": None}]).json()
    assert amounts(stream) == [None, None, None, "0.10"]
    stream = changed(estimates=[{"year": 2023, "low": None, "likely": None, "high": None}]).json()
    assert estimate(stream, 2023) == (None, None, None)


def test_one_call_is_one_change(changed, demo):
    before = Change.objects.filter(plan=demo).count()
    changed(
        title="Ander fonds",
        negativeAllowed=True,
        amounts=[{"year": 2021, "amount": "-1.00"}],
        estimates=[{"year": 2023, "low": "1.00", "likely": "2.00", "high": "3.00"}],
    )
    assert Change.objects.filter(plan=demo).count() == before + 1


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"title": "Beschermd wonen"}, 422, "/title"),
        ({"title": None}, 400, "/title"),
        ({"kind": "gift"}, 400, "/kind"),
        ({"incidental": "ja"}, 400, "/incidental"),
        ({"amounts": {"2023": "1.00"}}, 400, "/amounts"),
        ({"amounts": [{"year": 2023}]}, 400, "/amounts/0/amount"),
        ({"amounts": [{"year": 2023, "amount": 1}]}, 400, "/amounts/0/amount"),
        ({"amounts": [{"year": "2023", "amount": None}]}, 400, "/amounts/0/year"),
        ({"amounts": [{"year": 2023, "amount": "1.00", "proMemorie": True}]}, 400, "/amounts/0/proMemorie"),
        ({"amounts": [{"year": 2023, "amount": "1.00"}] * 2}, 400, "/amounts/1/year"),
        (
            {"amounts": [{"year": 2021, "amount": "1.00"}, {"year": 2023, "amount": "-1.00"}]},
            422,
            "/amounts/1",
        ),
        (
            {"amounts": [{"year": 2021, "amount": "1.00"}, {"year": 2025, "amount": "1.00"}]},
            422,
            "/amounts/1",
        ),
        ({"estimates": [{"year": 2023, "likely": None, "high": "1.00"}]}, 400, "/estimates/0/low"),
        (
            {"estimates": [{"year": 2023, "low": None, "likely": None, "high": "1.00"}]},
            422,
            "/estimates/0/low",
        ),
        ({"estimates": [{"year": 2023, "low": "1.00", "high": "2.00"}]}, 400, "/estimates/0/likely"),
        (
            {"estimates": [{"year": 2023, "low": "1.00", "likely": None, "high": None}]},
            422,
            "/estimates/0/high",
        ),
        (
            {"estimates": [{"year": 2023, "low": "1.00", "likely": "9.00", "high": "2.00"}]},
            422,
            "/estimates/0/likely",
        ),
        (
            {"estimates": [{"year": 2025, "low": "1.00", "likely": None, "high": "2.00"}]},
            422,
            "/estimates/0/low",
        ),
    ],
)
def test_refusal_points_at_what_was_sent(changed, body, status, pointer):
    answer = changed(**body)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"]["pointer"]) == (status, pointer)


def test_change_without_a_body_is_refused(finance_api, fund):
    answer = finance_api.patch("streams/fonds", None, If_Match=fund["ETag"])
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, {"pointer": ""})


def test_amount_that_stands_is_named_where_negative_is_no_longer_allowed(changed):
    changed(negativeAllowed=True, amounts=[{"year": 2023, "amount": "-1.00"}])
    answer = changed(negativeAllowed=False)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"]["pointer"]) == (422, "/amounts")
    assert "2023" in error["detail"]


def test_stream_that_pays_is_not_removed(finance_api, fund):
    answer = finance_api.delete("streams/MO", If_Match=finance_api.seen("streams/MO"))
    assert (answer.status_code, answer.json()["type"]) == (422, "/api/v1/problems/refused")
    assert finance_api.delete("streams/fonds", If_Match=fund["ETag"]).status_code == 204


def test_policy_adviser_changes_no_stream(api):
    answer = api("adviseur").patch("streams/MO", {"note": "x"}, If_Match="*")
    assert answer.status_code == 403
