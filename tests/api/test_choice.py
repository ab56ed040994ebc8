"""A choice goes in as it comes out, and what is wrong in it is told where it stands."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ValidationError

from api.choice import ChoiceShape
from api.problems import _invalid_body
from budgets.choice_output import choice_as_data
from budgets.engine import Adjustment, Choice, Level, Target, TargetChange
from budgets.engine.members import Municipality
from tests.engine.small import budget, line, option, saving, stream
from tests.engine.strategies import engine_settings, split_situations

HALF, ALL = Level("half", "De helft", Fraction(1, 2)), Level("alles", "Alles", Fraction(1))
BUDGET = budget(
    line("l", 100_000, 100_000),
    streams=(stream("gb", 200_000, 200_000),),
    targets=(Target("t", "3%", "gb", Fraction(3)), Target("vast", "Vast", amounts=(100, 100))),
    options=(option("o", saving(10_000, "l")), option("trap", saving(10_000, "l"), levels=(HALF, ALL))),
    municipalities=(
        Municipality("GM0001", "Een", (True, True)),
        Municipality("GM0002", "Twee", (True, True)),
    ),
)
ADJUSTED = {"line": "l", "firstYear": 2022, "change": "-100.00", "reason": "Proef."}


def read(sent, data=BUDGET, standing=None):
    shape = ChoiceShape(context={"budget": data, "standing": standing})
    return shape.run_validation(json.loads(json.dumps(sent)))


def faults(sent, **more):
    """Pointer → sentence of what is wrong."""
    with pytest.raises(ValidationError) as refused:
        read(sent, **more)
    errors = _invalid_body(refused.value)["errors"]
    return {error["location"]["pointer"]: error["detail"] for error in errors}


@engine_settings
@given(st.data())
def test_choice_comes_back_as_it_went_out(data):
    budgeted, choice = data.draw(split_situations())
    assert read(choice_as_data(budgeted, choice), budgeted, standing=choice) == choice


def test_nothing_chosen_is_the_unchanged_budget():
    assert read({}) == Choice()


def test_everything_in_a_choice():
    sent = {
        "options": ["trap", "o"],
        "levels": [{"option": "trap", "level": "alles"}],
        "indexation": [
            {"costType": "personnel", "percentage": "2.5", "years": [{"year": 2022, "percentage": "1/3"}]}
        ],
        "adjustments": [ADJUSTED, {**ADJUSTED, "change": None, "percentage": "-5"}],
        "targetChanges": [
            {"target": "t", "percentage": "4"},
            {
                "target": "vast",
                "amounts": [{"year": 2022, "amount": "2.00"}, {"year": 2021, "amount": "1.00"}],
            },
        ],
        "lastYears": [{"municipality": "GM0002", "lastYear": 2021}],
        "shareFallsAway": True,
    }
    assert read(sent) == Choice.of(
        {"o", "trap"},
        {"personnel": Fraction(5, 2)},
        {"GM0002": 2021},
        True,
        parts={"trap": Fraction(1)},
        index_years={("personnel", 2022): Fraction(1, 3)},
        adjustments=[
            Adjustment("a1", 2022, "Proef.", "l", change=-10_000),
            Adjustment("a2", 2022, "Proef.", "l", percentage=Fraction(-5)),
        ],
        targets=[TargetChange("t", Fraction(4)), TargetChange("vast", amounts=(100, 200))],
    )
    assert read(choice_as_data(BUDGET, read(sent))) == read(sent)


def test_first_level_is_what_counts_without_a_choice():
    assert read({"levels": [{"option": "trap", "level": "half"}]}) == Choice()
    assert choice_as_data(BUDGET, Choice())["levels"] == [{"option": "trap", "level": "half", "part": "0.5"}]


def test_level_may_be_named_by_its_part():
    assert read({"levels": [{"option": "trap", "part": "1"}]}).parts == (("trap", Fraction(1)),)


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"opties": []}, "/opties"),
        ({"options": ["o", "weg"]}, "/options/1"),
        ({"options": ["o", "o"]}, "/options/1"),
        ({"options": [1]}, "/options/0"),
        ({"options": ["o\n"]}, "/options/0"),
        ({"options": "o"}, "/options"),
        ({"levels": [{"option": "trap"}]}, "/levels/0/level"),
        ({"levels": [{"option": "trap", "level": "weg"}]}, "/levels/0/level"),
        ({"levels": [{"option": "trap", "part": "1/3"}]}, "/levels/0/part"),
        ({"levels": [{"option": "trap", "level": "alles", "part": "0.5"}]}, "/levels/0/part"),
        ({"levels": [{"option": "weg", "level": "half"}]}, "/levels/0/option"),
        ({"indexation": [{"costType": "rente"}]}, "/indexation/0/costType"),
        ({"indexation": [{"costType": "overhead", "percentage": "101"}]}, "/indexation/0/percentage"),
        ({"indexation": [{"costType": "overhead", "percentage": 2}]}, "/indexation/0/percentage"),
        (
            {"indexation": [{"costType": "overhead", "years": [{"year": 2021, "percentage": "1"}]}]},
            "/indexation/0/years/0/year",
        ),
        ({"adjustments": [{**ADJUSTED, "line": "weg"}]}, "/adjustments/0/line"),
        ({"adjustments": [{**ADJUSTED, "stream": "gb"}]}, "/adjustments/0/line"),
        ({"adjustments": [{**ADJUSTED, "line": None, "stream": "weg"}]}, "/adjustments/0/stream"),
        ({"adjustments": [{**ADJUSTED, "percentage": "5"}]}, "/adjustments/0/change"),
        ({"adjustments": [{**ADJUSTED, "change": "1.5"}]}, "/adjustments/0/change"),
        ({"adjustments": [{**ADJUSTED, "firstYear": 2030}]}, "/adjustments/0/firstYear"),
        ({"adjustments": [{**ADJUSTED, "reason": "\u200b"}]}, "/adjustments/0/reason"),
        ({"adjustments": [{**ADJUSTED, "code": "a"}, {**ADJUSTED, "code": "a"}]}, "/adjustments/1/code"),
        ({"adjustments": [ADJUSTED] * 101}, "/adjustments"),
        ({"targetChanges": [{"target": "weg", "percentage": "3"}]}, "/targetChanges/0/target"),
        ({"targetChanges": [{"target": "vast", "percentage": "3"}]}, "/targetChanges/0/percentage"),
        ({"targetChanges": [{"target": "t", "percentage": "101"}]}, "/targetChanges/0/percentage"),
        ({"targetChanges": [{"target": "t"}]}, "/targetChanges/0/amounts"),
        (
            {"targetChanges": [{"target": "vast", "amounts": [{"year": 2021, "amount": "1.00"}]}]},
            "/targetChanges/0/amounts",
        ),
        ({"lastYears": [{"municipality": "GM0402", "lastYear": 2021}]}, "/lastYears/0/municipality"),
        ({"lastYears": [{"municipality": "GM0001", "lastYear": 2023}]}, "/lastYears/0/lastYear"),
        (
            {"lastYears": [{"municipality": code, "lastYear": 2021} for code in ("GM0001", "GM0002")]},
            "/lastYears",
        ),
        ({"shareFallsAway": 1}, "/shareFallsAway"),
    ],
)
def test_wrong_choice_is_told_at_its_place(sent, pointer):
    found = faults(sent)
    assert list(found) == [pointer]
    assert found[pointer]


def test_all_that_is_wrong_is_told_at_once():
    sent = {"options": ["weg"], "lastYears": [{"municipality": "GM0402", "lastYear": 2021}]}
    assert list(faults(sent)) == ["/options/0", "/lastYears/0/municipality"]


def test_what_a_change_does_not_name_stays():
    standing = Choice.of({"o"}, {"overhead": Fraction(2)}, {"GM0001": 2021})
    assert read({"options": []}, standing=standing) == replace(standing, on=frozenset())


def test_what_the_budget_no_longer_has_may_stay_but_not_come_back():
    standing = Choice.of({"vervallen"}, targets=[TargetChange("weg", Fraction(3))])
    shown = choice_as_data(BUDGET, standing)
    assert read(shown, standing=standing) == standing
    assert list(faults(shown, standing=Choice())) == ["/options/0", "/targetChanges/0/target"]
