"""The pages about municipalities and the tab Per gemeente in the browser, and on paper."""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from budgets.engine import Choice, compute
from budgets.snapshot import budget_data
from tests.browser.conftest import EMPTY_SCENARIO, FULL_SCENARIO, PLAN
from tests.browser.looks import scrolls_sideways, violations

PAGE = f"{PLAN}gemeenten/"
FULL = "?scenario=alle-bijstellingen"
PAGES = {
    "gemeenten": PAGE,
    "in een scenario": f"{PAGE}{FULL}",
    "per inwoner": f"{PAGE}?per=inwoner",
    "een gemeente": f"{PAGE}GM0406/{FULL}",
    "zonder volledige deelname": f"{PAGE}GM0317/",
    "uitgetreden": f"{PAGE}GM0457/{FULL}&jaar=2023",
}


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_pass_axe(visit, width):
    page = visit(viewport={"width": width, "height": 900})
    for name, path in PAGES.items():
        page.goto(path)
        assert violations(page) == [], name
    page.goto(FULL_SCENARIO)
    page.get_by_role("tab", name="Per gemeente").click()
    assert violations(page) == []


def test_no_page_scrolls_sideways(visit):
    page = visit()
    for name, path in PAGES.items():
        page.goto(path)
        assert scrolls_sideways(page) == [], name
    page.goto(FULL_SCENARIO)
    page.get_by_role("tab", name="Per gemeente").click()
    assert scrolls_sideways(page) == []


def test_name_stays_in_sight_where_the_amounts_scroll(visit):
    page = visit(f"{PAGE}{FULL}", viewport={"width": 390, "height": 800})
    frame = page.locator(".table-frame:has(#alle-cijfers)")
    frame.evaluate("frame => { frame.scrollLeft = 200; }")
    name = page.locator("#alle-cijfers tbody th").first
    assert name.bounding_box()["x"] == pytest.approx(frame.bounding_box()["x"], abs=1)


def test_tab_follows_a_switch_and_the_year(visit, demo):
    page = visit(EMPTY_SCENARIO)
    page.get_by_role("tab", name="Per gemeente").click()
    cell = page.locator('#tabel-gemeente [data-figure="municipalities.GM0406.net_contribution"]')
    before, after = (
        compute(budget_data(demo), Choice.of(on)).amount("municipalities.GM0406.net_contribution", 2023)
        for on in ([], ["mda"])
    )
    expect(cell).to_have_attribute("data-cents", str(before))
    page.locator('[data-option="mda"]').click()
    expect(cell).to_have_attribute("data-cents", str(after))
    page.locator("#jaar-2021").click()
    expect(cell).to_have_attribute("data-year", "2021")
    expect(page.locator("#tabel-gemeente")).not_to_contain_text("uitgetreden")
    expect(page.locator("#blad-gemeente")).to_be_visible()
    page.go_back()
    expect(page.locator("#tabel-gemeente")).to_contain_text("uitgetreden")


def test_keyboard_reaches_the_tab_and_a_page_and_asks_for_a_figure(visit):
    page = visit(FULL_SCENARIO)
    page.locator("#tab-waterval").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#blad-gemeente")).to_be_visible()
    page.locator("#tabel-gemeente").get_by_role("link", name="Huizen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/GM0406/?scenario=alle-bijstellingen&jaar=2023")
    page.locator('#opbouw [data-figure="municipalities.GM0406.contribution"][data-year="2023"] a').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#herkomst:popover-open")
    expect(page.locator("#herkomst")).to_contain_text("41.252")
    page.keyboard.press("Escape")
    expect(page.locator("#herkomst")).to_be_hidden()


def test_form_chooses_without_script(visit):
    page = visit(f"{PAGE}GM0406/", java_script_enabled=False)
    page.get_by_label("Gemeente", exact=True).select_option("Eemnes")
    page.get_by_label("Scenario").select_option("Alle bijstellingen")
    page.get_by_role("button", name="Tonen").click()
    expect(page.locator("h1")).to_have_text("Wat betekent dit voor Eemnes?")
    expect(page.get_by_label("Scenario")).to_have_value("alle-bijstellingen")


def test_bars_stand_on_one_scale(visit):
    page = visit(PAGE)
    heights = page.locator(".multiples li").evaluate_all(
        "items => items.map((item) => +item.querySelectorAll('rect.is-budgeted')[1].getAttribute('height'))"
    )
    assert heights[0] == 72
    assert heights == sorted(heights, reverse=True)
    assert heights[2] == pytest.approx(72 * 392720 / 888646, abs=1)


@pytest.mark.parametrize("code", ["GM0406", "GM0317"])
def test_page_of_one_municipality_is_two_sheets_upright(visit, tmp_path, code):
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not on this machine (Debian: apt-get install poppler-utils)")
    page, paper = visit(f"{PAGE}{code}/{FULL}"), tmp_path / "gemeente.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    info = subprocess.run(["pdfinfo", paper], check=True, capture_output=True, text=True).stdout
    words = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, text=True)
    assert int(re.search(r"Pages:\s+(\d+)", info)[1]) <= 2
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups())
    assert width < height
    assert "Wat betekent dit voor" in words.stdout
    assert "Tonen" not in words.stdout


def test_paper_of_a_scenario_has_the_table_per_municipality(visit, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not on this machine (Debian: apt-get install poppler-utils)")
    page, paper = visit(FULL_SCENARIO), tmp_path / "scenario.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    words = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, text=True)
    assert re.search(r"Huizen\s+392\.720\s+235\.057", words.stdout)
