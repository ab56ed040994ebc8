"""The way from one result after target to another, in steps."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.engine import (
    Adjustment,
    Choice,
    Step,
    Target,
    TargetChange,
    UnknownFigure,
    amounts_of,
    compute,
    explain,
    waterfall,
)
from budgets.engine.explain_way import AGAINST
from budgets.engine.path import Leg, path
from tests.engine.checks import sum_of_terms
from tests.engine.small import budget, income, line, option, saving, stream
from tests.engine.strategies import engine_settings, situations, split_situations

DATA = budget(
    line("a", 1_000, 1_000),
    line("b", 500, 500, cost_type="personnel"),
    streams=(stream("GB", 2_000, 2_000),),
    targets=(Target("t", "3%", "GB", Fraction(3)),),
    options=(
        option("x", saving(800, "a"), saving(100, "b", year=2022)),
        option("y", saving(800, "a")),
        option("z", income(-300, "GB")),
    ),
)


def legs(start, end):
    return path(start, end).legs


def test_what_goes_off_comes_before_what_goes_on_in_the_order_of_the_options():
    found = path(compute(DATA, Choice.of(["z", "x"])), compute(DATA, Choice.of(["y"])))
    assert found.legs == (
        Leg("option", "x", (-800, -100), was=True),
        Leg("option", "z", (300, 0), was=True),
        Leg("option", "y", (800, 0), becomes=True),
    )
    assert (found.start, found.end) == ((940, 540), (1_240, 440))


def test_options_on_one_line_share_what_it_cannot_give_as_on_their_own_pages():
    """x and y ask 800 each of a line of 1,000: together 500 each, so x falls 300 when y comes on."""
    start, end = compute(DATA, Choice.of(["x"])), compute(DATA, Choice.of(["x", "y"]))
    assert legs(start, end) == (
        Leg("option", "x", (-300, 0), was=True, becomes=True),
        Leg("option", "y", (500, 0), becomes=True),
    )
    assert legs(end, start) == (
        Leg("option", "y", (-500, 0), was=True),
        Leg("option", "x", (300, 0), was=True, becomes=True),
    )


def test_an_option_that_does_nothing_is_still_a_step():
    data = replace(DATA, options=(option("leeg"),), derived={})
    found = path(compute(data), compute(data, Choice.of(["leeg"])))
    assert found.legs == (Leg("option", "leeg", (0, 0), becomes=True),)
    assert found.steps(2021)[1] == Step("option", "leeg", 440, 440)


def test_indexation_is_a_step_per_cost_type():
    end = compute(DATA, Choice.of((), {"material": Fraction(10), "personnel": Fraction(2)}))
    assert legs(compute(DATA), end) == (
        Leg("index", "material", (0, -100)),
        Leg("index", "personnel", (0, -10)),
    )


def test_indexation_of_a_year_and_adjustments_and_targets_are_steps_of_their_own():
    """Line b of 500 has 300 taken off, then index 10% in 2022; the target goes from 3% to 5% of 2,000."""
    end = Choice.of(
        ["x"],
        parts={"x": Fraction(1, 2)},
        index_years={("material", 2022): Fraction(10)},
        adjustments=[Adjustment("e1", 2022, "Besluit", line="b", change=-300)],
        targets=[TargetChange("t", Fraction(5))],
    )
    assert legs(compute(DATA, Choice.of(["x"])), compute(DATA, end)) == (
        Leg("index", "material", (0, -100)),
        Leg("adjustment", "b/e1", (0, 300)),
        Leg("option", "x", (-400, -50), was=True, becomes=True),
        Leg("target", "t", (-40, -40)),
    )


def test_the_same_code_on_another_line_is_another_adjustment():
    one, other = (
        Choice.of(adjustments=[Adjustment("e1", 2021, "Besluit", line=code, change=-100)]) for code in "ab"
    )
    assert legs(compute(DATA, one), compute(DATA, other)) == (
        Leg("adjustment", "a/e1", (-100, -100)),
        Leg("adjustment", "b/e1", (100, 100)),
    )


def test_another_budget_is_a_step_per_goal_and_per_stream():
    """A line of 70 more and 1,000 more income, of which 3% is the target; the option is on in both."""
    other = replace(
        DATA, lines=(*DATA.lines, line("c", 70, 0)), streams=(stream("GB", 3_000, 2_000),), derived={}
    )
    assert legs(compute(DATA, Choice.of(["x"])), compute(other, Choice.of(["x"]))) == (
        Leg("costs", "g", (-70, 0)),
        Leg("income", "GB", (1_000, 0)),
        Leg("target", "t", (-30, 0)),
    )


def test_a_path_has_the_years_that_both_have():
    later = budget(line("a", 1_000, 1_000), years=(2022, 2023))
    found = path(compute(DATA), compute(later))
    assert (found.years, found.start, found.end) == ((2022,), (440,), (-1_000,))
    with pytest.raises(UnknownFigure):
        found.steps(2021)


def test_nothing_differs():
    assert legs(compute(DATA, Choice.of(["x"])), compute(DATA, Choice.of(["x"]))) == ()


def adjustments(data):
    """One on some line: an amount or a percentage, perhaps more than the line holds."""
    return st.builds(
        Adjustment,
        code=st.just("e1"),
        first_year=st.sampled_from(data.years),
        reason=st.just("Besluit"),
        line=st.sampled_from(data.lines).map(lambda each: each.code),
    ).flatmap(
        lambda each: st.one_of(
            st.integers(-1_000, 1_000).map(lambda cents: replace(each, change=cents)),
            st.fractions(-150, 100, max_denominator=8).map(lambda rate: replace(each, percentage=rate)),
        )
    )


def add_up(found):
    for i, year in enumerate(found.years):
        steps = found.steps(year)
        assert (steps[0].end, steps[-1].end) == (found.start[i], found.end[i])
        assert all(a.end == b.start for a, b in pairwise(steps[:-1]))
        assert steps[-2].end == steps[-1].end
        assert found.start[i] + sum(leg.changes[i] for leg in found.legs) == found.end[i]


def are_explained(start, end):
    """Every step is a figure of the end, whose terms add up and name figures as they are."""
    found = path(start, end)
    for leg in found.legs:
        for year, change in zip(found.years, leg.changes, strict=True):
            explained = explain(end, f"way.{leg.key}", year, start)
            assert (explained.amount, sum_of_terms(explained.terms)) == (change, change)
            for term in explained.terms:
                if term.kind in ("figure", AGAINST):
                    of = end if term.kind == "figure" else start
                    place = of.data.year_index[year]
                    assert abs(amounts_of(of, term.ref)[place]) == abs(term.amount)


@given(situations(), st.data())
@engine_settings
def test_steps_add_up_both_ways_and_the_way_back_of_options_is_the_same_in_reverse(pair, data):
    budget_data, choice = pair
    codes = sorted(budget_data.option_index)
    on = data.draw(st.sets(st.sampled_from(codes))) if codes else ()
    other = replace(choice, on=frozenset(on))
    if budget_data.lines:
        other = replace(other, adjustments=data.draw(st.tuples(adjustments(budget_data))))
    start, end = compute(budget_data, choice), compute(budget_data, other)
    there, back = path(start, end), path(end, start)
    add_up(there)
    add_up(back)
    assert {(leg.kind, leg.ref): leg.changes for leg in there.legs} == {
        (leg.kind, leg.ref): tuple(-cents for cents in leg.changes) for leg in back.legs
    }
    plain = path(compute(budget_data, other), compute(budget_data))
    add_up(plain)


@given(situations(), situations())
@engine_settings
def test_steps_from_any_budget_to_any_other_add_up(one, other):
    start, end = compute(*one), compute(*other)
    add_up(path(start, end))
    are_explained(start, end)


@given(split_situations(), st.booleans())
@engine_settings
def test_steps_add_up_where_members_leave(pair, falls_away):
    data, choice = pair
    start = compute(data, replace(choice, share_falls_away=falls_away, on=frozenset()))
    add_up(path(start, compute(data, choice)))
    are_explained(start, compute(data, choice))
    add_up(path(compute(data, choice), compute(data)))


@given(situations())
@engine_settings
def test_from_the_unchanged_budget_every_option_is_the_bar_of_the_scenario_page(pair):
    data, choice = pair
    result = compute(data, choice)
    found = path(compute(data), result)
    for year in found.years:
        bars = {
            step.ref: step.change for step in waterfall(result, year) if step.kind == "option" and step.on
        }
        ours = {step.ref: step.change for step in found.steps(year) if step.kind == "option"}
        assert ours == bars
