"""Two people who have the same scenario open: each sees within two seconds what the other does."""

import re

from playwright.sync_api import expect

from budgets.models import Scenario
from budgets.snapshot import budget_data
from tests.browser.conftest import EMPTY_SCENARIO
from tests.browser.test_following_in_browser import OWN_WINDOW, two_seconds_pass
from tests.browser.test_switching import expected, turn

PHONE = {"viewport": {"width": 390, "height": 844}}
PHP = "Regionaal preventie"


def test_what_another_does_is_there_within_two_seconds(visit):
    one, other = visit(user="adviseur", **OWN_WINDOW), visit(EMPTY_SCENARIO, user="financien")
    one.clock.install(time=0)
    one.clock.pause_at(1_000)
    one.goto(EMPTY_SCENARIO)
    two_seconds_pass([one])
    turn(other, "mda")
    two_seconds_pass([one])
    expect(one.locator('[data-option="mda"]')).to_be_checked()


def test_switch_of_one_comes_to_the_other_by_itself(visit, demo, figures):
    one, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    turn(other, "mda")
    expect(one.locator('[data-option="mda"]')).to_be_checked()
    expect(one.locator("#intussen")).to_contain_text("Financien heeft ‘MDA++ ombuigen’ aangezet.")
    for figure in ("costs", "result", "result_after_target"):
        assert figures(one, figure) == expected(demo, "mda").figure(figure)
    expect(one.locator("#grafiek-waterval")).to_have_attribute("aria-label", re.compile(r"699\.474"))
    expect(one.locator("#aantal-aan")).to_have_text("1 van 13 opties aan", use_inner_text=True)
    expect(one.locator("#bewaard")).to_contain_text("Bijgewerkt")
    one.get_by_role("button", name="Sluiten").click()
    assert one.locator("#intussen").inner_text() == ""
    # and the other hears nothing of what they did themselves
    assert other.locator("#intussen").inner_text() == ""


def test_presenter_sees_what_a_colleague_switches(visit):
    presenter, colleague = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    presenter.get_by_role("button", name="Laten meekijken").click()
    expect(presenter.locator("#presenteren")).to_be_visible()
    turn(colleague, "php")
    expect(presenter.locator('[data-option="php"]')).to_be_checked()
    expect(presenter.locator("#presenteren")).to_be_visible()


def test_focus_stays_where_it_is_while_the_page_changes(visit):
    """On a switch, on a figure that is replaced, on the year, and on the explanation of a figure."""
    one, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    focused = "document.activeElement.id || document.activeElement.getAttribute('href')"
    places = ['[data-option="wvggz"]', "#jaar-2022", 'td[data-figure="costs"][data-year="2023"] a', ".hero a"]
    for selector, code in zip(places, ["mda", "php", "preventie", "knelpunten-vo"], strict=True):
        one.locator(selector).first.focus()
        before = one.evaluate(focused)
        turn(other, code)
        expect(one.locator(f'[data-option="{code}"]')).to_be_checked()
        assert one.evaluate(focused) == before, selector


def test_explanation_that_is_open_stays_and_gives_the_focus_back(visit):
    one, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    asked = one.locator('td[data-figure="costs"][data-year="2023"] a').first
    asked.click()
    expect(one.locator("#herkomst-titel")).to_be_focused()
    turn(other, "mda")
    expect(one.locator('[data-option="mda"]')).to_be_checked()
    expect(one.locator("#herkomst-titel")).to_be_focused()
    one.keyboard.press("Escape")
    expect(asked).to_be_focused()


def test_switch_under_way_is_not_turned_back_by_what_comes_in(visit):
    one, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    held = []
    one.route("**/opties/mda/", lambda route: held.append(route))
    one.locator('[data-option="mda"]').click()
    turn(other, "php")
    one.wait_for_timeout(3_200)  # two turns in which it could have asked
    assert one.locator('[data-option="mda"]').is_checked()
    assert not one.locator('[data-option="php"]').is_checked()
    held[0].continue_()
    expect(one.locator('[data-option="php"]')).to_be_checked()
    expect(one.locator("#bewaard")).to_contain_text("Bewaard: MDA++")
    assert Scenario.objects.get(slug="ongewijzigd").choice.on == {"mda", "php"}


def test_nothing_on_the_page_moves_when_news_comes(visit):
    """Somebody who is about to press a switch presses that one."""
    for options in ({}, PHONE):
        one, other = visit(EMPTY_SCENARIO, **options), visit(EMPTY_SCENARIO, user="financien")
        turn(other, "php")
        expect(one.locator("#intussen")).to_contain_text(PHP)
        turn(other, "php")
        where = "() => document.querySelector('[data-option=\"mda\"]').getBoundingClientRect().top"
        one.get_by_role("button", name="Sluiten").click()
        before = one.evaluate(where)
        turn(other, "wvggz")
        expect(one.locator("#intussen")).to_contain_text("Wvggz")
        assert one.evaluate(where) == before
        turn(other, "wvggz")
        assert one.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_page_that_holds_more_than_came_in_says_how_to_renew_it(visit):
    adviser, one = visit(f"{EMPTY_SCENARIO}../../standpunten/php/GM0317/"), visit(EMPTY_SCENARIO, "financien")
    expect(one.locator("#verouderd")).to_be_hidden()
    adviser.get_by_label("voorbehoud").check()
    adviser.get_by_label("Reden").fill("Eerst een raming.")
    adviser.get_by_role("button", name="Bewaren").click()
    expect(one.locator("#intussen")).to_contain_text("Adviseur heeft een standpunt gewijzigd.")
    one.get_by_role("link", name="Pagina vernieuwen").press("Enter")
    expect(one.get_by_role("link", name="Standpunten over Regionaal preventie")).to_contain_text("Eemnes")
    expect(one.locator("#verouderd")).to_be_hidden()


def test_without_connection_the_page_says_so_and_catches_up(visit):
    one, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    one.context.set_offline(True)
    expect(one.locator("#storing")).to_contain_text("Geen verbinding. U ziet de stand van")
    turn(other, "mda")
    one.context.set_offline(False)
    expect(one.locator('[data-option="mda"]')).to_be_checked()
    expect(one.locator("#intussen")).to_contain_text("Financien heeft ‘MDA++ ombuigen’ aangezet.")
    expect(one.locator("#storing")).to_be_empty()
    visit.errors.clear()  # the browser notes every request that failed


def test_options_of_the_demo_that_these_tests_name_are_there(demo):
    codes = {option.code for option in budget_data(demo).options}
    assert {"mda", "php", "wvggz", "preventie", "knelpunten-vo"} <= codes
