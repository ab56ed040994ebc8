"""The budget page in the browser: the reference, the filter in the address, the explanation of a figure."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import BUDGET, FULL_SCENARIO

REFERENCE = {
    "costs": (2170119200, 2197340600, 2191434200, 2191434200),
    "costs_by_priority.0": (1781307400, 1781987300, 1778909900, 1778909900),
    "costs_by_priority.1": (266291600, 274583100, 274583100, 274583100),
    "costs_by_priority.2": (63682900, 81932900, 81668400, 81668400),
    "costs_by_priority.3": (58837300, 58837300, 56272800, 56272800),
    "income": (2248789800, 2264238600, 2264280600, 2264280600),
    "result": (78670600, 66898000, 72846400, 72846400),
    "savings_target": (7237035,) * 4,
    "result_after_target": (71433565, 59660965, 65609365, 65609365),
}


def test_page_shows_the_reference_to_the_cent(visit, figures):
    page = visit(BUDGET)
    assert {figure: figures(page, figure) for figure in REFERENCE} == REFERENCE
    expect(page.locator("tr[data-line]")).to_have_count(57)


def test_filter_goes_into_the_address_and_back(visit):
    page = visit(BUDGET)
    page.get_by_label("Prioriteit").select_option("3")
    page.wait_for_url("**?prioriteit=3")
    page.get_by_label("Zoek in kostenposten").fill("zorg")
    page.wait_for_url("**q=zorg**")
    shown = page.locator("tr[data-line]").count()
    assert 0 < shown < 57
    expect(page.locator("#filter-aantal")).to_have_text(f"{shown} van 57 regels", use_inner_text=True)
    page.go_back()
    expect(page.get_by_label("Zoek in kostenposten")).to_have_value("")
    expect(page.get_by_label("Prioriteit")).to_have_value("3")
    assert page.locator("tr[data-line]").count() > shown


def test_filter_from_a_mailed_address_adds_up_its_lines(visit, figures):
    page = visit(f"{BUDGET}?soort=overhead")
    assert figures(page, "selection") == (61925600,) * 4
    assert figures(page, "lines.regel-44") == (61925600,) * 4


def test_filter_that_finds_nothing_can_be_cleared(visit):
    page = visit(BUDGET)
    page.get_by_label("Zoek in kostenposten").fill("bestaatniet")
    page.wait_for_selector("text=Geen enkele kostenpost")
    page.get_by_role("link", name="Wis het filter").click()
    page.wait_for_selector("tr[data-line]")
    expect(page.locator("tr[data-line]")).to_have_count(57)
    expect(page.get_by_label("Zoek in kostenposten")).to_have_value("")


def amounts(page) -> tuple[list[int], int]:
    """The terms in the popover, and their total."""
    terms = page.locator("#herkomst [data-term]").evaluate_all("all => all.map(t => Number(t.dataset.cents))")
    return terms, int(page.locator("#herkomst .total").get_attribute("data-cents"))


@pytest.mark.parametrize(
    "figure", [*REFERENCE, "costs_by_cost_type.personnel", "income_by_stream.GB", "lines.regel-15"]
)
def test_explanation_adds_up_to_the_figure(visit, figure):
    page = visit(BUDGET)
    cell = page.locator(f'[data-figure="{figure}"][data-year="2023"]')
    cell.locator("a.ask").click()
    page.wait_for_selector("#herkomst:popover-open .total")
    terms, total = amounts(page)
    assert sum(terms) == total == int(cell.get_attribute("data-cents"))


def test_explanation_of_a_target_gives_the_percentage(visit):
    page = visit(BUDGET)
    page.locator('[data-figure="savings_target"][data-year="2023"] a').click()
    page.wait_for_selector("#herkomst:popover-open")
    expect(page.locator("#herkomst")).to_contain_text(
        "3% × 2.412.345,00 = 72.370,35, afgerond op de cent", use_inner_text=True
    )


@pytest.mark.parametrize("figure", ["difference", "shortfall", "costs", "costs_by_priority.2", "realised"])
def test_explanation_in_a_scenario_adds_up(visit, figure):
    page = visit(FULL_SCENARIO)
    page.get_by_role("tab", name="Per prioriteit").click()
    page.get_by_text("Cijfers per prioriteit").click()
    cell = page.locator(f'[data-figure="{figure}"][data-year="2023"]')
    cell.locator("a.ask").click()
    page.wait_for_selector("#herkomst:popover-open .total")
    terms, total = amounts(page)
    assert sum(terms) == total == int(cell.get_attribute("data-cents"))


def test_explanation_leads_on_to_the_figures_behind_it_and_back_to_the_focus(visit):
    page = visit(BUDGET)
    page.locator('[data-figure="result"][data-year="2022"] a').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#herkomst:popover-open")
    page.locator("#herkomst a.ask", has_text=re.compile("Kosten")).click()
    page.wait_for_selector("#herkomst:popover-open details")
    page.locator("#herkomst details").first.locator("summary").click()
    expect(page.locator("#herkomst details[open] li")).to_have_count(3)
    page.keyboard.press("Escape")
    page.wait_for_selector("#herkomst", state="hidden")
    assert page.evaluate("document.activeElement.closest('td').dataset.figure") == "result"


def test_check_against_the_source_lists_every_printed_figure(visit, reference_data):
    page = visit(BUDGET)
    page.get_by_text("Controle met de bron").first.click()
    rows = page.locator(".controls tbody tr:not(.group)")
    expect(rows).to_have_count(len(reference_data.control_totals))
    expect(page.locator(".controls")).to_contain_text("596.111", use_inner_text=True)
    expect(page.locator(".controls")).to_contain_text("668.982", use_inner_text=True)
