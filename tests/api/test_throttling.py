"""So many requests a minute, and not one more."""

import json

import pytest

from api.described import RATE
from api.pages import described


@pytest.fixture(autouse=True)
def three_a_minute(settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 3
    monkeypatch.setattr("api.throttling.time.time", lambda: 1_000_000_010.0)  # 10 s before the next minute


def test_fourth_request_in_a_minute_is_refused_and_told_when_to_come_back(finance_api, monkeypatch):
    left = [finance_api.get("goals")["RateLimit-Remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    refused = finance_api.get("goals")
    assert (refused.status_code, refused["Retry-After"], refused["RateLimit-Reset"]) == (429, "10", "10")
    assert refused.json()["type"] == "/api/v1/problems/too-many-requests"
    monkeypatch.setattr("api.throttling.time.time", lambda: 1_000_000_020.0)
    assert finance_api.get("goals").status_code == 200


def test_each_token_has_its_own_count(api):
    one, other = api("financien"), api("financien")
    for _ in range(4):
        one.get("goals")
    answer = other.get("goals")
    assert (answer.status_code, answer["RateLimit-Limit"], answer["RateLimit-Remaining"]) == (200, "3", "2")


def test_somebody_who_is_logged_in_has_a_count_too(financial, demo):
    answers = [financial.get(f"/api/v1/plans/{demo.pk}/goals").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def test_what_a_token_may_not_do_counts_too(api):
    reader = api("financien", "read")
    answers = [reader.post("goals", {"title": "Doel"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 429]
    assert answers[0]["RateLimit-Remaining"] == "2"


def test_every_answer_to_somebody_says_how_much_is_left_and_the_description_says_so():
    paths = json.loads(described())["paths"]
    for operation in [each for path in paths.values() for each in path.values()]:
        answers = [found for status, found in operation["responses"].items() if status < "400"]
        assert all(set(RATE) <= set(found["headers"]) for found in answers), operation["operationId"]


@pytest.fixture
def wrong(client, demo, settings):
    """Asks with a token that does not exist, from an address."""
    settings.API_WRONG_TOKENS_PER_MINUTE = 2

    def ask(origin="198.51.100.7", token="rbg_bestaat-niet"):
        known = {"Authorization": f"Bearer {token}"}
        return client.get(f"/api/v1/plans/{demo.pk}/goals", headers=known, REMOTE_ADDR=origin)

    return ask


def test_address_that_keeps_sending_wrong_tokens_is_held_off(wrong, monkeypatch):
    assert [wrong().status_code for _ in range(3)] == [401, 401, 429]
    refused = wrong(token="rbg_een-ander")
    assert (refused.status_code, refused["Retry-After"], refused["RateLimit-Reset"]) == (429, "10", "10")
    assert (refused["RateLimit-Limit"], refused["RateLimit-Remaining"]) == ("2", "0")
    assert refused.json()["type"] == "/api/v1/problems/too-many-requests"
    assert refused.json()["detail"].startswith("Vanaf uw adres")
    monkeypatch.setattr("api.throttling.time.time", lambda: 1_000_000_020.0)
    assert wrong().status_code == 401


def test_others_and_right_tokens_are_not_held_off_with_it(wrong, finance_api):
    for _ in range(3):
        wrong()
    assert wrong("198.51.100.8").status_code == 401
    assert wrong(token=finance_api.token).status_code == 200
