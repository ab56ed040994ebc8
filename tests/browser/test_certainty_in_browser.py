"""The view Zekerheid in a browser: its charts and tables, a switch that moves the chance, wide and narrow."""

import pytest
from playwright.sync_api import expect

from budgets.actions.memorandum import change_memorandum_item
from budgets.models import MemorandumItem
from municipalities.models import User
from tests.browser.conftest import EMPTY_SCENARIO
from tests.browser.looks import violations


@pytest.fixture
def estimated(demo):
    item = MemorandumItem.objects.get(plan=demo)
    sides = {"low": 0, "likely": 100_000, "high": 800_000}
    values = {f"{side}:{year}": euros for side, euros in sides.items() for year in demo.years}
    by = User.objects.get(username="financien")
    change_memorandum_item(item=item, values={"title": item.title} | values, by=by)


@pytest.mark.parametrize("width", [1440, 390])
def test_view_has_its_charts_follows_a_switch_and_passes_axe(visit, estimated, width):
    page = visit(f"{EMPTY_SCENARIO}?jaar=2023", viewport={"width": width, "height": 900})
    page.get_by_role("tab", name="Waterval").focus()
    page.keyboard.press("ArrowLeft")  # round to the last one
    expect(page.get_by_role("tab", name="Zekerheid")).to_be_focused()
    page.wait_for_selector("#grafiek-tornado svg text")
    expect(page.locator("#zekerheid-kop")).to_contain_text("De kans op een tekort is 4 op de 100.")
    page.get_by_text("Cijfers en kansen per jaar").click()
    page.get_by_text("Cijfers per schatting").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    before = page.locator("#grafiek-tornado").get_attribute("aria-label")
    page.locator('[data-option="mda"]').click()
    expect(page.locator('[data-figure="drawn.negative"][data-year="2023"]')).not_to_have_attribute(
        "data-cents", "370"
    )
    expect(page.locator("#grafiek-tornado")).not_to_have_attribute("aria-label", before)
