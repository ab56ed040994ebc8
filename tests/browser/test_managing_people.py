"""Beheer by keyboard, and its pages by axe and on a narrow screen."""

import pytest
from playwright.sync_api import expect

from municipalities.models import Role, User
from tests.browser.looks import violations

REGION = "/gooi-en-vechtstreek/"
PEOPLE = f"{REGION}beheer/"
LONG = {"first_name": "Wilhelmina-Antoinette", "last_name": "van der Heuvel-Oosterhuis tot Bronckhorst"}
PAGES = {
    "start": "/",
    "list": PEOPLE,
    "person": f"{PEOPLE}mensen/genodigd/",
    "end": f"{PEOPLE}mensen/genodigd/toegang-beeindigen/",
    "disable": f"{PEOPLE}mensen/genodigd/inloggen/",
    "gone": f"{PEOPLE}mensen/niemand/",
    "rights": f"{REGION}wie-mag-wat/",
}


@pytest.fixture
def long_name(demo):
    """Somebody who was invited, with a name and an address that must wrap."""
    user = User(username="genodigd", email=f"{'lang-' * 12}@voorbeeld-gemeente.nl", **LONG)
    user.set_unusable_password()
    user.save()
    Role.objects.create(user=user, region=demo.region, kind="financieel_adviseur")


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_pass_axe_and_do_not_scroll_sideways(visit, long_name, width):
    page = visit(user="beheerder", viewport={"width": width, "height": 900})
    for name, path in PAGES.items():
        page.goto(path)
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        hidden = "[...document.querySelectorAll('.table-frame')].filter(f => f.scrollWidth > f.clientWidth)"
        assert page.evaluate(f"{hidden}.length") == 0, f"{name} has a table that is cut off"
    visit.errors.clear()  # the page that is not there


def test_menu_on_a_narrow_screen_begins_under_the_name_of_the_region(visit):
    page = visit(PEOPLE, user="beheerder", viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Menu").click()
    box = "document.querySelector('{}').getBoundingClientRect()"
    assert page.evaluate(f"{box.format('#menu')}.top >= {box.format('.app-band')}.bottom - 1")
    lefts = page.eval_on_selector_all("#menu li > a", "links => links.map(a => a.getBoundingClientRect().x)")
    assert len(set(lefts)) == 1
    assert violations(page) == []


def test_keyboard_alone_invites_changes_and_ends(visit):
    page = visit(PEOPLE, user="beheerder")

    def tab_to(selector: str) -> None:
        """Presses Tab until what fits the selector has the focus, and it can be seen there."""
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
                return
        raise AssertionError(f"Tab never reaches {selector}")

    tab_to("#id_naam")
    page.keyboard.type("Jan de Vries")
    tab_to("#id_email")
    page.keyboard.type("jan@voorbeeld.nl")
    page.keyboard.press("Enter")
    expect(page.locator("#fout-rol")).to_have_text("Kies een rol.")
    assert violations(page) == []
    tab_to("#id_rol")
    page.keyboard.type("lezer")
    page.keyboard.press("Tab")
    tab_to("main form button")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Jan de Vries is uitgenodigd.")

    tab_to('a[href$="/mensen/jan@voorbeeld.nl/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/mensen/jan@voorbeeld.nl/")
    tab_to("#id_rol")
    page.keyboard.type("financieel")
    tab_to("main form button")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Jan de Vries is nu financieel adviseur.")
    assert Role.objects.get(user__email="jan@voorbeeld.nl").kind == "financieel_adviseur"

    page.get_by_role("link", name="Jan de Vries").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/mensen/jan@voorbeeld.nl/")
    tab_to('a[href$="/toegang-beeindigen/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/toegang-beeindigen/")
    assert Role.objects.filter(user__email="jan@voorbeeld.nl").exists()
    tab_to("main form button")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Jan de Vries heeft geen toegang meer")
    assert not Role.objects.filter(user__email="jan@voorbeeld.nl").exists()
