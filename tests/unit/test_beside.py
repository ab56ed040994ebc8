"""Writes beside what somebody asked for: missed while another writes to SQLite, instead of waited for."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from municipalities import beside
from municipalities.models import ApiToken, User
from municipalities.request_counts import count_request
from municipalities.tokens import create_token, token_of
from municipalities.visits import note_visit
from tests.unit.at_once import at_once

NOON = 1_800_000_000


@pytest.fixture
def only_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows: a writer elsewhere is in nobody's way")


@pytest.mark.django_db(transaction=True)
def test_reader_goes_on_while_somebody_writes_and_is_noted_later(only_sqlite, monkeypatch):
    monkeypatch.setattr(beside, "PATIENCE_MS", 1)
    user = User.objects.create_user("jan")
    tomorrow = timezone.localdate() + timedelta(days=1)
    _, text = create_token(user=user, name="BI", scope="read", expires_on=tomorrow, by=user)
    writes, done = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            User.objects.create_user("els")
            writes.set()
            done.wait()

    def read():
        writes.wait()
        try:
            assert count_request("token 1", now=NOON, window=60) == 0
            assert token_of(text).user == user
            note_visit(User.objects.get(pk=user.pk))
        finally:
            done.set()

    assert at_once(write, read) == []
    assert (User.objects.get(pk=user.pk).seen_at, ApiToken.objects.get().last_used_at) == (None, None)
    assert count_request("token 1", now=NOON, window=60) == 1
    note_visit(User.objects.get(pk=user.pk))
    token_of(text)
    assert None not in (User.objects.get(pk=user.pk).seen_at, ApiToken.objects.get().last_used_at)


@pytest.mark.django_db
def test_patience_is_as_it_was_afterwards(only_sqlite):
    count_request("token 1", now=NOON, window=60)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (5000,)


@pytest.mark.django_db
def test_what_is_wrong_otherwise_is_not_passed_over():
    def broken():
        raise OperationalError("disk I/O error")

    with pytest.raises(OperationalError):
        beside.write_or_skip(broken)
