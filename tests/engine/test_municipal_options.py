"""What options do for each municipality: adds up over municipalities, and says where a set is not its sum."""

from dataclasses import replace

import pytest

from budgets.engine import Choice, amounts_of, compute, unchanged
from budgets.engine.allocation import FIGURES
from budgets.engine.municipal_options import (
    ALL,
    carried,
    gains,
    key_weights,
    per_inhabitant,
    total_difference,
    totals,
)
from tests.engine.small import option, saving
from tests.engine.test_allocation import WEESP, region

pytestmark = pytest.mark.django_db  # the demo is read from the tables, also when these tests run alone

HUIZEN = 3


def test_gains_of_all_municipalities_are_what_the_region_saves(reference_data):
    result = compute(reference_data, Choice.of(["mda", "php"]))
    gain = gains(result)
    assert tuple(gain.together[ALL].tolist()) == result.realised == (0, 17288000, 17288000, 17288000)
    for row in (*gain.alone.values(), gain.together, gain.apart):
        assert row[:ALL].sum(axis=0).tolist() == row[ALL].tolist()


def test_option_alone_is_the_same_whatever_else_is_on(reference_data):
    one, all_on = Choice.of(["mda"]), Choice.of(reference_data.option_index)
    alone = gains(compute(reference_data, all_on)).alone["mda"]
    assert alone.tolist() == gains(compute(reference_data, one)).together.tolist()
    assert alone[HUIZEN].tolist() == [0, 706209, 706208, 706208]  # 43,380 × 41,252 ÷ 253,397


def test_set_that_takes_more_than_the_line_is_less_than_its_sum():
    data = region(options=(option("x", saving(80_000, "a")), option("y", saving(30_000, "a"))))
    gain = gains(compute(data, Choice.of(["x", "y"])))
    assert gain.apart[ALL].tolist() == [110_000, 0]
    assert gain.together[ALL].tolist() == [90_000, 0]


def test_contribution_that_falls_is_a_gain_though_the_result_stays():
    lower = option("v", replace(saving(0, "a"), change=-1_000, lines=(), stream="GB"))
    other = option("r", replace(saving(0, "a"), change=1_000, lines=(), stream="DUVO"))
    data = region(options=(lower, other))
    result = compute(data, Choice.of(["v", "r"]))
    assert result.result == unchanged(data).result
    assert gains(result).together[ALL].tolist() == [1_000, 0]


def test_who_leaves_earlier_is_no_gain_of_an_option():
    data = region(options=(option("x", saving(80_000, "a")),))
    choice = Choice.of(["x"], ends={"GM0317": 2021})
    assert gains(compute(data, choice)).together[0].tolist()[1] == 0
    assert gains(compute(data, replace(choice, on=frozenset()))).together.any() == False  # noqa: E712


@pytest.mark.parametrize("name", FIGURES)
def test_totals_are_the_figures_of_the_plan(reference_data, name):
    result = compute(reference_data, Choice.of(["mda", "veilig-thuis-rijk"]))
    assert totals(result, name) == amounts_of(result, f"total.{name}")
    contribution, rest = totals(result, "contribution"), totals(result, name)
    expected = {
        "contribution": (0,) * len(result.years),
        "need": result.result,
        "net_contribution": result.result_after_target,
    }.get(name)
    if expected:
        assert tuple(a - b for a, b in zip(contribution, rest, strict=True)) == expected
    assert total_difference(result, result, name) == (0, 0, 0, 0)


def test_key_weights_are_of_the_members_of_the_year(reference_data):
    base = unchanged(reference_data)
    weesp = reference_data.municipality_index[WEESP]
    assert sum(key_weights(base, 2021)) == 273_854
    assert sum(key_weights(base, 2023)) == 253_397
    assert (key_weights(base, 2021)[weesp], key_weights(base, 2022)[weesp]) == (20_457, 0)
    equal = replace(reference_data, keys=(), key="", derived={})
    assert key_weights(unchanged(equal), 2023) == [1, 1, 1, 1, 1, 0, 1, 1]


def test_others_carry_the_share_of_who_left(reference_data):
    extra = carried(unchanged(reference_data))
    assert extra[HUIZEN].tolist() == [0, 2933634, 2933634, 2933634]
    assert extra.sum(axis=0).tolist() == [0, 18020311, 18020311, 18020311]
    falls = compute(reference_data, Choice(share_falls_away=True))
    assert not carried(falls).any()


def test_amount_per_inhabitant_is_rounded_to_the_cent():
    assert per_inhabitant(39271995, 41252) == 952
    assert per_inhabitant(-5, 2) == -3
