"""Keys and participation in Chromium: axe, narrow screens, the keyboard, and all of it without JavaScript."""

import pytest
from playwright.sync_api import expect

from budgets.models import AllocationKey
from measures.models import Participation
from tests.browser.conftest import PLAN
from tests.browser.looks import violations

KEYS, TAKES_PART = f"{PLAN}verdeelsleutels/", f"{PLAN}deelname/"
PAGES = {
    "sleutels": KEYS,
    "nieuwe sleutel": f"{KEYS}nieuw/",
    "sleutel wijzigen": f"{KEYS}inwonertal/wijzigen/",
    "gebruik": f"{KEYS}inwonertal/gebruik/",
    "verwijderen": f"{KEYS}inwonertal/verwijderen/",
    "deelname": TAKES_PART,
    "deelname afwijkend": f"{TAKES_PART}?uitzondering=1&van=2022&tot=2023",
    "deelname leeg filter": f"{TAKES_PART}?q=bestaatniet",
}
CELL = 'input[name="deel:ggz-mantelzorg:GM0402"]'


def shares(municipality):
    rows = Participation.objects.filter(measure__code="ggz-mantelzorg", municipality__code=municipality)
    return sorted(int(row.percentage) for row in rows)


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_pass_axe_and_do_not_scroll_sideways(visit, width):
    page = visit(user="financien", viewport={"width": width, "height": 900})
    for name, path in PAGES.items():
        page.goto(path)
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.mark.parametrize("width", [1440, 390])
def test_refusals_and_previews_pass_axe(visit, width):
    size = {"width": width, "height": 900}
    page = visit(f"{KEYS}nieuw/", user="financien", viewport=size)

    def check():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_label("Naam van de sleutel").fill("Proef")
    page.get_by_label("Vaste percentages").check()
    page.get_by_label("Hilversum 2021").fill("veel")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(page.locator("#fout-gewicht_GM0402_2021")).to_be_visible()
    check()
    page.get_by_label("Hilversum 2021").fill("99,5")
    page.get_by_role("button", name="Aandelen bekijken").click()
    expect(page.locator("#fout-jaar-2021")).to_contain_text("er ontbreekt 0,50%")
    check()
    page.get_by_label("Hilversum 2021").fill("100")
    page.get_by_role("button", name="Aandelen bekijken").click()
    expect(page.get_by_role("heading", name="Zo wordt er verdeeld")).to_be_visible()
    check()
    page.goto(f"{TAKES_PART}?van=2022&tot=2022")
    page.locator(CELL).fill("50")
    page.get_by_role("button", name="Bewaren", exact=True).first.click()
    expect(page.get_by_role("status").first).to_contain_text("gewijzigd")
    page.goto(TAKES_PART)
    page.locator(CELL).fill("soms")
    page.get_by_role("button", name="Bewaren", exact=True).first.click()
    expect(page.locator(CELL)).to_have_attribute("aria-invalid", "true")
    check()


def test_key_from_name_to_plan_by_one_who_looks_first(visit):
    page = visit(KEYS, user="financien")
    page.get_by_role("link", name="Nieuwe verdeelsleutel").click()
    page.get_by_label("Naam van de sleutel").fill("Eigen gewichten")
    expect(page.get_by_label("Hilversum 2021")).to_be_hidden()
    page.get_by_label("Eigen gewichten naar rato").check()
    expect(page.get_by_label("Inwoners op 1 januari")).to_be_hidden()
    page.get_by_label("Hilversum 2021").fill("3")
    page.get_by_label("Huizen 2021").fill("1")
    page.get_by_role("button", name="Aandelen bekijken").click()
    expect(page.locator(".shares").first).to_contain_text("75,00%")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    page.get_by_role("button", name="Maak sleutel van het plan").click()
    expect(page.get_by_role("status").first).to_contain_text("is nu de sleutel van het plan")
    assert AllocationKey.objects.get(is_default=True).title == "Eigen gewichten"


