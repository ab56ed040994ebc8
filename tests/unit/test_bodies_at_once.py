"""A body that goes while somebody records what it said: one of the two hears why not, in a sentence."""

import threading

import pytest

from decisions.actions import bodies, positions
from decisions.actions.bodies import add_body, delete_body
from decisions.actions.positions import record_position
from decisions.models import Body, Position
from municipalities.models import User
from municipalities.refusals import Gone, Refused
from tests.unit.at_once import at_once

LONG_ENOUGH = 0.5
"""Seconds in which the other would get in between, were it let in."""


@pytest.fixture
def council(demo):
    return add_body(region=demo.region, name="Proefraad", by=User.objects.get(username="beheerder"))


def between(monkeypatch, module, name):
    """Whoever calls ``name`` tells it and waits a while; the other begins by waiting for that."""
    reached, do = threading.Event(), getattr(module, name)

    def slowly(*args, **kwargs):
        found = do(*args, **kwargs)
        reached.set()
        threading.Event().wait(LONG_ENOUGH)
        return found

    monkeypatch.setattr(module, name, slowly)
    return reached


def deletes(council, first=None):
    def go():
        if first:
            first.wait()
        delete_body(body=council, by=User.objects.get(username="beheerder"))

    return go


def records(demo, council, first=None):
    def go():
        if first:
            first.wait()
        record_position(
            plan=demo,
            option=demo.options.get(code="php"),
            party=council,
            values={"stance": "voor", "reason": ""},
            by=User.objects.get(username="adviseur"),
        )

    return go


@pytest.mark.django_db(transaction=True)
def test_position_of_a_body_that_is_just_being_deleted_is_gone(demo, council, monkeypatch):
    checked = between(monkeypatch, bodies, "check_without_positions")
    errors = at_once(deletes(council), records(demo, council, checked))
    assert [type(error) for error in errors] == [Gone]
    assert "Er is niets bewaard." in errors[0].message
    assert not Body.objects.filter(pk=council.pk).exists()
    assert not Position.objects.filter(body=council.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_body_of_which_a_position_is_just_being_recorded_stays(demo, council, monkeypatch):
    there = between(monkeypatch, positions, "_check_there")
    errors = at_once(records(demo, council), deletes(council, there))
    assert [type(error) for error in errors] == [Refused]
    assert errors[0].message == "‘Proefraad’ heeft nog een standpunt. Trek die eerst in."
    assert Position.objects.get(body=council).stance == "voor"


@pytest.mark.django_db(transaction=True)
def test_many_times_over_nothing_else_is_heard(demo):
    by = User.objects.get(username="beheerder")
    for number in range(5):
        council = add_body(region=demo.region, name=f"Raad {number}", by=by)
        errors = at_once(deletes(council), records(demo, council))
        assert len(errors) == 1
        assert isinstance(errors[0], Refused)
