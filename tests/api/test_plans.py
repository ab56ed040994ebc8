"""Plans, with what the reader may do in them."""

import pytest

from measures.models import Plan
from municipalities.models import Region


def test_plan_is_read_with_what_the_reader_may_do(api, demo):
    plan = api(base="").get(f"plans/{demo.pk}").json()
    assert plan["id"] == demo.pk
    assert (plan["region"], plan["revision"], plan["role"]) == (
        "gooi-en-vechtstreek",
        demo.revision,
        "finance",
    )
    assert (plan["firstYear"], plan["lastYear"], plan["years"]) == (2021, 2024, [2021, 2022, 2023, 2024])
    assert "changeAmounts" in plan["rights"]
    assert api("lezer", base="").get(f"plans/{demo.pk}").json()["rights"] == ["read"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?year=2024", 1),
        ("?year=2025", 1),
        ("?year=2030", 0),
        ("?region=gooi-en-vechtstreek&sort=-title", 2),
        ("?region=elders", 0),
    ],
)
def test_plans_are_of_own_regions(api, demo, query, count):
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    for region in (demo.region, elsewhere):
        Plan.objects.create(region=region, slug="later", title="Later", first_year=2025, last_year=2028)
    found = api(base="").get(f"plans{query}").json()["items"]
    assert (len(found), {plan["region"] for plan in found} <= {"gooi-en-vechtstreek"}) == (count, True)


def test_plan_of_another_region_is_not_there(api, demo):
    answer = api("buurregio", base="").get(f"plans/{demo.pk}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/problems/not-found")
    assert api(base="").get("plans/99999999999999999999999").status_code == 404
