"""What settings, states and steps of a comparison are called."""

from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.comparison_wording import (
    leg_title,
    option_row_title,
    row_title,
    setting_title,
    setting_words,
    state_words,
)
from budgets.engine import (
    Adjustment,
    Choice,
    Level,
    Municipality,
    Target,
    TargetChange,
    compute,
)
from budgets.engine.compare import Comparison
from budgets.engine.path import path
from tests.engine.small import budget, line, option, saving, stream

LEVELS = (Level("half", "blijft € 50", Fraction(1, 2)), Level("heel", "blijft niets", Fraction(1)))
DATA = budget(
    line("a", 10_000, 10_000, measure="Inloop", number=3),
    streams=(stream("GB", 50_000, 50_000),),
    targets=(Target("t", "Taakstelling gemeenten", "GB", Fraction(3)),),
    options=(
        option("x", saving(10_000, "a"), levels=LEVELS),
        option("y", saving(100, "a"), short_title="Kort"),
    ),
    municipalities=(Municipality("GM0457", "Weesp", (True, True)),),
)
OTHER = Choice.of(
    ["x", "y"],
    {"material": Fraction(5, 2)},
    {"GM0457": 2021},
    True,
    parts={"y": Fraction(1, 3), "x": Fraction(1)},
    index_years={("material", 2022): Fraction(3), ("overhead", 2022): Fraction(1)},
    adjustments=[
        Adjustment("e1", 2022, "Nieuw contract", line="a", change=-5_000),
        Adjustment("e2", 2021, "", stream="GB", percentage=Fraction(1)),
    ],
    targets=[TargetChange("t", Fraction(5))],
)


@pytest.fixture
def found():
    return Comparison((compute(DATA, Choice.of(["x"])), compute(DATA, OTHER)))


def test_states_of_options_say_how_much_of_it(found):
    x, y = found.options
    assert [state_words(found, x, place) for place in (0, 1)] == ["aan, blijft € 50", "aan, blijft niets"]
    assert [state_words(found, y, place) for place in (0, 1)] == ["uit", "aan, voor 1/3"]


def test_an_option_that_a_budget_does_not_have_says_so_and_keeps_its_name():
    without = replace(DATA, options=DATA.options[:1], derived={})
    found = Comparison((compute(without), compute(DATA)))
    assert state_words(found, found.options[1], 0) == "bestaat hier niet"
    assert option_row_title(found, "y") == "Optie y"


def test_settings_say_what_was_chosen_and_what_holds_without(found):
    said = {
        setting_title(found, row): [
            setting_words(found, row, place).replace("\u00a0", " ") for place in (0, 1)
        ]
        for row in found.settings
    }
    assert said == {
        "Indexering materiële kosten": ["geen", "2,5% per jaar, 3% in 2022"],
        "Indexering overhead": ["geen", "1% in 2022"],
        "Eigen aanpassing: 3. Inloop": ["geen", "€ 50 minder per jaar vanaf 2022: Nieuw contract"],
        "Eigen aanpassing: Stroom GB": ["geen", "1% meer vanaf 2021"],
        "Deelname Weesp": ["zoals begroot", "tot en met 2021"],
        "Aandeel van wie uittreedt": ["dragen de anderen", "vervalt"],
        "Taakstelling gemeenten": ["zoals begroot", "5% in plaats van 3%"],
    }


def test_steps_say_what_happens_and_are_short_in_a_chart(found):
    legs = path(*found.results).legs
    assert [leg_title(found, leg) for leg in legs] == [
        "Indexering materiële kosten",
        "Eigen aanpassing: 3. Inloop",
        "Eigen aanpassing: Stroom GB",
        "Optie x: staat in beide aan",
        "Optie y: gaat aan",
        "Taakstelling gemeenten",
    ]
    short = [leg_title(found, leg, short=True) for leg in legs]
    assert short[1:3] == ["eigen: 3. Inloop", "eigen: Stroom GB"]
    assert short[3:] == ["Optie x", "aan: Kort", "Taakstelling"]
    assert leg_title(found, path(*reversed(found.results)).legs[3]) == "Optie y: gaat uit"


def test_another_budget_is_told_by_its_goals_and_streams():
    other = budget(line("b", 1, 1, goal="nieuw"), streams=(stream("BW", 1, 1),))
    found = Comparison((compute(DATA), compute(other)))
    legs = path(*found.results).legs
    assert [leg_title(found, leg) for leg in legs] == [
        "Andere begroting: kosten Doel g",
        "Andere begroting: kosten Doel nieuw",
        "Andere begroting: baten Stroom GB",
        "Andere begroting: baten Stroom BW",
        "Taakstelling gemeenten",
    ]
    short = [leg_title(found, leg, short=True) for leg in legs[1:3]]
    assert short == ["begroot: Doel nieuw", "begroot: Stroom GB"]


def test_rows_have_the_name_of_the_first_budget_that_knows_them():
    other = budget(line("b", 1, 1, goal="nieuw"))
    found = Comparison((compute(DATA), compute(other)))
    assert [row_title(found, row.figure) for row in found.group("costs_by_goal")] == ["Doel g", "Doel nieuw"]
