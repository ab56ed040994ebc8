"""A proposed scenario: locked for every action, its figures kept, taken back by who may."""

import importlib
import inspect
import pkgutil
from decimal import Decimal

import pytest

from budgets import actions
from budgets.actions import proposals
from budgets.actions.adjustments import add_adjustment
from budgets.actions.levels import choose_levels
from budgets.actions.proposals import (
    propose_scenario,
    proposed_result,
    standing_proposal,
    state_of,
    withdraw_proposal,
)
from budgets.actions.scenario_terms import change_terms
from budgets.actions.scenarios import change_scenario, create_scenario, delete_scenario, switch_options
from budgets.engine import compute
from budgets.models import CostAmount, Proposal, Scenario
from budgets.refusals import Locked, Unreadable
from budgets.snapshot import budget_data
from measures.changes import changing
from municipalities.models import User
from municipalities.refusals import Refused
from tests.unit.at_once import at_once


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def scenario(demo):
    return Scenario.objects.select_related("plan__region").get(slug="alle-bijstellingen")


@pytest.fixture
def proposal(scenario, adviser):
    made = propose_scenario(scenario=scenario, by=adviser, remark="Voor het overleg.")
    scenario.refresh_from_db()
    return made


OWN = {
    "of": "post-regel-1",
    "change": Decimal("-1000.00"),
    "percentage": None,
    "first_year": 2022,
    "reason": "Zuiniger.",
}
WRITES = {
    "switch": lambda scenario, by: switch_options(scenario=scenario, switched={"mda": False}, by=by),
    "rename": lambda scenario, by: change_scenario(scenario=scenario, name="Anders", by=by),
    "terms": lambda scenario, by: change_terms(scenario=scenario, values={"share_falls_away": True}, by=by),
    "a level": lambda scenario, by: choose_levels(scenario=scenario, chosen={"regisseur": "vervalt"}, by=by),
    "an own adjustment": lambda scenario, by: add_adjustment(scenario=scenario, values=OWN, by=by),
    "delete": lambda scenario, by: delete_scenario(scenario=scenario, by=by),
    "propose again": lambda scenario, by: propose_scenario(scenario=scenario, by=by),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("who", ["adviseur", "beheerder"])
def test_proposed_scenario_is_locked_for_everybody(scenario, proposal, write, who):
    before = Scenario.objects.filter(pk=scenario.pk).values().get()
    with pytest.raises(Locked, match="voorgesteld door adviseur en daarom vergrendeld"):
        write(scenario, User.objects.get(username=who))
    assert Scenario.objects.filter(pk=scenario.pk).values().get() == before


def test_every_action_on_a_scenario_passes_the_lock():
    """An action that takes the row of a scenario by itself would not see that it is proposed."""
    names = [f"budgets.actions.{found.name}" for found in pkgutil.iter_modules(actions.__path__)]
    acting = {
        name: inspect.getsource(function)
        for module in map(importlib.import_module, names)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if {"scenario", "by"} <= set(inspect.signature(function).parameters)
        and not name.startswith(("_", "save_scenario"))
    }
    assert {"switch_options", "change_scenario", "change_terms", "choose_levels"} <= set(acting)
    assert [name for name, source in acting.items() if "locked_scenario(" not in source] == []


def test_copy_of_a_proposed_scenario_can_be_changed(demo, scenario, proposal, adviser):
    copy = create_scenario(plan=demo, name="Kopie", by=adviser, copy_of=scenario)
    changed = switch_options(scenario=copy, switched={"mda": False}, by=adviser)
    assert changed.choice.on == scenario.choice.on - {"mda"}


def test_figures_stay_when_the_budget_changes(demo, scenario, proposal, finance):
    before = compute(budget_data(demo), scenario.choice).result_after_target
    assert proposed_result(proposal).result_after_target == before
    with changing(demo, by=finance):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2023)
        amount.amount = Decimal("1000.00")  # was 273.715
        amount.save(update_fields=["amount"])
    demo.refresh_from_db()
    now = compute(budget_data(demo), scenario.choice).result_after_target
    assert now[2] == before[2] + 27371500 - 100000
    assert proposed_result(standing_proposal(scenario)).result_after_target == before


