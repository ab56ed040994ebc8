"""The page to browse the API: our own frame around Swagger UI, under our Content-Security-Policy."""

from playwright.sync_api import expect

from tests.browser.looks import AXE, TAGS, scrolls_sideways

AROUND = """async tags => {
  const { violations } = await axe.run({ exclude: ["#api"] }, { runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`));
}"""


def test_an_operation_is_tried_as_who_is_logged_in(visit, demo):
    page = visit("/api/v1/documentation")
    page.locator(".opblock-tag", has_text="doelen").first.click()
    page.locator("#operations-doelen-listGoals .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.locator('[data-param-name="plan"] input').fill(str(demo.pk))
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table")).to_contain_text("Beleidscoördinatie", timeout=15_000)
    page.evaluate(AXE.read_text())
    assert page.evaluate(AROUND, TAGS) == []
    assert scrolls_sideways(page) == []
