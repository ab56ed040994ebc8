"""A budget that does not hang together is refused before anything is computed from it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.engine import ControlTotal, Effect, MemorandumItem, Target, compute, data_from_json, to_json
from budgets.engine.checking import problems
from tests.engine.small import budget, line, option, saving, stream

GOOD = budget(
    line("a", 100, None, pm=(False, True)),
    line("b", 5, 5),
    streams=(stream("GB", 100, 100),),
    targets=(Target("t", "3%", "GB", Fraction(3)), Target("v", "vast", amounts=(1, 2))),
    options=(option("x", saving(10, "a", "b")),),
)
A, B = GOOD.lines
X = GOOD.options[0]

WRONG = {
    "no years": {"years": ()},
    "text years": {"years": ("2021", "2022")},
    "years that fall": {"years": (2022, 2021)},
    "a year twice": {"years": (2021, 2021)},
    "a line twice": {"lines": (A, A)},
    "a line without a goal": {"lines": (replace(A, goal="weg"), B)},
    "too few amounts": {"lines": (replace(A, amounts=(1,)), B)},
    "a text amount": {"lines": (replace(A, amounts=("1", 2)), B)},
    "a yes-or-no amount": {"lines": (replace(A, amounts=(True, 2)), B)},
    "priority 4": {"lines": (replace(A, priority=4), B)},
    "p.m. in too few years": {"lines": (replace(A, pm=(True,)), B)},
    "a stream with nothing in a year": {"streams": (replace(GOOD.streams[0], amounts=(1, None)),)},
    "a percentage of no stream": {"targets": (Target("t", "t", None, Fraction(3)),)},
    "a percentage of another stream": {"targets": (Target("t", "t", "X", Fraction(3)),)},
    "a percentage above 100": {"targets": (Target("t", "t", "GB", Fraction(101)),)},
    "too few target amounts": {"targets": (Target("t", "t", amounts=(1,)),)},
    "an effect in another year": {"options": (replace(X, effects=(Effect(2030, 1, ("a",)),)),)},
    "an effect on no line": {"options": (replace(X, effects=(Effect(2021, 1, ("weg",)),)),)},
    "an effect on no stream": {"options": (replace(X, effects=(Effect(2021, 1, stream="weg"),)),)},
    "an effect on both": {"options": (replace(X, effects=(Effect(2021, 1, ("a",), "GB"),)),)},
    "a text change": {"options": (replace(X, effects=(Effect(2021, "1", ("a",)),)),)},
    "a control total in another year": {"control_totals": (ControlTotal("costs", 2030, 1, "bron"),)},
    "a low estimate above the high one": {
        "memorandum_items": (MemorandumItem("m", "m", (True, True), low=(5, None), high=(4, None)),)
    },
    "an estimate with one side": {
        "memorandum_items": (MemorandumItem("m", "m", (True, True), low=(5, None), high=(None, None)),)
    },
    "an estimate where it is not p.m.": {
        "memorandum_items": (MemorandumItem("m", "m", (True, False), low=(5, 1), high=(5, 1)),)
    },
    "an estimate in too few years": {
        "memorandum_items": (MemorandumItem("m", "m", (True, True), low=(5,), high=(5,)),)
    },
    "a p.m. item in too few years": {"memorandum_items": (MemorandumItem("m", "m", (True,)),)},
}


def test_budget_that_hangs_together_has_no_problems():
    assert list(problems(GOOD)) == []
    assert data_from_json(to_json(GOOD)) == GOOD


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_budget_that_does_not_hang_together_is_refused(change):
    wrong = replace(GOOD, **change, derived={})
    assert list(problems(wrong))
    with pytest.raises(ValueError, match="not a budget"):
        data_from_json(to_json(wrong))


def test_control_total_of_a_figure_that_is_gone_is_said():
    gone = replace(GOOD, control_totals=(ControlTotal("costs_by_goal.weg", 2021, 100, "bron"),), derived={})
    result = compute(gone)
    assert [check.verdict for check in result.control_checks] == ["unknown"]
    assert "control_total_unknown" in {finding.code for finding in result.findings}
