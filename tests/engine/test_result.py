"""``BudgetResult``: figures by name, sums over options and lines, differences."""

from fractions import Fraction

import pytest

from budgets.engine import (
    Choice,
    MemorandumItem,
    Target,
    UnknownFigure,
    compute,
    difference,
    subtotal,
    unchanged,
)
from tests.engine.small import budget, income, line, option, saving, stream

DATA = budget(
    line("a.1", 1_000, 2_000, goal="1.2"),
    line("b", 300, None, priority=None, cost_type=""),
    streams=(stream("GB", 4_000, 4_000),),
    targets=(Target("t.3", "3%", "GB", Fraction(3)),),
    options=(
        option("x.1", saving(1_200, "a.1"), saving(100, "b")),
        option("y", income(-10, "GB", year=2022)),
    ),
)
RESULT = compute(DATA, Choice.of(["x.1"]))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("costs", (200, 2_000)),
        ("income", (4_000, 4_000)),
        ("result", (3_800, 2_000)),
        ("savings_target", (120, 120)),
        ("result_after_target", (3_680, 1_880)),
        ("claimed", (1_300, 0)),
        ("realised", (1_100, 0)),
        ("shortfall", (200, 0)),
        ("offered", (1_300, -10)),
        ("costs_by_priority.1", (0, 2_000)),
        ("costs_by_priority.none", (200, 0)),
        ("costs_by_goal.1.2", (0, 2_000)),
        ("costs_by_cost_type.material", (0, 2_000)),
        ("costs_by_cost_type.none", (200, 0)),
        ("income_by_stream.GB", (4_000, 4_000)),
        ("savings_targets.t.3", (120, 120)),
        ("lines.a.1", (0, 2_000)),
        ("lines.b", (200, 0)),
        ("options.x.1.claimed", (1_300, 0)),
        ("options.x.1.realised", (1_100, 0)),
        ("options.y.claimed", (0, -10)),
        ("options.y.realised", (0, 0)),
    ],
)
def test_figure_by_name(name, expected):
    assert RESULT.figure(name) == expected
    assert (RESULT.amount(name, 2021), RESULT.amount(name, 2022)) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "cost", "costs.0", "data", "findings", "line_amounts", "years"),
        *("costs_by_priority", "costs_by_priority.4", "costs_by_goal.1", "costs_by_cost_type."),
        *("income_by_stream.gb", "savings_targets.", "lines", "lines.", "lines.a"),
        *("options", "options.y", "options.y.was", "options.q.claimed", "options..claimed"),
    ],
)
def test_unknown_figure_is_an_error(name):
    with pytest.raises(UnknownFigure):
        RESULT.figure(name)


@pytest.mark.parametrize("year", [2020, 2023, 0])
def test_amount_in_a_year_outside_the_plan_is_an_error(year):
    with pytest.raises(UnknownFigure):
        RESULT.amount("costs", year)


def test_option_that_is_off_claims_but_has_no_shortfall():
    off = unchanged(DATA).option("x.1")
    assert (off.on, off.claimed, off.realised, off.shortfall) == (False, (1_300, 0), (0, 0), (0, 0))


def test_difference_is_per_year():
    assert difference(RESULT, unchanged(DATA), "costs") == (-1_100, 0)
    assert difference(unchanged(DATA), RESULT, "result") == (-1_100, 0)


@pytest.mark.parametrize(
    ("lines", "expected"), [([], (0, 0)), (["b"], (200, 0)), (["a.1", "b"], RESULT.costs)]
)
def test_subtotal_of_some_lines(lines, expected):
    assert subtotal(RESULT, lines) == expected


def test_memorandum_items_are_counted_per_year():
    data = budget(
        line("a", None, 1, pm=(True, False)),
        line("b", None, None, pm=(True, True)),
        line("c", None, None),
        memorandum_items=(MemorandumItem("m", "m", (False, True)),),
    )
    assert compute(data).pm_counts() == (2, 2)
    assert unchanged(DATA).pm_counts() == (0, 0)


def test_line_holds_missing_amounts_as_zero():
    assert unchanged(DATA).line("b") == (300, 0)
