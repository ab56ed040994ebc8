"""Every combination at once, and what the search does while somebody waits."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from budgets.engine import Choice, Effect, Level, Option, compute
from budgets.engine.search import Fixed, Question, Wanted, Worst, search
from budgets.engine.search.combinations import all_results
from budgets.engine.search.model import Model
from budgets.engine.search.searching import solved
from budgets.engine.search.space import space_of
from budgets.engine.search.tabulate import TooLarge
from budgets.engine.search.watch import Watch
from tests.engine.search_cases import search_case
from tests.engine.small import budget, line, option, saving

THREE = (option("a", saving(60, "l")), option("b", saving(70, "l")), option("c", saving(5, "m")))
"""Two that share a line of 100, and one on a line of its own."""


def three():
    return budget(line("l", 100, 100), line("m", 50, 50), options=THREE)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_every_result_of_every_combination_is_what_compute_says(first):
    for number in range(first, first + 50):
        data, choice, question = search_case(number)
        found = all_results(data, choice, question.among, question.any_level)
        for place in range(len(found)):
            result = compute(data, found.choice(place))
            assert found.result[:, place].tolist() == list(result.result), number
            assert found.result_after_target[:, place].tolist() == list(result.result_after_target), number


def test_last_option_is_bit_0():
    found = all_results(three(), Choice())
    assert [sorted(found.choice(place).on) for place in range(4)] == [[], ["c"], ["b"], ["b", "c"]]
    assert found.result[0].tolist() == [-150, -145, -80, -75, -90, -85, -50, -45]


def test_many_options_on_one_line_are_worked_out_block_by_block():
    """Fourteen options together ask more than the line holds: more than one block of 2,048."""
    options = tuple(option(f"o{i}", saving(10 + i, "l")) for i in range(14))
    data = budget(line("l", 150, 150), options=options)
    found = all_results(data, Choice())
    claims = np.array([sum(10 + i for i in range(14) if place >> (13 - i) & 1) for place in range(1 << 14)])
    assert (found.result[0] == np.minimum(claims, 150) - 150).all()


def test_sums_beyond_64_bits_are_refused():
    data = budget(line("l", 2**62, 0), options=(option("a", saving(2**62, "l")),))
    with pytest.raises(TooLarge):
        all_results(data, Choice())


def test_level_is_chosen_and_the_scenario_names_it():
    half = Level("half", "Voor de helft", Fraction(1, 2))
    whole = Level("heel", "Helemaal", Fraction(1))
    data = budget(line("l", 100, 100), options=(replace(THREE[0], levels=(whole, half)),))
    question = Question(wanted=(Wanted("realised", 2021, 25),), any_level=("a",))
    best = search(data, Choice(), question).best[0]
    assert best.choice == Choice.of(["a"], parts={"a": Fraction(1, 2)})
    assert compute(data, best.choice).realised == best.saves == (30, 0)


def test_option_takes_part_at_the_level_that_was_chosen_or_is_named():
    half, whole = Level("half", "Half", Fraction(1, 2)), Level("heel", "Heel", Fraction(1))
    data = budget(line("l", 100, 100), options=(replace(THREE[0], levels=(whole, half)),))
    chosen, wanted = Choice.of(parts={"a": Fraction(1, 2)}), (Wanted("realised", 2021, 1),)
    named = Question(wanted=wanted, must_on=(Fixed("a", Fraction(1, 2)),))
    saved = [
        search(data, choice, question).best[0].saves[0]
        for choice, question in ((Choice(), Question(wanted)), (chosen, Question(wanted)), (Choice(), named))
    ]
    assert saved == [60, 30, 30]


def test_raise_beside_a_cut_is_no_negative_impact():
    more = Option("meer", "Meer", "intensiveren", (Effect(2021, 40, ("m",)),))
    data = budget(line("l", 100, 100), line("m", 50, 50), options=(THREE[0], more))
    answer = search(data, Choice(), Question(wanted=(Wanted("realised", 2021, 0),)))
    assert [(each.on, each.impact) for each in answer.best] == [((), 0), (("a",), 60), (("a", "meer"), 60)]


def test_front_says_how_many_points_there_are_and_gives_some_evenly():
    options = tuple(option(f"o{i}", saving(1 << i, "l")) for i in range(8))
    data = budget(line("l", 1000, 1000), options=options)
    front = search(data, Choice(), Question(wanted=(Wanted("realised", 2021, 1),), points=4)).front
    assert front.total == 256
    assert [point.saving for point in front.points] == [0, 85, 170, 255]


def test_impossible_says_what_to_loosen():
    question = Question(wanted=(Wanted("realised", 2021, 101),), at_most=1)
    impossible = search(three(), Choice(), question).impossible
    assert (impossible.nearest.on, impossible.nearest.short) == (("b",), 31)
    assert [(each.constraints[0].kind, each.enough, each.found.on) for each in impossible.loosen] == [
        ("wanted", True, ("b",)),
        ("at_most", True, ("a", "b", "c")),
    ]
    assert impossible.together == impossible.loosen[0]


def test_municipality_that_the_budget_does_not_have_breaks_nothing_or_is_an_error():
    assert search(three(), Choice(), Question(worst=(Worst(0),))).possible == 8
    with pytest.raises(KeyError):
        search(three(), Choice(), Question(wanted=(Wanted("realised", 1999, 1),)))


def test_search_tells_how_far_it_is():
    told = []
    search(three(), Choice(), Question(), progress=lambda share, best: told.append((share, best)))
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[0][1] is None
    assert told[-1][1].on == ()


def test_search_stops_when_it_is_told_to():
    answer = search(three(), Choice(), Question(), stop=lambda: True)
    assert (answer.stopped, answer.best, answer.gap) == (True, (), None)


def test_solver_that_is_stopped_keeps_what_is_proven():
    """Stopped after the best was proven: that one is given, and no front."""
    data, question = three(), Question(wanted=(Wanted("realised", 2021, 61),))
    seen = []
    watch = Watch(progress=lambda share, best: seen.append(best), stop=lambda: seen[-1] is not None)
    answer = solved(Model(space_of(data, Choice(), question)), question, watch)
    assert (answer.stopped, answer.gap, [each.on for each in answer.best]) == (True, 0, [("a", "c")])
    assert answer.front.points == ()
