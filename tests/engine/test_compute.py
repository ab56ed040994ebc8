"""``compute`` itself: what it leaves alone, what it refuses, the layout and the shortfall."""

from fractions import Fraction
from importlib import import_module

import numpy as np
import pytest

from budgets.engine import BudgetData, Choice, Effect, Level, Target, alone, compute, unchanged
from budgets.engine.claims import spread
from budgets.engine.ground import ground_of
from budgets.engine.layout import KEPT_LAYOUTS, layout_of
from budgets.engine.shortfall import split_shortfall
from tests.engine.small import budget, income, line, option, saving, stream

DATA = budget(
    line("a", 10_000, 20_000),
    line("b", 5_000, 0, priority=None),
    streams=(stream("GB", 30_000, 30_000), stream("MO", 1_000, 2_000)),
    targets=(Target("t", "3%", "GB", Fraction(3)),),
    options=(
        option("x", saving(4_000, "a"), saving(4_000, "a", year=2022)),
        option("y", saving(8_000, "a")),
        option("z", income(500, "MO", year=2022)),
    ),
)


def test_compute_without_a_choice_has_nothing_on():
    result = compute(DATA)
    assert result.choice == Choice()
    assert result.costs == (15_000, 20_000)
    assert not any(o.on or any(o.realised) for o in result.options)


def test_compute_ignores_an_unknown_option():
    assert compute(DATA, Choice.of(["no-such", "x"])).costs == compute(DATA, Choice.of(["x"])).costs


def test_compute_reports_plain_integers():
    result = compute(DATA, Choice.of(["x", "y", "z"], {"material": Fraction(2)}))
    rows = [result.costs, result.income, result.result, result.savings_target, result.result_after_target]
    rows += [*result.costs_by_priority.values(), *result.costs_by_goal.values()]
    rows += [*result.costs_by_cost_type.values(), *result.income_by_stream.values()]
    rows += [row for o in result.options for row in (o.claimed, o.realised, o.shortfall)]
    rows += [result.line("a"), result.claimed, result.realised, result.pm_counts()]
    assert {type(cents) for row in rows for cents in row} == {int}


def test_compute_leaves_the_layout_as_it_was():
    before = compute(DATA)
    compute(DATA, Choice.of(DATA.option_index, {"material": Fraction(5)}))
    compute(DATA, Choice.of(DATA.option_index))
    after = compute(DATA)
    assert (after.costs, after.line("a")) == (before.costs, before.line("a"))
    assert layout_of(DATA).amounts.tolist() == [[10_000, 5_000], [20_000, 0]]


