"""The waterfall: from the unchanged result to the result after target."""

from fractions import Fraction

import pytest

from budgets.engine import Choice, Step, Target, UnknownFigure, amounts_of, compute, explain, waterfall
from budgets.engine.explain_waterfall import stand_of
from tests.engine.small import budget, income, line, option, saving, stream

pytestmark = pytest.mark.django_db  # the demo is read from the tables, also when these tests run alone

DATA = budget(
    line("a", 1_000, 1_000),
    line("b", 500, 500),
    streams=(stream("GB", 2_000, 2_000),),
    targets=(Target("t", "3%", "GB", Fraction(3)),),
    options=(
        option("x", saving(1_200, "a"), saving(100, "b", year=2022)),
        option("off", saving(50, "b")),
        option("y", income(-300, "GB")),
    ),
)


def test_steps_lead_from_the_base_to_after_the_target():
    assert waterfall(compute(DATA, Choice.of(["x", "y"])), 2021) == [
        Step("base", "", 0, 500),
        Step("option", "x", 500, 1_500, shortfall=200),
        Step("option", "off", 1_500, 1_500, on=False),
        Step("option", "y", 1_500, 1_200),
        Step("result", "", 0, 1_200),
        Step("target", "", 1_200, 1_140),
        Step("after_target", "", 0, 1_140),
    ]


def test_indexation_is_a_step_of_its_own_only_where_it_changes_something():
    result = compute(DATA, Choice.of(["x"], {"material": Fraction(10)}))
    assert [step.kind for step in waterfall(result, 2021)].count("index") == 0
    index = waterfall(result, 2022)[1]
    assert (index, index.change) == (Step("index", "", 500, 350), -150)


def test_waterfall_without_options_or_targets():
    data = budget(line("a", 100, 100))
    assert [(s.kind, s.start, s.end) for s in waterfall(compute(data), 2022)] == [
        ("base", 0, -100),
        ("result", 0, -100),
        ("target", -100, -100),
        ("after_target", 0, -100),
    ]


def test_waterfall_of_an_unknown_year_is_an_error():
    with pytest.raises(UnknownFigure):
        waterfall(compute(DATA), 2020)


def test_who_leaves_is_a_step_of_its_own_beside_the_indexation(reference_data):
    terms = Choice.of(["pak-aan"], {"personnel": Fraction(2)}, share_falls_away=True)
    result = compute(reference_data, terms)
    steps = {step.kind: step for step in waterfall(result, 2023)}
    assert steps["index"].change == amounts_of(result, "indexation")[2] < 0
    assert steps["leavers"].change == amounts_of(result, "fallen_away")[2] == -18020311
    assert (steps["leavers"].end, steps["target"].start) == (result.result[2], result.result[2])


def test_every_running_total_is_a_figure(reference_data):
    """Also in a year in which a step does nothing, and is no bar."""
    result = compute(reference_data, Choice.of(["pak-aan", "mda"], {"personnel": Fraction(2)}))
    for year in result.years:
        for step in waterfall(result, year):
            of = result.unchanged if step.kind == "base" else result
            assert explain(of, stand_of(step), year).amount == step.end
    assert amounts_of(result, "stand.index")[0] == result.unchanged.result[0]
