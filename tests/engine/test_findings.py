"""Findings: what deserves a look, and what does not."""

from dataclasses import replace

import pytest

from budgets.engine import Choice, ControlTotal, Finding, MemorandumItem, Stream, compute
from budgets.engine.members import Key, Municipality
from budgets.finding_wording import finding_message
from tests.engine.small import budget, income, line, option, saving, stream


def findings(data, *on):
    return compute(data, Choice.of(on)).findings


def codes(data, *on):
    return [finding.code for finding in findings(data, *on)]


def test_sound_budget_has_no_findings():
    data = budget(line("a", 100, 100), options=(option("x", saving(100, "a"), was=100, becomes=0),))
    assert findings(data) == findings(data, "x") == ()


def test_shortfall_counts_only_while_the_option_is_on():
    data = budget(line("a", 100, 100), options=(option("x", saving(150, "a"), saving(150, "a", year=2022)),))
    assert findings(data) == ()
    assert findings(data, "x") == (Finding("shortfall", "x", (2021, 2022), 50, 100),)


def test_shortfalls_that_differ_by_post_are_apart():
    data = budget(line("a", 100, 200), options=(option("x", saving(150, "a"), saving(250, "a", year=2022)),))
    assert findings(data, "x") == (
        Finding("shortfall", "x", (2021,), 50, 100),
        Finding("shortfall", "x", (2022,), 50, 200),
    )


def test_unknown_options_are_named_in_order():
    assert findings(budget(line("a", 1, 1)), "b", "a") == (
        Finding("unknown_option", "a", (2021, 2022)),
        Finding("unknown_option", "b", (2021, 2022)),
    )


def test_option_without_amounts_has_no_effect_when_it_is_on():
    data = budget(line("a", 1, 1), options=(option("x"),))
    assert codes(data) == []
    assert findings(data, "x") == (Finding("option_without_effect", "x", (2021, 2022)),)


def test_option_whose_changes_cancel_out_has_no_effect():
    data = budget(line("a", 9, 9), options=(option("x", saving(5, "a"), saving(-5, "a")),))
    assert codes(data, "x") == ["option_without_effect"]


def test_option_with_effect_in_one_year_only_has_an_effect():
    data = budget(line("a", 1, 1), options=(option("x", saving(1, "a", year=2022)),))
    assert codes(data, "x") == []


SHIFTS = {
    "from line to line": option("x", saving(40, "a"), saving(-40, "b")),
    "from payer to payer": option("x", income(-40, "GB"), income(40, "MO")),
    "cost and its cover": option("x", saving(-40, "a"), income(40, "MO")),
}


@pytest.mark.parametrize("shift", SHIFTS.values(), ids=SHIFTS.keys())
def test_option_that_shifts_money_has_an_effect(shift):
    data = budget(
        line("a", 100, 100),
        line("b", 100, 100),
        streams=(stream("GB", 100, 100), stream("MO", 0, 0)),
        options=(shift,),
    )
    assert codes(data, "x") == []


@pytest.mark.parametrize(
    ("was", "expected"),
    [
        (None, []),
        (100, []),  # the first year with an effect
        (120, []),  # a later year
        (90, [Finding("was_differs", "x", (2021,), -10, 100)]),
        (130, [Finding("was_differs", "x", (2021,), 30, 100)]),
    ],
)
def test_was_is_held_against_the_budget(was, expected):
    data = budget(line("a", 100, 120), options=(option("x", saving(10, "a"), was=was),))
    assert list(findings(data)) == expected == list(findings(data, "x"))


def test_was_of_several_lines_is_held_against_their_sum():
    data = budget(
        line("a", 100, 100), line("b", 50, 60), options=(option("x", saving(10, "a", "b"), was=160),)
    )
    assert findings(data) == ()


def test_was_of_an_option_on_a_stream_is_not_held_against_lines():
    data = budget(streams=(stream("GB", 5, 5),), options=(option("x", income(1, "GB"), was=99),))
    assert findings(data) == ()


def test_memorandum_items_are_findings_for_their_years():
    data = budget(
        line("a", None, 5, pm=(True, False)),
        memorandum_items=(MemorandumItem("m", "m", (True, True)), MemorandumItem("n", "n", (False, False))),
    )
    assert findings(data) == (
        Finding("pm_in_total", "a", (2021,)),
        Finding("pm_in_total", "m", (2021, 2022)),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"measure": ""}, ["line_without_name"]),
        ({"priority": None}, ["line_without_priority"]),
        ({"priority": 0}, []),
        ({"amounts": (None, None)}, ["line_without_amounts"]),
        ({"amounts": (None, 0)}, []),
        ({"amounts": (None, None), "pm": (True, False)}, ["pm_in_total"]),
        (
            {"amounts": (None, None), "measure": "", "priority": None},
            ["line_without_name", "line_without_priority", "line_without_amounts"],
        ),
    ],
)
def test_incomplete_line_is_a_finding(fields, expected):
    made = {"code": "a", "amounts": (1, 1), **fields}
    data = budget(line(made.pop("code"), *made.pop("amounts"), **made))
    assert codes(data) == expected


