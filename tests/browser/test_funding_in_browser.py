"""Which stream pays what, in Chromium: accessible, narrow, by keyboard, and the form's two choices."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PLAN
from tests.browser.looks import violations

FUNDING = f"{PLAN}financiering/"
LINE = f"{FUNDING}posten/regel-5/"
FIXED_LINE = f"{FUNDING}posten/regel-7/"


def open_all(page):
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_pass_axe_and_do_not_scroll_sideways(visit, demo, width):
    measure = demo.cost_lines.get(code="regel-40").measure.code
    page = visit(user="financien", viewport={"width": width, "height": 900})
    for path in (
        FUNDING,
        f"{FUNDING}?scenario=alle-bijstellingen",
        LINE,
        FIXED_LINE,
        f"{FUNDING}maatregelen/{measure}/",
        f"{PLAN}maatregelen/{measure}/",
    ):
        page.goto(path)
        open_all(page)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_refused_form_passes_axe_and_stands_at_the_field(visit):
    page = visit(LINE, user="financien")
    page.get_by_label("Een eigen dekking", exact=True).check()
    page.locator("#id_deel_DUVO").fill("2/3")
    page.locator("#id_deel_GB").fill("2/3")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#fout-deel_GB")).to_have_text(
        "Samen 4/3: meer dan de hele post. Er is 1/3 te veel. "
    )
    expect(page.locator("#id_deel_GB")).to_be_focused()
    assert violations(page) == []


def test_scenario_is_chosen_and_shown(visit, figures):
    page = visit(FUNDING, user="lezer")
    before = figures(page, "uncovered")
    page.get_by_label("Reken met").select_option(label="Alle bijstellingen")
    page.get_by_role("button", name="Tonen").click()
    page.wait_for_url("**?scenario=alle-bijstellingen")
    assert figures(page, "uncovered") != before
    page.locator('[data-figure="coverage.MO.used"][data-year="2023"] a').click()
    expect(page.locator("#herkomst")).to_contain_text("Interventiewoningen")


def test_keyboard_alone_chooses_fills_in_and_saves(visit):
    page = visit(LINE, user="financien")

    def tab_to(selector):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
                return
        raise AssertionError(f"Tab never reaches {selector}")

    tab_to('[name="keuze"]')
    expect(page.locator("#id_deel_DUVO")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    tab_to("#id_deel_DUVO")
    page.keyboard.type("1/3")
    tab_to("#id_aanname_DUVO")
    page.keyboard.press("Space")
    tab_to("fieldset:last-of-type summary")
    page.keyboard.press("Enter")
    tab_to('[id="id_bedrag_GB_2021"]')
    page.keyboard.type("1.000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(
        "1/3 Vrouwenopvang, vast bedrag Gemeentelijke bijdrage, rest algemeen"
    )
    expect(page.locator("#id_aanname_DUVO")).to_be_checked()
    expect(page.locator("#id_bedrag_GB_2021")).to_have_value("1.000")


def test_cover_is_changed_without_javascript(visit):
    page = visit(LINE, user="financien", java_script_enabled=False)
    page.get_by_label("Een eigen dekking", exact=True).check()
    page.locator("#id_deel_GB").fill("alles")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("is bewaard: Gemeentelijke bijdrage.")
    page.get_by_label("Geen eigen dekking").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("status")).to_contain_text("is bewaard: rest algemeen.")
