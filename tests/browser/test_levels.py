"""Choosing a level, and mending what does not go together, in a real browser."""

from playwright.sync_api import expect

from budgets.engine import Choice, compute
from budgets.models import Scenario
from budgets.snapshot import budget_data
from tests.browser.conftest import EMPTY_SCENARIO

TOGETHER = "/utrecht-voorbeeld/opvang-2025-2028/scenarios/minder-activering/"


def test_level_is_chosen_by_keyboard_saved_at_once_and_seen_by_who_else_looks(visit, demo, figures):
    page, other = visit(EMPTY_SCENARIO), visit(EMPTY_SCENARIO, user="financien")
    page.locator('[data-option="regisseur"]').check()
    level = page.get_by_label("Niveau van Gemeentelijke regisseur inperken")
    level.focus()
    level.select_option("vervalt")
    expect(page.locator("#bewaard")).to_contain_text("staat op niveau ‘vervalt’")
    wanted = Choice.of(["regisseur"], parts={"regisseur": 4})
    assert Scenario.objects.get(slug="ongewijzigd").choice == wanted
    assert figures(page, "result_after_target") == compute(budget_data(demo), wanted).result_after_target
    expect(page.locator("#niveau-regisseur")).to_be_focused()
    other.locator('[data-option="mda"]').check()
    expect(other.locator("#intussen")).to_contain_text("staat op niveau ‘vervalt’")
    expect(other.locator("#niveau-regisseur")).to_have_value("vervalt")
    page.reload()
    expect(page.locator("#niveau-regisseur")).to_have_value("vervalt")


def test_way_out_of_what_does_not_go_together_turns_one_switch_and_keeps_the_focus(visit):
    page = visit(TOGETHER, user="buurregio")
    page.locator('[data-option="activering-vervoer"]').check()
    findings = page.locator(".findings")
    expect(findings).to_contain_text("gaan niet samen, maar staan allebei aan")
    page.get_by_role("button", name="Zet ‘Vervoer naar de activering stopt’ uit").press("Enter")
    expect(page.locator("#bewaard")).to_contain_text("staat uit")
    expect(page.locator('[data-option="activering-vervoer"]')).not_to_be_checked()
    expect(page.locator('[data-option="activering-vervoer"]')).to_be_focused()
    expect(page.locator('[data-option="activering"]')).to_be_checked()


def test_level_and_way_out_work_without_script(visit):
    page = visit(TOGETHER, user="buurregio", java_script_enabled=False)
    page.locator("#niveau-activering").select_option("een-kwart-minder")
    page.locator('[data-option="activering-vervoer"]').check()
    page.get_by_role("button", name="Schakelaars bewaren").click()
    expect(page.locator("#niveau-activering")).to_have_value("een-kwart-minder")
    page.get_by_role("button", name="Zet ‘Arbeidsmatige activering beperken’ uit").click()
    expect(page.locator('[data-option="activering"]')).not_to_be_checked()
    assert Scenario.objects.get(slug="minder-activering").choice.on == {"activering-vervoer"}
