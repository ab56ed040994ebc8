"""The grid of amounts, as people use it: typing, moving and undoing."""

import pytest
from playwright.sync_api import expect

from measures.models import Measure
from municipalities.models import Role
from tests.browser.grid import (
    MEASURES,
    cell,
    paste,
    put,
    total,
)
from tests.browser.looks import violations


def test_amount_typed_is_saved_and_the_totals_follow(visit):
    page = visit(MEASURES, user="financien")
    before = total(page, "costs", 2023)
    cell(page, "line:regel-1", 2023).dblclick()
    page.keyboard.press("Control+a")
    page.keyboard.type("273.716,50")
    page.keyboard.press("Enter")
    expect(cell(page, "line:regel-1", 2023)).to_have_attribute("data-state", "saved")
    expect(cell(page, "line:regel-1", 2023)).to_contain_text("273.716,50")
    expect(page.locator("#bewaarstand")).to_contain_text("Alles is bewaard")
    assert total(page, "costs", 2023) == before + 150
    expect(cell(page, "line:regel-2", 2023)).to_be_focused()
    page.reload()
    expect(cell(page, "line:regel-1", 2023)).to_have_text("273.716,50")
    assert total(page, "costs", 2023) == before + 150


def test_keyboard_alone_moves_types_and_leaves(visit):
    page = visit(MEASURES, user="financien")
    page.locator("#bedragen td[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(cell(page, "line:regel-2", 2022)).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell(page, "line:regel-2", 2023)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    expect(cell(page, "line:regel-2", 2024)).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell(page, "line:regel-3", 2021)).to_be_focused()
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    expect(cell(page, "line:regel-3", 2021)).to_have_attribute("data-value", "500")
    expect(cell(page, "line:regel-3", 2022)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(cell(page, "line:regel-2", 2022)).to_be_focused()
    page.keyboard.press("Delete")
    expect(cell(page, "line:regel-2", 2022)).to_have_attribute("data-value", "")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('#bedragen td')")


def test_escape_puts_back_what_stood_there(visit):
    page = visit(MEASURES, user="financien")
    first = cell(page, "line:regel-1", 2021)
    first.click()
    page.keyboard.press("F2")
    page.keyboard.type("999")
    page.keyboard.press("Escape")
    expect(first).to_have_text("273.715")
    expect(first).to_be_focused()
    page.reload()
    expect(first).to_have_text("273.715")


def test_refused_amount_keeps_what_was_typed_and_says_why(visit):
    page = visit(MEASURES, user="financien")
    first = cell(page, "line:regel-1", 2021)
    first.click()
    page.keyboard.type("-12")
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(first).to_contain_text("-12")
    expect(page.locator("#raster-melding")).to_contain_text("mag niet negatief zijn")
    first.click()
    expect(page.locator("#cel-kaart")).to_contain_text("mag niet negatief zijn")
    expect(page.locator("#bewaarstand")).to_contain_text("Eén bedrag is niet bewaard")
    assert violations(page) == []
    page.keyboard.press("F2")
    expect(page.locator(".cell-input")).to_have_value("-12")
    page.keyboard.press("Escape")
    expect(first).to_have_text("273.715")
    expect(first).not_to_have_attribute("aria-invalid", "true")


def test_changes_of_this_visit_are_undone_and_redone(visit):
    page = visit(MEASURES, user="financien")
    first = cell(page, "line:regel-1", 2021)
    before = total(page, "result", 2021)
    first.click()
    for amount in ("1", "2"):
        page.keyboard.type(amount)
        page.keyboard.press("Enter")
        expect(first).to_have_attribute("data-value", f"{amount}00")
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+z")
    expect(first).to_have_attribute("data-value", "100")
    page.keyboard.press("Control+z")
    expect(first).to_have_attribute("data-value", "27371500")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_disabled()
    assert total(page, "result", 2021) == before
    page.keyboard.press("Control+y")
    expect(first).to_have_attribute("data-value", "100")
    page.get_by_role("button", name="Opnieuw", exact=True).click()
    expect(first).to_have_attribute("data-value", "200")
    page.keyboard.press("Control+z")
    expect(first).to_have_attribute("data-value", "100")


def test_who_lost_the_role_reads_that_and_not_that_they_are_logged_out(visit):
    page = visit(MEASURES, user="financien")
    Role.objects.filter(user__username="financien").update(kind=Role.Kind.READER)
    put(page, "line:regel-1", 2023, "111")
    expect(page.locator("#raster-berichten")).to_contain_text("Met uw rol kunt u bedragen alleen bekijken.")
    expect(page.locator("#raster-berichten")).not_to_contain_text("uitgelogd")
    visit.errors.clear()  # 403


def test_filter_leaves_the_grid_at_work(visit):
    page = visit(MEASURES, user="financien")
    page.get_by_label("Zoek in kostenposten").fill("herstelacademie")
    expect(cell(page, "line:regel-1", 2021)).to_have_count(0)
    cell(page, "line:regel-5", 2021).click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(cell(page, "line:regel-5", 2021)).to_have_attribute("data-value", "700")


def test_adviser_reads_and_sees_what_finance_changes(visit):
    page, finance = visit(MEASURES), visit(MEASURES, user="financien")
    expect(page.locator("main")).to_contain_text("Wijzigen kan een financieel adviseur")
    cell(page, "line:regel-1", 2021).dblclick()
    expect(page.locator(".cell-input, [role=grid], #ongedaan")).to_have_count(0)
    cell(finance, "line:regel-1", 2021).click()
    finance.keyboard.type("7")
    finance.keyboard.press("Enter")
    expect(cell(page, "line:regel-1", 2021)).to_contain_text("7")
    expect(cell(page, "line:regel-1", 2021)).to_have_attribute("data-value", "700")
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_grid_passes_axe_and_fits(visit, width):
    page = visit(MEASURES, user="financien", viewport={"width": width, "height": 800})
    cell(page, "line:regel-1", 2022).click()
    paste(page, "1\tabc\n2")
    expect(page.locator('[data-state="refused"]')).to_have_count(1)
    page.keyboard.press("Shift+ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_table_can_be_read_without_script(visit):
    page = visit(MEASURES, user="financien", java_script_enabled=False)
    expect(cell(page, "line:regel-1", 2021)).to_have_text("273.715")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_hidden()


def test_finger_opens_a_cell_with_a_second_tap_and_all_of_it_is_seen(visit):
    page = visit(MEASURES, user="financien", viewport={"width": 390, "height": 800}, has_touch=True)
    last = cell(page, "line:regel-4", 2024)
    cell(page, "line:regel-4", 2023).tap()
    page.keyboard.press("ArrowRight")
    box = last.bounding_box()
    assert box["x"] + box["width"] <= 390
    last.tap()
    page.locator(".cell-input").fill("12")
    page.keyboard.press("Enter")
    expect(last).to_have_attribute("data-value", "1200")


def test_total_says_that_it_is_not_typed_in(visit):
    page = visit(MEASURES, user="financien")
    beside_the_number = {"x": 4, "y": 4}
    page.locator('[data-figure="costs"][data-year="2021"]').click(position=beside_the_number)
    page.keyboard.type("5")
    expect(page.locator("#raster-melding")).to_have_text("Dit is een totaal; wijzig de bedragen erboven.")
    page.locator('[data-figure="savings_targets.gb-3-procent"][data-year="2021"]').dblclick(
        position=beside_the_number
    )
    expect(page.locator("#raster-melding")).to_contain_text("wijzig het percentage bij Baten")
    page.keyboard.press("Space")
    expect(page.locator("#herkomst:popover-open")).to_contain_text("3% × 2.412.345,00")
    expect(page.locator(".cell-input")).to_have_count(0)


def test_amounts_look_typed_in_only_where_they_are(visit):
    page, reader = visit(MEASURES, user="financien"), visit(MEASURES, user="lezer")
    plain = visit(MEASURES, user="financien", java_script_enabled=False)
    look = "cell => getComputedStyle(cell).textDecorationLine"
    assert cell(page, "line:regel-1", 2021).evaluate(look) == "underline"
    assert page.locator('[data-figure="costs"][data-year="2021"]').evaluate(look) == "none"
    assert cell(reader, "line:regel-1", 2021).evaluate(look) == "none"
    expect(plain.locator("noscript .alert")).to_be_visible()
    expect(plain.get_by_text("Toetsen en plakken uit Excel")).to_be_hidden()
    expect(page.locator("noscript .alert")).to_have_count(0)
    expect(page.get_by_role("link", name="Geschiedenis")).to_have_count(2)


def test_narrow_screen_shows_the_priority_and_scrolls_as_one(visit):
    page = visit(MEASURES, user="financien", viewport={"width": 390, "height": 800})
    badge = page.locator('[data-row="line:regel-1"] .prio b').bounding_box()
    assert badge
    assert badge["width"] >= 16
    year = page.locator("tr.goal").nth(1).locator(".goal-year span").first
    expect(year).to_be_visible()
    box, below = year.bounding_box(), cell(page, "line:regel-4", 2021).bounding_box()
    assert box
    assert below
    assert below["x"] < box["x"] < below["x"] + below["width"]
    fits = "frame => frame.scrollHeight - frame.clientHeight"
    assert page.locator("#begroting").evaluate(fits) <= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_long_note_takes_two_lines_and_a_measure_without_lines_can_be_reached(visit, demo):
    line = demo.cost_lines.get(code="regel-2")
    line.note = "Een lange toelichting.\n" * 300
    line.save()
    Measure.objects.create(plan=demo, goal=demo.goals.first(), code="nieuw", title="Nieuwe maatregel")
    page = visit(MEASURES, user="financien")
    box = page.locator('[data-row="line:regel-2"]').bounding_box()
    assert box
    assert box["height"] < 90
    cell(page, "line:regel-3", 2021).click()
    page.keyboard.press("ArrowDown")
    expect(page.locator("tr.sum td:focus")).to_have_count(1)
    assert violations(page) == []
    page.get_by_role("link", name="kostenpost toevoegen aan Nieuwe maatregel").press("Enter")
    page.wait_for_url("**/nieuw/posten/nieuw/")
