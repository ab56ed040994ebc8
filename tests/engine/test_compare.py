"""Budgets side by side: every figure, what differs, and who has what."""

from dataclasses import fields, replace
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from budgets.engine import (
    Adjustment,
    Choice,
    MemorandumItem,
    Municipality,
    Target,
    TargetChange,
    compute,
)
from budgets.engine.compare import FIGURES, GROUPS, TOLD, Comparison
from budgets.engine.municipal_options import totals
from budgets.engine.settings import Index, choice_of, settings_of
from tests.engine.small import budget, income, line, option, saving, stream
from tests.engine.strategies import engine_settings, situations, split_situations

DATA = budget(
    line("a", 1_000, 1_000),
    line("b", 500, 500, priority=2, cost_type="personnel", goal="h"),
    streams=(stream("GB", 2_000, 2_000),),
    targets=(Target("t", "3%", "GB", Fraction(3)),),
    options=(option("x", saving(800, "a")), option("y", income(-300, "GB"))),
)
SIDES = st.lists(st.booleans(), min_size=2, max_size=2)
CHOSEN_ALL = Choice.of(
    ["x"],
    {"material": Fraction(2)},
    {"GM0001": 2021},
    True,
    parts={"x": Fraction(1, 2)},
    index_years={("material", 2022): Fraction(3)},
    adjustments=[Adjustment("e1", 2021, "Besluit", line="a", change=-100)],
    targets=[TargetChange("t", Fraction(4))],
)
"""Every field of a choice is other than where nothing is chosen."""


def side_by_side(*choices, data=DATA):
    return Comparison(tuple(compute(data, choice) for choice in choices))


def test_figures_stand_in_the_order_in_which_they_were_asked_with_the_difference_from_the_first():
    found = side_by_side(Choice(), Choice.of(["x"]), Choice.of(["x", "y"]))
    after = found.figures[FIGURES.index("result_after_target")]
    assert after.amounts == ((440, 440), (1_240, 440), (940, 440))
    assert [after.difference(place) for place in range(3)] == [(0, 0), (800, 0), (500, 0)]
    assert after.difference(2, 1) == (-300, 0)
    assert [row.differs for row in found.figures] == [True, True, True, False, True]


def test_what_recurs_what_is_unsure_and_what_falls_short_is_told_where_there_is_any():
    """In 2021: the amounts of the first, and of the second, which has option x on.

    | figure | without | with x |
    |---|---|---|
    | costs | 1,500 | 500: x asks 1,200 of a line of 1,000 |
    | of the result incidental | -1,000 | 0 |
    | structural | 1,500 | 1,500 |
    | after target, with a p.m. item of 100 to 300 | 140 to 340 | 1,140 to 1,340 |
    """
    data = replace(
        DATA,
        lines=(replace(DATA.lines[0], incidental=True), DATA.lines[1]),
        options=(option("x", saving(1_200, "a")),),
        memorandum_items=(MemorandumItem("p", "Risico", (True, False), low=(100, None), high=(300, None)),),
        derived={},
    )
    found = side_by_side(Choice(), Choice.of(["x"]), data=data)
    assert {row.figure: tuple(amounts[0] for amounts in row.amounts) for row in found.told} == {
        "costs": (1_500, 500),
        "income": (2_000, 2_000),
        "result": (500, 1_500),
        "incidental_balance": (-1_000, 0),
        "structural_balance": (1_500, 1_500),
        "savings_target": (60, 60),
        "result_after_target": (440, 1_440),
        "result_after_target_low": (140, 1_140),
        "result_after_target_high": (340, 1_340),
        "realised": (0, 1_000),
        "shortfall": (0, 200),
    }
    assert [row.figure for row in found.told] == list(TOLD)


def test_what_tells_nothing_is_left_out():
    assert [row.figure for row in side_by_side(Choice(), Choice()).told] == list(FIGURES)
    assert [row.figure for row in side_by_side(Choice(), Choice.of(["x"])).told] == [*FIGURES, "realised"]


def test_groups_leave_out_what_is_zero_everywhere():
    found = side_by_side(Choice(), Choice.of(["x"]))
    assert [row.figure for row in found.group("costs_by_priority")] == [
        "costs_by_priority.1",
        "costs_by_priority.2",
    ]
    assert [row.differs for row in found.group("costs_by_goal")] == [True, False]


def test_options_say_whether_they_are_on_and_what_they_save():
    other = replace(DATA, options=DATA.options[:1], derived={})
    found = Comparison((compute(DATA, Choice.of(["x", "y"])), compute(other)))
    x, y = found.options
    assert (x.code, x.states, x.realised.amounts) == ("x", ("on", "off"), ((800, 0), (0, 0)))
    assert (y.states, y.realised.amounts) == (("on", "missing"), ((-300, 0), (None, None)))
    assert (x.differs, y.differs) == (True, True)


