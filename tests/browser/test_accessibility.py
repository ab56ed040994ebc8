"""WCAG 2.2 AA by axe in light and dark, narrow screens, and the keyboard all the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BUDGET, EMPTY_SCENARIO, FULL_SCENARIO, PLAN, SCENARIOS
from tests.browser.looks import scrolls_sideways, violations

PAGES = {
    "start": "/",
    "begroting": BUDGET,
    "begroting gefilterd": f"{BUDGET}?q=opvang",
    "begroting leeg filter": f"{BUDGET}?q=bestaatniet",
    "begroting fout filter": f"{BUDGET}?prioriteit=9",
    "scenarios": SCENARIOS,
    "scenario": FULL_SCENARIO,
    "scenario leeg": EMPTY_SCENARIO,
    "kopieren": f"{FULL_SCENARIO}kopieren/",
    "hernoemen": f"{FULL_SCENARIO}hernoemen/",
    "verwijderen": f"{FULL_SCENARIO}verwijderen/",
    "voorstellen": f"{FULL_SCENARIO}voorstellen/",
    "uitgangspunten": f"{FULL_SCENARIO}uitgangspunten/",
    "aanpassing": f"{FULL_SCENARIO}uitgangspunten/aanpassing/",
    "geschiedenis van scenario": f"{FULL_SCENARIO}geschiedenis/",
    "meekijken": f"{FULL_SCENARIO}meekijken/",
    "wie kijkt mee": f"{FULL_SCENARIO}presenteren/",
    "standpunten": f"{PLAN}standpunten/",
    "standpunt": f"{PLAN}standpunten/mda/GM0406/",
    "overleggen": "/gooi-en-vechtstreek/beheer/overleggen/",
    "naast elkaar": f"{SCENARIOS}vergelijken/?met=begroting&met=alle-bijstellingen&jaar=2023",
    "alle jaren": f"{SCENARIOS}vergelijken/?met=begroting&met=alle-bijstellingen&jaar=alle",
    "te weinig": f"{SCENARIOS}vergelijken/?met=begroting",
    "herkomst": f"{BUDGET}herkomst/?cijfer=costs&jaar=2023",
    "geschiedenis": f"{PLAN}geschiedenis/",
    "maatregelen": f"{PLAN}maatregelen/",
    "maatregel": f"{PLAN}maatregelen/ggz-mantelzorg/",
    "maatregel wijzigen": f"{PLAN}maatregelen/ggz-mantelzorg/wijzigen/",
    "post wijzigen": f"{PLAN}maatregelen/ggz-mantelzorg/posten/regel-15/wijzigen/",
    "indeling": f"{PLAN}indeling/",
    "opties": f"{PLAN}opties/",
    "optie": f"{PLAN}opties/php/",
    "optie wijzigen": f"{PLAN}opties/php/wijzigen/",
    "baten": f"{PLAN}baten/",
    "p.m.-post": f"{PLAN}baten/pm/risico-weesp/wijzigen/",
    "deelnemers": "/gooi-en-vechtstreek/beheer/deelnemers/",
    "versies": f"{PLAN}versies/",
    "vergelijken": f"{PLAN}versies/vergelijken/",
    "wie mag wat": "/gooi-en-vechtstreek/wie-mag-wat/",
    "mijn account": "/account/",
    "wachtwoord wijzigen": "/wachtwoord/wijzigen/",
    "gebruik van de API": "/api/v1/guide",
    "probleem van de API": "/api/v1/problems/changed",
    "niet gevonden": f"{SCENARIOS}bestaat-niet/",
}


def test_every_page_passes_axe_and_never_scrolls_sideways(visit):
    page = visit()
    for name, path in PAGES.items():
        page.goto(path)
        assert violations(page) == [], name
        assert scrolls_sideways(page) == [], name
    visit.errors.clear()  # the page that is not there


@pytest.mark.parametrize("width", [1440, 390])
def test_opened_states_pass_axe(visit, width):
    page = visit(FULL_SCENARIO, viewport={"width": width, "height": 900})
    page.wait_for_selector("#grafiek-waterval svg text")
    page.get_by_role("button", name="Was en wordt tonen").click()
    page.get_by_text("Cijfers bij de waterval").click()
    assert violations(page) == []
    page.get_by_role("tab", name="Per prioriteit").click()
    page.get_by_text("Cijfers per prioriteit").click()
    page.locator('[data-figure="costs"][data-year="2023"] a').click()
    page.wait_for_selector("#herkomst:popover-open details")
    page.locator("#herkomst summary").first.click()
    assert violations(page) == []
    page.goto(BUDGET)
    page.get_by_text("Controle met de bron").first.click()
    assert violations(page) == []


def test_login_page_passes_axe_also_after_a_mistake(visit):
    page = visit("/inloggen/", user=None)
    assert violations(page) == []
    page.get_by_label("Gebruikersnaam").fill("adviseur")
    page.get_by_label("Wachtwoord").fill("verkeerd")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_selector(".alert")
    assert violations(page) == []


def test_reader_view_and_messages_pass_axe(visit):
    page = visit(EMPTY_SCENARIO, user="portefeuillehouder")
    assert violations(page) == []
    page = visit(SCENARIOS)
    page.get_by_label("Naam van het scenario").fill("Ongewijzigd")
    page.get_by_role("button", name="Scenario maken").click()
    page.wait_for_selector("#fout-naam")
    assert violations(page) == []


def test_keyboard_alone_makes_switches_asks_and_deletes(visit, figures):
    page = visit(SCENARIOS)

    def tab_to(selector: str) -> None:
        """Presses Tab until what fits the selector has the focus, and it can be seen there."""
        for _ in range(150):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
                return
        raise AssertionError(f"Tab never reaches {selector}")

    tab_to("#id_naam")
    page.keyboard.type("Met toetsen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/met-toetsen/")
    tab_to('[data-option="php"]')
    page.keyboard.press("Space")
    expect(page.locator("#bewaard")).to_contain_text("staat aan")
    assert figures(page, "difference") == (0, 12950000, 12950000, 12950000)
    tab_to('[aria-controls="toelichting-php"]')
    page.keyboard.press("Enter")
    expect(page.locator("#toelichting-php")).to_be_visible()
    tab_to("#jaar-2022")
    page.keyboard.press("Enter")
    page.wait_for_url("**?jaar=2022")
    expect(page.locator("#jaar-2022")).to_be_focused()
    tab_to('[data-figure="result"][data-year="2022"] a')
    page.keyboard.press("Enter")
    page.wait_for_selector("#herkomst:popover-open")
    page.keyboard.press("Escape")
    tab_to("#tab-waterval")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#blad-prioriteit")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.goto(page.url.split("?")[0] + "verwijderen/")
    tab_to("main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=is verwijderd")


def test_skip_link_comes_first_and_leads_to_the_content(visit):
    page = visit(BUDGET)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


def test_menu_on_a_narrow_screen_opens_by_keyboard(visit):
    page = visit(BUDGET, viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Scenario’s").click()
    page.wait_for_url(f"**{SCENARIOS}")
