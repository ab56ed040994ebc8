"""A switch as a request: few queries, no reading of the budget, and honest when nothing can be written."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.models import Scenario
from municipalities.models import User

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = {"region": "gooi-en-vechtstreek", "plan": "bo-2021-2024", "scenario": "ongewijzigd"}


@pytest.fixture
def adviser(client, demo):
    client.login(username="adviseur", password="demo")
    return client


def switch(client, option="mda", on=True, **headers):
    address = reverse("scenario_switch", kwargs=NAMES | {"option": option})
    return client.post(address, {"aan": "1" if on else "0"}, headers={"HX-Request": "true"} | headers)


def on():
    return set(Scenario.objects.get(slug="ongewijzigd").choice.on)


@contextmanager
def database_that_only_reads():
    """What a full disk or a standby looks like: reading works, writing is an error."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON" if sqlite else "SET default_transaction_read_only = on")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF" if sqlite else "SET default_transaction_read_only = off")


def test_switch_takes_at_most_8_queries_and_reads_no_budget(adviser):
    switch(adviser, on=False)  # the snapshot is read once
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = switch(adviser)
    assert answer.status_code == 200
    statements = [query["sql"] for query in queries]
    assert len(statements) <= 8, statements
    assert not any("budgets_costamount" in statement for statement in statements)
    assert on() == {"mda"}


def test_switch_on_a_database_that_cannot_be_written_says_so(adviser):
    with database_that_only_reads():
        answer = switch(adviser)
    assert answer.status_code == 503
    assert "niets bewaard" in answer.content.decode()
    assert on() == set()


def test_page_form_on_a_database_that_cannot_be_written_says_so(adviser):
    with database_that_only_reads():
        answer = adviser.post(reverse("scenario", kwargs=NAMES), {"optie": ["mda"]})
    assert answer.status_code == 503
    content = answer.content.decode()
    assert "niets bewaard" in content
    assert "<html" in content
    assert on() == set()


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_database_that_does_not_answer_is_said(adviser, monkeypatch, method, htmx):
    def gone(*args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    adviser.raise_request_exception = False
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
    address = reverse("scenario", kwargs=NAMES)
    answer = getattr(adviser, method)(address, headers={"HX-Request": "true"} if htmx else {})
    content = answer.content.decode()
    assert answer.status_code == 503
    assert ("niets bewaard" in content.lower()) == (method == "post")
    assert ("<html" in content) != htmx


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_fault_of_our_own_is_a_sentence_that_reveals_nothing(adviser, monkeypatch, htmx):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("geheim")

    adviser.raise_request_exception = False
    monkeypatch.setattr("reports.views.scenario.scenario_for", broken)
    answer = adviser.get(reverse("scenario", kwargs=NAMES), headers={"HX-Request": "true"} if htmx else {})
    assert answer.status_code == 500
    assert "geheim" not in answer.content.decode()
    assert ("<html" in answer.content.decode()) != htmx


def test_switch_of_a_deleted_scenario_is_a_sentence(adviser):
    Scenario.objects.filter(slug="ongewijzigd").delete()
    answer = switch(adviser)
    assert answer.status_code == 404
    assert "verwijderd" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("value", ["", "2", "ja", "1; DROP TABLE"])
def test_switch_with_a_strange_value_changes_nothing(adviser, value):
    address = reverse("scenario_switch", kwargs=NAMES | {"option": "mda"})
    answer = adviser.post(address, {"aan": value}, headers={"HX-Request": "true"})
    assert 400 <= answer.status_code < 500
    assert on() == set()


def test_switch_by_get_is_not_a_switch(adviser):
    assert adviser.get(reverse("scenario_switch", kwargs=NAMES | {"option": "mda"})).status_code == 405
    assert on() == set()


def test_switch_leaves_who_and_what_in_the_history(adviser):
    switch(adviser)
    last = Scenario.objects.get(slug="ongewijzigd").history.first()
    assert last.history_user == User.objects.get(username="adviseur")
    assert '"mda"' in last.choice_json


def test_switch_without_a_token_is_refused(adviser):
    adviser.handler.enforce_csrf_checks = True
    answer = switch(adviser)
    assert answer.status_code == 403
    assert on() == set()


def test_disabled_user_is_out_at_once(adviser):
    User.objects.filter(username="adviseur").update(is_active=False)
    answer = switch(adviser)
    assert answer.status_code in (302, 401, 403)
    assert on() == set()
