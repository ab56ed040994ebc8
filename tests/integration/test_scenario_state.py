"""A scenario that two people have open: what one does comes to the other; nothing new costs nothing."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.actions.adjustments import add_adjustment
from budgets.actions.levels import choose_levels
from budgets.actions.proposals import propose_scenario
from budgets.actions.scenarios import change_scenario, switch_options
from budgets.models import CostAmount, Scenario
from decisions.actions.positions import record_position
from decisions.positions import party_of
from measures.changes import changing
from municipalities.models import User

NAMES = ["gooi-en-vechtstreek", "bo-2021-2024", "ongewijzigd"]
PAGE, STATE = reverse("scenario", args=NAMES), reverse("scenario_state", args=NAMES)
OWN = {
    "of": "post-regel-1",
    "change": Decimal(-1000),
    "percentage": None,
    "first_year": 2022,
    "reason": "Zo.",
}


def person(name):
    return User.objects.get(username=name)


def scenario():
    return Scenario.objects.select_related("plan__region").get(slug="ongewijzigd")


def switch(code="mda", on=True, by="adviseur"):
    switch_options(scenario=scenario(), switched={code: on}, by=person(by))


class Open:
    """Somebody who has the page open: what it knows, as its script tells it."""

    def __init__(self, name):
        self.client = Client()
        self.client.force_login(person(name), "django.contrib.auth.backends.ModelBackend")
        self.hear(self.client.get(PAGE))

    def hear(self, answer):
        text = " ".join(answer.content.decode().split())
        state, said = re.search('data-state="([0-9-]+)"', text), re.search('data-said="([0-9]+)"', text)
        self.state, self.said = state[1], said[1] if said else self.said
        return text

    def ask(self, query=""):
        tag = f'"{self.state}-{self.said}"'
        return self.client.get(STATE + query, headers={"If-None-Match": tag, "HX-Request": "true"})

    def told(self):
        """What the page says that changed, in the sentence that everybody sees."""
        text = self.hear(self.ask())
        found = re.search('#intussen"><p class="alert alert--calm"><span>([^<]*)</span>', text)
        return found[1].replace("&#x27;", "'") if found else ""


@pytest.fixture
def other(demo):
    return Open("financien")


def test_nothing_new_is_told_without_a_budget_and_without_computing(other, monkeypatch):
    def never(*args, **kwargs):
        raise AssertionError("a budget was read or computed")

    for name in ("budgets.snapshot.read", "reports.scenario_page.compute"):
        monkeypatch.setattr(name, never)
    for name in ("budget_data", "compute", "scenario_for"):
        monkeypatch.setattr(f"reports.views.scenario_state.{name}", never)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = other.ask()
    assert (answer.status_code, answer.content) == (304, b"")
    assert len(queries) == 3, [query["sql"] for query in queries]  # session, user, how it stands


def test_after_a_switch_of_ones_own_there_is_nothing_new(other):
    answer = other.client.post(f"{PAGE}opties/mda/", {"aan": "1"}, headers={"HX-Request": "true"})
    other.hear(answer)
    assert other.ask().status_code == 304


def test_switch_of_another_comes_with_the_figures_and_who_did_it(other):
    switch()
    answer = other.ask()
    text = other.hear(answer)
    assert 'data-on="mda"' in text
    assert 'data-figure="result_after_target" data-year="2023" data-cents="69947365"' in text
    assert "<span>Adviseur heeft ‘MDA++ ombuigen’ aangezet.</span>" in text
    assert "Resultaat na taakstelling 2023: € 699.474, voordelig." in text
    assert other.ask().status_code == 304


def test_each_person_is_named_with_what_they_did(other):
    switch("mda")
    switch("php", by="beheerder")
    switch("php", on=False, by="beheerder")  # undone at once: not worth a word
    switch("wvggz", by="beheerder")
    assert other.told() == (
        "Adviseur heeft ‘MDA++ ombuigen’ aangezet. "
        "Beheerder heeft ‘Wvggz hoorplicht en consultatie lokaal bekostigen’ aangezet."
    )


def test_who_works_in_two_windows_is_called_by_no_name(other):
    switch(by="financien")
    assert other.told() == "U hebt in een ander venster ‘MDA++ ombuigen’ aangezet."


def change_amount(demo):
    with changing(demo, by=person("beheerder")):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2023)
        amount.amount += 1
        amount.save(update_fields=["amount"])


def record(demo):
    record_position(
        plan=demo,
        option=demo.options.get(code="php"),
        party=party_of(demo, "GM0317"),
        values={"stance": "tegen", "reason": "Te vroeg."},
        by=person("adviseur"),
    )


DEEDS = {
    "another name": (
        lambda demo: change_scenario(scenario=scenario(), name="Werkgroep", by=person("adviseur")),
        "Adviseur heeft het scenario ‘Werkgroep’ genoemd.",
    ),
    "a level": (
        lambda demo: choose_levels(
            scenario=scenario(), chosen={"regisseur": "vervalt"}, by=person("adviseur")
        ),
        "Adviseur heeft ‘Gemeentelijke regisseur inperken’ op niveau ‘vervalt’ gezet.",
    ),
    "an adjustment": (
        lambda demo: add_adjustment(scenario=scenario(), values=OWN, by=person("adviseur")),
        "Adviseur heeft de eigen aanpassingen gewijzigd.",
    ),
    "a proposal": (
        lambda demo: propose_scenario(scenario=scenario(), by=person("adviseur")),
        "Adviseur heeft het scenario voorgesteld.",
    ),
    "an amount in the budget": (change_amount, "Beheerder heeft de begroting gewijzigd."),
    "a position": (record, "Adviseur heeft een standpunt gewijzigd."),
}


@pytest.mark.parametrize(("deed", "said"), DEEDS.values(), ids=DEEDS)
def test_everything_that_the_page_shows_is_told(other, demo, deed, said):
    deed(demo)
    assert other.told() == said
    assert other.ask().status_code == 304


@pytest.mark.parametrize("deed", ["an adjustment", "a proposal", "an amount in the budget", "a position"])
def test_what_the_answer_does_not_hold_makes_the_page_out_of_date(other, demo, deed):
    layout = re.search('data-layout="([0-9a-f]+)"', other.client.get(PAGE).content.decode())[1]
    switch()
    assert f'data-layout="{layout}"' in other.hear(other.ask())
    DEEDS[deed][0](demo)
    assert f'data-layout="{layout}"' not in other.hear(other.ask())


def test_answer_is_of_the_year_that_the_page_shows(other):
    switch()
    assert 'data-year="2022" data-name=' in other.ask("?jaar=2022").content.decode()
    assert other.ask("?jaar=1999").status_code == 404


def test_who_may_not_change_it_gets_no_way_to(demo):
    reader = Open("portefeuillehouder")
    for code in ("ggz-mantelzorg", "verslaafden"):
        switch(code)
    assert "data-way-out" not in reader.ask().content.decode()


def test_who_asks_without_a_tag_or_with_a_strange_one_gets_the_whole_answer(other):
    for tag in ("", '"onzin"', '"1-99999999999999999999-1-0-0"', "*"):
        answer = other.client.get(STATE, headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert 'id="intussen"' not in answer.content.decode()
        assert "#intussen" not in answer.content.decode()


def test_what_is_new_is_made_once_for_all_who_have_it_open(other, monkeypatch):
    from reports.scenario_page import scenario_part

    made = []
    people = [other, Open("beheerder"), Open("adviseur")]
    monkeypatch.setattr(
        "reports.views.scenario_state.scenario_part",
        lambda *args: made.append(args) or scenario_part(*args),
    )
    switch()
    for each in people:
        each.ask()
    assert len(made) == 1


def test_many_steps_are_told_as_their_sum_and_the_last_people(other):
    for i in range(4):
        for code, by in (("mda", "adviseur"), ("php", "beheerder")):
            switch(code, on=i % 2 == 0, by=by)
    said = other.told()
    assert said.startswith("Daarvoor wijzigden anderen ook iets: 5 keer. Beheerder heeft")
    assert said.count("heeft") == 3


def test_who_does_not_belong_to_the_region_hears_nothing(demo):
    client = Client()
    client.force_login(person("buurregio"), "django.contrib.auth.backends.ModelBackend")
    assert client.get(STATE).status_code == 404