def test_withdrawn_proposal_unlocks_and_stays_on_record(scenario, proposal, adviser):
    changed = withdraw_proposal(scenario=scenario, by=adviser)
    assert changed.proposal_id is None
    switch_options(scenario=scenario, switched={"mda": False}, by=adviser)
    kept = Proposal.objects.get(pk=proposal.pk)
    assert (kept.remark, kept.withdrawn_by) == ("Voor het overleg.", adviser)
    assert "mda" in proposed_result(kept).choice.on
    with pytest.raises(Refused, match="al ingetrokken"):
        withdraw_proposal(scenario=scenario, by=adviser)


def test_scenario_can_be_proposed_again_after_that(scenario, proposal, adviser):
    withdraw_proposal(scenario=scenario, by=adviser)
    again = propose_scenario(scenario=scenario, by=adviser)
    assert Scenario.objects.get(pk=scenario.pk).proposal == again
    assert scenario.proposals.count() == 2


def test_history_says_who_proposed_and_withdrew(scenario, proposal, adviser):
    withdraw_proposal(scenario=scenario, by=User.objects.get(username="beheerder"))
    last, before = scenario.history.order_by("-history_id")[:2]
    assert (last.proposal_id, last.history_user.username) == (None, "beheerder")
    assert (before.proposal_id, before.history_user.username) == (proposal.pk, "adviseur")


def test_proposal_of_another_state_than_was_seen_is_refused(demo, scenario, adviser):
    seen = state_of(scenario)
    switch_options(scenario=scenario, switched={"mda": False}, by=adviser)
    with pytest.raises(Refused, match="gewijzigd nadat u deze pagina opende"):
        propose_scenario(scenario=scenario, by=adviser, seen=seen)
    assert not Proposal.objects.exists()


def test_proposal_whose_text_was_changed_is_not_shown(scenario, proposal):
    proposals._result.cache_clear()
    Proposal.objects.filter(pk=proposal.pk).update(choice_json='{"schema": 1}')
    with pytest.raises(Unreadable, match="vingerafdruk klopt niet"):
        proposed_result(proposal)


@pytest.mark.parametrize(
    ("who", "proposes", "withdraws"),
    [
        # a scenario of the adviser, proposed by the adviser
        ("adviseur", True, True),
        ("financien", True, False),
        ("beheerder", True, True),
        ("portefeuillehouder", False, False),
        ("lezer", False, False),
        ("buurregio", False, False),
    ],
)
def test_who_may_propose_and_withdraw(scenario, proposal, who, proposes, withdraws):
    user = User.objects.get(username=who)
    assert user.has_perm("budgets.propose_scenario", scenario) is proposes
    assert user.has_perm("budgets.withdraw_proposal", scenario) is withdraws


def test_alderman_proposes_and_withdraws_what_is_theirs(demo):
    alderman = User.objects.get(username="portefeuillehouder")
    own = create_scenario(plan=demo, name="Van mij", by=alderman)
    assert alderman.has_perm("budgets.propose_scenario", own)
    propose_scenario(scenario=own, by=alderman)
    own.refresh_from_db()
    assert alderman.has_perm("budgets.withdraw_proposal", own)


@pytest.mark.django_db(transaction=True)
def test_switch_at_the_same_moment_comes_before_the_proposal_or_not_at_all(scenario, adviser):
    """Whoever is second: the proposal keeps exactly what the scenario then says."""

    def now():
        return Scenario.objects.select_related("plan__region").get(pk=scenario.pk)

    def switch(code):
        return lambda: switch_options(scenario=now(), switched={code: False}, by=adviser)

    codes = ["mda", "php", "wvggz", "pak-aan"]
    errors = at_once(lambda: propose_scenario(scenario=now(), by=adviser), *map(switch, codes))
    assert {type(error) for error in errors} <= {Locked}
    assert Proposal.objects.get().choice_json == now().choice_json
    assert len(scenario.choice.on - now().choice.on) == len(codes) - len(errors)
