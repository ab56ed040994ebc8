"""The solver held against weighing every combination: a thousand random questions, the same answers.

All of them take about half a minute on a quiet machine; the front, which asks the solver most, one in ten.
"""

import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest

from budgets.engine import Choice, compute
from budgets.engine.search import Question, Wanted, listing
from budgets.engine.search.model import Model
from budgets.engine.search.searching import enumerated, solved
from budgets.engine.search.space import space_of
from budgets.engine.search.watch import Watch
from tests.engine.search_cases import search_case
from tests.engine.small import YEARS, budget, line, option, saving

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


@pytest.mark.parametrize("first", range(0, 200, PER_TEST))
def test_of_unfinished_combinations_that_are_alike_the_first_are_enough(first, monkeypatch):
    monkeypatch.setattr(listing, "FEW", 0)
    for number in range(first, first + PER_TEST):
        hold_both_ways_together(number, with_front=False)


@pytest.mark.parametrize("weights", [(), (("0", 4), ("1", 3), ("2", 2))], ids=["plain", "by priority"])
@pytest.mark.parametrize("number", range(3))
def test_round_amounts_have_many_that_come_to_the_same(number, weights):
    """Fourteen options of whole thousands on seven lines that are shared and now and then fall short."""
    random = Random(number)
    lines = [line(f"l{i}", *[random.randrange(10_000, 40_000)] * 2, priority=i % 4) for i in range(7)]
    options = [
        option(f"o{i}", *(saving(each, f"l{i % 7}", year=year) for year in YEARS[random.randint(0, 1) :]))
        for i in range(14)
        for each in [1000 * random.randint(1, 20)]
    ]
    data = budget(*lines, options=tuple(options))
    everything = compute(data, Choice.of(data.option_index)).realised
    question = Question(
        wanted=tuple(
            Wanted("realised", year, cents // 2) for year, cents in zip(YEARS, everything, strict=True)
        ),
        weights=weights,
        points=0,
    )
    hold_together(data, Choice(), question, number)


def hold_both_ways_together(number, *, with_front):
    data, choice, question = search_case(number, options=6)
    hold_together(data, choice, replace(question, points=question.points if with_front else 0), number)


def hold_together(data, choice, question, number):
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
