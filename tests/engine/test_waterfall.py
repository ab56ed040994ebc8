"""The waterfall: from the unchanged result to the result after target."""

from fractions import Fraction

import pytest

from budgets.engine import Choice, Step, Target, UnknownFigure, compute, waterfall
from tests.engine.small import budget, income, line, option, saving, stream

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
