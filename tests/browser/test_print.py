"""On paper: what is looked at and its notes, without what is pressed or typed in."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PLAN

PRESSED = "button, select, .icon-button, .year-choice, .inline-form, .filters, .key__actions, .subnav"


@pytest.fixture
def paper(visit):
    def show(path):
        page = visit(f"{PLAN}{path}/", user="financien")
        page.emulate_media(media="print")
        return page

    return show


@pytest.mark.parametrize("path", ["deelname", "financiering", "woningen", "verdeelsleutels"])
def test_nothing_to_press_is_printed(paper, path):
    page = paper(path)
    expect(page.locator("main").locator(PRESSED).filter(visible=True)).to_have_count(0)


def test_answers_of_the_matrix_are_printed_without_their_boxes(paper):
    box = paper("deelname").locator(".part__input").first
    expect(box).to_have_value("ja")
    expect(box).to_have_css("border-top-width", "0px")


def test_notes_of_woningen_are_printed(paper):
    page = paper("woningen")
    expect(page.get_by_text("Een ontbrekende plaats kost € 20.000 per jaar")).to_be_visible()
    expect(page.get_by_text("Wie plaatsen tekortkomt, betaalt")).to_be_visible()


def test_weight_is_printed_smaller_than_the_share(paper):
    cell = paper("verdeelsleutels").locator(".shares td.money").first
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    assert cell.locator(".sub").evaluate(size) < cell.evaluate(size)


def test_answer_of_a_search_begins_on_the_first_page(visit):
    page = visit(f"{PLAN}scenarios/zoeken/?wens=besparing&jaar_2023=300000")
    page.emulate_media(media="print")
    expect(page.locator("#beste")).to_be_visible()
    expect(page.locator(".search-answer")).to_have_css("break-inside", "auto")
    expect(page.locator(".search-table tbody tr").first).to_have_css("break-inside", "avoid")
