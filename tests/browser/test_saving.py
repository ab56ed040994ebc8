"""Saving in the browser: what is said while it happens, what others changed, and taking a change back."""

import pytest
from playwright.sync_api import expect

from budgets.models import Scenario
from tests.browser.conftest import EMPTY_SCENARIO, FULL_SCENARIO
from tests.browser.test_switching import turn

SWITCH = "**/opties/mda/"
NARROW = {"width": 390, "height": 844}


def on() -> set[str]:
    return set(Scenario.objects.get(slug="ongewijzigd").choice.on)


def state(page) -> str:
    return page.locator(".page-head .saved").get_attribute("data-state")


def test_while_a_switch_is_under_way_the_page_does_not_say_that_it_is_saved(visit):
    page = visit(EMPTY_SCENARIO)
    held = []
    page.route(SWITCH, lambda route: held.append(route))
    page.locator('[data-option="mda"]').click()
    expect(page.locator("#bewaard")).to_have_text("Bezig met bewaren…")
    assert state(page) == "busy"
    held[0].continue_()
    expect(page.locator("#bewaard")).to_contain_text("Bewaard: MDA++")
    assert state(page) == "saved"


@pytest.mark.parametrize("status", [403, 404, 422, 500, 503])
def test_after_a_refusal_it_is_not_saved_and_the_switch_returns(visit, status):
    page = visit(EMPTY_SCENARIO)
    page.route(SWITCH, lambda route: route.fulfill(status=status, body="<p class='alert'>Nee.</p>"))
    page.locator('[data-option="mda"]').click()
    expect(page.locator("#bewaard")).to_have_text("Niet bewaard")
    assert state(page) == "failed"
    assert "#i-warn" in page.locator(".page-head .saved use").get_attribute("href")
    expect(page.locator('[data-option="mda"]')).not_to_be_checked()
    page.unroute(SWITCH)
    turn(page, "mda")
    assert state(page) == "saved"
    visit.errors.clear()


def test_refusal_stays_in_view_when_the_next_switch_in_line_is_saved(visit):
    page = visit(EMPTY_SCENARIO)
    page.route(SWITCH, lambda route: route.fulfill(status=503, body="<p class='alert'>Nee.</p>"))
    page.evaluate("""() => ['mda', 'php'].forEach((code) => {
        document.querySelector(`[data-option="${code}"]`).click();
    })""")
    expect(page.locator("#bewaard")).to_contain_text("Bewaard: Regionaal preventie")
    expect(page.locator("#meldingen")).to_have_text("Nee.", use_inner_text=True)
    expect(page.locator('[data-option="mda"]')).not_to_be_checked()
    assert on() == {"php"}
    visit.errors.clear()


def test_without_an_answer_the_page_says_that_it_does_not_know(visit):
    page = visit(EMPTY_SCENARIO)
    page.evaluate("htmx.config.timeout = 200")
    page.route(SWITCH, lambda route: None)
    page.locator('[data-option="mda"]').click()
    expect(page.locator("#bewaard")).to_have_text("Misschien niet bewaard")
    expect(page.locator("#meldingen")).to_contain_text("laadt", use_inner_text=True)
    expect(page.locator('[data-option="mda"]')).not_to_be_checked()
    visit.errors.clear()


def test_saved_is_said_where_one_works_on_a_narrow_screen(visit):
    page = visit(EMPTY_SCENARIO, viewport=NARROW)
    turn(page, "wvggz")
    copy = page.locator(".hero__saved")
    expect(copy).to_be_in_viewport()
    expect(copy).to_contain_text("Bewaard: ", use_inner_text=True)
    expect(page.locator("[role=status], [aria-live]")).to_have_count(1)


def test_what_somebody_else_changed_is_said_and_by_whom(visit):
    """Also where the page did not hear of it before this person switched something themselves."""
    one, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    one.route("**/stand/**", lambda route: route.abort())
    turn(other, "mda")
    turn(one, "php")
    said = one.locator("#intussen").inner_text()
    assert "Intussen veranderd door een ander (financien): MDA++" in said
    assert "staat aan" in said
    expect(one.locator("#bewaard")).to_contain_text("Intussen veranderd")
    one.get_by_role("button", name="Sluiten").click()
    turn(one, "wvggz")
    assert one.locator("#intussen .alert--calm").count() == 0
    one.close()
    visit.errors.clear()  # the browser notes every request that failed


def test_another_name_meanwhile_is_shown(visit):
    page = visit(EMPTY_SCENARIO)
    Scenario.objects.filter(slug="ongewijzigd").update(name="Heet nu anders")
    turn(page, "php")
    expect(page.locator("#intussen")).to_contain_text(
        "het scenario heet nu ‘Heet nu anders’", use_inner_text=True
    )
    expect(page.locator("h1")).to_have_text("Heet nu anders", use_inner_text=True)


def test_undo_takes_back_the_last_change_and_only_that(visit):
    page, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    undo = page.get_by_role("button", name="Ongedaan maken")
    expect(undo).to_be_disabled()
    turn(page, "mda")
    turn(page, "php")
    turn(other, "wvggz")
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bewaard")).to_contain_text("Ongedaan gemaakt: Regionaal preventie")
    assert on() == {"mda", "wvggz"}
    page.keyboard.press("Enter")
    expect(page.locator("#bewaard")).to_contain_text("Ongedaan gemaakt: MDA++")
    expect(undo).to_be_disabled()
    assert on() == {"wvggz"}
    assert page.evaluate("document.activeElement.dataset.option") == "mda"


def test_undo_of_everything_on_returns_to_what_was(visit):
    page = visit(EMPTY_SCENARIO)
    turn(page, "mda")
    page.get_by_role("button", name="Alles aan").click()
    expect(page.locator("#bewaard")).to_contain_text("alle opties staan aan")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#bewaard")).to_contain_text("Ongedaan gemaakt")
    assert on() == {"mda"}


def test_year_of_a_deleted_scenario_leaves_the_address(visit):
    page = visit(EMPTY_SCENARIO)
    Scenario.objects.get(slug="ongewijzigd").delete()
    page.locator("#jaar-2022").click()
    page.wait_for_selector("#meldingen .alert")
    assert "jaar=" not in page.url
    page.close()  # it asks whether anything is new, and there is no scenario any more
    visit.errors.clear()


@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
def test_charts_clip_no_amount(visit, width):
    page = visit(FULL_SCENARIO, viewport={"width": width, "height": 900})
    page.wait_for_selector("#grafiek-waterval svg text")
    page.get_by_role("tab", name="Per prioriteit").click()
    page.wait_for_selector("#grafiek-prioriteit svg text")
    page.wait_for_function("""() => {  // with the font the chart is drawn once more
        const svg = document.querySelector('#grafiek-prioriteit svg'), box = svg.getBoundingClientRect();
        return document.fonts.status === 'loaded' && [...svg.querySelectorAll('text')]
          .map((text) => text.getBoundingClientRect())
          .every((each) => each.left >= box.left - 1 && each.right <= box.right + 1);
    }""")
