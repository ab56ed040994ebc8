"""Three people in one room: one shows a scenario, two look on from their own device."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from decisions.models import Follower
from tests.browser.conftest import EMPTY_SCENARIO

FOLLOW = f"{EMPTY_SCENARIO}meekijken/"
PHONE = {"viewport": {"width": 390, "height": 844}}
OWN_WINDOW = {"timezone_id": "Europe/Amsterdam"}
"""A clock that was stopped stays so in its window: nobody gets that one after it."""


def told(response):
    """Whether it answers a presenter who says what is looked at."""
    return response.request.method == "POST" and "verplaats" in (response.request.post_data or "")


def shown_by(visit):
    page = visit(EMPTY_SCENARIO)
    page.get_by_role("button", name="Laten meekijken").click()
    expect(page.locator("#presenteren")).to_be_visible()
    return page


def two_seconds_pass(followers):
    """On their clocks, which stand still otherwise: the page is timed, however slow the machine is."""
    for page in followers:
        with page.expect_response("**/stand/**"):
            page.clock.run_for(2_000)


def test_two_people_follow_a_third(visit, figures, monkeypatch):
    """The scenario, the year and the view that one looks at are with the others within two seconds."""
    monkeypatch.setattr("decisions.following.GONE_AFTER", timedelta(hours=1))
    presenter = shown_by(visit)
    one = visit(user="lezer", **OWN_WINDOW)
    two = visit(user="portefeuillehouder", **OWN_WINDOW, **PHONE)
    followers = [one, two]
    for page in followers:
        page.clock.install(time=0)
        page.clock.pause_at(1_000)
        page.goto(FOLLOW)
    two_seconds_pass(followers)
    for page in followers:
        expect(page.locator("#meekijk-wie")).to_have_text("U kijkt mee met adviseur.")
    expect(presenter.locator("#wie-kijkt-mee")).to_contain_text("2 kijken mee: lezer, portefeuillehouder.")

    presenter.locator('[data-option="mda"]').check()
    expect(presenter.locator("#bewaard")).to_contain_text("Bewaard")
    two_seconds_pass(followers)
    for page in followers:
        expect(page.locator('[data-option="mda"]')).to_be_checked()
        said = re.compile(r"adviseur heeft ‘MDA\+\+ .*’ aangezet\.")
        expect(page.locator("#meekijk-zegt")).to_have_text(said)
        expect(page.locator('[data-option="mda"]')).to_be_disabled()
    assert {figures(page, "result_after_target")[2] for page in [presenter, *followers]} == {69947365}

    with presenter.expect_response(told):
        presenter.locator("#jaar-2022").click()
    two_seconds_pass(followers)
    for page in followers:
        expect(page.locator("#effect-cijfers")).to_have_attribute("data-year", "2022")
        expect(page.locator("#meekijk-zegt")).to_contain_text("Resultaat na taakstelling 2022")

    with presenter.expect_response(told):
        presenter.get_by_role("tab", name="Per gemeente").click()
    two_seconds_pass(followers)
    for page in followers:
        expect(page.get_by_role("tab", name="Per gemeente")).to_have_attribute("aria-selected", "true")
    assert two.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_lets_go_looks_for_themselves_and_comes_back(visit):
    presenter, page = shown_by(visit), visit(FOLLOW, "lezer")
    page.locator("#jaar-2024").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#effect-cijfers")).to_have_attribute("data-year", "2024")
    expect(page.locator("#meekijk-zelf")).to_be_visible()
    assert page.url.endswith("?jaar=2024")
    presenter.locator("#jaar-2022").click()
    presenter.locator('[data-option="mda"]').check()
    expect(page.locator('[data-option="mda"]')).to_be_checked()
    expect(page.locator("#effect-cijfers")).to_have_attribute("data-year", "2024")
    page.get_by_role("link", name="Weer meekijken").press("Enter")
    expect(page.locator("#effect-cijfers")).to_have_attribute("data-year", "2022")
    expect(page.locator("#meekijk-zelf")).to_be_hidden()
    assert page.url.endswith("/meekijken/")


def test_without_connection_the_page_says_so_and_catches_up(visit):
    presenter, page = shown_by(visit), visit(FOLLOW, "lezer")
    expect(page.locator("#meekijk-wie")).to_contain_text("adviseur")
    page.context.set_offline(True)
    expect(page.locator("#meekijk-storing")).to_contain_text("Geen verbinding. U ziet de stand van")
    presenter.locator('[data-option="mda"]').check()
    expect(presenter.locator("#bewaard")).to_contain_text("Bewaard")
    page.context.set_offline(False)
    expect(page.locator('[data-option="mda"]')).to_be_checked()
    expect(page.locator("#meekijk-storing")).to_be_empty()
    visit.errors.clear()  # the browser notes every request that failed


def test_who_hides_the_page_does_not_ask_and_who_opens_it_again_does(visit):
    page, asked = visit(FOLLOW, "lezer"), []
    page.on("request", lambda request: asked.append(request.url) if "/stand/" in request.url else None)
    with page.expect_request("**/stand/"):
        pass
    hide = "value => { Object.defineProperty(document, 'hidden', { value, configurable: true });"
    page.evaluate(f"{hide} document.dispatchEvent(new Event('visibilitychange')); }}", True)
    page.wait_for_timeout(200)  # what was under way
    asked.clear()
    page.wait_for_timeout(3_500)
    assert asked == []
    with page.expect_request("**/stand/"):
        page.evaluate(f"{hide} document.dispatchEvent(new Event('visibilitychange')); }}", False)


def test_position_recorded_meanwhile_comes_with_its_flag(visit):
    adviser, page = visit(f"{EMPTY_SCENARIO}../../standpunten/php/GM0317/"), visit(FOLLOW, "lezer")
    adviser.get_by_label("voorbehoud").check()
    adviser.get_by_label("Reden").fill("Eerst een raming.")
    adviser.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("link", name=re.compile("Eemnes voorbehoud"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Eemnes voorbehoud")).click()
    expect(page.get_by_text("Eerst een raming.")).to_be_visible()


def test_without_script_there_is_a_way_to_look_again(visit):
    page = visit(FOLLOW, "lezer", java_script_enabled=False)
    page.get_by_role("link", name="Vernieuwen").click()
    assert page.locator("#meekijk-zegt").inner_text().startswith("Resultaat na taakstelling 2023")
    assert Follower.objects.filter(user__username="lezer").exists()
