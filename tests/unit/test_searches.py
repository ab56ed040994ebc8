"""A search that takes long: asked, worked on beside the server, stopped, answered, cleared up."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from budgets import search_process, search_work
from budgets.actions.scenarios import create_scenario
from budgets.actions.searches import is_silent, search_with, start_search, stop_search
from budgets.engine import Choice
from budgets.engine.search import Question, Wanted, answer_from_json, search
from budgets.models import Search
from budgets.refusals import UnknownOption
from municipalities.models import User
from municipalities.refusals import Refused
from tests.unit.at_once import at_once

QUESTION = Question(wanted=(Wanted("realised", 2023, 100_000_00),), among=("mda", "php"), points=5)
Status = Search.Status


@pytest.fixture
def launched(monkeypatch):
    """The numbers of the searches that a process was started for."""
    started = []
    monkeypatch.setattr(search_process, "launch", started.append)
    return started


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def ask(demo, adviser, launched, django_capture_on_commit_callbacks):
    def ask(question=QUESTION, by=adviser):
        with django_capture_on_commit_callbacks(execute=True):
            return start_search(plan=demo, choice=Choice(), question=question, by=by)

    return ask


def now(asked):
    return Search.objects.get(pk=asked.pk)


def test_question_is_worked_on_and_answered(ask, demo, launched):
    asked = ask()
    assert launched == [asked.pk]
    search_work.work_on(asked.pk)
    answered = search_with(demo, asked.seal)
    assert answered.status == Status.DONE
    assert answer_from_json(answered.answer_json).best[0].on == ("php",)


def test_same_question_is_not_worked_on_twice(ask, launched):
    first = ask()
    assert ask().pk == first.pk
    search_work.work_on(first.pk)
    assert ask(by=User.objects.get(username="lezer")).pk == first.pk
    assert launched == [first.pk]


def test_another_question_of_the_same_person_takes_the_place(ask):
    first = ask()
    second = ask(Question(among=("mda",)))
    assert now(first).status == Status.REPLACED
    assert now(second).status == Status.RUNNING


def test_another_budget_is_another_question(ask, demo):
    first = ask()
    demo.revision += 1
    demo.save()
    assert ask().pk != first.pk


def test_so_many_people_search_at_once(ask, monkeypatch):
    monkeypatch.setattr("budgets.actions.searches.MOST_AT_ONCE", 1)
    ask()
    with pytest.raises(Refused, match="al veel gezocht"):
        ask(Question(among=("mda",)), by=User.objects.get(username="lezer"))


@pytest.mark.django_db(transaction=True)
def test_of_people_who_begin_at_the_same_moment_no_more_search_than_may(demo, launched, monkeypatch):
    monkeypatch.setattr("budgets.actions.searches.MOST_AT_ONCE", 2)

    def begin(by, number):
        question = Question(among=("mda",), at_most=number)
        return lambda: start_search(plan=demo, choice=Choice(), question=question, by=by)

    begins = [begin(by, i) for i, by in enumerate(User.objects.order_by("username")[:6], 1)]
    errors = at_once(*begins)
    assert [type(error) for error in errors] == [Refused] * 4
    assert Search.objects.filter(status=Status.RUNNING).count() == len(launched) == 2


def slow(said):
    """Searches for ever, until it is stopped; then it gives what it has."""

    def find(data, choice, question, progress, stop):
        best = search(data, choice, question)
        progress(0.25, best.best[0])
        while not stop():
            said()
        return replace(best, gap=None, stopped=True)

    return find


def test_search_that_is_stopped_keeps_what_it_found(ask, adviser):
    asked = ask()
    search_work.work_on(asked.pk, slow(lambda: stop_search(search=asked, by=adviser)))
    stopped = now(asked)
    assert (stopped.status, stopped.share) == (Status.STOPPED, 0.25)
    answer = answer_from_json(stopped.answer_json)
    assert (answer.gap, answer.best[0].on) == (None, ("php",))


def test_search_says_how_far_it_is(ask, monkeypatch):
    asked, seen = ask(), []
    monkeypatch.setattr(search_work, "BEAT_SECONDS", 0)

    def look():
        seen.append(now(asked))
        if len(seen) > 2:
            Search.objects.filter(pk=asked.pk).update(status=Status.STOPPED)

    search_work.work_on(asked.pk, slow(look))
    assert seen[-1].share == 0.25
    assert '"php"' in seen[-1].best_json
    assert seen[-1].beat_at > asked.beat_at


def test_search_that_takes_too_long_ends_with_what_it_found(ask, monkeypatch):
    asked = ask()
    monkeypatch.setattr(search_work, "MOST_SECONDS", -1)
    search_work.work_on(asked.pk, slow(lambda: None))
    assert now(asked).status == Status.TOO_SLOW
    assert answer_from_json(now(asked).answer_json).stopped


def test_only_who_asked_stops_it(ask):
    asked = ask()
    with pytest.raises(Refused, match="wie de zoekvraag stelde"):
        stop_search(search=asked, by=User.objects.get(username="lezer"))
    assert now(asked).status == Status.RUNNING


def test_search_that_was_replaced_leaves_no_answer(ask):
    first = ask()
    search_work.work_on(first.pk, slow(lambda: ask(Question(among=("mda",)))))
    assert (now(first).status, now(first).answer_json) == (Status.REPLACED, "")


def test_search_that_fails_says_so(ask, caplog):
    asked = ask()
    search_work.work_on(asked.pk, lambda *_: 1 / 0)
    assert now(asked).status == Status.FAILED
    assert "came to nothing" in caplog.text


def test_search_about_a_budget_that_changed_meanwhile_is_not_answered(ask, demo):
    asked = ask()
    demo.revision += 1
    demo.save()
    search_work.work_on(asked.pk)
    assert now(asked).status == Status.FAILED


def test_search_without_a_process_ends_when_somebody_asks_again(ask):
    asked = ask()
    Search.objects.filter(pk=asked.pk).update(beat_at=timezone.now() - timedelta(minutes=2))
    assert is_silent(now(asked))
    again = ask()
    assert again.pk != asked.pk
    assert now(asked).status == Status.FAILED


def test_old_searches_go(ask):
    asked = ask()
    search_work.work_on(asked.pk)
    Search.objects.filter(pk=asked.pk).update(asked_at=timezone.now() - timedelta(days=8))
    ask()
    assert not Search.objects.filter(pk=asked.pk).exists()


def test_scenario_is_made_with_a_choice(demo, adviser):
    made = create_scenario(plan=demo, name="Zoeken", by=adviser, choice=Choice.of({"mda"}))
    assert made.choice == Choice.of({"mda"})
    assert made.slug == "zoeken-2"  # the address of the search page stays free


def test_scenario_with_an_option_that_is_gone_is_not_made(demo, adviser):
    with pytest.raises(UnknownOption, match="zwembad"):
        create_scenario(plan=demo, name="Nieuw", by=adviser, choice=Choice.of({"zwembad"}))
