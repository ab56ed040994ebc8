"""What another did meanwhile, and what did not reach the server: nothing is lost in the grid."""

import re

import pytest
from playwright.sync_api import expect

from municipalities.models import Role, User
from tests.browser.grid import (
    MEASURES,
    cell,
    cut_off,
    look,
    put,
    reconnect,
)
from tests.browser.looks import violations


@pytest.fixture
def colleague(demo):
    user = User.objects.create(username="collega", last_name="Collega")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.FINANCE)
    return user.username


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
        expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-value", "22200")
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
    expect(theirs.locator("#cel-kaart")).to_contain_text("Druk op F2 of Enter")
    expect(theirs.get_by_role("button", name="Bedrag van financien laten staan")).to_be_focused()
    theirs.keyboard.press("Tab")
    expect(theirs.get_by_role("button", name="Mijn bedrag bewaren")).to_be_focused()
    theirs.keyboard.press("Enter")
    expect(cell(theirs, "line:regel-1", 2023)).to_have_attribute("data-value", "22200")
    expect(cell(theirs, "line:regel-1", 2023)).to_be_focused()


def test_amounts_that_did_not_reach_the_server_are_sent_again_by_one_button(visit):
    page = visit(MEASURES, user="financien")
    cut_off(page)
    for row in ("line:regel-1", "line:regel-2"):
        put(page, row, 2023, "111")
        expect(cell(page, row, 2023)).to_have_attribute("data-state", "failed")
        expect(cell(page, row, 2023)).to_contain_text("111")
    assert violations(page) == []
    page.unroute_all()
    page.get_by_role("button", name="Alles opnieuw proberen").click()
    for row in ("line:regel-1", "line:regel-2"):
        expect(cell(page, row, 2023)).to_have_attribute("data-value", "11100")
    expect(page.locator("#raster-berichten")).to_be_empty()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(cell(page, "line:regel-1", 2023)).to_have_attribute("data-value", "27371500")
    expect(cell(page, "line:regel-2", 2023)).to_have_attribute("data-value", "26802100")
    visit.errors.clear()  # the requests that were cut off


@pytest.mark.parametrize("stored", [True, False])
def test_amount_without_an_answer_is_sent_again_and_is_nobody_elses(visit, stored):
    page = visit(MEASURES, user="financien")
    cut_off(page, stored=stored)
    put(page, "line:regel-1", 2023, "111")
    first = cell(page, "line:regel-1", 2023)
    expect(first).to_have_attribute("data-state", "failed")
    reconnect(page)
    expect(first).to_have_attribute("data-value", "11100")
    expect(page.locator("#bewaarstand")).to_contain_text("Alles is bewaard")
    expect(page.locator("#raster-berichten")).to_be_empty()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(first).to_have_attribute("data-value", "27371500")
    visit.errors.clear()


def test_amount_typed_over_one_without_an_answer_is_no_conflict(visit):
    page = visit(MEASURES, user="financien")
    cut_off(page, stored=True)
    put(page, "line:regel-1", 2023, "111")
    expect(cell(page, "line:regel-1", 2023)).to_have_attribute("data-state", "failed")
    page.unroute_all()
    put(page, "line:regel-1", 2023, "222")
    expect(cell(page, "line:regel-1", 2023)).to_have_attribute("data-value", "22200")
    expect(page.locator("#cel-kaart")).to_be_hidden()
    expect(page.locator("#raster-berichten")).to_be_empty()
    visit.errors.clear()


@pytest.mark.parametrize("stored", [True, False])
def test_undo_that_did_not_arrive_can_be_tried_again(visit, stored):
    page = visit(MEASURES, user="financien")
    first = cell(page, "line:regel-1", 2023)
    put(page, "line:regel-1", 2023, "111")
    expect(first).to_have_attribute("data-value", "11100")
    cut_off(page, stored=stored)
    page.keyboard.press("Control+z")
    expect(page.locator("#raster-berichten")).to_contain_text("Ongedaan maken is niet gelukt.")
    expect(first).to_have_text("111")
    reconnect(page)
    if stored:
        expect(first).to_have_attribute("data-value", "27371500")
    page.keyboard.press("Control+z")
    expect(first).to_have_attribute("data-value", "27371500")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_disabled()
    expect(page.get_by_role("button", name="Opnieuw", exact=True)).to_be_enabled()
    page.keyboard.press("Control+y")
    expect(first).to_have_attribute("data-value", "11100")
    visit.errors.clear()


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


def test_conflict_follows_what_the_other_makes_of_it(visit, colleague):
    ours, theirs = visit(MEASURES, user="financien"), visit(MEASURES, user=colleague)
    put(ours, "line:regel-1", 2023, "111")
    expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-value", "11100")
    put(theirs, "line:regel-1", 2023, "222")
    card = theirs.locator("#cel-kaart")
    expect(card).to_contain_text("111")
    put(ours, "line:regel-1", 2023, "333")
    expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-value", "33300")
    look(theirs)
    expect(card).to_contain_text("333")
    theirs.get_by_role("button", name="Bedrag van financien laten staan").click()
    expect(cell(theirs, "line:regel-1", 2023)).to_have_text("333")


def test_cell_that_was_open_shows_what_somebody_made_of_it_meanwhile(visit, colleague):
    ours, theirs = visit(MEASURES, user="financien"), visit(MEASURES, user=colleague)
    first = cell(theirs, "line:regel-1", 2023)
    for amounts, stands in ((["111"], "111"), (["222", "111"], "111")):
        first.dblclick()
        for amount in amounts:
            put(ours, "line:regel-1", 2023, amount)
            expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-value", f"{amount}00")
            with theirs.expect_response("**/sinds/*"):
                look(theirs)
        theirs.keyboard.press("Enter")
        expect(first).to_contain_text(stands)
        expect(first).to_have_attribute("data-value", f"{stands}00")


def test_own_save_is_not_painted_over_by_what_another_did_before_it(visit, colleague):
    """There and back: our save comes after it, and is answered together with it."""
    ours, theirs = visit(MEASURES, user="financien"), visit(MEASURES, user=colleague)
    theirs.route("**/sinds/*", lambda route: route.fulfill(status=204))
    for amount in ("111", "273715"):
        put(ours, "line:regel-1", 2023, amount)
        expect(cell(ours, "line:regel-1", 2023)).to_have_attribute("data-value", f"{amount}00")
    put(theirs, "line:regel-1", 2023, "222")
    expect(cell(theirs, "line:regel-1", 2023)).to_have_attribute("data-state", "saved")
    expect(cell(theirs, "line:regel-1", 2023)).to_have_attribute("data-value", "22200")
    visit.errors.clear()
