"""Scenarios side by side: picked on the list, another first, on a phone, on paper, without script."""

import datetime
from fractions import Fraction

import pytest
from playwright.sync_api import expect

from budgets.actions.scenario_terms import change_terms
from budgets.actions.scenarios import create_scenario, switch_options
from budgets.actions.versions import adopt_version
from municipalities.models import User
from tests.browser.conftest import SCENARIOS
from tests.browser.looks import violations

LONG = "Voorstel van de portefeuillehouders van zeven gemeenten, zonder verslavingszorg"
COMPARE = f"{SCENARIOS}vergelijken/"
OUT_OF_FRAME = """() => [...document.querySelectorAll('main *')]
    .filter(part => part.offsetParent && !part.closest('.table-frame, .chart'))
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
    .map(part => part.className)"""


@pytest.fixture
def long_one(demo):
    """A scenario with a long name, and a version."""
    by = User.objects.get(username="financien")
    day = datetime.date(2020, 10, 1)
    adopt_version(plan=demo, name=f"Versie {LONG}", kind="concept", decided_on=day, by=by)
    made = create_scenario(plan=demo, name=LONG, by=by)
    switch_options(scenario=made, switched={"pak-aan": True, "php": True}, by=by)
    return change_terms(scenario=made, values={"index:personnel": Fraction(2)}, by=by)


def test_picked_on_the_list_they_stand_side_by_side_and_another_goes_first(visit, figures):
    page = visit(SCENARIOS)
    page.get_by_label("Vergelijken: begroting zonder opties").check()
    page.get_by_label("Vergelijken: Alle bijstellingen").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Vergelijken").click()
    page.wait_for_url(f"**{COMPARE}?met=*")
    titles = page.locator(".compare-card h2")
    expect(titles).to_have_count(2)
    assert sorted(titles.all_inner_texts()) == ["Alle bijstellingen", "Begroting zonder opties"]
    page.goto(f"{COMPARE}?met=begroting&met=alle-bijstellingen&jaar=2023")
    assert figures(page, "difference.result_after_target") == (80844200,)
    expect(page.locator("#grafiek-waterval svg")).to_be_visible()
    page.get_by_role("link", name="Maak eerste: Alle bijstellingen").click()
    expect(page.locator(".compare-card h2").first).to_have_text("Alle bijstellingen")
    assert figures(page, "difference.result_after_target") == (-80844200,)
    page.locator("td[data-figure='difference.costs'] a").click()
    expect(page.locator("#herkomst")).to_contain_text("in het scenario ‘Alle bijstellingen’")
    assert page.url.endswith("?met=alle-bijstellingen&met=begroting&jaar=2023")


def test_only_what_differs_and_a_year_keep_each_other(visit):
    page = visit(f"{COMPARE}?met=begroting&met=alle-bijstellingen&jaar=2023")
    page.get_by_role("link", name="Alleen wat verschilt").click()
    expect(page.locator("td[data-figure='income']")).to_have_count(0)
    page.get_by_role("link", name="Alle jaren").click()
    expect(page.locator("td[data-figure='costs']")).to_have_count(8)
    expect(page.locator("td[data-figure='income']")).to_have_count(0)


@pytest.mark.parametrize("year", ["2023", "alle"])
def test_four_with_a_long_name_fit_a_phone(visit, long_one, year):
    keys = f"met={long_one.slug}&met=begroting&met=alle-bijstellingen&met=versie-1.{long_one.slug}"
    page = visit(f"{COMPARE}?{keys}&jaar={year}", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(OUT_OF_FRAME) == []
    assert violations(page) == []
    first = page.locator("#cijfers .table-frame")
    first.evaluate("frame => frame.scrollLeft = 300")
    name = page.locator("#cijfers tbody th").first
    assert abs(name.bounding_box()["x"] - first.bounding_box()["x"]) < 2  # the names stay


def test_on_paper_nothing_to_press_is_left_and_the_tables_are_whole(visit, long_one):
    page = visit(f"{COMPARE}?met=begroting&met={long_one.slug}&jaar=2023")
    page.emulate_media(media="print")
    expect(page.locator("main").locator("button, select, .year-choice").filter(visible=True)).to_have_count(0)
    frame = page.locator("#opties .table-frame")
    assert frame.evaluate("frame => frame.scrollHeight <= frame.clientHeight + 1")


def test_without_script_everything_is_there(visit, long_one):
    page = visit(SCENARIOS, java_script_enabled=False)
    page.get_by_label(f"Vergelijken: {LONG}").check()
    page.get_by_role("button", name="Vergelijken").click()
    page.get_by_role("combobox", name="Vergelijk").select_option("alle-bijstellingen")
    page.get_by_role("combobox", name="Op").select_option("versie-1")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator(".compare-card h2")).to_have_text([LONG, "Alle bijstellingen op versie 1"])
    expect(page.get_by_role("rowheader", name="Indexering personeelskosten").first).to_be_visible()


def test_four_stand_two_and_two_where_they_do_not_fit_beside_each_other(visit, long_one):
    page = visit(viewport={"width": 1024, "height": 900})
    page.goto(f"{COMPARE}?met=begroting&met=ongewijzigd&met=alle-bijstellingen&met={long_one.slug}")
    tops = page.locator(".compare-card").evaluate_all(
        "cards => cards.map((card) => Math.round(card.getBoundingClientRect().top))"
    )
    assert tops[0] == tops[1] < tops[2] == tops[3]
