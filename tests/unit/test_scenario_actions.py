"""Writes to a scenario: complete or not at all, in the history, never undoing another's work."""

from fractions import Fraction
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from budgets.actions.scenarios import change_scenario, create_scenario, delete_scenario, switch_options
from budgets.engine import Choice, to_json
from budgets.models import Scenario
from budgets.refusals import UnknownOption, Unreadable
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Gone, Refused
from tests.unit.at_once import at_once


@pytest.fixture
def adviser(demo):
    return User.objects.get(username="adviseur")


@pytest.fixture
def scenario(demo, adviser):
    return create_scenario(plan=demo, name="Werkgroep januari", by=adviser)


def on(scenario):
    return set(Scenario.objects.get(pk=scenario.pk).choice.on)


def test_scenario_created_has_address_maker_and_history(scenario, adviser):
    assert scenario.slug == "werkgroep-januari"
    assert scenario.created_by == adviser
    assert on(scenario) == set()
    assert [(h.history_type, h.history_user) for h in scenario.history.all()] == [("+", adviser)]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "\u200b", "\u202e \u2066", "\x00"])
def test_scenario_with_an_impossible_name_is_refused(demo, adviser, name):
    before = Scenario.objects.count()
    with pytest.raises(Refused) as refusal:
        create_scenario(plan=demo, name=name, by=adviser)
    assert refusal.value.field == "name"
    assert Scenario.objects.count() == before


def test_scenario_with_a_taken_name_is_refused(demo, adviser, scenario):
    with pytest.raises(Refused, match="WERKGROEP januari"):
        create_scenario(plan=demo, name=" WERKGROEP  januari ", by=adviser)


def test_scenarios_with_the_same_address_get_a_number(demo, adviser, scenario):
    slugs = [
        create_scenario(plan=demo, name=name, by=adviser).slug for name in ("Werkgroep, januari", "…", "!")
    ]
    assert slugs == ["werkgroep-januari-2", "scenario", "scenario-2"]


def test_scenario_copied_has_the_same_choice(demo, adviser):
    everything = Scenario.objects.get(slug="alle-bijstellingen")
    copy = create_scenario(plan=demo, name="Kopie", by=adviser, copy_of=everything)
    assert copy.choice == everything.choice
    assert len(on(copy)) == 11


def test_scenario_renamed_keeps_its_address(scenario, adviser):
    renamed = change_scenario(scenario=scenario, name="Werkgroep februari", by=adviser)
    assert (renamed.name, renamed.slug) == ("Werkgroep februari", "werkgroep-januari")
    assert scenario.history.first().history_user == adviser


def test_scenario_renamed_to_its_own_name_leaves_no_history(scenario, adviser):
    change_scenario(scenario=scenario, name="Werkgroep januari", by=adviser)
    assert scenario.history.count() == 1


def test_scenario_renamed_to_a_taken_name_is_refused(scenario, adviser):
    with pytest.raises(Refused, match="Ongewijzigd"):
        change_scenario(scenario=scenario, name="Ongewijzigd", by=adviser)


def test_scenario_deleted_leaves_its_history(scenario, adviser):
    pk = scenario.pk
    delete_scenario(scenario=scenario, by=adviser)
    last = Scenario.history.filter(id=pk).first()
    assert (last.history_type, last.history_user) == ("-", adviser)


def test_option_switched_on_and_off_returns_to_the_start(scenario, adviser):
    switch_options(scenario=scenario, switched={"mda": True}, by=adviser)
    assert on(scenario) == {"mda"}
    switch_options(scenario=scenario, switched={"mda": False}, by=adviser)
    assert on(scenario) == set()
    assert scenario.history.count() == 3


def test_option_switched_to_what_it_was_leaves_no_history(scenario, adviser):
    switch_options(scenario=scenario, switched={"mda": False}, by=adviser)
    assert scenario.history.count() == 1


def test_option_switched_keeps_the_parameters(scenario, adviser):
    choice = Choice.of({"php"}, {"personnel": Fraction("2.5")})
    Scenario.objects.filter(pk=scenario.pk).update(choice_json=to_json(choice))
    after = switch_options(scenario=scenario, switched={"mda": True}, by=adviser).choice
    assert after == Choice.of({"php", "mda"}, {"personnel": Fraction("2.5")})


def test_option_switched_on_an_old_copy_keeps_what_another_switched(scenario, adviser):
    old = Scenario.objects.get(pk=scenario.pk)
    switch_options(scenario=scenario, switched={"mda": True, "php": True}, by=adviser)
    switch_options(scenario=old, switched={"regisseur": True, "php": False}, by=adviser)
    assert on(scenario) == {"mda", "regisseur"}


def test_scenario_name_loses_what_nobody_sees(demo, adviser):
    name = "Werk\u200bgroep\u202e\tjanuari"
    assert create_scenario(plan=demo, name=name, by=adviser).name == "Werkgroep januari"