@pytest.mark.parametrize(
    ("printed", "reason", "verdict"),
    [
        (100_035, "", "equal"),
        (100_000, "", "equal"),  # 1,000.35 printed as 1,000
        (100_100, "", "rounding"),  # 65 cents, two rows: no more than a euro
        (99_935, "", "rounding"),
        (99_934, "", "differs"),
        (100_136, "", "differs"),
        (100_100, "drukfout", "explained"),
        (5, "drukfout", "explained"),
        (100_000, "drukfout", "equal"),
    ],
)
def test_verdict_on_a_printed_total(printed, reason, verdict):
    data = budget(
        line("a", 50_000, 1),
        line("b", 50_035, 1),
        control_totals=(ControlTotal("costs", 2021, printed, "bron", reason),),
    )
    result = compute(data)
    (check,) = result.control_checks
    assert (check.verdict, check.difference, check.tolerance) == (verdict, 100_035 - printed, 100)
    expected = (
        ()
        if verdict == "equal"
        else (Finding(f"control_total_{verdict}", "costs", (2021,), 100_035 - printed, printed),)
    )
    assert result.findings == expected


def test_controls_are_checked_once_for_a_budget():
    data = budget(line("a", 1, 1), control_totals=(ControlTotal("costs", 2021, 100, "bron"),))
    assert compute(data).control_checks is compute(data, Choice.of(["x"])).control_checks


def split(weights, *, member=((True, True), (True, True)), kind="percentage", used=True):
    """Municipalities A and B, with their weights in 2021 and 2022 in a key that GB is split by, or not."""
    codes = ("GM0001", "GM0002")
    return budget(
        line("a", 100, 100),
        streams=(Stream("GB", "GB", "gemeentelijke bijdrage", (100, 100), key="k" if used else ""),),
        municipalities=tuple(Municipality(c, c, here) for c, here in zip(codes, member, strict=True)),
        keys=(Key("alle", "Alle", "equal", ((1, 1), (1, 1))), Key("k", "K", kind, weights)),
        key="alle",
    )


A, B, BOTH = "k GM0001", "k GM0002", (2021, 2022)


@pytest.mark.parametrize(
    ("weights", "given", "expected"),
    [
        (((50, 50), (50, 50)), {}, []),
        (((100, 100), (0, 0)), {}, [Finding("member_without_weight", B, BOTH)]),
        (((50, 100), (50, 0)), {}, [Finding("member_without_weight", B, (2022,))]),
        (((1, 0), (0, 1)), {"kind": "weights"}, [
            Finding("member_without_weight", B, (2021,)), Finding("member_without_weight", A, (2022,))
        ]),
        (((1, 1), (0, 0)), {"kind": "inhabitants"}, [Finding("member_without_weight", B, BOTH)]),
        # a year for which the key says nothing: all pay alike
        (((50, 0), (50, 0)), {}, [Finding("key_without_weights", "k", (2022,))]),
        # no member, or a key that nothing is split by
        (((100, 100), (0, 0)), {"member": ((True, True), (False, False))}, []),
        (((50, 100), (50, 0)), {"member": ((True, True), (True, False))}, []),
        (((100, 100), (0, 0)), {"used": False}, []),
    ],
)  # fmt: skip
def test_member_without_a_weight_in_a_key_is_found(weights, given, expected):
    assert list(findings(split(weights, **given))) == expected


def test_member_without_a_weight_pays_nothing_as_the_finding_says():
    allocation = compute(split(((100, 0), (0, 0)))).allocation
    assert allocation.contribution.tolist() == [[100, 50], [0, 50]]


def test_who_stays_longer_by_the_choice_is_found_without_a_weight():
    data = split(((50, 100), (50, 0)), member=((True, True), (True, False)))
    stays = compute(data, Choice.of(ends={"GM0002": 2022}))
    assert stays.findings == (Finding("member_without_weight", B, (2022,)),)


def test_members_without_a_weight_in_the_same_years_are_one_finding_in_words():
    members = [Municipality(f"GM{i:04}", f"Gemeente {i}", (True, True)) for i in range(1, 14)]
    weights = ((1, 1), *[(0, 0)] * 12)
    data = replace(
        split(weights[:2]),
        municipalities=tuple(members),
        keys=(Key("k", "Vast", "weights", weights),),
        key="k",
        derived={},
    )
    (found,) = compute(data).findings
    assert finding_message(data, found) == (
        "In de verdeelsleutel ‘Vast’ hebben Gemeente 2, Gemeente 3, Gemeente 4, Gemeente 5, Gemeente 6, "
        "Gemeente 7, Gemeente 8, Gemeente 9 en 4 andere gemeenten geen gewicht in 2021 en 2022 en betalen "
        "dan niet mee aan wat met deze sleutel wordt verdeeld."
    )


def test_findings_about_the_choice_come_first():
    data = budget(
        line("a", 100, 100, measure=""),
        options=(option("x", saving(150, "a"), was=7), option("y")),
        memorandum_items=(MemorandumItem("m", "m", (True, False)),),
        control_totals=(ControlTotal("costs", 2021, 50_000, "bron"),),
    )
    assert codes(data, "x", "y", "z") == [
        "unknown_option",
        "shortfall",
        "option_without_effect",
        "was_differs",
        "pm_in_total",
        "line_without_name",
        "control_total_differs",
    ]
