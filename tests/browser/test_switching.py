"""Switching options in the browser: figures to the cent, saved at once, whoever else is switching."""

import re

import pytest
from playwright.sync_api import expect

from budgets.engine import Choice, compute
from budgets.models import Scenario
from budgets.snapshot import budget_data
from tests.browser.conftest import EMPTY_SCENARIO, FULL_SCENARIO

FIGURES = ("costs", "income", "result", "savings_target", "result_after_target", "shortfall")


def turn(page, option: str) -> None:
    """Clicks the switch and waits until the page says that it was saved."""
    with page.expect_response(lambda response: f"/opties/{option}/" in response.url):
        page.locator(f'[data-option="{option}"]').click()
    expect(page.locator("#bewaard")).to_contain_text("Bewaard")


def expected(plan, *on: str):
    return compute(budget_data(plan), Choice.of(on))


def test_switch_shows_what_the_engine_computes_and_survives_a_reload(visit, demo, figures):
    page = visit(EMPTY_SCENARIO)
    turn(page, "ggz-mantelzorg")
    result = expected(demo, "ggz-mantelzorg")
    for _ in range(2):
        for figure in FIGURES:
            assert figures(page, figure) == result.figure(figure), figure
        for key in "0123":
            assert figures(page, f"costs_by_priority.{key}") == result.costs_by_priority[key]
        expect(page.locator('[data-option="ggz-mantelzorg"]')).to_be_checked()
        page.reload()


def test_all_options_one_by_one_end_at_the_reference(visit, demo, figures):
    page = visit(EMPTY_SCENARIO)
    options = [option.code for option in budget_data(demo).options if option.kind != "dekking"]
    for option in options:
        turn(page, option)
    assert figures(page, "result_after_target") == (71433565, 131626165, 146453565, 146453565)
    assert figures(page, "difference") == (0, 71965200, 80844200, 80844200)
    expect(page.locator("#aantal-aan")).to_have_text("11 van 13 opties aan", use_inner_text=True)
    assert Scenario.objects.get(slug="ongewijzigd").choice.on == set(options)


def test_switch_keeps_the_focus_and_says_what_was_saved(visit):
    page = visit(EMPTY_SCENARIO)
    switch = page.locator('[data-option="pak-aan"]')
    switch.focus()
    page.keyboard.press("Space")
    expect(page.locator("#bewaard")).to_contain_text("staat aan")
    assert page.evaluate("document.activeElement.dataset.option") == "pak-aan"
    expect(page.locator("#bewaard")).to_contain_text(
        "Bewaard: Pak Aan inbedden in werkprogramma’s staat aan", use_inner_text=True
    )


def test_switches_turned_fast_all_arrive_in_their_last_state(visit, demo, figures):
    page = visit(EMPTY_SCENARIO)
    codes = ["pak-aan", "mda", "php", "mda", "wvggz", "mda"]
    page.evaluate(
        "codes => codes.forEach(code => document.querySelector(`[data-option='${code}']`).click())", codes
    )
    wanted = {"pak-aan", "mda", "php", "wvggz"}
    expect(page.locator("[data-wanted]")).to_have_count(0)
    expect(page.locator("#effect-cijfers")).to_have_attribute("data-on", "mda pak-aan php wvggz")
    assert Scenario.objects.get(slug="ongewijzigd").choice.on == wanted
    assert figures(page, "costs") == expected(demo, *wanted).costs


def test_two_people_switching_keep_each_others_choice(visit, demo, figures):
    one, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    turn(one, "mda")
    turn(other, "php")
    both = expected(demo, "mda", "php")
    expect(other.locator('[data-option="mda"]')).to_be_checked()
    assert figures(other, "result_after_target") == both.result_after_target
    expect(one.locator('[data-option="php"]')).to_be_checked()  # by itself: see test_side_by_side
    turn(one, "wvggz")
    expect(one.locator('[data-option="php"]')).to_be_checked()
    assert Scenario.objects.get(slug="ongewijzigd").choice.on == {"mda", "php", "wvggz"}


