"""The page Woningen in a browser: filling in, the explanation beside the figure, narrow screens, axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PLAN
from tests.browser.looks import scrolls_sideways, violations
from tests.integration.test_housing_pages import KINDS, NUMBERS

HOUSING = f"{PLAN}woningen/"
PAGES = {
    "woningen": HOUSING,
    "jaar": f"{HOUSING}?jaar=2023",
    "herkomst": f"{HOUSING}herkomst/?cijfer=housing.GM0402.target&jaar=2022",
    "invullen": f"{HOUSING}gemeenten/GM0406/",
    "soort": f"{HOUSING}soorten/geclusterd/wijzigen/",
    "nieuwe soort": f"{HOUSING}soorten/nieuw/",
    "weg": f"{HOUSING}soorten/interventie/verwijderen/",
    "verrekening": f"{HOUSING}verrekening/",
}


@pytest.fixture
def filled(demo):
    """2021 known of everybody."""
    from budgets.actions.housing import enter_realised
    from municipalities.models import Municipality, User

    for code, numbers in NUMBERS.items():
        values = {f"{kind}:2021": number for kind, number in zip(KINDS, numbers, strict=True)}
        enter_realised(
            plan=demo,
            municipality=Municipality.objects.get(code=code),
            values=values,
            by=User.objects.get(username="adviseur"),
        )


def test_pages_pass_axe_and_never_scroll_sideways(visit, filled):
    page = visit(user="financien")
    for name, path in PAGES.items():
        page.goto(path)
        assert violations(page) == [], name
        assert scrolls_sideways(page) == [], name


def test_a_mistake_is_said_at_its_field_and_mended(visit):
    page = visit(f"{HOUSING}gemeenten/GM0406/", user="adviseur")
    group = page.get_by_role("group", name="Interventiewoningen")
    group.get_by_label("2021").fill("-1")
    group.get_by_label("2022").fill("2")
    page.get_by_role("button", name="Bewaren").click()
    expect(group.get_by_label("2021")).to_be_focused()
    expect(group.get_by_label("2021")).to_have_accessible_description(
        "Een aantal plaatsen kan niet negatief zijn."
    )
    expect(group.get_by_label("2022")).to_have_value("2")
    assert violations(page) == []
    group.get_by_label("2021").fill("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("De aantallen van Huizen zijn bewaard.")
    page.goto(f"{HOUSING}?jaar=2022")
    cell = page.locator('#gemeente-GM0406 [data-figure^="housing.GM0406.realised"]')
    assert [cell.nth(i).get_attribute("data-cents") for i in range(cell.count())] == ["3"]


def test_an_amount_is_explained_beside_it(visit, filled):
    page = visit(HOUSING)
    page.locator('[data-figure="housing.GM0406.paid_out"][data-year="2021"] a').click()
    page.wait_for_selector("#herkomst:popover-open")
    box = page.locator("#herkomst")
    expect(box).to_contain_text("27.462,89")
    expect(box).to_contain_text("plus één cent die bij het verdelen overbleef")
    assert violations(page) == []


def test_without_script_numbers_are_filled_in_and_explained(visit, filled):
    page = visit(HOUSING, java_script_enabled=False)
    page.get_by_role("link", name="Aantallen invullen: Huizen").click()
    page.get_by_role("group", name="Interventiewoningen").get_by_label("2021").fill("0")
    page.get_by_role("button", name="Bewaren").click()
    page.locator('[data-figure="housing.GM0406.paid_in"][data-year="2021"] a').click()
    expect(page.locator("main")).to_contain_text("1 plaats te weinig × € 20.000")
