"""Importeren in a browser: choose, correct, answer, take over, undo; without script, narrow, and by axe."""

import pytest
from playwright.sync_api import expect

from budgets.actions.imports import bring_file
from budgets.models import CostAmount, ImportFile
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import User
from tests.browser.conftest import PLAN
from tests.browser.looks import scrolls_sideways, violations
from tests.import_workbooks import plain_workbook

LIST = f"{PLAN}importeren/"
CHANGED = {("regel-2", 2021): 300_000}


def workbook(**options):
    return plain_workbook(budget_data(Plan.objects.get(slug="bo-2021-2024")), **options)


def upload_of(content, name="begroting.xlsx"):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def choose(page, content, name="begroting.xlsx"):
    page.goto(LIST)
    page.get_by_label("Kies een bestand").set_input_files(upload_of(content, name))
    page.get_by_role("button", name="Inlezen").click()


def brought(**options):
    """A file that is waiting, and its page."""
    plan = Plan.objects.select_related("region").get(slug="bo-2021-2024")
    by = User.objects.get(username="financien")
    file = bring_file(plan=plan, name="begroting.xlsx", content=workbook(**options), by=by)
    return f"{LIST}{file.pk}/"


def amount():
    return CostAmount.objects.get(
        cost_line__code="regel-2", cost_line__plan__slug="bo-2021-2024", year=2021
    ).amount


@pytest.fixture
def finance(visit):
    return lambda path="", **options: visit(path, user="financien", **options)


def test_file_is_chosen_corrected_answered_applied_and_undone(finance):
    page = finance()
    choose(page, workbook(cells=CHANGED, without={"regel-54", "regel-57"}, heading="Waarvoor"))
    page.wait_for_url(f"**{LIST}*/")
    expect(page.locator("#waarom-niet")).to_contain_text("2 vragen zijn nog niet beantwoord")
    page.get_by_label("Kolom C: wat staat hier?").select_option("skip")
    expect(page.locator("#import-stand")).to_have_text("Het bestand is opnieuw herkend.")
    expect(page.get_by_label("Kolom C: wat staat hier?")).to_have_value("skip")
    page.get_by_role("button", name="Alles behouden").click()
    expect(page.locator("#vragen-stand")).to_have_text("Alle 2 beantwoord")
    page.locator('[name="antwoord:gone:line:regel-57"][value="delete"]').check()
    expect(page.locator("#verschil")).to_contain_text("vervallen")
    page.get_by_role("button", name="Overnemen").click()
    page.wait_for_selector("h1:has-text('Overgenomen: begroting.xlsx')")
    assert amount() == 300_000
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".notices")).to_contain_text("is ongedaan gemaakt")
    assert amount() == 235_106


def test_what_cannot_be_read_is_said_at_the_field_and_another_file_is_taken(finance):
    page = finance()
    choose(page, b"%PDF-1.7", "begroting.pdf")
    expect(page.locator("#fout-bestand")).to_contain_text("pdf")
    page.get_by_label("Kies een bestand").set_input_files(upload_of(workbook()))
    page.get_by_role("button", name="Inlezen").click()
    page.wait_for_selector("#import-kort")


def test_too_large_a_file_is_refused_before_it_is_sent(finance):
    page = finance(LIST)
    page.evaluate("document.querySelector('input[type=file]').dataset.largest = '1000000'")
    page.get_by_label("Kies een bestand").set_input_files(upload_of(b"x" * 2_000_000, "plaatjes.xlsx"))
    expect(page.locator("#fout-bestand")).to_contain_text("‘plaatjes.xlsx’ is 2 MB groot")
    requests = []
    page.on("request", lambda request: requests.append(request.method))
    page.get_by_role("button", name="Inlezen").click()
    expect(page.locator("#fout-bestand")).to_contain_text("Kies een kleiner bestand")
    assert requests == []


def test_upload_shows_how_far_it_is(finance):
    page = finance(LIST)
    held = []
    page.route("**/importeren/", lambda route: held.append(route))
    page.get_by_label("Kies een bestand").set_input_files(upload_of(workbook()))
    page.get_by_role("button", name="Inlezen").click()
    expect(page.locator("#voortgang")).to_be_visible()
    expect(page.locator("#voortgang-tekst")).to_contain_text("Bezig met")
    held[0].continue_()
    page.wait_for_selector("#import-kort")


def test_large_file_comes_after_its_page(finance, monkeypatch):
    monkeypatch.setattr("reports.imports.one_file.LARGE", 100)
    page = finance(brought(cells=CHANGED))
    expect(page.locator("#verandert")).to_be_visible()
    expect(page.locator("#verschil")).to_contain_text("235.106 → 300.000")


