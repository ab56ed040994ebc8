"""The grid of amounts, as people use it: typing, pasting, undoing, and two of them in one cell."""

import re

import pytest
from playwright.sync_api import expect

from municipalities.models import Role, User
from tests.browser.conftest import PLAN
from tests.browser.test_accessibility import violations

MEASURES = f"{PLAN}maatregelen/"


def cell(page, row, year):
    return page.locator(f'[data-row="{row}"] td[data-year="{year}"]')


def total(page, figure, year):
    return int(page.locator(f'[data-figure="{figure}"][data-year="{year}"]').get_attribute("data-cents"))


def paste(page, text):
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def copied(page):
    return page.evaluate(
        """() => {
          const data = new DataTransfer();
          document.activeElement.dispatchEvent(
            new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData('text/plain');
        }"""
    )


@pytest.fixture
def colleague(demo):
    user = User.objects.create(username="collega", last_name="Collega")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.FINANCE)
    return user.username


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
    assert page.locator(".cell-input").input_value() == "-12"
    page.keyboard.press("Escape")
    expect(first).to_have_text("273.715")
    expect(first).not_to_have_attribute("aria-invalid", "true")


def test_block_pasted_lands_cell_by_cell_with_its_refusals_marked(visit):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-1", 2022).click()
    paste(page, "€ 1.234\t1,234.50\tabc\r\n p.m. \t(5)\t\r\n")
    expect(cell(page, "line:regel-1", 2022)).to_have_attribute("data-value", "123400")
    expect(cell(page, "line:regel-1", 2023)).to_have_attribute("data-value", "123450")
    expect(cell(page, "line:regel-1", 2024)).to_have_attribute("data-state", "refused")
    expect(cell(page, "line:regel-1", 2024)).to_contain_text("abc")
    expect(cell(page, "line:regel-2", 2022)).to_have_attribute("data-value", "pm")
    expect(cell(page, "line:regel-2", 2023)).to_have_attribute("data-state", "refused")
    expect(cell(page, "line:regel-2", 2024)).to_have_attribute("data-value", "")
    expect(page.locator("#raster-berichten")).to_contain_text("4 bewaard, 2 niet bewaard")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert copied(page) == "1234\t1234,50\np.m.\t268021"
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(cell(page, "line:regel-2", 2022)).to_have_attribute("data-value", "26802100")
    expect(cell(page, "line:regel-2", 2024)).to_have_attribute("data-value", "26802100")


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


@pytest.mark.parametrize("mine", [True, False])
def test_two_people_in_one_cell_both_see_what_happened(visit, colleague, mine):
    ours, theirs = visit(MEASURES, user="financien"), visit(MEASURES, user=colleague)
    cell(ours, "line:regel-1", 2023).click()
    ours.keyboard.type("111")
    ours.keyboard.press("Enter")
    expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-value", "11100")
    cell(theirs, "line:regel-1", 2023).click()
    theirs.keyboard.type("222")
    theirs.keyboard.press("Enter")
    card = theirs.get_by_role("dialog", name="Gezamenlijke beleidsuitvoering")
    expect(card).to_contain_text("financien wijzigde dit bedrag intussen, op")
    expect(card).to_contain_text(re.compile("Uw bedrag.*222.*Bedrag van financien.*111", re.DOTALL))
    assert violations(theirs) == []
    expect(cell(theirs, "line:regel-2", 2023)).to_be_focused()
    if mine:
        theirs.get_by_role("button", name="Mijn bedrag bewaren").click()
        expect(cell(theirs, "line:regel-1", 2023)).to_have_attribute("data-value", "22200")
        expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-value", "22200", timeout=12_000)
        expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-state", "other")
        expect(ours.locator("#raster-berichten")).to_contain_text(
            "Collega wijzigde Gezamenlijke beleidsuitvoering, 2023: nu 222."
        )
        assert violations(ours) == []
    else:
        theirs.get_by_role("button", name="Bedrag van financien laten staan").click()
        expect(cell(theirs, "line:regel-1", 2023)).to_have_text("111")
        expect(theirs.locator("#bewaarstand")).to_contain_text("Alles is bewaard")
    expect(card).to_be_hidden()
    ours.reload()
    expect(cell(ours, "line:regel-1", 2023)).to_have_text("222" if mine else "111")