def test_matrix_by_keyboard(visit):
    page = visit(TAKES_PART)
    page.locator(CELL).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("nee")
    expect(page.locator("td.part.is-none.is-changed")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.type("50")
    page.keyboard.press("ArrowLeft")  # the caret is behind the 50: it moves in the text
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "GGZ Mantelzorg, Huizen"
    page.keyboard.press("ArrowDown")
    assert "Huizen" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("2 vakken gewijzigd")
    assert shares("GM0402") == [0] * 4
    assert shares("GM0406") == [50] * 4


def test_button_in_a_head_fills_its_column_and_row(visit):
    page = visit(TAKES_PART)
    page.get_by_role("button", name="ja/nee voor alles bij Eemnes", exact=True).click()
    page.get_by_role("button", name="Bewaren", exact=True).first.click()
    expect(page.get_by_role("status").first).to_contain_text("44 vakken gewijzigd")
    assert Participation.objects.filter(percentage=0).count() == 48 * 4
    page.get_by_role("button", name="ja/nee voor alles bij Eemnes", exact=True).click()
    page.get_by_role("button", name="Bewaren", exact=True).first.click()
    expect(page.get_by_role("status").first).to_contain_text("48 vakken gewijzigd")
    assert not Participation.objects.exists()


def test_what_is_not_saved_is_counted_and_leaving_asks_first(visit):
    page = visit(TAKES_PART)
    state, asked = page.locator("#deelname-stand"), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("button", name="ja/nee voor alles bij Eemnes", exact=True).click()
    expect(state).to_have_text("Alles bij Eemnes staat nu op nee. 44 vakken zijn nog niet bewaard.")
    page.locator(CELL).fill("nee")
    expect(state).to_have_text("45 vakken zijn nog niet bewaard.")
    page.mouse.wheel(0, 3000)
    expect(page.get_by_role("button", name="Bewaren", exact=True).first).to_be_in_viewport()
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Start", exact=True).click(no_wait_after=True)
    assert asked == ["beforeunload"]
    assert page.url.endswith(TAKES_PART)
    page.get_by_role("button", name="Bewaren", exact=True).first.click()
    expect(page.get_by_role("status").first).to_contain_text("45 vakken gewijzigd")
    expect(state).to_be_empty()
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Deelname")
    assert asked == ["beforeunload"]


def test_refused_save_still_counts_as_not_saved(visit):
    page = visit(TAKES_PART)
    page.locator(CELL).fill("soms")
    page.get_by_role("button", name="Bewaren", exact=True).first.click()
    expect(page.locator("#deelname-stand")).to_have_text("1 vak is nog niet bewaard.")


def test_link_skips_the_cells(visit):
    page = visit(TAKES_PART)
    page.get_by_role("link", name="Naar hele rij of kolom tegelijk").press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#zet_wat")).to_be_focused()


def test_without_script_a_cell_and_a_whole_row(visit):
    page = visit(TAKES_PART, java_script_enabled=False)
    expect(page.get_by_role("button", name="ja/nee")).to_have_count(0)
    page.locator(CELL).fill("nee")
    page.locator(CELL).press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("1 vak gewijzigd")
    assert shares("GM0402") == [0] * 4
    page.get_by_label("Zet", exact=True).select_option("maatregel:ggz-mantelzorg")
    page.get_by_label("voor", exact=True).select_option("Huizen")
    page.get_by_label("op", exact=True).fill("25")
    page.get_by_role("button", name="Zetten en bewaren").click()
    expect(page.locator('input[name="deel:ggz-mantelzorg:GM0406"]')).to_have_value("25")
    assert shares("GM0406") == [25] * 4
    assert shares("GM0402") == [0] * 4


def test_head_and_first_column_stay_in_view(visit):
    page = visit(TAKES_PART, viewport={"width": 390, "height": 800})
    frame = page.locator(".matrix-frame")
    frame.evaluate("frame => frame.scrollTo(400, 600)")
    for selector in ("thead th.col-name", "thead th:nth-child(6)"):
        gap = page.evaluate(
            "s => document.querySelector('#matrix ' + s).getBoundingClientRect().top"
            " - document.querySelector('.matrix-frame').getBoundingClientRect().top",
            selector,
        )
        assert abs(gap) < 2
    left = page.evaluate(
        "document.querySelector('#matrix tbody:nth-of-type(3) th[scope=row]').getBoundingClientRect().left"
        " - document.querySelector('.matrix-frame').getBoundingClientRect().left"
    )
    assert abs(left) < 2
    top = "([x, y]) => document.elementFromPoint(x, y).className"
    page.locator("#matrix thead th.col-name").evaluate("head => head.scrollIntoView({ block: 'nearest' })")
    corner = page.locator("#matrix thead th.col-name").bounding_box()
    frame.evaluate("frame => frame.scrollTo(150, 600)")
    assert page.evaluate(top, [corner["x"] + 40, corner["y"] + corner["height"] / 2]) == "col-name"
