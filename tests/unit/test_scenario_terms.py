"""What a scenario assumes: who leaves when, who then pays, indexation."""

from dataclasses import replace
from fractions import Fraction

import pytest

from budgets.actions.editing import Meanwhile
from budgets.actions.scenario_terms import change_terms, terms_of
from budgets.actions.scenarios import switch_options
from budgets.engine import Choice, TargetChange, compute, to_json
from budgets.engine.money import round_half_away
from budgets.models import Scenario
from budgets.snapshot import budget_data
from municipalities.models import User
from municipalities.refusals import Refused
from tests.integration.forms import submit

SCENARIOS = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/"
PAGE = f"{SCENARIOS}ongewijzigd/"


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def scenario(demo):
    return Scenario.objects.select_related("plan__region").get(plan=demo, slug="ongewijzigd")


def change(scenario, by, seen=None, **values):
    given = {key.replace("__", ":"): value for key, value in values.items()}
    return change_terms(scenario=scenario, values=given, by=by, seen=seen)


def test_terms_are_kept_beside_the_options(scenario, adviser):
    switch_options(scenario=scenario, switched={"mda": True}, by=adviser)
    change(scenario, adviser, end__GM0457=2022, share_falls_away=True, index__personnel=Fraction(5, 2))
    changed = switch_options(scenario=scenario, switched={"php": True}, by=adviser)
    assert changed.choice == Choice.of(
        ["mda", "php"], {"personnel": Fraction(5, 2)}, {"GM0457": 2022}, share_falls_away=True
    )


def test_terms_change_what_the_municipalities_pay(scenario, adviser):
    data = budget_data(scenario.plan)
    changed = change(scenario, adviser, share_falls_away=True)
    result = compute(data, changed.choice)
    assert result.income_by_stream["GB"] == (241234500, 223214189, 223214189, 223214189)
    assert result.allocation.figure("GM0406", "contribution") == (36338361,) * 4


def test_terms_that_stood_so_leave_no_history(scenario, adviser):
    before = scenario.history.count()
    change(scenario, adviser, end__GM0457=None, share_falls_away=False, index__material=None)
    assert scenario.history.count() == before


def test_terms_of_a_target_that_no_longer_counts_go_when_terms_are_saved(scenario, adviser):
    target = budget_data(scenario.plan).targets[0].code
    gone, short = TargetChange("weg", Fraction(3)), TargetChange(target, amounts=(100,))
    for stale in (gone, short):
        scenario.choice_json = to_json(replace(scenario.choice, targets=(stale,)))
        scenario.save()
        assert change(scenario, adviser, share_falls_away=False).choice.targets == ()
    kept = TargetChange(target, amounts=(100,) * 4)
    assert change(scenario, adviser, **{f"target__{target}": kept}).choice.targets == (kept,)


def test_two_people_change_different_terms(scenario, adviser):
    seen = terms_of(scenario.choice)
    change(scenario, adviser, seen, end__GM0457=2022, share_falls_away=False)
    changed = change(scenario, adviser, seen, end__GM0457=None, share_falls_away=True)
    assert terms_of(changed.choice) == {"end:GM0457": 2022, "share_falls_away": True}
    with pytest.raises(Meanwhile):
        change(scenario, adviser, seen, end__GM0457=2023)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end:GM9999": 2022}, "end:GM9999"),
        ({"end:GM0457": 2025}, "end:GM0457"),
        ({"end:GM0457": 2019}, "end:GM0457"),
        ({"index:koffie": Fraction(1)}, "index:koffie"),
        ({"index:personnel": Fraction(101)}, "index:personnel"),
    ],
)
def test_impossible_terms_are_refused_at_their_field(scenario, adviser, values, field):
    with pytest.raises(Refused) as refusal:
        change_terms(scenario=scenario, values=values, by=adviser)
    assert refusal.value.field == field
    assert Scenario.objects.get(pk=scenario.pk).choice == Choice()


def test_somebody_must_be_left_to_pay(scenario, adviser):
    all_gone = {f"end:{m.code}": 2022 for m in budget_data(scenario.plan).municipalities}
    with pytest.raises(Refused, match="in 2023 geen enkele gemeente"):
        change_terms(scenario=scenario, values=all_gone, by=adviser)


def test_page_asks_and_tells_the_terms(client, scenario, adviser):
    client.force_login(adviser)
    form = client.get(f"{PAGE}uitgangspunten/").content.decode()
    assert "zoals in de regio: laatste jaar 2021" in form
    sent = {"uit_GM0457": "2022", "aandeel": "ja", "index_personnel": "2,5"}
    page = submit(client, f"{PAGE}uitgangspunten/", sent, follow=True).content.decode()
    assert "Weesp doet mee tot en met 2022." in page
    assert "Het aandeel van wie uittreedt vervalt." in page
    assert "Indexering per jaar: personeelskosten 2,5%." in page
    again = client.get(f"{PAGE}uitgangspunten/").content.decode()
    assert 'value="2,5%"' in again
    wrong = submit(client, f"{PAGE}uitgangspunten/", {"index_personnel": "veel"}).content.decode()
    assert "Vul een percentage in van −100 tot en met 100, zoals 2,5." in wrong
    assert 'value="veel"' in wrong
    wrong = submit(client, f"{PAGE}uitgangspunten/", {"index_personnel": "1000"}).content.decode()
    assert "Vul een percentage in van −100 tot en met 100, zoals 2,5." in wrong


def test_costs_of_no_type_are_indexed_and_named_as_such(client, scenario, adviser):
    client.force_login(adviser)
    sent = {"index_none": "2,5", "jaarindex_none:2024": "0"}
    page = submit(client, f"{PAGE}uitgangspunten/", sent, follow=True).content.decode()
    assert "Indexering per jaar: kosten zonder soort 2,5%." in page
    assert "Indexering van een jaar apart: kosten zonder soort 0% in 2024." in page
    changed = Scenario.objects.get(pk=scenario.pk)
    data = budget_data(scenario.plan)
    once, twice = (Fraction(1025, 1000) ** power for power in (1, 2))
    lines = [line.amounts for line in data.lines if not line.cost_type]
    expected = [
        sum(round_half_away((amounts[year] or 0) * factor) for amounts in lines)
        for year, factor in enumerate((1, once, twice, twice))
    ]
    assert list(compute(data, changed.choice).costs_by_cost_type["none"]) == expected
    history = client.get(f"{PAGE}geschiedenis/").content.decode()
    assert "Indexering van kosten zonder soort: niet apart → 2,5%." in history
    compared = client.get(f"{SCENARIOS}vergelijken/?met=begroting&met=ongewijzigd").content.decode()
    assert "Indexering kosten zonder soort" in compared


def test_who_does_not_take_part_at_all_takes_its_share_along(scenario, adviser):
    data = budget_data(scenario.plan)
    changed = change(scenario, adviser, end__GM0402=2020, share_falls_away=True)
    result = compute(data, changed.choice)
    full = compute(data).allocation
    assert result.income_by_stream["GB"][0] == 241234500 - full.figure("GM0402", "contribution")[0]
    assert result.allocation.figure("GM0402", "contribution") == (0,) * 4
    assert result.allocation.figure("GM0406", "contribution")[0] == full.figure("GM0406", "contribution")[0]
