"""The next period from the last year: figures worked out by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.engine import Goal, Target, carried_over, lines_by_measure
from budgets.engine.carry import ended_measures
from budgets.engine.data import Measure
from tests.engine.small import budget, income, line, option, stream

YEARS = (2025, 2026, 2027)
RATES = {"personnel": Fraction("2.5"), "material": Fraction(3), "none": Fraction(-10)}

# Cost type, the last year's amount in cents, and what becomes of it in each new year.
LINES = [
    ("personnel", 10_000, (10_250, 10_506, 10_769)),  # 102,50 · 105,0625 · 107,689…
    ("material", 10_000, (10_300, 10_609, 10_927)),  # 103 · 106,09 · 109,2727
    ("material", 50, (52, 53, 55)),  # 51,5 is half: away from zero · 53,045 · 54,636…
    ("material", -50, (-52, -53, -55)),
    ("", 1_000, (900, 810, 729)),
    ("overhead", 777, (777, 777, 777)),  # no percentage given
    ("personnel", 0, (0, 0, 0)),
    ("personnel", 99_999, (102_499, 105_061, 107_688)),  # 1.024,98975 · 1.050,6144… · 1.076,8798…
]


@pytest.mark.parametrize(("cost_type", "last", "expected"), LINES)
def test_line_grows_from_the_last_year(cost_type, last, expected):
    data = budget(line("a", 1, last, cost_type=cost_type))
    new = carried_over(data, years=YEARS, line_rates=RATES, stream_rate=Fraction())
    assert new.years == YEARS
    assert new.lines[0].amounts == expected


def test_stream_grows_by_its_own_percentage():
    data = budget(streams=(stream("GB", 5, 20_000),))
    new = carried_over(data, years=YEARS, line_rates=RATES, stream_rate=Fraction(1))
    assert new.streams[0].amounts == (20_200, 20_402, 20_606)  # 202 · 204,02 · 206,0602


def test_what_is_pro_memorie_or_nothing_stays_so():
    data = budget(
        line("pm", 1, None, pm=(False, True)), line("niets", 1, None), line("was", None, 4, pm=(True, False))
    )
    new = carried_over(data, years=YEARS, line_rates={}, stream_rate=Fraction())
    assert [(each.amounts, each.pm) for each in new.lines] == [
        ((None,) * 3, (True,) * 3),
        ((None,) * 3, ()),
        ((4, 4, 4), ()),
    ]


def test_targets_stay_and_options_do_not_come_along():
    data = budget(
        streams=(stream("GB", 1, 1),),
        targets=(Target("t", "3%", "GB", Fraction(3)), Target("v", "vast", amounts=(10, 20))),
        options=(option("x", income(1, "GB")),),
    )
    new = carried_over(data, years=YEARS, line_rates={}, stream_rate=Fraction(50))
    assert new.targets == (Target("t", "3%", "GB", Fraction(3)), Target("v", "vast", amounts=(20, 20, 20)))
    assert new.options == ()


def test_lines_go_together_by_their_measure_or_else_by_neighbouring_names():
    lines = [
        line(code, 1, 1, measure=name)
        for code, name in (("a", "Inloop"), ("b", "Inloop"), ("c", "Opvang"), ("d", "Inloop"))
    ]
    codes = [[each.code for each in group] for group in lines_by_measure(budget(*lines))]
    assert codes == [["a", "b"], ["c"], ["d"]]
    named = [
        replace(each, measure_code=code) for each, code in zip(lines, ("i", "i2", "o", "i"), strict=True)
    ]
    codes = [[each.code for each in group] for group in lines_by_measure(budget(*named))]
    assert codes == [["a", "d"], ["b"], ["c"]]


def test_measure_that_ended_stays_behind_with_its_lines_and_one_without_lines_comes_along():
    goes_on, ended, empty = Measure("a", "g", "A"), Measure("b", "g", "B", "", 2021), Measure("c", "g", "C")
    data = budget(
        line("een", 1, 1, measure_code="a"),
        line("twee", 5, None, measure_code="b"),
        measures=(goes_on, ended, empty),
        goals=(Goal("g", "Doel"),),
    )
    new = carried_over(data, years=YEARS, line_rates={}, stream_rate=Fraction())
    assert new.measures == (goes_on, empty)
    assert [each.code for each in new.lines] == ["een"]
    assert ended_measures(data) == (ended,)


def test_version_that_did_not_keep_measures_leaves_no_line_behind():
    new = carried_over(
        budget(line("a", 1, None), line("b", 2, 2)), years=YEARS, line_rates={}, stream_rate=Fraction()
    )
    assert [each.code for each in new.lines] == ["a", "b"]
