"""Asking further and going back within an explanation, and taking a finding away, by keyboard and mouse."""

import pytest
from playwright.sync_api import expect

from budgets.models import Scenario
from tests.browser.conftest import FULL_SCENARIO


@pytest.fixture
def title(request):
    """The heading of what is explained."""
    return lambda page: page.locator("#herkomst:popover-open #herkomst-titel")


def test_explanation_goes_deeper_and_back_by_keyboard(visit, title):
    page = visit(f"{FULL_SCENARIO}?jaar=2023")
    page.locator('[data-figure="result_after_target"][data-year="2023"] a.ask').first.focus()
    page.keyboard.press("Enter")
    expect(title(page)).to_contain_text("Resultaat na taakstelling 2023")
    expect(page.locator("#herkomst-terug")).to_be_hidden()
    for deeper in ("Resultaat 2023", "Baten 2023", "Vrouwenopvang 2023"):
        page.locator("#herkomst a.term.ask").first.focus()
        page.keyboard.press("Enter")
        expect(title(page)).to_contain_text(deeper)
    page.locator("#herkomst-terug").press("Enter")
    expect(title(page)).to_contain_text("Baten 2023")
    page.locator("#herkomst-terug").press("Enter")
    expect(title(page)).to_contain_text("Resultaat 2023")
    page.locator("#herkomst-terug").press("Enter")
    expect(title(page)).to_contain_text("Resultaat na taakstelling 2023")
    expect(page.locator("#herkomst-terug")).to_be_hidden()


def test_finding_says_why_and_goes_away_in_one_press(visit, demo, title):
    page = visit(f"{FULL_SCENARIO}?jaar=2023")
    page.locator(".findings .why").first.click()
    expect(title(page)).to_contain_text("Waarom staat dit hier?")
    page.locator("#herkomst a.term.ask").first.click()
    expect(title(page)).to_contain_text("besparing volgens het voorstel")
    page.locator("#herkomst-terug").click()
    page.locator("#herkomst .why__ways button").first.click()
    page.wait_for_load_state()
    expect(page.locator('[data-option="ggz-mantelzorg"]')).not_to_be_checked()
    assert "ggz-mantelzorg" not in Scenario.objects.get(slug="alle-bijstellingen").choice.on
