"""Looking for combinations in the browser: ask, see the proof, make a scenario; searches that take long."""

from dataclasses import replace
from threading import Event, Thread

import pytest
from django.db import connection
from playwright.sync_api import expect

from budgets import search_process, search_work
from budgets.engine.search import search
from reports.search import outcome
from tests.browser.conftest import EMPTY_SCENARIO, PLAN, SCENARIOS
from tests.browser.looks import violations

PAGE = f"{SCENARIOS}zoeken/"
ASKED = f"{PAGE}?wens=besparing&jaar_2023=300000"
FIVE = ["vrouwenopvang", "pak-aan", "mensenhandel", "mda", "ggz-mantelzorg"]
STATES = {
    "leeg": PAGE,
    "antwoord": ASKED,
    "met gewichten": f"{ASKED}&gewicht_0=8&gewicht_1=4&scenario=alle-bijstellingen",
    "niet haalbaar": f"{PAGE}?wens=besparing&jaar_2023=900000&hoogstens=5&optie_mda=uit",
    "fout": f"{PAGE}?wens=besparing&jaar_2023=veel&hoogstens=x&gewicht_0=zwaar",
}


@pytest.mark.parametrize("width", [1440, 390])
def test_every_state_passes_axe_and_never_scrolls_sideways(visit, width):
    page = visit(viewport={"width": width, "height": 900})
    for name, path in STATES.items():
        page.goto(path)
        if name == "antwoord":
            page.wait_for_selector("#grafiek-front svg text")
            page.get_by_text("Cijfers bij de grafiek").click()
        for fold in page.locator(".search-form summary").all():
            fold.click()
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_least_cut_is_found_by_keyboard_and_becomes_a_scenario(visit, figures):
    page = visit(f"{PAGE}?scenario=ongewijzigd")
    expect(page.get_by_label("Uitgaande van")).to_have_value("ongewijzigd")
    page.get_by_label("2023", exact=True).fill("300.000")
    page.keyboard.press("Enter")
    expect(page.locator("#beste")).to_contain_text("5 opties besparen samen €\u00a0300.017 in 2023")
    expect(page.locator(".search-proof").first).to_contain_text("geen betere combinatie, verschil 0")
    page.get_by_role("button", name="Scenario maken van combinatie 1", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Zoekresultaat 1: besparing ten minste € 300.000 in 2023")
    on = page.locator("[data-option]:checked").evaluate_all("all => all.map(each => each.dataset.option)")
    assert sorted(on) == sorted(FIVE)
    assert figures(page, "realised") == (26251700, 30001700, 30001700)


def test_answer_is_in_view_on_a_phone_and_what_tab_comes_to_next(visit):
    page = visit(PAGE, viewport={"width": 390, "height": 844})
    page.get_by_label("2023", exact=True).fill("300.000")
    page.keyboard.press("Enter")
    expect(page.locator("#beste")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#uitkomst').contains(document.activeElement)")


def test_point_of_the_front_leads_to_its_row_and_becomes_a_scenario(visit):
    page = visit(f"{ASKED}&gewicht_0=8&gewicht_1=4&gewicht_2=2")
    page.wait_for_selector("#grafiek-front svg text")
    page.locator("#grafiek-front").scroll_into_view_if_needed()
    last = page.locator(".front-table tbody tr").last
    page.evaluate("document.fonts.ready.then(() => true)")  # with the font the chart is drawn once more
    dots = page.wait_for_function(  # they come after the names of the axes
        """() => { const chart = document.getElementById('grafiek-front');
        const dots = [...chart.querySelectorAll('svg path')].filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width > 7 && box.width < 13 && Math.abs(box.width - box.height) < 2;
        }).map((each) => each.getBoundingClientRect());
        if (!dots.length) return null;
        const right = dots.reduce((one, other) => (other.x > one.x ? other : one));
        return [right.x + right.width / 2, right.y + right.height / 2]; }"""
    )
    place = dots.json_value()
    page.mouse.click(*place)
    expect(last.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Zoekresultaat: 11 opties")


def test_way_out_of_the_impossible_leads_to_an_answer(visit):
    page = visit(STATES["niet haalbaar"])
    expect(page.locator(".lead")).to_contain_text("Niet haalbaar")
    page.locator(".search-ways a").first.click()
    expect(page.locator("#beste")).to_contain_text("5 opties besparen samen")


def test_scenario_and_list_lead_to_the_search(visit):
    page = visit(EMPTY_SCENARIO)
    page.get_by_role("link", name="Combinaties zoeken").click()
    page.wait_for_url(f"**{PAGE}?scenario=ongewijzigd")
    page.goto(SCENARIOS)
    page.get_by_role("link", name="Combinaties zoeken").click()
    page.wait_for_url(f"**{PAGE}")


@pytest.fixture
def threads():
    """In which the long searches are done, one each."""
    return []


@pytest.fixture
def held(threads, monkeypatch):
    """Every search takes long: half of it is done at once, the rest when somebody says so."""
    go_on = Event()
    monkeypatch.setattr(outcome, "SECONDS", -1)

    def find(data, choice, question, progress, stop):
        answer = search(data, choice, question)
        progress(0.5, answer.best[0])
        while not go_on.wait(0.1):
            if stop():
                return replace(answer, gap=None, stopped=True)
        return answer

    def work(pk):
        search_work.work_on(pk, find)
        connection.close()

    def launch(pk):
        threads.append(Thread(target=work, args=[pk]))
        threads[-1].start()

    monkeypatch.setattr(search_process, "launch", launch)
    yield go_on
    go_on.set()
    for thread in threads:
        thread.join()


def test_long_search_shows_how_far_it_is_and_leaves_the_form_alone(visit, held):
    page = visit(ASKED)
    expect(page.locator("#h-stand")).to_have_text("Bezig met zoeken")
    expect(page.locator(".search-wait__bar")).to_contain_text("50%")
    expect(page.locator(".search-wait")).to_contain_text("Tot nu toe het beste: 5 opties")
    assert violations(page) == []
    page.get_by_label("2024", exact=True).fill("1234")
    held.set()
    expect(page.locator("#beste")).to_contain_text("5 opties besparen samen")
    expect(page.locator("#zoekstand")).to_contain_text("Gevonden.")
    page.wait_for_selector("#grafiek-front svg text")
    expect(page.get_by_label("2024", exact=True)).to_have_value("1234")
    page.reload()
    expect(page.locator("#beste")).to_be_visible()


def test_long_search_stops_with_what_it_found(visit, held):
    page = visit(ASKED)
    page.get_by_role("button", name="Stoppen").click()
    expect(page.locator("#h-stand")).to_have_text("Gestopt")
    expect(page.locator(".search-wait")).to_contain_text("wat tot dan toe gevonden was")
    expect(page.locator("#beste")).to_be_visible()
    assert violations(page) == []


def test_without_script_a_long_search_is_started_and_refreshed_by_hand(visit, held, threads):
    page = visit(ASKED, java_script_enabled=False)
    page.get_by_role("button", name="Verder zoeken").click()
    expect(page.locator("#h-stand")).to_have_text("Bezig met zoeken")
    held.set()
    threads[0].join()
    page.get_by_role("link", name="Verversen").click()
    expect(page.locator("#beste")).to_contain_text("5 opties besparen samen")
    page.get_by_role("button", name="Scenario maken van combinatie 1", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Zoekresultaat 1")
    assert page.url.startswith(f"{page.url.split(PLAN)[0]}{SCENARIOS}")