def test_line_amounts_of_a_result_cannot_be_written():
    with pytest.raises(ValueError, match="read-only"):
        compute(DATA).line_amounts[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        layout_of(DATA).amounts[0, 0] = 1


def test_unchanged_is_worked_out_once_per_value():
    assert unchanged(DATA) is unchanged(DATA)
    assert unchanged(DATA).costs == compute(DATA).costs


def test_alone_gives_each_option_without_the_others():
    assert alone(DATA) == {"x": (4_000, 4_000), "y": (8_000, 0), "z": (0, 500)}
    together = compute(DATA, Choice.of(DATA.option_index))
    assert together.option("x").realised == (3_333, 4_000)


@pytest.mark.parametrize("years", [(2021,), tuple(range(2021, 2033))], ids=["one year", "twelve years"])
def test_compute_for_any_number_of_years(years):
    data = budget(
        line("a", *(100 * (i + 1) for i in range(len(years)))),
        years=years,
        options=(option("x", saving(150, "a", year=years[-1])),),
    )
    result = compute(data, Choice.of(["x"]))
    expected = [100 * (i + 1) for i in range(len(years))]
    expected[-1] = max(0, expected[-1] - 150)
    assert result.costs == tuple(expected)


@pytest.mark.parametrize(
    "data",
    [
        BudgetData("r", "p", "t", (2021, 2022)),
        budget(streams=(stream("GB", 1, 2),)),
        budget(options=(option("x"),)),
        budget(options=(option("x", saving(5)),)),
    ],
    ids=["nothing", "only a stream", "option without effects", "effect on nothing"],
)
def test_compute_without_lines(data):
    result = compute(data, Choice.of(data.option_index))
    assert result.costs == (0, 0)
    assert set(result.costs_by_priority) == {"0", "1", "2", "3", "none"}
    assert result.line_amounts.shape == (2, 0)


def test_option_that_names_nothing_claims_and_realises_nothing():
    data = budget(line("a", 10, 10), options=(option("x", saving(5)),))
    result = compute(data, Choice.of(["x"]))
    assert (result.option("x").claimed, result.option("x").realised) == ((5, 0), (0, 0))


@pytest.mark.parametrize(
    "effect",
    [Effect(2030, -1, ("a",)), Effect(2021, -1, ("no-such",)), Effect(2021, -1, stream="no-such")],
    ids=["year", "line", "stream"],
)
def test_effect_on_what_is_not_there_is_an_error(effect):
    data = budget(line("a", 10, 10), options=(option("x", effect),))
    with pytest.raises(KeyError):
        compute(data)


def test_indexation_of_another_cost_type_changes_nothing():
    indexed = compute(DATA, Choice.of((), {"personnel": Fraction(9)}))
    assert indexed.costs == compute(DATA).costs


def test_zero_indexation_is_the_same_choice():
    assert Choice.of(["x"], {"material": Fraction(0)}) == Choice.of(["x"])
    kinds = {"b": Fraction(1), "a": Fraction(2)}
    assert Choice.of((), kinds) == Choice.of((), dict(reversed(kinds.items())))


def test_layout_is_made_once_and_only_some_indexations_are_kept():
    data = budget(line("a", 100, 100))
    rates = [Choice.of((), {"material": Fraction(rate)}) for rate in range(1, KEPT_LAYOUTS + 3)]
    first = layout_of(data, rates[0])
    assert layout_of(data, rates[0]) is first
    for rate in rates:
        assert layout_of(data, rate).amounts[1, 0] == 100 + rate.indexation[0][1]
    assert len(data.derived["layouts"]) <= KEPT_LAYOUTS
    assert layout_of(data, rates[0]).amounts.tolist() == first.amounts.tolist()


def test_switch_of_an_option_makes_no_new_layout_and_a_level_one_of_its_own():
    levels = (Level("half", "Half", Fraction(1, 2)), Level("whole", "Heel", Fraction(1)))
    data = budget(line("a", 100, 100), options=(option("x", saving(10, "a"), levels=levels), option("y")))
    first = layout_of(data, Choice.of(["x"]))
    assert layout_of(data, Choice.of(["y"])) is first
    assert layout_of(data, Choice.of(["y"], parts={"x": Fraction(1, 2)})) is first
    whole = layout_of(data, Choice.of(["x"], parts={"x": Fraction(1)}))
    assert (first.entry_claim.tolist(), whole.entry_claim.tolist()) == ([5], [10])
    assert whole.subtotals is first.subtotals


def test_only_some_parts_of_options_are_kept(monkeypatch):
    for module in ("claims", "compute"):
        monkeypatch.setattr(import_module(f"budgets.engine.{module}"), "KEPT_PARTS", 3)
    data = budget(line("a", 1000, 1000), options=(option("x", saving(10, "a")), option("y", saving(7, "a"))))
    for part in (2, 3, 4, 5, 2):
        found = alone(data, Choice.of((), parts={"x": Fraction(part)}))
        assert found == {"x": (10 * part, 0), "y": (7, 0)}
    assert len(data.derived["alone"]) == 3
    assert len(ground_of(data, Choice()).claims) == 3


@pytest.mark.parametrize(
    ("change", "amounts", "expected"),
    [
        (-100, [200, 300], [-40, -60]),
        (100, [1, 1, 1], [34, 33, 33]),
        (100, [0, 50], [0, 100]),
        (100, [-50, 50], [0, 100]),
        (100, [0, 0], [0, 0]),
        (100, [-1, 0], [0, 0]),
        (100, [0], [100]),  # one line takes the whole, whatever it holds
        (100, [], []),
    ],
)
def test_spread_over_lines(change, amounts, expected):
    assert spread(change, list(range(len(amounts))), np.array(amounts, np.int64)) == expected


@pytest.mark.parametrize(
    ("short", "claims", "cells", "expected"),
    [
        ([20], [60, 60], [0, 0], [10, 10]),
        ([2], [3334, 3334, 3334], [0, 0, 0], [1, 1, 0]),
        ([2000], [5000, 3000, 4000], [0, 0, 0], [833, 500, 667]),
        ([30], [-20, 90, 60], [0, 0, 0], [0, 18, 12]),
        ([0, 5], [7, 9], [0, 1], [0, 5]),
        ([3, 0, 4], [2, 2, 9, 4, 4], [0, 0, 1, 2, 2], [2, 1, 0, 2, 2]),
        ([7], [0, 7, 0], [0, 0, 0], [0, 7, 0]),
        ([99_999_999_999], [99_999_999_999, 99_999_999_999], [0, 0], [50_000_000_000, 49_999_999_999]),
    ],
    ids=[
        "half each",
        "ties to the earlier",
        "largest remainder",
        "who raises bears nothing",
        "only the cell that is short",
        "cells on their own",
        "who asks nothing bears nothing",
        "beyond 64 bits",
    ],
)
def test_shortfall_is_split_over_the_claims(short, claims, cells, expected):
    arrays = (np.array(values, np.int64) for values in (short, claims, cells))
    assert split_shortfall(*arrays).tolist() == expected