def test_conflict_is_decided_by_keyboard(visit, colleague):
    ours, theirs = visit(MEASURES, user="financien"), visit(MEASURES, user=colleague)
    for page, amount in ((ours, "111"), (theirs, "222")):
        cell(page, "line:regel-1", 2023).click()
        page.keyboard.type(amount)
        page.keyboard.press("Enter")
        expect(cell(page, "line:regel-1", 2023)).to_contain_text(amount)
    expect(cell(theirs, "line:regel-1", 2023)).to_have_attribute("data-state", "conflict")
    theirs.keyboard.press("ArrowUp")
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("button", name="Mijn bedrag bewaren")).to_be_focused()
    theirs.keyboard.press("Enter")
    expect(cell(theirs, "line:regel-1", 2023)).to_have_attribute("data-value", "22200")
    expect(cell(theirs, "line:regel-1", 2023)).to_be_focused()


def test_amount_that_did_not_reach_the_server_is_kept_and_sent_again(visit):
    page = visit(MEASURES, user="financien")
    page.route("**/bedragen/", lambda route: route.abort())
    first = cell(page, "line:regel-1", 2023)
    first.click()
    page.keyboard.type("111")
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("data-state", "failed")
    expect(first).to_contain_text("111")
    page.unroute("**/bedragen/")
    first.click()
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(first).to_have_attribute("data-value", "11100")
    visit.errors.clear()  # the request that was cut off


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
    assert page.locator(".cell-input, [role=grid], #ongedaan").count() == 0
    cell(finance, "line:regel-1", 2021).click()
    finance.keyboard.type("7")
    finance.keyboard.press("Enter")
    expect(cell(page, "line:regel-1", 2021)).to_contain_text("7", timeout=12_000)
    expect(cell(page, "line:regel-1", 2021)).to_have_attribute("data-value", "700", timeout=12_000)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_grid_passes_axe_and_fits(visit, width, scheme):
    page = visit(MEASURES, user="financien", color_scheme=scheme, viewport={"width": width, "height": 800})
    cell(page, "line:regel-1", 2022).click()
    paste(page, "1\tabc\n2")
    expect(page.locator('[data-state="refused"]')).to_have_count(1)
    page.keyboard.press("Shift+ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_table_can_be_read_without_script(visit):
    page = visit(MEASURES, user="financien", java_script_enabled=False)
    expect(cell(page, "line:regel-1", 2021)).to_have_text("273.715")
    assert page.get_by_role("button", name="Ongedaan maken").is_hidden()


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


def test_conflict_put_off_stays_marked_and_comes_back_at_its_cell(visit, colleague):
    ours, theirs = visit(MEASURES, user="financien"), visit(MEASURES, user=colleague)
    for page, amount in ((ours, "111"), (theirs, "222")):
        cell(page, "line:regel-1", 2023).click()
        page.keyboard.type(amount)
        page.keyboard.press("Enter")
        expect(cell(page, "line:regel-1", 2023)).to_contain_text(amount)
    card = theirs.locator("#cel-kaart")
    expect(card).to_be_visible()
    theirs.keyboard.press("Escape")
    expect(card).to_be_hidden()
    cell(theirs, "line:regel-5", 2023).click()
    expect(card).to_be_hidden()
    expect(cell(theirs, "line:regel-1", 2023)).to_have_attribute("data-state", "conflict")
    cell(theirs, "line:regel-1", 2023).click()
    expect(card).to_contain_text("Uw bedrag")
