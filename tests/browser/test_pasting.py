"""Blocks pasted into the grid: where they land, what is left out and what is said of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.grid import GOAL_1, MEASURES, cell, copied, held, paste, put


def test_block_pasted_lands_cell_by_cell_with_its_refusals_marked(visit):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-1", 2022).click()
    paste(page, "€ 1.234\t1,234.50\tabc\r\n p.m. \t(5)\t\r\n")
    expect(cell(page, "line:regel-1", 2022)).to_have_attribute("data-value", "123400")
    expect(cell(page, "line:regel-1", 2023)).to_have_attribute("data-value", "123450")
    expect(cell(page, "line:regel-1", 2024)).to_have_attribute("data-state", "refused")
    expect(cell(page, "line:regel-1", 2024)).to_contain_text("abc")
    expect(cell(page, "line:regel-2", 2022)).to_have_attribute("data-value", "pm")
    expect(cell(page, "line:regel-2", 2023)).to_have_attribute("data-state", "refused")
    expect(cell(page, "line:regel-2", 2024)).to_have_attribute("data-value", "")
    expect(page.locator("#raster-berichten")).to_contain_text("4 bewaard, 2 niet bewaard")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert copied(page) == "1234\t1234,50\np.m.\t268021"
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(cell(page, "line:regel-2", 2022)).to_have_attribute("data-value", "26802100")
    expect(cell(page, "line:regel-2", 2024)).to_have_attribute("data-value", "26802100")


@pytest.mark.parametrize("heading", ["", "\n"])
def test_block_with_totals_and_headings_lands_on_its_own_lines(visit, heading):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-1", 2021).click()
    paste(page, heading + "1.000\t2.000\n\t268.021\n500,25\t3\n1.500\t270.024\n\t\n4.000\t5.000\n")
    expect(page.locator("#raster-berichten")).to_contain_text("1 rij met totalen is niet geplakt.")
    expect(cell(page, "line:regel-4", 2022)).to_have_attribute("data-value", "500000")
    assert held(page, *GOAL_1, "line:regel-4") == ["100000", "", "50025", "400000"]
    assert held(page, *GOAL_1, year=2022) == ["200000", "26802100", "300"]
    assert held(page, "line:regel-5", "line:regel-6") == ["18632300", "40000000"]


def test_total_counts_also_the_lines_above_the_block(visit):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-3", 2021).click()
    paste(page, "100\n508.921\n\n7")
    expect(page.locator("#raster-berichten")).to_contain_text("1 rij met totalen is niet geplakt.")
    expect(cell(page, "line:regel-4", 2021)).to_have_attribute("data-value", "700")
    assert held(page, *GOAL_1) == ["27371500", "23510600", "10000"]


def test_block_of_lines_alone_goes_on_in_the_next_goal_and_says_so(visit):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-2", 2021).click()
    paste(page, "11\n0\n11\n81")
    expect(page.locator("#raster-berichten")).to_contain_text(
        "Geplakt over 2 doelen: 2 rijen bij ‘1. Beleidscoördinatie’, 2 rijen bij ‘2. Iedereen"
    )
    expect(cell(page, "line:regel-5", 2021)).to_have_attribute("data-value", "8100")
    assert held(page, *GOAL_1, "line:regel-4") == ["27371500", "1100", "0", "1100"]


def test_lines_copied_here_with_an_empty_one_among_them_are_still_lines(visit):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-3", 2021).click()
    page.keyboard.press("Delete")
    cell(page, "line:regel-2", 2021).click()
    cell(page, "line:regel-4", 2021).click(modifiers=["Shift"])
    page.evaluate("""() => {
      const data = new DataTransfer(), at = document.activeElement;
      const options = { clipboardData: data, bubbles: true, cancelable: true };
      ['copy', 'paste'].forEach((name) => at.dispatchEvent(new ClipboardEvent(name, options)));
    }""")
    expect(page.locator("#raster-melding")).to_contain_text("2 niet gewijzigd")
    assert held(page, "line:regel-4", "line:regel-5") == ["19282900", "18632300"]


@pytest.mark.parametrize("rest", ["9.999\n\n5", "\n5", "1.111\n2.222\n\n5"])
def test_block_that_does_not_fit_stops_at_the_first_total_and_says_so(visit, rest):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-1", 2021).click()
    paste(page, f"1\n2\n30\n{rest}")
    note = page.locator("#raster-berichten")
    expect(note).to_contain_text("Het blok loopt door over ‘Totaal beleidscoördinatie’")
    expect(note).to_contain_text("Alleen de eerste 3 rijen zijn geplakt")
    expect(cell(page, "line:regel-3", 2021)).to_have_attribute("data-value", "3000")
    assert held(page, "line:regel-4", "line:regel-5") == ["19282900", "18632300"]


def test_block_that_begins_with_a_heading_is_not_pasted_a_line_too_low(visit):
    page = visit(MEASURES, user="financien")
    note = page.locator("#raster-berichten")
    cell(page, "line:regel-1", 2021).click()
    paste(page, "\n1\n2\n30\n9.999\n\n5")
    expect(note).to_contain_text("Er is niets geplakt. Plak het blok per doel")
    paste(page, "\n1\n2\n30")
    expect(note).to_contain_text("gelezen als het kopje ‘1. Beleidscoördinatie’")
    expect(cell(page, "line:regel-3", 2021)).to_have_attribute("data-value", "3000")
    assert held(page, *GOAL_1, "line:regel-4") == ["100", "200", "3000", "19282900"]


def test_block_stays_in_its_part_of_the_budget(visit):
    page = visit(MEASURES, user="financien")
    income = page.locator("[data-row^='stream:'] td[data-year='2021']")
    before = income.evaluate_all("cells => cells.map((cell) => cell.dataset.value)")
    cell(page, "line:regel-57", 2021).click()
    paste(page, "1\n5\n7")
    expect(page.locator("#raster-berichten")).to_contain_text("2 rijen vielen buiten de kosten en zijn niet")
    expect(cell(page, "line:regel-57", 2021)).to_have_attribute("data-value", "100")
    assert income.evaluate_all("cells => cells.map((cell) => cell.dataset.value)") == before
    income.last.click()
    paste(page, "8\n5\n7")
    expect(page.locator("#raster-berichten")).to_contain_text("2 rijen vielen buiten de baten en zijn niet")
    expect(income.last).to_have_attribute("data-value", "800")


def test_block_empties_nothing_around_it_and_nothing_with_a_blank_row(visit):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-4", 2021).click()
    paste(page, "1\t\t\n\t\t\n2\t3\t\n\t\t\n\n")
    expect(cell(page, "line:regel-6", 2022)).to_have_attribute("data-value", "300")
    rows = [f"line:regel-{number}" for number in range(4, 8)]
    assert held(page, *rows) == ["100", "18632300", "200", "18720900"]
    assert held(page, *rows, year=2022) == ["", "18632300", "300", "18720900"]
    assert held(page, *rows, year=2023) == ["19282900", "18617800", "40000000", "18720900"]


@pytest.mark.parametrize(("text", "said"), [("", "Er staat geen tekst op het klembord"), ("\t\n", "is leeg")])
def test_nothing_to_paste_changes_nothing_and_says_so(visit, text, said):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-1", 2021).click()
    page.keyboard.press("Shift+ArrowDown")
    paste(page, text)
    expect(page.locator("#raster-berichten")).to_contain_text(said)
    page.wait_for_timeout(300)
    assert held(page, *GOAL_1) == ["27371500", "23510600", "20000000"]


def test_rows_that_add_up_within_a_goal_are_pasted_with_a_question(visit):
    page = visit(MEASURES, user="financien")
    cell(page, "line:regel-4", 2021).click()
    paste(page, "1.000\n2.000\n3.000")
    expect(page.locator("#raster-berichten")).to_contain_text("Rij 3 van wat u plakte is de som van de rijen")
    expect(cell(page, "line:regel-6", 2021)).to_have_attribute("data-value", "300000")


def test_one_note_of_a_result_at_most(visit):
    page = visit(MEASURES, user="financien")
    for text in ("1\nabc", "2\n\n3\n4\n5", "4\nx"):
        cell(page, "line:regel-1", 2021).click()
        paste(page, text)
        expect(page.locator("#bewaarstand")).not_to_contain_text("Bezig")
        expect(page.locator("#raster-berichten > *")).to_have_count(1)
    put(page, "line:regel-4", 2021, "5")
    expect(page.locator("#raster-berichten > *")).to_have_count(0)
