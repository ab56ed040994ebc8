"""Where the impact of a combination comes from, and differences of what only one budget has."""

from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.engine import Choice, ControlTotal, Level, UnknownFigure, amounts_of, compute, explain
from budgets.engine.explain_taken import weights_key
from budgets.engine.figures import added_over
from budgets.engine.search import asked_years, search
from tests.engine.checks import assert_explanations_add_up
from tests.engine.search_cases import search_case
from tests.engine.small import budget, income, line, option, saving, stream

HALF = Level("half", "Half", Fraction(1, 2))
DATA = budget(
    line("a", 1_000, 1_000, priority=0),
    line("b", 500, 500, priority=2),
    line("c", 100, 100, priority=2),
    streams=(stream("GB", 5_000, 5_000),),
    options=(
        option("x", saving(300, "a"), saving(50, "b"), saving(300, "a", year=2022)),
        option("y", saving(900, "a"), saving(-80, "c"), income(40, "GB")),
        option("z", saving(60, "c"), levels=(HALF,)),
    ),
    control_totals=(ControlTotal("costs", 2021, 1_700, "bijlage"),),
)


def told(figure, on=("x", "y", "z"), year=2021, **more):
    """Terms with the parts behind them."""
    found = explain(compute(DATA, Choice.of(on, **more)), figure, year)
    return [
        (term.kind, term.ref, term.amount, [(part.ref, part.times, part.amount) for part in term.parts])
        for term in found.terms
    ]


@pytest.mark.parametrize(
    ("figure", "on", "expected"),
    [
        ("taken", ["x"], [("option", "x", 350, [("a", 1, 300), ("b", 1, 50)])]),
        (
            "taken",
            ["x", "y", "z"],  # a has 1.000 of the 1.200 that is asked; c gains 80 and loses 30
            [("option", "x", 300, [("a", 1, 250), ("b", 1, 50)]), ("option", "y", 750, [("a", 1, 750)])],
        ),
        ("taken.0:8,2:4", ["x"], [("option", "x", 2_600, [("a", 8, 2_400), ("b", 4, 200)])]),
        ("taken.0:0", ["x"], [("option", "x", 50, [("b", 1, 50)])]),
        ("taken", [], []),
        (
            "taken_by_priority.2",
            ["y", "z"],
            [("option", "y", -80, [("c", 1, -80)]), ("option", "z", 30, [("c", 1, 30)])],
        ),
        ("years.taken", ["x"], [("figure", "taken", 350, []), ("figure", "taken", 300, [])]),
        ("years.2022.taken", ["x"], [("figure", "taken", 300, [])]),
        (
            "years.2021,2022.realised",
            ["x"],
            [("figure", "realised", 350, []), ("figure", "realised", 300, [])],
        ),
        ("weight.x:250,z:101", ["x", "z"], [("weight", "x", 250, []), ("weight", "z", 51, [])]),
        ("weight.x:250,z:101", ["y"], []),
        (
            "changes.y",
            [],
            [("figure", f"effects.y.{i}", cents, []) for i, cents in enumerate((-900, 80, 40))],
        ),
        ("control.0.printed", [], [("printed", "0", 1_700, [])]),
        ("control.0.difference", [], [("figure", "costs", 1_600, []), ("printed", "0", -1_700, [])]),
        ("control.0.difference", ["x"], [("unchanged", "costs", 1_600, []), ("printed", "0", -1_700, [])]),
    ],
)
def test_terms_and_their_parts(figure, on, expected):
    assert told(figure, on) == expected


@pytest.mark.parametrize(
    "figure",
    [
        *("taken.9:1", "taken.0", "taken.0:8,0:8", "taken.0:-1", "taken_by_priority.9"),
        *("weight", "weight.q:1", "weight.x:1,", "years", "years.2030.taken", "years.2021,2021.taken"),
        *("estimate.stream.GB", "control.1.printed", "control.0", "changes.q"),
    ],
)
def test_names_that_make_no_sense_are_unknown(figure):
    with pytest.raises(UnknownFigure):
        explain(compute(DATA, Choice.of(["x"])), figure, 2021)


@pytest.mark.parametrize("number", range(60))
def test_impact_of_what_a_search_finds_is_what_its_options_take(number):
    """With weights per priority or own weights, levels, the floor, and a scenario to start from."""
    data, choice, question = search_case(number)
    years = asked_years(data, question)
    for found in search(data, choice, replace(question, points=0)).best:
        result = compute(data, found.choice)
        if question.option_weights:
            own = weights_key((code, w) for code, w in question.option_weights if code in found.on)
            impact = amounts_of(result, f"weight.{own}")[0] if own else 0
        else:
            weights = weights_key(question.weights)
            name = f"taken.{weights}" if weights else "taken"
            name = added_over(name, question.impact_years or years, data.years)
            impact = amounts_of(result, name)[data.year_index[years[-1]]]
            by_priority = [f"taken_by_priority.{key}" for key in found.taken_by_priority]
            assert_explanations_add_up(result, ["taken", *by_priority])
        assert impact == found.impact
        for key, amounts in found.taken_by_priority.items():
            assert amounts_of(result, f"taken_by_priority.{key}") == amounts


def test_difference_of_what_only_one_budget_has_is_all_of_it():
    older = budget(line("a", 700, 700), line("d", 40, 40), streams=(stream("MO", 9, 9),), years=(2021, 2020))
    result, against = compute(DATA), compute(replace(older, years=(2020, 2021), derived={}))

    def terms(figure, year=2021):
        return [(term.kind, term.ref, term.amount) for term in explain(result, figure, year, against).terms]

    assert terms("difference.lines.a") == [("figure", "lines.a", 1_000), ("against", "lines.a", -700)]
    assert terms("difference.lines.b") == [("figure", "lines.b", 500)]
    assert terms("difference.lines.d") == [("against", "lines.d", -40)]
    assert terms("difference.lines.a", 2022) == [("figure", "lines.a", 1_000)]
    assert terms("difference.income_by_stream.MO") == [("against", "income_by_stream.MO", -9)]
    assert amounts_of(result, "difference.years.lines.d", against) == (-80, -80)
    with pytest.raises(UnknownFigure):
        explain(result, "difference.lines.q", 2021, against)