def test_option_that_is_gone_can_be_turned_off(scenario, adviser):
    Scenario.objects.filter(pk=scenario.pk).update(choice_json=to_json(Choice.of({"weg", "mda"})))
    switch_options(scenario=scenario, switched={"weg": False}, by=adviser)
    assert on(scenario) == {"mda"}


@pytest.mark.parametrize(
    "damaged",
    [
        "{",
        "[]",
        '{"schema":2,"on":[],"indexation":[]}',
        '{"schema":1,"on":"mda","indexation":[]}',
        '{"schema":1,"on":["mda",1],"indexation":[]}',
        '{"schema":1,"on":[],"indexation":[["material",true]]}',
        '{"schema":1,"on":[],"indexation":[["material","1/0"]]}',
    ],
)
def test_scenario_that_cannot_be_read_is_a_sentence_everywhere(client, demo, damaged):
    Scenario.objects.filter(slug="ongewijzigd").update(choice_json=damaged)
    with pytest.raises(Unreadable, match="kan niet worden gelezen"):
        Scenario.objects.get(slug="ongewijzigd").choice  # noqa: B018  # reading it is the test
    client.login(username="adviseur", password="demo")
    base = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/"
    assert "kan niet worden gelezen" in client.get(base).content.decode()
    for path, ask in (("", client.get), ("begroting.xlsx", client.get), ("opties/mda/", client.post)):
        answer = ask(f"{base}ongewijzigd/{path}", {"aan": "1"})
        assert answer.status_code == 422
        assert "kan niet worden gelezen" in answer.content.decode()
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("compute", "bo-2021-2024", "--scenario=ongewijzigd")


def test_option_that_does_not_exist_is_refused_and_nothing_changes(scenario, adviser):
    with pytest.raises(UnknownOption, match="bestaat niet"):
        switch_options(scenario=scenario, switched={"mda": True, "zwembad": True}, by=adviser)
    assert on(scenario) == set()


@pytest.mark.parametrize(
    "action",
    [
        lambda s, by: switch_options(scenario=s, switched={"mda": True}, by=by),
        lambda s, by: change_scenario(scenario=s, name="Anders", by=by),
        lambda s, by: delete_scenario(scenario=s, by=by),
    ],
    ids=["switch", "rename", "delete"],
)
def test_scenario_deleted_meanwhile_is_said(scenario, adviser, action):
    old = Scenario.objects.get(pk=scenario.pk)
    delete_scenario(scenario=scenario, by=adviser)
    with pytest.raises(Gone, match=r"Werkgroep januari.*intussen verwijderd"):
        action(old, adviser)


def test_switch_that_cannot_be_written_leaves_neither_choice_nor_history(scenario, adviser, monkeypatch):
    def no_disk(*args, **kwargs):
        raise OSError("no disk")

    monkeypatch.setattr("simple_history.models.HistoricalRecords.create_historical_record", no_disk)
    with pytest.raises(OSError, match="no disk"), transaction.atomic():
        switch_options(scenario=scenario, switched={"mda": True}, by=adviser)
    assert on(scenario) == set()
    assert scenario.history.count() == 1


@pytest.mark.django_db(transaction=True)
def test_people_switching_at_once_lose_nothing():
    call_command("load_demo", verbosity=0)
    plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    adviser = User.objects.get(username="adviseur")
    scenario = plan.scenarios.get(slug="ongewijzigd")
    codes = list(plan.options.values_list("code", flat=True))
    errors = at_once(
        *(
            lambda code=code: switch_options(scenario=scenario, switched={code: True}, by=adviser)
            for code in codes
        )
    )
    assert errors == []
    assert on(scenario) == set(codes)
    assert scenario.history.count() == 1 + len(codes)


@pytest.mark.django_db(transaction=True)
def test_people_making_the_same_scenario_at_once_get_one():
    call_command("load_demo", verbosity=0)
    plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    adviser = User.objects.get(username="adviseur")
    errors = at_once(*[lambda: create_scenario(plan=plan, name="Nieuw", by=adviser)] * 4)
    assert [type(error) for error in errors] == [Refused] * 3
    assert Scenario.objects.filter(name="Nieuw").count() == 1


def test_scenarios_from_before_give_their_address_to_the_page_that_has_it_now(demo, adviser):
    """Slugs as they were made before these words were taken."""
    give = import_module("budgets.migrations.0012_scenario_words").give_another_address
    for name, slug in (("A", "vergelijken"), ("B", "versie-3"), ("C", "versie-3-2"), ("D", "versies")):
        scenario = create_scenario(plan=demo, name=name, by=adviser)
        Scenario.objects.filter(pk=scenario.pk).update(slug=slug)
    give(apps, None)
    slugs = dict(Scenario.objects.filter(name__in="ABCD").values_list("name", "slug"))
    assert slugs == {"A": "vergelijken-2", "B": "versie-3-3", "C": "versie-3-2", "D": "versies"}
