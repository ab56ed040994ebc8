"""Counting requests: each exactly once over all processes."""

import pytest

from municipalities import beside
from municipalities.models import RequestCount
from municipalities.request_counts import CLEARED_EVERY, CLEARING, count_request
from tests.unit.at_once import at_once

NOON = 1_800_000_000
"""A moment at which a minute, and ten, begin."""


def counts(*moments, key="token 1", window=60):
    return [count_request(key, now=NOON + moment, window=window) for moment in moments]


def kept():
    return {row.key: row.count for row in RequestCount.objects.exclude(key=CLEARING)}


@pytest.mark.django_db
def test_requests_are_counted_within_a_window_and_anew_in_the_next():
    assert counts(0, 1, 59, 60, 61, 300) == [1, 2, 3, 1, 2, 1]


@pytest.mark.django_db
def test_programs_are_counted_apart():
    assert counts(0, 0) == [1, 2]
    assert counts(0, key="token 2") == [1]


@pytest.mark.django_db
def test_request_that_comes_in_late_counts_in_the_window_that_began():
    assert counts(59, 60, 59, 61) == [1, 1, 2, 3]


@pytest.mark.django_db
def test_text_in_a_key_is_only_text():
    key = "'); DROP TABLE x; -- %s"
    assert counts(0, 0, key=key) == [1, 2]
    assert kept() == {key: 2}


@pytest.mark.django_db
def test_windows_that_ended_are_cleared_up_now_and_then():
    counts(0, 0)
    counts(0, key="token 2", window=CLEARED_EVERY * 2)
    counts(CLEARED_EVERY - 1, key="token 3")
    assert kept() == {"token 1": 2, "token 2": 1, "token 3": 1}
    counts(CLEARED_EVERY, CLEARED_EVERY, key="token 4")
    assert kept() == {"token 2": 1, "token 4": 2}


@pytest.mark.django_db(transaction=True)
def test_no_request_that_comes_with_others_is_lost(monkeypatch):
    monkeypatch.setattr(beside, "PATIENCE_MS", 20_000)  # so that on SQLite each gets its turn
    answers = []

    def ask():
        answers.extend(counts(*[0] * 25))

    assert at_once(ask, ask, ask, ask) == []
    assert sorted(answers) == list(range(1, 101))
    assert kept() == {"token 1": 100}