def test_focus_stays_where_somebody_corrects_and_answers(finance):
    page = finance(brought(without={"regel-57"}))
    column = page.get_by_label("Kolom D: wat staat hier?")
    column.focus()
    column.select_option("skip")
    expect(page.locator("#import-stand")).to_have_text("Het bestand is opnieuw herkend.")
    expect(page.locator("#kolom-0-3")).to_be_focused()
    page.locator('[name^="antwoord:gone"]').first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#vragen-stand")).to_have_text("Beantwoord")
    expect(page.locator("#import-stand")).to_contain_text("Uw antwoord is bewaard.")
    assert page.evaluate("document.activeElement.value") == "keep"
    page.keyboard.press("ArrowDown")
    expect(page.locator("#verschil")).to_contain_text("vervallen")
    assert page.evaluate("document.activeElement.value") == "delete"


def test_answers_given_quickly_are_all_kept(finance):
    page = finance(brought(without={"regel-2", "regel-54", "regel-57"}))
    for code in ("regel-2", "regel-54", "regel-57"):
        page.locator(f'[name="antwoord:gone:line:{code}"][value="keep"]').check()
    expect(page.locator("#vragen-stand")).to_have_text("Alle 3 beantwoord")


def test_filter_of_the_changes_stays_after_an_answer(finance):
    page = finance(brought(extra=300, without={"regel-57"}))
    page.get_by_label("Zoek op naam").fill("post 299")
    page.get_by_role("button", name="Tonen").click()
    expect(page.locator("#verschil tbody tr.is-added")).to_have_count(2)  # the measure and its line
    page.locator('[name^="antwoord:gone"][value="keep"]').check()
    expect(page.locator("#vragen-stand")).to_have_text("Beantwoord")
    expect(page.locator("#verschil tbody tr.is-added")).to_have_count(2)


def test_all_of_it_works_without_script(finance):
    page = finance(LIST, java_script_enabled=False)
    choose(page, workbook(cells=CHANGED, without={"regel-57"}))
    page.get_by_label("Kolom D: wat staat hier?").select_option("skip")
    page.get_by_role("button", name="Opnieuw herkennen met deze indeling").click()
    page.wait_for_url("**#herkend")
    expect(page.get_by_label("Kolom D: wat staat hier?")).to_have_value("skip")
    page.locator('[name^="antwoord:gone"][value="keep"]').check()
    page.get_by_role("button", name="Antwoorden bewaren").click()
    page.wait_for_url("**#vragen")
    page.get_by_role("button", name="Overnemen").click()
    page.wait_for_selector("h1:has-text('Overgenomen')")
    assert amount() == 300_000
    page.get_by_role("button", name="Ongedaan maken").click()
    page.wait_for_selector("text=is ongedaan gemaakt")
    assert amount() == 235_106


def test_large_file_comes_without_script_too(finance, monkeypatch):
    monkeypatch.setattr("reports.imports.one_file.LARGE", 100)
    page = finance(brought(cells=CHANGED), java_script_enabled=False)
    page.wait_for_selector("#verandert")


KNOTTY = {
    "cells": {("regel-2", 2021): "12,34,5", ("regel-3", 2022): 1},
    "names": {"regel-4": "Time-out voorziening (Respijt) " + "met een heel lange naam " * 8},
    "without": {"regel-54", "regel-57"},
    "extra": 300,
    "totals": True,
}
"""Errors, warnings, questions of two kinds, a long name, more changes than are shown."""


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_pass_axe(finance, width):
    address = brought(**KNOTTY)
    page = finance(viewport={"width": width, "height": 900})
    for path in (LIST, address, f"{address}?rijen=200"):
        page.goto(path)
        assert violations(page) == [], path
    file = ImportFile.objects.get()
    page.goto(LIST)
    page.get_by_role("button", name="Inlezen").click()
    expect(page.locator("#fout-bestand")).to_contain_text("Kies eerst een bestand.")
    assert violations(page) == []
    assert file.change is None


def test_pages_do_not_scroll_sideways(finance):
    address = brought(**KNOTTY)
    page = finance()
    for path in (LIST, address):
        page.goto(path)
        assert scrolls_sideways(page) == [], path


def test_menu_of_finance_stays_on_one_line_at_1024(finance):
    page = finance(LIST, viewport={"width": 1024, "height": 800})
    assert page.locator(".app-nav__in").bounding_box()["height"] < 60
