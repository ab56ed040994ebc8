"""What a percentage or a target may be: the same on every form, in every action and in the grid."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.forms import ValidationError

from budgets.actions.adjustments import add_adjustment
from budgets.actions.amounts import Cell, save_amounts
from budgets.actions.editing import OF_ADJUSTMENT, OF_INDEX, OF_TARGET
from budgets.actions.scenario_terms import change_terms
from budgets.actions.scenarios import create_scenario
from budgets.actions.streams import add_target, change_target
from budgets.actions.undo import undo_change
from budgets.engine import TargetChange
from budgets.models import TargetAmount
from measures.changes import changing
from measures.models import Change
from municipalities.models import User
from municipalities.refusals import Refused
from reports.percentage_field import own_percentage_field

PERCENTAGES = [
    # percentage, as an indexation, as an adjustment, as a target
    ("-101", False, False, False),
    ("-100", True, True, False),
    ("-0,5", True, True, False),
    ("0,5", True, True, True),
    ("100", True, True, True),
    ("100,5", False, True, False),
    ("1000", False, True, False),
    ("1000,5", False, False, False),
]
NEGATIVE = "Een taakstelling kan niet negatief zijn."
YEARS = (2021, 2022, 2023, 2024)


@pytest.fixture
def finance(demo):
    return User.objects.get(username="financien")


@pytest.fixture
def scenario(demo, finance):
    return create_scenario(plan=demo, name="Grenzen", by=finance)


@pytest.fixture
def target(demo, finance):
    values = {"title": "Vast", **{f"year:{year}": Decimal(100) for year in YEARS}}
    return add_target(plan=demo, values=values, by=finance)


def refused(act):
    """The sentence, empty where it is done."""
    try:
        act()
    except (Refused, ValidationError) as problem:
        return problem.message
    return ""


@pytest.mark.parametrize(("text", "index", "adjustment", "target"), PERCENTAGES)
def test_percentage_is_refused_alike_by_form_and_action(
    demo, finance, scenario, text, index, adjustment, target
):
    share = Fraction(text.replace(",", "."))
    stream = demo.streams.get(code="GB")
    own = {"of": "post-regel-1", "change": None, "percentage": share, "first_year": 2022, "reason": "Proef."}
    savings = demo.targets.get()

    def terms(key, value):
        return lambda: change_terms(scenario=scenario, values={key: value}, by=finance)

    def new_target():
        values = {"title": "Erbij", "stream": stream, "percentage": Decimal(text.replace(",", "."))}
        add_target(plan=demo, values=values, by=finance)

    acts = {
        OF_INDEX: [terms("index:personnel", share), terms("index_year:personnel:2023", share)],
        OF_ADJUSTMENT: [lambda: add_adjustment(scenario=scenario, values=own, by=finance)],
        OF_TARGET: [terms(f"target:{savings.code}", TargetChange(savings.code, share)), new_target],
    }
    for (limits, actions), may in zip(acts.items(), (index, adjustment, target), strict=True):
        of_the_form = refused(lambda limits=limits: own_percentage_field("Deel", limits).clean(text))
        assert (of_the_form == "") is may, (limits, of_the_form)
        assert {refused(act) for act in actions} == {of_the_form}


def test_sentence_says_the_limits_as_dutch_writes_them():
    field = own_percentage_field("Deel", OF_ADJUSTMENT)
    assert refused(lambda: field.clean("veel")) == (
        "Vul een percentage in van −100 tot en met 1.000, zoals 2,5."
    )


def test_target_is_never_negative_wherever_it_is_filled_in(demo, finance, scenario, target):
    below = {"title": "Vast", "year:2022": Decimal(-1)}
    code = target.code
    chosen = TargetChange(code, amounts=(0, -100, 0, 0))
    assert {
        refused(lambda: add_target(plan=demo, values=below | {"title": "Erbij"}, by=finance)),
        refused(lambda: change_target(target=target, values=below, by=finance)),
        refused(lambda: change_terms(scenario=scenario, values={f"target:{code}": chosen}, by=finance)),
        save_amounts(plan=demo, cells=[Cell(f"target:{code}", 2022, "-1", 10000)], by=finance)
        .cells[0]
        .message,
    } == {NEGATIVE}
    assert TargetAmount.objects.get(target=target, year=2022).amount == 100


def test_target_that_was_negative_does_not_come_back_by_undoing(demo, finance, target):
    row = TargetAmount.objects.get(target=target, year=2022)
    for amount in (-5, 5):  # as an older version of the application let it be
        with changing(demo, by=finance) as recorder:
            row.amount = Decimal(amount)
            recorder.bulk_update([row], ["amount"])
    with pytest.raises(Refused, match="kan niet negatief zijn"):
        undo_change(change=Change.objects.filter(plan=demo).first(), by=finance)
