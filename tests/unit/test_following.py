"""Showing a scenario and looking on: who is there, what is written, and what makes the answer another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from budgets.actions.proposals import propose_scenario
from budgets.actions.scenarios import change_scenario, delete_scenario, switch_options
from budgets.models import CostAmount, Scenario
from decisions.actions.following import (
    move_presentation,
    note_follower,
    note_presenter,
    start_presenting,
    stop_presenting,
)
from decisions.actions.positions import record_position
from decisions.following import (
    GONE_AFTER,
    NOTED_EVERY,
    PRESENTER_GONE_AFTER,
    followers_of,
    presentation_of,
    standing,
)
from decisions.models import Follower, Presentation
from decisions.positions import party_of
from measures.changes import changing
from municipalities.models import User
from municipalities.refusals import Gone, Refused
from tests.unit.at_once import at_once

NAMES = ("gooi-en-vechtstreek", "bo-2021-2024", "ongewijzigd")


def user(name):
    return User.objects.get(username=name)


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """The clock stands still; how long ago something was is set with ``later``."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def scenario(demo):
    return Scenario.objects.select_related("plan__region").get(slug="ongewijzigd")


@pytest.fixture
def shown(scenario):
    return start_presenting(scenario=scenario, year=2022, view="waterval", by=user("adviseur"))


def look(name="lezer"):
    return standing(user(name), *NAMES)


def later(model, by):
    model.objects.update(seen_at=timezone.now() - by)


def change_amount(demo, scenario):
    with changing(demo, by=user("financien")):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2023)
        amount.amount += 1
        amount.save(update_fields=["amount"])


def record(demo, scenario, stance="tegen"):
    values = {"stance": stance, "reason": "Te vroeg."}
    party = party_of(demo, "GM0317")
    record_position(
        plan=demo, option=demo.options.get(code="php"), party=party, values=values, by=user("adviseur")
    )


CHANGES = {
    "a switch": lambda demo, s: switch_options(scenario=s, switched={"mda": True}, by=user("adviseur")),
    "another name": lambda demo, s: change_scenario(scenario=s, name="Anders", by=user("adviseur")),
    "an amount in the budget": change_amount,
    "a position": record,
    "a proposal": lambda demo, s: propose_scenario(scenario=s, by=user("adviseur")),
    "another year": lambda demo, s: move_presentation(
        scenario=s, year=2023, view="waterval", by=user("adviseur")
    ),
    "another view": lambda demo, s: move_presentation(
        scenario=s, year=2022, view="gemeente", by=user("adviseur")
    ),
    "another presenter": lambda demo, s: start_presenting(
        scenario=s, year=2022, view="waterval", by=user("financien")
    ),
    "nobody shows it any more": lambda demo, s: stop_presenting(scenario=s, by=user("adviseur")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_answer_is_another_after(demo, scenario, shown, change):
    before = look().tag()
    assert look().tag() == before
    change(demo, scenario)
    assert look().tag() != before


def test_position_that_is_taken_back_makes_the_answer_another_too(demo, scenario):
    record(demo, scenario)
    before = look().tag()
    record(demo, scenario, stance="")
    assert look().tag() != before


def test_who_looks_for_themselves_does_not_follow_the_year(scenario, shown):
    before = look().tag("2024")
    move_presentation(scenario=scenario, year=2023, view="prioriteit", by=user("adviseur"))
    assert look().tag("2024") == before
    assert look().tag("2024") != look().tag("2023")


def test_everybody_gets_the_same_answer(scenario, shown):
    assert look("lezer").tag() == look("financien").tag() == look("adviseur").tag()


def test_other_region_has_nothing_to_look_at(scenario, shown):
    assert look("buurregio") is None


def test_standing_takes_one_query(scenario, shown, django_assert_num_queries):
    reader = user("lezer")
    with django_assert_num_queries(1):
        standing(reader, *NAMES)


def test_presenter_sees_who_looks_on_but_not_themselves(scenario, shown):
    for name in ("lezer", "financien", "adviseur"):
        note_follower(look(name), user(name))
    assert followers_of(scenario, shown.presenter) == ["financien", "lezer"]


def test_looking_on_is_written_once_in_a_while(scenario, shown, django_assert_num_queries):
    reader = user("lezer")
    note_follower(look(), reader)
    again = look()
    with django_assert_num_queries(0):
        note_follower(again, reader)
    later(Follower, NOTED_EVERY)
    note_follower(look(), reader)
    assert Follower.objects.get().seen_at > timezone.now() - NOTED_EVERY / 2


def test_who_does_not_ask_any_more_is_gone(scenario, shown):
    note_follower(look(), user("lezer"))
    later(Follower, GONE_AFTER - timedelta(seconds=1))
    assert followers_of(scenario, shown.presenter) == ["lezer"]
    later(Follower, GONE_AFTER + timedelta(seconds=1))
    assert followers_of(scenario, shown.presenter) == []


def test_presenter_who_left_long_ago_shows_nothing(scenario, shown):
    later(Presentation, PRESENTER_GONE_AFTER + timedelta(seconds=1))
    assert presentation_of(scenario) is None
    found = look()
    assert (found.presenter, found.year, found.view) == (None, None, "")


def test_page_of_the_presenter_keeps_the_presentation_alive(scenario, shown):
    later(Presentation, PRESENTER_GONE_AFTER - timedelta(seconds=5))
    note_presenter(presentation_of(scenario))
    assert Presentation.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_second_presenter_takes_over(scenario, shown):
    start_presenting(scenario=scenario, year=2024, view="gemeente", by=user("financien"))
    assert not move_presentation(scenario=scenario, year=2021, view="waterval", by=user("adviseur"))
    stop_presenting(scenario=scenario, by=user("adviseur"))
    now = presentation_of(scenario)
    assert (now.presenter.username, now.year, now.view) == ("financien", 2024, "gemeente")


@pytest.mark.parametrize(("year", "view"), [(1999, "waterval"), (2022, "taart")])
def test_year_and_view_must_exist(scenario, shown, year, view):
    with pytest.raises(Refused):
        start_presenting(scenario=scenario, year=year, view=view, by=user("adviseur"))
    with pytest.raises(Refused):
        move_presentation(scenario=scenario, year=year, view=view, by=user("adviseur"))


def test_scenario_that_is_gone_is_shown_by_nobody(scenario):
    stale = Scenario.objects.select_related("plan").get(pk=scenario.pk)
    delete_scenario(scenario=scenario, by=user("adviseur"))
    with pytest.raises(Gone):
        start_presenting(scenario=stale, year=2022, view="waterval", by=user("adviseur"))
    assert look() is None


@pytest.mark.django_db(transaction=True)
def test_one_who_looks_on_in_several_windows_is_one(scenario, shown):
    reader, found = user("lezer"), look()
    assert at_once(*[lambda: note_follower(found, reader)] * 4) == []
    assert Follower.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_people_who_start_at_once_one_shows_it(scenario):
    people = [user(name) for name in ("adviseur", "financien", "beheerder")]
    starts = [
        lambda by=by: start_presenting(scenario=scenario, year=2022, view="waterval", by=by) for by in people
    ]
    assert at_once(*starts) == []
    assert Presentation.objects.count() == 1
