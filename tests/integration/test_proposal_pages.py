"""Proposing a scenario on the screen: it says so, is locked, and holds its figures against those of now."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions.adjustments import add_adjustment
from budgets.actions.proposals import propose_scenario
from budgets.models import CostAmount, Scenario
from measures.changes import changing
from tests.integration.forms import submit

ADDRESS = reverse("scenario", args=["gooi-en-vechtstreek", "bo-2021-2024", "alle-bijstellingen"])


@pytest.fixture
def proposed(financial, demo):
    answer = submit(financial, f"{ADDRESS}voorstellen/", {"toelichting": "Voor het overleg."})
    assert answer.status_code == 302
    return financial


def page(client, address=ADDRESS):
    return " ".join(client.get(address).content.decode().split())


def test_page_before_proposing_shows_what_will_be_kept(financial, demo):
    text = page(financial, f"{ADDRESS}voorstellen/")
    assert 'data-figure="proposed.result_after_target" data-year="2023" data-cents="146453565"' in text
    assert Scenario.objects.get(slug="alle-bijstellingen").proposal_id is None


def test_proposed_scenario_says_so_and_has_no_switch_to_turn(proposed):
    text = page(proposed)
    assert ": vergrendeld</h2>" in text
    assert "Voor het overleg." in text
    assert "De begroting is sindsdien dezelfde gebleven." in text
    assert "Alles aan" not in text
    assert "Hernoemen" not in text
    assert "Kopiëren" in text
    assert 'aria-describedby="alleen-lezen"' in text
    assert "voorgesteld</span>" in page(proposed, reverse("scenarios", args=ADDRESS.split("/")[1:3]))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_switch_of_a_proposed_scenario_is_refused_in_words(proposed, headers):
    answer = proposed.post(f"{ADDRESS}opties/mda/", {"aan": "0"}, headers=headers)
    assert answer.status_code == 422
    assert "voorgesteld door financien en daarom vergrendeld" in answer.content.decode()


FORMS = ["uitgangspunten/", "uitgangspunten/aanpassing/", "hernoemen/", "verwijderen/"]


@pytest.mark.parametrize("form", FORMS)
def test_form_of_a_proposed_scenario_says_so_at_once_and_leads_back(proposed, form):
    answer = proposed.get(ADDRESS + form)
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert '<h1 class="utrecht-heading-1">Vergrendeld</h1>' in text
    assert "voorgesteld door financien en daarom vergrendeld. Maak een kopie, of trek het voorstel" in text
    assert f'href="{ADDRESS}">Naar het scenario ‘Alle bijstellingen’</a>' in text
    assert '<form method="post" class="stacked' not in text


@pytest.mark.parametrize("form", ["a1/", "a1/weghalen/"])
def test_own_adjustment_of_a_proposed_scenario_is_not_opened(financial, finance, demo, form):
    scenario = Scenario.objects.get(slug="alle-bijstellingen")
    values = {"of": "post-regel-15", "change": Decimal(-1), "percentage": None, "first_year": 2022}
    add_adjustment(scenario=scenario, values=values | {"reason": "Proef."}, by=finance)
    propose_scenario(scenario=scenario, by=finance)
    assert "Vergrendeld</h1>" in page(financial, f"{ADDRESS}uitgangspunten/{form}")


def test_form_that_was_open_when_somebody_proposed_it_keeps_what_was_typed(financial, demo, finance):
    propose_scenario(scenario=Scenario.objects.get(slug="alle-bijstellingen"), by=finance)
    answer = financial.post(f"{ADDRESS}hernoemen/", {"naam": "Werkgroep februari"})
    text = answer.content.decode()
    assert "daarom vergrendeld. Er is niets bewaard." in text
    assert 'value="Werkgroep februari"' in text


def test_budget_that_moved_on_stands_beside_what_was_proposed(proposed, demo, finance):
    with changing(demo, by=finance):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2023)
        amount.amount -= Decimal("1000.00")
        amount.save(update_fields=["amount"])
    text = page(proposed)
    assert "De begroting is gewijzigd nadat dit scenario is voorgesteld." in text
    assert 'data-figure="proposed.result_after_target" data-year="2023" data-cents="146453565"' in text
    assert 'data-figure="result_after_target" data-year="2023" data-cents="146553565"' in text
    assert 'data-figure="proposed.difference" data-year="2023" data-cents="100000"' in text


def test_change_that_was_undone_is_no_difference(proposed, demo, finance):
    amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2023)
    for change in (Decimal(1), Decimal(-1)):
        with changing(demo, by=finance):
            amount.amount += change
            amount.save(update_fields=["amount"])
    assert "De begroting is sindsdien dezelfde gebleven." in page(proposed)


def test_withdrawn_by_who_proposed_it(proposed):
    assert "Ja, intrekken" in page(proposed, f"{ADDRESS}intrekken/")
    assert proposed.post(f"{ADDRESS}intrekken/").status_code == 302
    assert "vergrendeld</h2>" not in page(proposed)


def test_second_proposal_says_that_somebody_was_first(proposed):
    answer = proposed.post(f"{ADDRESS}voorstellen/", {"gezien": "oud"})
    assert "is al voorgesteld" in answer.content.decode()
