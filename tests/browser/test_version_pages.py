"""Fixed versions in the browser: by keyboard, without barriers, and nothing out of sight on a phone."""

import datetime
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from budgets.actions.measures import add_measure, end_measure
from budgets.actions.versions import adopt_version
from budgets.models import BudgetVersion, CostAmount
from measures.changes import changing
from measures.models import Plan
from municipalities.models import User
from tests.browser.conftest import PLAN
from tests.browser.looks import violations

VERSIONS = f"{PLAN}versies/"
LONG = "Ontwerpbegroting-zoals-toegezonden-aan-de-raden van alle deelnemende gemeenten voor zienswijzen"
PAGES = {
    "lijst": VERSIONS,
    "vergelijken": f"{VERSIONS}vergelijken/?van=1&naar=2",
    "met zichzelf": f"{VERSIONS}vergelijken/?van=1&naar=1",
    "begroting": f"{VERSIONS}2/begroting/",
    "scenario": f"{VERSIONS}2/scenarios/alle-bijstellingen/",
    "nieuw plan": f"{VERSIONS}2/nieuw-plan/",
}
OUT_OF_SIGHT = """width => [...document.querySelectorAll('.version-list :is(td, th, a)')]
    .filter((part) => part.offsetParent && !part.closest('thead'))
    .map((part) => [part.textContent.trim().slice(0, 30), part.getBoundingClientRect().right])
    .filter(([, right]) => right > width)"""


@pytest.fixture
def versions(demo):
    """Two versions, the second with long texts, some cents and a measure that ended; then p.m."""
    finance = User.objects.get(username="financien")
    given = {"plan": demo, "decided_on": datetime.date(2020, 10, 1), "by": finance}
    adopt_version(name="Concept", kind="concept", **given)
    with changing(demo, by=finance):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=1, year=2021)
        amount.amount += Decimal("0.20")
        amount.save(update_fields=["amount"])
    measure = add_measure(goal=demo.goals.first(), title="Proef nachtopvang", by=finance)
    end_measure(measure=measure, last_year=2022, by=finance)
    adopt_version(name=LONG, kind="ontwerp", decision=f"Besluit {LONG}", remark=LONG, **given)


def tab_to(page, selector: str) -> None:
    """Presses Tab until what fits the selector has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_of_versions_pass_axe_and_do_not_scroll_sideways(visit, versions, width):
    page = visit(user="financien", viewport={"width": width, "height": 900})
    for name, path in PAGES.items():
        page.goto(path)
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_refused_forms_pass_axe_and_the_alert_is_in_view(visit, versions):
    page = visit(VERSIONS, user="financien", viewport={"width": 390, "height": 844})
    page.get_by_label("Soort").select_option("vastgesteld")
    page.get_by_label("Naam").fill("concept")
    page.get_by_role("button", name="Vaststellen").click()
    alert = page.locator("#vaststellen [role=alert]")
    expect(alert).to_contain_text("Versie 1 heet al zo", use_inner_text=True)
    expect(page.get_by_label("Soort")).to_have_value("vastgesteld")
    assert 0 <= alert.bounding_box()["y"] <= 800
    assert violations(page) == []
    alert.get_by_role("link").first.click()
    expect(page.locator("#id_naam")).to_be_focused()
    page.goto(PAGES["nieuw plan"])
    page.get_by_label("Titel van het nieuwe plan").fill("")
    page.get_by_label("Eerste jaar").fill("2024")
    page.get_by_role("button", name="Plan maken").click()
    expect(page.locator("[role=alert] a")).to_have_count(2)
    assert violations(page) == []


def test_nothing_of_the_list_lies_out_of_sight_on_a_phone(visit, versions):
    page = visit(VERSIONS, user="financien", viewport={"width": 390, "height": 844})
    assert page.evaluate(OUT_OF_SIGHT, 390) == []
    card = page.locator(".version-list tbody tr").first
    cell = card.locator('td.money[data-year="2024"]')
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"2024"'
    expect(card.get_by_role("link", name="Nieuw plan beginnen uit versie 2")).to_be_visible()


def test_name_that_is_too_long_is_not_cut_but_said(visit, demo):
    page = visit(VERSIONS, user="financien")
    page.get_by_label("Naam").fill("x" * 130)
    assert len(page.get_by_label("Naam").input_value()) == 130
    page.get_by_role("button", name="Vaststellen").click()
    expect(page.locator("#fout-naam")).to_contain_text("130 tekens is te lang", use_inner_text=True)


def test_switches_on_a_version_are_words(visit, versions):
    page = visit(PAGES["scenario"])
    switch = page.locator('[data-option="php"]')
    expect(switch).to_be_disabled()
    assert switch.evaluate("box => getComputedStyle(box, '::before').content") == '"aan"'
    assert switch.evaluate("box => getComputedStyle(box).borderTopWidth") == "0px"
    page.goto(f"{VERSIONS}2/scenarios/ongewijzigd/")
    assert switch.evaluate("box => getComputedStyle(box, '::before').content") == '"uit"'


def test_keyboard_alone_fixes_compares_opens_and_carries_over(visit, demo):
    page = visit(VERSIONS, user="financien")
    tab_to(page, "#id_naam")
    page.keyboard.type("Met toetsen")
    tab_to(page, "#id_zeker")
    page.keyboard.press("Space")
    tab_to(page, "#vaststellen button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=vastgelegd als versie 1: Met toetsen")
    assert BudgetVersion.objects.get().name == "Met toetsen"
    tab_to(page, "a[href$='vergelijken/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Geen verschil")
    tab_to(page, "#naar")
    page.keyboard.press("ArrowDown")
    tab_to(page, ".compare-form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=U vergelijkt een versie met zichzelf.")
    page.goto(VERSIONS)
    tab_to(page, "a[href$='versies/1/begroting/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Die ligt vast en verandert niet meer.")
    page.go_back()
    tab_to(page, "a[href$='nieuw-plan/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nieuw-plan/")
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=is gemaakt uit versie 1")
    assert Plan.objects.filter(first_year=2025, last_year=2028, title="Beleidsplan 2025–2028").exists()
