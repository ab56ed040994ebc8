"""Own adjustments of a scenario, levels, and indexation per year and targets beside them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.actions.adjustments import add_adjustment, change_adjustment, remove_adjustment, values_of
from budgets.actions.editing import Meanwhile
from budgets.actions.levels import choose_levels
from budgets.actions.options import change_option, option_values
from budgets.actions.proposals import propose_scenario
from budgets.actions.scenario_terms import change_terms, terms_of
from budgets.actions.scenarios import switch_options
from budgets.engine import Adjustment, Choice, TargetChange, compute
from budgets.models import Scenario
from budgets.refusals import Locked, UnknownOption
from budgets.snapshot import budget_data
from municipalities.models import User
from municipalities.refusals import Gone, Refused

VALUES = {
    "of": "post-regel-15",
    "change": Decimal("-50000"),
    "percentage": None,
    "first_year": 2022,
    "reason": "  Lagere  aanbesteding. ",
}


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def scenario(demo):
    return Scenario.objects.select_related("plan__region").get(plan=demo, slug="ongewijzigd")


@pytest.fixture
def levels(demo, adviser):
    option = demo.options.get(code="mda")
    values = option_values(option) | {"level:0": ("Half", Fraction(1, 2)), "level:1": ("Heel", Fraction(1))}
    change_option(option=option, values=values, by=adviser)


def add(scenario, by, **values):
    return add_adjustment(scenario=scenario, values=VALUES | values, by=by)


def test_adjustment_is_kept_beside_the_rest_and_counted(scenario, adviser):
    switch_options(scenario=scenario, switched={"mda": True}, by=adviser)
    changed = add(scenario, adviser)
    expected = Adjustment("a1", 2022, "Lagere aanbesteding.", line="regel-15", change=-5_000_000)
    assert changed.choice == Choice.of(["mda"], adjustments=[expected])
    result = compute(budget_data(scenario.plan), changed.choice)
    assert result.line("regel-15") == (4_000_000, 1_500_000, 1_500_000, 1_500_000)
    assert [record.history_user for record in scenario.history.all()[:2]] == [adviser, adviser]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"of": "post-bestaat-niet"}, "of"),
        ({"of": "stroom-regel-15"}, "of"),
        ({"of": ""}, "of"),
        ({"change": None}, "change"),
        ({"change": Decimal(0)}, "change"),
        ({"percentage": Fraction(5)}, "change"),
        ({"change": Decimal("0.001")}, "change"),
        ({"change": Decimal(10) ** 9}, "change"),
        ({"change": None, "percentage": Fraction(-101)}, "percentage"),
        ({"change": None, "percentage": Fraction(1001)}, "percentage"),
        ({"first_year": 2020}, "first_year"),
        ({"first_year": 2025}, "first_year"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_impossible_adjustment_is_refused_at_its_field(scenario, adviser, values, field):
    with pytest.raises(Refused) as refusal:
        add(scenario, adviser, **values)
    assert refusal.value.field == field
    assert Scenario.objects.get(pk=scenario.pk).choice == Choice()


def test_adjustment_is_changed_and_removed_and_the_choice_is_as_it_was(scenario, adviser):
    add(scenario, adviser)
    add(scenario, adviser, of="stroom-GB", change=None, percentage=Fraction(5, 2))
    values = VALUES | {"change": None, "percentage": Fraction(-10)}
    changed = change_adjustment(scenario=scenario, code="a1", values=values, by=adviser, seen=None)
    assert [each.percentage for each in changed.choice.adjustments] == [Fraction(-10), Fraction(5, 2)]
    for code in ("a1", "a2"):
        removed = remove_adjustment(scenario=scenario, code=code, by=adviser)
    assert removed.choice == Choice()
    with pytest.raises(Gone):
        remove_adjustment(scenario=scenario, code="a1", by=adviser)


def test_two_people_change_different_things_of_one_adjustment(scenario, adviser):
    seen = values_of(add(scenario, adviser).choice.adjustments[0])
    change_adjustment(scenario=scenario, code="a1", values=seen | {"first_year": 2023}, by=adviser, seen=seen)
    changed = change_adjustment(
        scenario=scenario, code="a1", values=seen | {"reason": "Anders."}, by=adviser, seen=seen
    )
    assert (changed.choice.adjustments[0].first_year, changed.choice.adjustments[0].reason) == (
        2023,
        "Anders.",
    )
    with pytest.raises(Meanwhile, match="2023"):
        change_adjustment(
            scenario=scenario, code="a1", values=seen | {"first_year": 2024}, by=adviser, seen=seen
        )


def test_proposed_scenario_takes_no_adjustment_level_or_term(scenario, adviser, levels):
    propose_scenario(scenario=scenario, by=adviser)
    with pytest.raises(Locked):
        add(scenario, adviser)
    with pytest.raises(Locked):
        choose_levels(scenario=scenario, chosen={"mda": "heel"}, by=adviser)


def test_level_is_kept_on_or_off_and_the_first_is_as_without(scenario, adviser, levels):
    assert choose_levels(scenario=scenario, chosen={"mda": "heel"}, by=adviser).choice == Choice.of(
        parts={"mda": Fraction(1)}
    )
    switched = switch_options(scenario=scenario, switched={"mda": True}, by=adviser)
    assert switched.choice == Choice.of(["mda"], parts={"mda": Fraction(1)})
    assert choose_levels(scenario=scenario, chosen={"mda": "half"}, by=adviser).choice == Choice.of(["mda"])


@pytest.mark.parametrize("chosen", [{"mda": "dubbel"}, {"mda": ""}, {"php": "half"}, {"weg": "half"}])
def test_level_that_is_not_there_is_refused(scenario, adviser, levels, chosen):
    with pytest.raises(UnknownOption if "weg" in chosen else Refused, match="bestaat niet"):
        choose_levels(scenario=scenario, chosen=chosen, by=adviser)


def test_indexation_per_year_and_another_target_are_kept(scenario, adviser):
    (target,) = budget_data(scenario.plan).targets
    values = {
        "index_year:personnel:2022": Fraction(0),
        "index_year:personnel:2023": Fraction(4),
        f"target:{target.code}": TargetChange(target.code, Fraction(5)),
    }
    add(scenario, adviser)
    changed = change_terms(scenario=scenario, values=values, by=adviser).choice
    assert changed.index_years == (("personnel", 2022, Fraction(0)), ("personnel", 2023, Fraction(4)))
    assert len(changed.adjustments) == 1
    assert compute(budget_data(scenario.plan), changed).savings_target == (12_061_725,) * 4
    cleared = change_terms(scenario=scenario, values=dict.fromkeys(values), by=adviser).choice
    assert (cleared.index_years, cleared.targets) == ((), ())


@pytest.mark.parametrize(
    "value",
    [
        ("index_year:personnel:2021", Fraction(1)),
        ("index_year:personnel:2025", Fraction(1)),
        ("index_year:personnel:x", Fraction(1)),
        ("index_year:bestaat-niet:2022", Fraction(1)),
        ("index_year:personnel:2022", Fraction(101)),
        ("target:bestaat-niet", TargetChange("bestaat-niet", Fraction(5))),
        ("target:{}", TargetChange("{}", Fraction(101))),
        ("target:{}", TargetChange("{}", Fraction(-1))),
        ("target:{}", TargetChange("{}", amounts=(1, 2))),
        ("target:{}", TargetChange("{}", amounts=(10**12,) * 4)),
    ],
)
def test_impossible_terms_are_refused_at_their_key(scenario, adviser, value):
    key, given = value
    code = budget_data(scenario.plan).targets[0].code
    if isinstance(given, TargetChange):
        given = TargetChange(given.target.format(code), given.percentage, given.amounts)
    with pytest.raises(Refused) as refusal:
        change_terms(scenario=scenario, values={key.format(code): given}, by=adviser)
    assert refusal.value.field == key.format(code)


def test_target_that_another_changed_is_not_written_over(scenario, adviser):
    code = budget_data(scenario.plan).targets[0].code
    seen = terms_of(scenario.choice)
    five, four = (TargetChange(code, Fraction(n)) for n in (5, 4))
    change_terms(scenario=scenario, values={f"target:{code}": five}, by=adviser, seen=seen)
    with pytest.raises(Meanwhile, match=r"‘5%’.*‘4%’"):
        change_terms(scenario=scenario, values={f"target:{code}": four}, by=adviser, seen=seen)
