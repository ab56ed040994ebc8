"""The reverse question, held against trying every choice with the whole engine."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.engine import Choice, compute
from budgets.engine.data import excluded
from budgets.engine.reverse import MOST_OPTIONS, TooManyOptions, smallest_change, turned_over
from tests.engine.small import income, option, saving
from tests.engine.strategies import engine_settings, split_situations
from tests.engine.test_allocation import region

OPTIONS = (
    option("groot", saving(60_000, "a")),
    option("klein", saving(20_000, "a")),
    option("overlap", saving(50_000, "a")),
    option("bijdrage", income(-30_000, "GB")),
)
HUIZEN = "GM0406"


def pays(data, choice, municipality, year):
    return compute(data, choice).allocation.figure(municipality, "net_contribution")[data.year_index[year]]


def can_be(data, on):
    """Whether none of these options excludes another, and each has what it needs."""
    apart = any(excluded(data, one, other) for one, other in combinations(on, 2))
    return not apart and all(on.issuperset(data.option(code).needs) for code in on)


def test_smallest_set_gets_there_and_one_switch_less_does_not():
    data = region(options=OPTIONS)
    now = pays(data, Choice(), HUIZEN, 2021)
    two = pays(data, Choice.of(["groot", "klein"]), HUIZEN, 2021)
    answer = smallest_change(data, Choice(), HUIZEN, 2021, two)
    assert answer.reached
    assert len(answer.turned) == 2
    assert answer.pays == pays(data, turned_over(Choice(), answer.turned), HUIZEN, 2021) <= two
    assert all(pays(data, Choice.of([each.code]), HUIZEN, 2021) > two for each in OPTIONS)
    assert smallest_change(data, Choice(), HUIZEN, 2021, now).turned == frozenset()


def test_amount_that_no_set_reaches_says_how_near_it_comes():
    data = region(options=OPTIONS)
    answer = smallest_change(data, Choice(), HUIZEN, 2021, -(10**9))
    assert not answer.reached
    lowest = min(
        pays(data, Choice.of(codes), HUIZEN, 2021)
        for size in range(5)
        for codes in combinations([each.code for each in OPTIONS], size)
    )
    assert answer.pays == lowest


def test_options_that_exclude_each_other_are_not_turned_on_together():
    two = pays(region(options=OPTIONS), Choice.of(["groot", "klein"]), HUIZEN, 2021)
    apart = (option("groot", saving(60_000, "a"), excludes=("klein",)), *OPTIONS[1:])
    assert smallest_change(region(options=OPTIONS), Choice(), HUIZEN, 2021, two).turned == {"groot", "klein"}
    answer = smallest_change(region(options=apart), Choice(), HUIZEN, 2021, two)
    assert answer.reached
    assert not {"groot", "klein"} <= answer.turned


def test_option_is_turned_on_with_what_it_needs():
    needing = (option("groot", saving(60_000, "a"), needs=("klein",)), OPTIONS[1])
    least = pays(region(options=needing), Choice.of(["groot"]), HUIZEN, 2021)
    assert smallest_change(region(options=needing), Choice(), HUIZEN, 2021, least).turned == {
        "groot",
        "klein",
    }


def test_switch_that_is_on_may_have_to_go_off():
    dearer = (*OPTIONS, option("meer", saving(-90_000, "b")))
    data, choice = region(options=dearer), Choice.of(["meer"])
    answer = smallest_change(data, choice, HUIZEN, 2021, pays(data, Choice(), HUIZEN, 2021))
    assert answer.turned == {"meer"}


def test_more_options_than_can_be_tried_is_an_error():
    many = tuple(option(f"o{i}", saving(1, "a")) for i in range(MOST_OPTIONS + 1))
    with pytest.raises(TooManyOptions):
        smallest_change(region(options=many), Choice(), HUIZEN, 2021, 0)


def test_budget_without_options_has_nothing_to_turn():
    answer = smallest_change(region(), Choice(), HUIZEN, 2021, -(10**9))
    assert (answer.reached, answer.turned) == (False, frozenset())
    assert answer.pays == pays(region(), Choice(), HUIZEN, 2021)


@engine_settings
@given(split_situations(), st.data())
def test_answer_is_the_best_of_all_choices(situation, draw):
    data, choice = situation
    choice = replace(choice, on=choice.on & set(data.option_index))
    municipality = draw.draw(st.sampled_from(data.municipalities)).code
    year = draw.draw(st.sampled_from(data.years))
    codes = list(data.option_index)
    all_pay = {
        frozenset(turned): pays(data, turned_over(choice, frozenset(turned)), municipality, year)
        for size in range(len(codes) + 1)
        for turned in combinations(codes, size)
        if can_be(data, turned_over(choice, frozenset(turned)).on)
    }
    most = draw.draw(st.sampled_from([*all_pay.values(), -(10**12)]))
    answer = smallest_change(data, choice, municipality, year, most)
    assert answer.pays == all_pay[answer.turned]
    enough = {turned: cents for turned, cents in all_pay.items() if cents <= most}
    assert answer.reached == bool(enough)
    if enough:
        size = min(map(len, enough))
        of_size = [cents for turned, cents in enough.items() if len(turned) == size]
        assert (len(answer.turned), answer.pays, answer.alike) == (size, max(of_size), len(of_size))
    else:
        assert answer.pays == min(all_pay.values())
