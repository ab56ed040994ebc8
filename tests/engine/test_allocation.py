"""Who pays what: tables that add up in both directions, whatever the order, explained to the last cent."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.engine import (
    BudgetData,
    Choice,
    Cover,
    Key,
    Measure,
    Municipality,
    Participation,
    Stream,
    compute,
    explain,
)
from budgets.engine.allocation import FIGURES
from budgets.engine.money import largest_remainder
from budgets.engine.splitting import split_rows
from tests.engine.checks import assert_explanations_add_up
from tests.engine.plain_split import plain_allocation
from tests.engine.small import budget, line
from tests.engine.strategies import engine_settings, split_situations

INHABITANTS = {
    "GM0317": 9598,
    "GM0376": 12125,
    "GM0402": 93345,
    "GM0406": 41252,
    "GM0417": 11664,
    "GM0457": 20457,
    "GM1696": 25001,
    "GM1942": 60432,
}
WEESP = "GM0457"
GB = Stream("GB", "Gemeentelijke bijdrage", "gemeentelijke bijdrage", (241_234_500, 241_234_500))
DUVO = Stream("DUVO", "Vrouwenopvang", "rijksuitkering", (60_000, 60_000))


def region(**parts) -> BudgetData:
    """Three lines of two measures, over eight municipalities of which Weesp leaves after 2021."""
    members = tuple(
        Municipality(code, code, (True, code != WEESP), (count, count)) for code, count in INHABITANTS.items()
    )
    key = Key("inwoners", "Inwonertal", "inhabitants", tuple((n, n) for n in INHABITANTS.values()))
    given = {
        "streams": (GB, DUVO),
        "municipalities": members,
        "keys": (key,),
        "key": "inwoners",
        "measures": (Measure("vt", "g", "Veilig Thuis"), Measure("mo", "g", "Opvang")),
    }
    lines = (
        line("a", 90_000, 90_001, measure_code="vt"),
        line("b", 5_003, 7, measure_code="mo"),
        line("c", -100, None, measure_code="mo"),
    )
    return budget(*lines, **(given | parts))


def figures(result, name):
    return {m.code: result.allocation.figure(m.code, name) for m in result.data.municipalities}


def adds_up(result):
    """Rule 8: contribution, need and result add up to GB, GB − result, and result."""
    data, allocation = result.data, result.allocation
    own = [stream.code for stream in data.streams if stream.kind == GB.kind]
    gb = [sum(result.income_by_stream[code][year] for code in own) for year in range(len(data.years))]
    assert allocation.contribution.sum(axis=0).tolist() == gb
    assert allocation.result.sum(axis=0).tolist() == list(result.result)
    assert allocation.need.sum(axis=0).tolist() == [a - b for a, b in zip(gb, result.result, strict=True)]
    assert allocation.handed_back.sum(axis=0).tolist() == list(result.result_after_target)


def test_contribution_is_split_by_the_key_over_the_members_of_the_year():
    result = compute(region())
    contribution = figures(result, "contribution")
    assert contribution[WEESP][1] == 0
    for year, codes in ((0, [*INHABITANTS]), (1, [c for c in INHABITANTS if c != WEESP])):
        expected = largest_remainder(241_234_500, [INHABITANTS[c] for c in codes])
        assert [contribution[code][year] for code in codes] == expected
    adds_up(result)


def test_who_takes_no_part_in_a_measure_needs_nothing_for_it():
    no_part = (Participation("vt", "GM0317", (Fraction(0), Fraction(1, 2))),)
    with_all, without = compute(region()), compute(region(participation=no_part))
    terms = {term.ref: term for term in explain(without, "municipalities.GM0317.need", 2021).terms}
    assert "a" not in terms
    assert "b" in terms
    (half,) = [t.share for t in explain(without, "municipalities.GM0317.need", 2022).terms if t.ref == "a"]
    assert (half.weight, half.total) == (9598, 2 * (sum(INHABITANTS.values()) - 20457) - 9598)
    assert without.costs == with_all.costs
    adds_up(without)


def test_earmarked_cover_is_not_needed_from_the_municipalities():
    thirds = (Cover("a", "DUVO", Fraction(1, 3)), Cover("a", "GB", Fraction(2, 3)))
    result = compute(region(cover=thirds))
    assert result.coverage.figures("DUVO")["used"] == (30_000, 30_000)
    assert result.coverage.figures("DUVO")["balance"] == (30_000, 30_000)
    assert result.coverage.figures("GB")["used"] == (60_000, 60_001)
    assert result.coverage.uncovered.tolist() == [[0, 5_003, -100], [0, 7, 0]]
    adds_up(result)


def test_fixed_amount_pays_no_more_than_the_line_holds():
    fixed = (Cover("b", "DUVO", amounts=(5_000, 5_000)), Cover("c", "DUVO", amounts=(50, 50)))
    assert compute(region(cover=fixed)).coverage.figures("DUVO")["used"] == (5_000, 7)


def test_stream_that_is_overasked_has_a_balance_below_zero_that_all_bear():
    result = compute(region(cover=(Cover("a", "DUVO", Fraction(1)),)))
    assert result.coverage.figures("DUVO")["balance"] == (-30_000, -30_001)
    adds_up(result)


def test_general_means_take_the_contribution_first():
    little = replace(GB, amounts=(1_000, 1_000))
    general = compute(region(streams=(DUVO, little))).coverage
    assert general.figures("GB")["general"] == (1_000, 1_000)
    assert general.figures("DUVO")["general"] == (60_000, 60_000)


def test_member_that_leaves_takes_its_share_along_or_leaves_it_to_the_others():
    others, falls_away = (compute(region(), Choice.of(share_falls_away=falls)) for falls in (False, True))
    assert others.income_by_stream["GB"] == (241_234_500, 241_234_500)
    share = figures(others, "contribution")[WEESP][0]
    assert falls_away.income_by_stream["GB"] == (241_234_500, 241_234_500 - share)
    before, after = figures(others, "contribution"), figures(falls_away, "contribution")
    for code in set(INHABITANTS) - {WEESP}:
        assert after[code][1] == before[code][0]
    for result in (others, falls_away):
        adds_up(result)
    (fallen,) = [t for t in explain(falls_away, "income", 2022).terms if t.kind == "fallen_away"]
    assert fallen.amount == -share


def test_end_of_a_membership_is_a_parameter_of_the_scenario():
    stays = compute(region(), Choice.of(ends={WEESP: 2022}))
    leaves_at_once = compute(region(), Choice.of(ends={"GM1942": 2020}))
    assert figures(stays, "contribution")[WEESP][1] == figures(stays, "contribution")[WEESP][0]
    assert figures(leaves_at_once, "contribution")["GM1942"] == (0, 0)
    for result in (stays, leaves_at_once):
        adds_up(result)


def test_ends_that_leave_nobody_do_not_hold_in_that_year():
    data = region()
    codes = [each.code for each in data.municipalities]
    result = compute(data, Choice.of(ends=dict.fromkeys(codes, 2021)))
    assert figures(result, "need") == figures(compute(data), "need")
    assert [(f.code, f.years) for f in result.findings if f.code == "nobody_left"] == [
        ("nobody_left", (2022,))
    ]
    assert "nobody_left" not in {f.code for f in compute(data).findings}


def test_measure_in_which_nobody_takes_part_is_paid_by_all_and_said():
    nobody = tuple(Participation("vt", code, (Fraction(0),) * 2) for code in INHABITANTS)
    result = compute(region(participation=nobody))
    assert result.allocation.without_participants == (("vt", 2021), ("vt", 2022))
    adds_up(result)


@engine_settings
@given(
    st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=6),
    st.lists(st.one_of(st.integers(0, 5), st.integers(0, 10**13)), min_size=1, max_size=8).filter(any),
)
def test_many_amounts_are_split_as_one_is(amounts, weights):
    parts = split_rows(np.array(amounts, np.int64), weights).tolist()
    assert parts == [largest_remainder(amount, weights) for amount in amounts]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_split_nothing_are_an_error(weights):
    with pytest.raises(ValueError, match="weights"):
        split_rows(np.array([1]), weights)


@engine_settings
@given(split_situations())
def test_split_is_that_of_the_plain_second_implementation(situation):
    result = compute(*situation)
    expected = plain_allocation(*situation)
    for name in ("contribution", "need"):
        assert figures(result, name) == expected[name]


@settings(engine_settings, max_examples=250)
@given(split_situations(), st.randoms(use_true_random=False))
def test_tables_add_up_in_both_directions_whatever_the_order_of_lines_and_who_takes_part(situation, random):
    data, choice = situation
    one = compute(data, choice)
    adds_up(one)
    if choice.on:  # who is short on a shared line, goes by the order of the lines
        one = compute(data, replace(choice, on=frozenset()))
    shuffled = {}
    for part in ("lines", "participation", "cover", "measures", "keys"):
        items = list(getattr(data, part))
        random.shuffle(items)
        shuffled[part] = tuple(items)
    other = compute(replace(data, **shuffled, derived={}), one.choice)
    for name in FIGURES:
        assert figures(one, name) == figures(other, name)


@engine_settings
@given(split_situations())
def test_every_figure_is_explained_to_the_cent(situation):
    assert_explanations_add_up(compute(*situation))
