"""How sure the result is: the draws, what matters most, and where the result turns."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.engine import BudgetData, Choice, MemorandumItem, compute, uncertainty
from budgets.engine.uncertainty import DRAWS
from tests.engine.small import budget, line, option, saving, stream
from tests.engine.strategies import engine_settings, situations

TRIANGLE = MemorandumItem(
    "huur", "Huur", (True, True), low=(0, 0), likely=(20_000, 20_000), high=(100_000, 100_000)
)
EVEN = MemorandumItem("risico", "Risico", (True, True), low=(0, 0), high=(100_000, 100_000))


def held(*items: MemorandumItem, result: int = 0, **more: object) -> BudgetData:
    """A budget with this result and these items, and nothing else."""
    return budget(streams=(stream("GB", result, result),), memorandum_items=items, **more)


def test_even_item_is_as_likely_everywhere():
    found = uncertainty(compute(held(EVEN, result=60_000)))
    assert found.negative == (4_000, 4_000)
    assert (found.low[0], found.median[0], found.high[0]) == (-35_005, 9_995, 54_995)


@pytest.mark.parametrize(
    ("cost", "chance"),
    [(20_000, 8_000), (60_000, 2_000), (100_000, 0)],
    ids=["the top of a triangle", "half way down its long side", "its end"],
)
def test_triangle_has_its_top_at_the_likely_amount(cost, chance):
    """Beyond x on the long side lies (100 − x)² ÷ (100 × 80): of 60.000 that is 0,2."""
    assert uncertainty(compute(held(TRIANGLE, result=cost))).negative == (chance, chance)


def test_years_of_one_item_turn_out_together():
    """So half of the draws of two years lie above the middle in both; apart that would be a quarter."""
    high = MemorandumItem("a", "a", (True, True), low=(0, 0), high=(100, 300))
    found = uncertainty(compute(held(high, result=100)))
    assert found.negative[0] == 0
    assert found.negative[1] == pytest.approx(DRAWS * 2 / 3, abs=20)


def test_items_turn_out_apart():
    """Two evens together are a triangle: beyond three quarters of the sum lies one in eight."""
    other = replace(EVEN, code="ander")
    found = uncertainty(compute(held(EVEN, other, result=150_000)))
    assert found.negative[0] == pytest.approx(DRAWS / 8, abs=150)


def test_same_budget_gives_the_same_and_another_item_does_not_change_what_one_draws():
    first, again = (uncertainty(compute(held(TRIANGLE, EVEN, result=90_000))) for _ in range(2))
    turned = uncertainty(compute(held(EVEN, TRIANGLE, result=90_000)))
    assert first.negative == again.negative == turned.negative
    assert (first.drawn == again.drawn).all()
    sure = replace(TRIANGLE, low=(1, 1), likely=(), high=(1, 1))
    beside = uncertainty(compute(held(EVEN, sure, result=60_001)))
    assert beside.negative == uncertainty(compute(held(EVEN, result=60_000))).negative


def test_what_reaches_furthest_comes_first():
    small = replace(EVEN, code="klein", high=(10, 10))
    found = uncertainty(compute(held(small, TRIANGLE)))
    assert [each.code for each in found.influences(0)] == ["huur", "klein"]


def test_line_that_is_pm_has_a_turning_point_too():
    data = budget(line("a", None, 5, pm=(True, False)), streams=(stream("GB", 700, 700),))
    found = uncertainty(compute(data))
    assert [(each.kind, each.code, each.limit) for each in found.thresholds(0)] == [("line", "a", 700)]
    assert found.thresholds(1) == ()


@pytest.mark.django_db  # the demo is read from the tables
def test_reference_stays_positive_below_the_result(reference_data):
    found = uncertainty(compute(reference_data))
    limits = {each.code: each.limit for each in found.thresholds(1)}
    assert limits["risico-weesp"] == 59_660_965
    assert found.negative == (0, 0, 0, 0)


@given(situations(max_years=3))
@engine_settings
def test_draws_lie_within_their_bounds_and_in_order(situation):
    result = compute(*situation)
    found = uncertainty(result)
    rows = [
        result.result_after_target_low,
        found.low,
        found.median,
        found.high,
        result.result_after_target_high,
    ]
    for values in zip(*rows, strict=True):
        assert list(values) == sorted(values)
    for i, negative in enumerate(found.negative):
        if result.result_after_target_low[i] >= 0:
            assert negative == 0
        if result.result_after_target_high[i] < 0:
            assert negative == DRAWS


@given(situations(max_years=3), st.integers(0, 10**7))
@engine_settings
def test_better_result_never_has_a_larger_chance_of_a_deficit(situation, more):
    data, choice = situation
    extra = replace(data, streams=(*data.streams, stream("extra", *[more] * len(data.years))), derived={})
    before, after = (uncertainty(compute(each, choice)).negative for each in (data, extra))
    assert all(b <= a for a, b in zip(before, after, strict=True))


@given(situations(max_years=3))
@engine_settings
def test_result_turns_exactly_at_the_limit(situation):
    """With an item that is sure at its limit the middle is zero; a cent to the good side, one above."""
    data, choice = situation
    for i in range(len(data.years)):
        for each in uncertainty(compute(data, choice)).thresholds(i):
            if each.kind != "memorandum":
                continue
            for cost, left in ((each.limit, 0), (each.limit - 1, 1)):
                there = _with_sure(data, each.code, i, cost)
                assert uncertainty(compute(there, choice)).middle[i] == left


def _with_sure(data: BudgetData, code: str, year: int, cost: int) -> BudgetData:
    """The same with one p.m. item that costs this in one year, and nothing in the others."""
    sides = tuple(cost if i == year else None for i in range(len(data.years)))
    items = tuple(
        replace(item, low=sides, high=sides, likely=()) if item.code == code else item
        for item in data.memorandum_items
    )
    return replace(data, memorandum_items=items, derived={})


@given(situations())
@engine_settings
def test_structural_and_incidental_are_the_whole(situation):
    result = compute(*situation)
    for whole, part, rest in zip(
        result.result, result.incidental_balance, result.structural_balance, strict=True
    ):
        assert part + rest == whole
    everything = replace(
        result.data,
        lines=tuple(replace(each, incidental=True) for each in result.data.lines),
        streams=tuple(replace(each, incidental=True) for each in result.data.streams),
        derived={},
    )
    assert compute(everything, result.choice).incidental_balance == result.result


def test_draws_are_worked_out_once_for_a_budget_and_serve_every_choice():
    data = budget(
        line("a", 50, 50),
        options=(option("o", saving(20, "a")),),
        streams=(stream("GB", 100, 100),),
        memorandum_items=(EVEN,),
    )
    without, with_option = (uncertainty(compute(data, Choice.of(on))) for on in ([], ["o"]))
    assert without.drawn is with_option.drawn
    assert with_option.median[0] == without.median[0] + 20
