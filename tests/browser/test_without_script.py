"""The application without JavaScript: forms and links do it all."""

import pytest
from playwright.sync_api import expect

from budgets.models import Scenario
from tests.browser.conftest import BUDGET, EMPTY_SCENARIO, SCENARIOS


@pytest.fixture
def plain(visit):
    return lambda path, **options: visit(path, java_script_enabled=False, **options)


def amounts(page, figure):
    """Read by locator: without JavaScript nothing can be evaluated in the page."""
    cells = page.locator(f'[data-figure="{figure}"]')
    return tuple(int(cells.nth(i).get_attribute("data-cents")) for i in range(cells.count()))


def test_login_and_out(plain):
    page = plain("/inloggen/", user=None)
    page.get_by_label("Gebruikersnaam").fill("adviseur")
    page.get_by_label("Wachtwoord").fill("demo")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_selector("text=Begroting bekijken")
    page.get_by_role("button", name="Uitloggen").first.click()
    page.wait_for_url("**/inloggen/**")


def test_switches_are_saved_by_a_button(plain):
    page = plain(EMPTY_SCENARIO)
    page.locator('[data-option="mda"]').check()
    page.locator('[data-option="php"]').check()
    page.get_by_role("button", name="Schakelaars bewaren").click()
    page.wait_for_selector(".notice")
    assert amounts(page, "difference") == (0, 17288000, 17288000, 17288000)
    expect(page.locator('[data-option="mda"]')).to_be_checked()
    assert Scenario.objects.get(slug="ongewijzigd").choice.on == {"mda", "php"}


def test_only_what_this_person_changed_is_saved(plain):
    one, other = plain(EMPTY_SCENARIO), plain(EMPTY_SCENARIO, user="financien")
    one.locator('[data-option="mda"]').check()
    one.get_by_role("button", name="Schakelaars bewaren").click()
    one.wait_for_selector(".notice")
    other.locator('[data-option="php"]').check()
    other.get_by_role("button", name="Schakelaars bewaren").click()
    other.wait_for_selector(".notice")
    assert Scenario.objects.get(slug="ongewijzigd").choice.on == {"mda", "php"}
    expect(other.locator('[data-option="mda"]')).to_be_checked()


def test_year_and_everything_on_and_explanation(plain):
    page = plain(EMPTY_SCENARIO)
    page.locator("#jaar-2022").click()
    page.get_by_role("button", name="Alles aan").click()
    page.wait_for_selector(".notice")
    expect(page.locator(".hero__label")).to_contain_text("2022", use_inner_text=True)
    expect(page.get_by_text("Volgens het voorstel was de post").first).to_be_visible()
    page.locator('[data-figure="costs"][data-year="2022"] a').click()
    page.wait_for_selector("h1:has-text('Kosten 2022')")
    page.get_by_role("link", name="Terug naar het scenario").click()
    page.wait_for_selector("h1:has-text('Ongewijzigd')")


def test_filter_by_button(plain):
    page = plain(BUDGET)
    page.get_by_label("Soort kosten").select_option("overhead")
    page.get_by_role("button", name="Tonen").click()
    page.wait_for_url("**soort=overhead**")
    expect(page.locator("tr[data-line]")).to_have_count(1)
    page.get_by_role("link", name="Filter wissen").click()
    expect(page.locator("tr[data-line]")).to_have_count(57)


def test_make_copy_rename_delete(plain):
    page = plain(SCENARIOS)
    page.get_by_label("Naam van het scenario").fill("Werkgroep januari")
    page.get_by_role("button", name="Scenario maken").click()
    page.wait_for_selector("h1:has-text('Werkgroep januari')")
    page.get_by_role("link", name="Kopiëren").click()
    page.get_by_role("button", name="Kopie maken").click()
    page.wait_for_selector("h1:has-text('Kopie van Werkgroep januari')")
    page.get_by_text("Meer", exact=True).click()
    page.get_by_role("link", name="Hernoemen").click()
    page.get_by_label("Naam van het scenario").fill("Werkgroep februari")
    page.get_by_role("button", name="Naam bewaren").click()
    page.wait_for_selector("h1:has-text('Werkgroep februari')")
    page.get_by_text("Meer", exact=True).click()
    page.get_by_role("link", name="Verwijderen").click()
    page.get_by_role("button", name="Ja, verwijderen").click()
    page.wait_for_selector("text=is verwijderd")
    assert not Scenario.objects.filter(name="Werkgroep februari").exists()