def test_amounts_of_an_option_show_what_is_realised_and_what_was_asked(visit):
    page = visit(EMPTY_SCENARIO)
    row = page.locator('tr[data-row="ggz-mantelzorg"]')
    expect(row).to_contain_text("gevraagd 67.500", use_inner_text=True)
    assert row.locator("[data-figure]").nth(1).get_attribute("data-figure") == "options.ggz-mantelzorg.alone"
    turn(page, "ggz-mantelzorg")
    cell = row.locator('[data-figure="options.ggz-mantelzorg.realised"][data-year="2023"]')
    assert cell.get_attribute("data-cents") == "6500000"
    expect(page.locator(".findings")).to_contain_text("kan niet, de post is", use_inner_text=True)


def test_deleted_meanwhile_is_a_sentence_and_the_switch_returns(visit):
    page = visit(EMPTY_SCENARIO)
    Scenario.objects.get(slug="ongewijzigd").delete()
    page.locator('[data-option="mda"]').click()
    page.wait_for_selector("#meldingen .alert")
    expect(page.locator("#meldingen")).to_contain_text("verwijderd", use_inner_text=True)
    expect(page.locator('[data-option="mda"]')).not_to_be_checked()
    expect(page.locator("h1")).to_have_text("Ongewijzigd", use_inner_text=True)
    page.close()  # it asks whether anything is new
    visit.errors.clear()  # the browser notes the 404


def test_without_connection_the_switch_returns_and_a_sentence_says_so(visit):
    page = visit(EMPTY_SCENARIO)
    page.context.set_offline(True)
    page.locator('[data-option="mda"]').click()
    page.wait_for_selector("#meldingen .alert")
    expect(page.locator("#meldingen")).to_contain_text("niets bewaard", use_inner_text=True)
    expect(page.locator('[data-option="mda"]')).not_to_be_checked()
    page.close()
    visit.errors.clear()


def test_logged_out_meanwhile_goes_to_the_login_page(visit):
    page = visit(EMPTY_SCENARIO)
    page.context.clear_cookies(name="sessionid")
    page.locator('[data-option="mda"]').click()
    page.wait_for_url("**/inloggen/**")
    expect(page.locator("h1")).to_have_text("Inloggen", use_inner_text=True)
    visit.errors.clear()


def test_everything_on_and_off(visit, demo, figures):
    page = visit(EMPTY_SCENARIO)
    page.get_by_role("button", name="Alles aan").click()
    expect(page.locator("#bewaard")).to_contain_text("alle opties staan aan")
    assert figures(page, "realised") == (71965200, 80844200, 80844200)
    expect(page.locator(".switch:checked")).to_have_count(13)
    page.get_by_role("button", name="Alles uit").click()
    expect(page.locator("#bewaard")).to_contain_text("alle opties staan uit")
    expect(page.locator(".switch:checked")).to_have_count(0)


def test_another_year_is_in_the_address_and_kept_by_a_switch(visit):
    page = visit(FULL_SCENARIO)
    expect(page.locator(".hero__label")).to_contain_text("2023", use_inner_text=True)
    page.locator("#jaar-2022").click()
    page.wait_for_url("**?jaar=2022")
    expect(page.locator(".hero__figure")).to_contain_text("€\u00a01.316.262", use_inner_text=True)
    turn(page, "mda")
    expect(page.locator(".hero__label")).to_contain_text("2022", use_inner_text=True)
    expect(page.locator(".hero__figure")).to_contain_text("€\u00a01.272.882", use_inner_text=True)
    page.go_back()
    expect(page.locator(".hero__label")).to_contain_text("2023")


def test_charts_are_drawn_and_described(visit):
    page = visit(FULL_SCENARIO)
    page.wait_for_selector("#grafiek-waterval svg text")
    assert "1.536.906" in page.locator("#grafiek-waterval").get_attribute("aria-label")
    turn(page, "regisseur")
    expect(page.locator("#grafiek-waterval")).to_have_attribute("aria-label", re.compile("1.436.906"))
    page.get_by_role("tab", name="Per prioriteit").click()
    page.wait_for_selector("#grafiek-prioriteit svg text")


@pytest.mark.parametrize("user", ["portefeuillehouder"])
def test_who_may_not_change_it_sees_the_switches_disabled_and_why(visit, user):
    page = visit(EMPTY_SCENARIO, user=user)
    expect(page.locator(".switch:enabled")).to_have_count(0)
    expect(page.locator("#alleen-lezen")).to_contain_text("niet wijzigen", use_inner_text=True)
