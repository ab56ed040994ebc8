"""Mijn account: a token made, copied and withdrawn, by keyboard, without script and on a narrow screen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from municipalities.models import ApiToken, User
from municipalities.tokens import create_token, token_of, withdraw_token
from tests.browser.looks import violations

ACCOUNT = "/account/"
LONG = "Koppeling-met-de-financiële-administratie-van-de-gemeenschappelijke-regeling-en-haar-acht-gemeenten"


@pytest.fixture
def tokens(demo):
    """One of each: valid, soon at its end, expired and withdrawn; one with a name that must wrap."""
    user, today = User.objects.get(username="adviseur"), timezone.localdate()
    made = [
        create_token(user=user, name=name, scope="write", expires_on=today + timedelta(days=days), by=user)[0]
        for name, days in ((LONG, 90), ("Kort", 1), ("Oud", 1), ("Weg", 90))
    ]
    ApiToken.objects.filter(name="Oud").update(expires_on=today - timedelta(days=1))
    ApiToken.objects.filter(name=LONG).update(last_used_at=timezone.now())
    withdraw_token(token=made[-1], by=user)
    return made


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_pages_pass_axe_and_nothing_is_cut_off(visit, tokens, width):
    page = visit(viewport={"width": width, "height": 900})

    def check(name):
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        hidden = "[...document.querySelectorAll('.table-frame')].filter(f => f.scrollWidth > f.clientWidth)"
        assert page.evaluate(f"{hidden}.length") == 0, f"{name} has a table that is cut off"

    for name, path in {
        "list": ACCOUNT,
        "withdraw": f"{ACCOUNT}tokens/{tokens[0].prefix}/intrekken/",
        "password": "/wachtwoord/wijzigen/",
        "wrong": ACCOUNT,
    }.items():
        page.goto(path)
        check(name)
    page.get_by_role("button", name="Token maken").click()
    expect(page.locator("#fout-naam")).to_be_visible()
    check("wrong")
    page.get_by_label("Naam").fill(LONG)
    page.get_by_role("button", name="Token maken").click()
    expect(page.get_by_label("Token", exact=True)).to_be_visible()
    check("made")


def test_keyboard_alone_makes_copies_and_withdraws(visit):
    page = visit(ACCOUNT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def tab_to(selector: str) -> None:
        """Presses Tab until what fits the selector has the focus, and it can be seen there."""
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
                return
        raise AssertionError(f"Tab never reaches {selector}")

    tab_to("#id_naam")
    page.keyboard.type("Power BI")
    page.keyboard.press("Enter")
    page.wait_for_selector("#token")
    text = page.get_by_label("Token", exact=True).input_value()
    assert token_of(text).name == "Power BI"
    tab_to("[data-copies]")
    page.keyboard.press("Enter")
    expect(page.locator("#gekopieerd")).to_have_text("Het token is gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    tab_to(f'a[href="{ACCOUNT}"].utrecht-button')
    page.keyboard.press("Enter")
    page.wait_for_selector(".token-table")
    tab_to('a[href$="/intrekken/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/intrekken/")
    tab_to("main form button")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("is ingetrokken")
    assert token_of(text) is None


def test_loading_the_page_of_a_new_token_again_makes_no_second_one(visit):
    page = visit(ACCOUNT)
    page.get_by_label("Naam").fill("Power BI")
    page.get_by_role("button", name="Token maken").click()
    page.wait_for_selector("#token")
    text = page.get_by_label("Token", exact=True).input_value()
    page.reload()
    page.wait_for_selector(".token-table")
    assert text not in page.content()
    assert ApiToken.objects.count() == 1
    page.go_back()
    page.go_forward()
    assert text not in page.content()
    assert ApiToken.objects.count() == 1


def test_without_script_a_token_is_selected_by_hand_and_withdrawn(visit):
    page = visit(ACCOUNT, java_script_enabled=False)
    page.get_by_label("Naam").fill("Power BI")
    page.get_by_role("button", name="Token maken").click()
    field = page.get_by_label("Token", exact=True)
    assert token_of(field.input_value())
    expect(field).not_to_be_editable()
    expect(page.get_by_role("button", name="Kopiëren")).to_be_hidden()
    page.get_by_role("link", name="terug naar Mijn account").click()
    page.get_by_role("link", name="Intrekken").click()
    page.get_by_role("button", name="Ja, token intrekken").click()
    page.wait_for_selector("text=is ingetrokken en werkt niet meer")
    assert not ApiToken.objects.valid().exists()


def test_menu_of_a_narrow_screen_leads_to_the_account(visit):
    page = visit("/", viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Mijn account").click()
    page.wait_for_url(f"**{ACCOUNT}")
