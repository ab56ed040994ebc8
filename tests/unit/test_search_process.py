"""The process itself: started as the server does, on the database of the tests."""

import os
import time
from urllib.parse import quote

import pytest
from django.db import connection

from budgets import search_process
from budgets.actions.searches import start_search
from budgets.engine import Choice
from budgets.engine.search import Question, Wanted, answer_from_json
from budgets.models import Search
from municipalities.models import User

PATIENCE = 60
"""Seconds: on a busy machine a process takes a while to begin."""


def address_of_the_database():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    who = f"{quote(settings['USER'])}:{quote(settings['PASSWORD'])}"
    host = quote(settings["HOST"] or "", safe="")
    return f"postgres://{who}@{host}:{settings['PORT'] or ''}/{settings['NAME']}"


def ended(pk):
    for _ in range(PATIENCE * 10):
        search = Search.objects.get(pk=pk)
        if search.status != Search.Status.RUNNING:
            return search
        time.sleep(0.1)
    raise AssertionError("the process does not end")


@pytest.mark.django_db(transaction=True)
def test_process_answers_and_the_page_may_go(demo, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", address_of_the_database())
    question = Question(wanted=(Wanted("realised", 2023, 300_000_00),), points=3)
    by = User.objects.get(username="adviseur")
    search = ended(start_search(plan=demo, choice=Choice(), question=question, by=by).pk)
    assert search.status == Search.Status.DONE
    assert answer_from_json(search.answer_json).best[0].impact == 300_017_00


def test_process_has_a_session_of_its_own_and_reads_nothing(monkeypatch):
    asked = {}

    class Process:
        def __init__(self, command, **options):
            asked.update(options, command=command)

        def wait(self):
            return 0

    monkeypatch.setattr(search_process.subprocess, "Popen", Process)
    search_process.launch(7)
    assert asked["start_new_session"]
    assert asked["command"][-2:] == ["run_search", "7"]
    assert os.path.isabs(asked["command"][0])  # noqa: PTH117  # a text, as the system gets it
