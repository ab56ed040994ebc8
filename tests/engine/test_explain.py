"""Explanations: the terms of a figure and their parts."""

from fractions import Fraction

import pytest

from budgets.engine import Choice, MemorandumItem, Target, Term, UnknownFigure, compute, explain
from tests.engine.small import budget, income, line, option, saving, stream

DATA = budget(
    line("a", 10_000, 10_000, goal="1"),
    line("b", 3_000, 3_000, goal="1", priority=None, cost_type="personnel"),
    line("c", 0, None, goal="2", pm=(False, True)),
    line("d", 0, 0, goal="2"),
    streams=(stream("GB", 20_000, 20_000), stream("MO", 500, 500)),
    targets=(Target("drie", "3%", "GB", Fraction(3)), Target("vast", "vast", amounts=(100, 0))),
    options=(
        option("x", saving(12_000, "a"), saving(1_000, "a", year=2022)),
        option("y", saving(2_600, "a", "b"), income(50, "MO")),
        option("z", saving(40, "c", "d"), saving(-30, "b")),
        option("off", saving(5, "a"), income(7, "GB")),
    ),
    memorandum_items=(MemorandumItem("risico", "Risico", (True, True)),),
)
RESULT = compute(DATA, Choice.of(["x", "y", "z"]))


def terms(figure, year=2021, result=RESULT):
    return [(term.kind, term.ref, term.amount) for term in explain(result, figure, year).terms]


def test_costs_are_explained_by_goal_and_then_by_option():
    # a: 10,000 asked 12,000 + 2,000, so 4,000 short, split 12 : 2
    assert terms("costs") == [
        ("goal", "1", 13_000),
        ("option", "x", -8_571),
        ("option", "y", -2_029),
        ("option", "z", 30),
    ]
    goal, _, spread, _ = explain(RESULT, "costs", 2021).terms
    assert goal.parts == (Term("line", "a", 10_000), Term("line", "b", 3_000))
    assert spread.parts == (Term("line", "a", -1_429), Term("line", "b", -600))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("costs_by_priority.none", [("line", "b", 3_000), ("option", "y", -600), ("option", "z", 30)]),
        ("costs_by_priority.0", []),
        (
            "costs_by_cost_type.material",
            [("line", "a", 10_000), ("option", "x", -8_571), ("option", "y", -1_429)],
        ),
        ("costs_by_goal.2", []),
        ("lines.b", [("line", "b", 3_000), ("option", "y", -600), ("option", "z", 30)]),
        ("income", [("stream", "GB", 20_000), ("stream", "MO", 500), ("option", "y", 50)]),
        ("income_by_stream.MO", [("stream", "MO", 500), ("option", "y", 50)]),
        ("income_by_stream.GB", [("stream", "GB", 20_000)]),
        ("result", [("figure", "income", 20_550), ("figure", "costs", -2_430)]),
        ("savings_target", [("target", "drie", 600), ("target", "vast", 100)]),
        ("savings_targets.vast", [("target", "vast", 100)]),
        ("result_after_target", [("figure", "result", 18_120), ("figure", "savings_target", -700)]),
        ("claimed", [("option", "x", 12_000), ("option", "y", 2_650), ("option", "z", 10)]),
        (
            "offered",
            [("option", "x", 12_000), ("option", "y", 2_650), ("option", "z", 10), ("option", "off", 12)],
        ),
        ("realised", [("option", "x", 8_571), ("option", "y", 2_079), ("option", "z", -30)]),
        ("shortfall", [("option", "x", 3_429), ("option", "y", 571), ("option", "z", 40)]),
        ("options.y.claimed", [("line", "a", 2_000), ("line", "b", 600), ("stream", "MO", 50)]),
        (
            "options.y.realised",
            [("line", "a", 2_000), ("line", "b", 600), ("stream", "MO", 50), ("shortfall", "y", -571)],
        ),
        ("options.z.realised", [("unspread", "z", 40), ("line", "b", -30), ("shortfall", "z", -40)]),
        ("options.off.claimed", [("line", "a", 5), ("stream", "GB", 7)]),
        ("options.off.realised", []),
    ],
)
def test_terms_of_a_figure(figure, expected):
    assert terms(figure) == expected


def test_indexation_is_one_term_with_the_lines_as_its_parts():
    result = compute(DATA, Choice.of(["x"], {"personnel": Fraction(10), "material": Fraction(1)}))
    goal, index, saved = explain(result, "costs", 2022).terms
    assert (goal.amount, saved) == (13_000, Term("option", "x", -1_000, (Term("line", "a", -1_000),)))
    assert index == Term("index", "", 400, (Term("line", "a", 100), Term("line", "b", 300)))
    assert ("index", "", 0) not in terms("costs", 2021, result)


def test_spread_option_is_explained_by_the_indexed_amounts():
    data = budget(
        line("a", 100, 100, cost_type="personnel"),
        line("b", 100, 100),
        options=(option("x", saving(90, "a", "b", year=2022)),),
    )
    doubled = compute(data, Choice.of(["x"], {"personnel": Fraction(100)}))
    assert terms("options.x.realised", 2022, doubled) == [("line", "a", 60), ("line", "b", 30)]


def test_changes_that_cancel_out_are_shown():
    data = budget(
        line("a", 100, 100), line("b", 100, 100), options=(option("x", saving(40, "a"), saving(-40, "b")),)
    )
    shift = explain(compute(data, Choice.of(["x"])), "costs", 2021).terms[-1]
    assert shift == Term("option", "x", 0, (Term("line", "a", -40), Term("line", "b", 40)))


@pytest.mark.parametrize(
    ("figure", "year", "expected"),
    [
        ("costs", 2021, 0),
        ("costs", 2022, 1),
        ("result", 2022, 1),
        ("result_after_target", 2021, 1),
        ("result_after_target", 2022, 2),
        ("income", 2022, 0),
        ("savings_target", 2022, 0),
        ("options.x.claimed", 2022, 0),
        ("costs_by_goal.2", 2022, 1),
        ("costs_by_goal.2", 2021, 0),
        ("lines.c", 2022, 1),
        ("costs_by_priority.none", 2022, 0),
    ],
)
def test_explanation_counts_the_memorandum_items_left_out(figure, year, expected):
    assert len(explain(RESULT, figure, year).pm) == expected


@pytest.mark.parametrize(
    "figure", ["", "cost", "costs_by_goal.9", "lines.q", "options.x", "options.q.claimed"]
)
def test_explaining_an_unknown_figure_is_an_error(figure):
    with pytest.raises(UnknownFigure):
        explain(RESULT, figure, 2021)


def test_explaining_an_unknown_year_is_an_error():
    with pytest.raises(UnknownFigure):
        explain(RESULT, "costs", 2030)