def test_an_option_that_saves_less_beside_another_differs_though_it_is_on_in_both():
    data = replace(DATA, options=(*DATA.options, option("z", saving(800, "a"))), derived={})
    found = side_by_side(Choice.of(["x"]), Choice.of(["x", "z"]), data=data)
    assert (found.options[0].states, found.options[0].differs) == (("on", "on"), True)


def test_settings_are_what_any_of_them_chose_beside_options():
    found = side_by_side(Choice.of(["x"]), Choice.of([], {"material": Fraction(2)}), CHOSEN_ALL)
    said = {(row.kind, row.code): row.values for row in found.settings}
    assert said == {
        ("index", "material"): (
            None,
            Index(Fraction(2)),
            Index(Fraction(2), ((2022, Fraction(3)),)),
        ),
        ("adjustment", "a/e1"): (None, None, CHOSEN_ALL.adjustments[0]),
        ("end", "GM0001"): (None, None, 2021),
        ("falls_away", ""): (None, None, True),
        ("target", "t"): (None, None, TargetChange("t", Fraction(4))),
    }


def test_budgets_of_other_years_have_no_amount_in_a_year_that_they_do_not_have():
    later = budget(line("a", 1_000, 900), years=(2022, 2023))
    found = Comparison((compute(DATA), compute(later)))
    assert found.years == (2021, 2022, 2023)
    costs = found.figures[0]
    assert costs.amounts == ((1_500, 1_500, None), (None, 1_000, 900))
    assert costs.difference(1) == (-1_500, -500, 900)
    assert found.row("income_by_stream.GB").amounts[1] == (None,) * 3
    assert found.data_with(lambda data: 2023 in data.year_index) is later


def test_a_municipality_has_no_amount_in_a_year_in_which_it_is_no_member():
    members = (
        Municipality("GM0001", "A", (True, True)),
        Municipality("GM0002", "B", (True, False)),
    )
    data = replace(
        DATA, municipalities=members, streams=(replace(DATA.streams[0], kind="gemeentelijke bijdrage"),)
    )
    found = Comparison((compute(replace(data, derived={})), compute(DATA)))
    first, second = found.municipal("contribution")
    assert first.amounts == ((1_000, 2_000), (None, None))
    assert second.amounts == ((1_000, None), (None, None))
    assert found.municipal_total("contribution").amounts == ((2_000, 2_000), (None, None))


@given(situations(), st.data())
@engine_settings
def test_groups_add_up_to_their_totals_in_every_budget(pair, data):
    budget_data, choice = pair
    found = side_by_side(choice, Choice(), data=budget_data)
    sums = {"costs_by_priority": "costs", "costs_by_goal": "costs", "costs_by_cost_type": "costs"}
    sums |= {"income_by_stream": "income", "savings_targets": "savings_target"}
    assert set(sums) == set(GROUPS)
    for name, total in sums.items():
        for place in range(2):
            rows = [row.amounts[place] for row in found.group(name)]
            added = tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * len(found.years)
            assert added == found.row(total).amounts[place]


@given(situations(), situations(), situations())
@engine_settings
def test_differences_add_up_in_every_direction(one, two, three):
    """From a to b and on to c is from a to c, and back the same below zero; parts add up to their total."""
    found = Comparison(tuple(compute(*each) for each in (one, two, three)))
    rows = [*found.figures, *(row for name in GROUPS for row in found.group(name))]
    for row in rows:
        assert tuple(map(sum, zip(row.difference(1), row.difference(2, 1), strict=True))) == row.difference(2)
    for row, (of, base) in product(rows, [(1, 0), (2, 0), (2, 1)]):
        assert row.difference(of, base) == tuple(-cents for cents in row.difference(base, of))
    costs, income_, result, target, after = (row.difference(2) for row in found.figures)
    assert result == tuple(i - c for i, c in zip(income_, costs, strict=True))
    assert after == tuple(r - t for r, t in zip(result, target, strict=True))
    for name in ("costs_by_priority", "costs_by_goal", "costs_by_cost_type"):
        parts = [row.difference(2) for row in found.group(name)]
        assert tuple(map(sum, zip(*parts, strict=True))) == (costs if parts else ())


@given(split_situations())
@engine_settings
def test_municipalities_add_up_to_their_total(pair):
    data, choice = pair
    found = side_by_side(Choice(), choice, data=data)
    for name, place in product(("contribution", "net_contribution"), range(2)):
        rows = [[cents or 0 for cents in row.amounts[place]] for row in found.municipal(name)]
        assert tuple(map(sum, zip(*rows, strict=True))) == found.municipal_total(name).amounts[place]
        assert found.municipal_total(name).amounts[place] == totals(found.results[place], name)


@given(situations())
@engine_settings
def test_settings_make_the_choice_that_they_are_of(pair):
    _, choice = pair
    assert choice_of(settings_of(choice)) == choice


def test_settings_hold_everything_that_can_be_chosen():
    nothing = Choice()
    assert all(getattr(CHOSEN_ALL, f.name) != getattr(nothing, f.name) for f in fields(Choice))
    assert choice_of(settings_of(CHOSEN_ALL)) == CHOSEN_ALL
