"""Tables on a narrow screen: the first column stays, and nothing shines through it."""

import pytest
from playwright.sync_api import expect

from budgets.models import OptionLevel
from municipalities.models import Municipality
from tests.browser.conftest import BUDGET, FULL_SCENARIO

NARROW = {"width": 390, "height": 844}
COVERED = """frame => {
    const edge = frame.getBoundingClientRect().left;
    const rows = [...frame.querySelectorAll('tr')];
    return rows.filter((row) => row.offsetHeight && !row.closest('.detail-in')).map((row) => {
        const cell = row.firstElementChild, box = cell.getBoundingClientRect();
        const look = getComputedStyle(cell).backgroundColor;
        const shown = cell.querySelector('.group__in, .detail-in') ?? cell;
        const stuck = Math.abs(shown.getBoundingClientRect().left - edge) < 20;
        return [cell.textContent.trim().slice(0, 30), stuck, !/, 0\\)|transparent/.test(look)];
    }).filter(([, stuck, opaque]) => !stuck || !opaque);
}"""


@pytest.mark.parametrize("frame", [".options > form > .table-frame"])
def test_options_keep_their_names_while_the_amounts_scroll(visit, frame):
    page = visit(FULL_SCENARIO, viewport={"width": 320, "height": 844})
    page.get_by_role("button", name="Was en wordt tonen").click()
    page.locator(frame).evaluate("frame => { frame.scrollLeft = 200; }")
    assert page.locator(frame).evaluate("frame => frame.scrollLeft") > 0
    assert page.locator(frame).evaluate(COVERED) == []


def test_chevron_is_reachable_and_details_fit(visit):
    page = visit(FULL_SCENARIO, viewport=NARROW)
    button = page.locator('[aria-controls="toelichting-mda"]')
    box = button.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
    button.click()
    detail = page.locator("#toelichting-mda .was").bounding_box()
    assert detail
    assert detail["x"] >= 0
    assert detail["x"] + detail["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_heading_of_the_budget_keeps_its_first_cell_above_the_years(visit):
    page = visit(BUDGET, viewport=NARROW)
    frame = page.locator("#begroting")
    frame.evaluate("frame => frame.scrollTo(130, 300)")
    page.wait_for_timeout(200)
    assert page.evaluate("""() => {
        const head = document.querySelector('.budget thead .col-name'), box = head.getBoundingClientRect();
        const at = (part) => document.elementFromPoint(box.left + part * box.width, box.bottom - 8);
        return [0.1, 0.5, 0.9].every((part) => head.contains(at(part)));
    }""")
    assert frame.evaluate(COVERED) == []
    assert page.evaluate("""() => {
        const years = [...document.querySelectorAll('.budget thead th.money')];
        const cells = [...document.querySelector('.budget tr[data-line]').querySelectorAll('td.money')];
        const end = (cell) => cell.getBoundingClientRect().right;
        return years.every((year, i) => Math.abs(end(year) - end(cells[i])) < 1);
    }""")


@pytest.mark.parametrize("width", [1440, 390])
def test_long_name_of_a_municipality_keeps_the_terms_within_the_page(visit, width):
    Municipality.objects.filter(code="GM0402").update(name="Hilversum" * 20)
    page = visit(f"{FULL_SCENARIO}uitgangspunten/", viewport={"width": width, "height": 900})
    expect(page.get_by_text("Hilversum" * 20).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_long_name_of_a_level_leaves_room_for_the_amounts(visit, width):
    OptionLevel.objects.filter(position=0).update(title="blijft voor de helft bestaan met een kleinere ploeg")
    page = visit(FULL_SCENARIO, viewport={"width": width, "height": 900})
    level = page.locator("[data-level]").first
    expect(level).to_be_visible()
    row = page.locator(".option-row", has=level)
    shown = row.evaluate("""row => {
        const names = row.querySelector('th').getBoundingClientRect().right;
        const chevron = row.querySelector('.col-disclose').getBoundingClientRect().left;
        const boxes = [...row.querySelectorAll('td.money')].map((cell) => cell.getBoundingClientRect());
        return boxes.filter((box) => box.left >= names - 1 && box.right <= chevron + 1).length;
    }""")
    assert shown == 3
