"""The solver held against weighing every combination: a thousand random questions, the same answers.

All of them take about half a minute on a quiet machine; the front, which asks the solver most, one in ten.
"""

import subprocess
import sys
from dataclasses import replace

import pytest

from budgets.engine.search import listing
from budgets.engine.search.model import Model
from budgets.engine.search.searching import enumerated, solved
from budgets.engine.search.space import space_of
from budgets.engine.search.watch import Watch
from tests.engine.search_cases import search_case

CASES = 1000
PER_TEST = 50


@pytest.mark.parametrize("first", range(0, CASES, PER_TEST))
def test_solver_and_enumeration_agree(first):
    for number in range(first, first + PER_TEST):
        hold_both_ways_together(number, with_front=number % 10 == 0)


@pytest.mark.parametrize("first", range(0, 100, PER_TEST))
def test_one_after_the_other_where_the_best_cannot_be_listed(first, monkeypatch):
    monkeypatch.setattr(listing, "MOST_VISITED", -1)
    for number in range(first, first + PER_TEST):
        hold_both_ways_together(number, with_front=False)


def hold_both_ways_together(number, *, with_front):
    data, choice, question = search_case(number, options=6)
    question = replace(question, points=question.points if with_front else 0)
    model = Model(space_of(data, choice, question))
    weighed, found = (way(model, question, Watch()) for way in (enumerated, solved))
    alike = {"method": "", "possible": None, "front": None}
    assert replace(found, **alike) == replace(weighed, **alike), number
    assert set(found.front.points) <= set(weighed.front.points), number
    if found.front.total is not None:
        assert found.front == weighed.front, number


def test_solver_is_not_loaded_before_it_is_needed():
    asked = "import sys, budgets.engine.search; print('highspy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
