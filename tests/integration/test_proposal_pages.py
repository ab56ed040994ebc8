"""Proposing a scenario on the screen: it says so, is locked, and holds its figures against those of now."""

from decimal import Decimal

import pytest
from django.urls import reverse

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
