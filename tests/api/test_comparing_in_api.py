"""Comparing and carrying over by the API: what differs, what it comes to, and the plan that follows."""

import pytest

from budgets.actions.measures import add_goal
from budgets.actions.versions import adopt_version
from budgets.snapshot import budget_data
from measures.models import Plan
from tests.unit.versions import DAY, change

ALL = "alle-bijstellingen"
NEXT = {"title": "Beleidsplan 2025–2028", "firstYear": 2025, "lastYear": 2028}


@pytest.fixture
def version(demo, finance):
    return adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=finance)


def test_what_differs_adds_up_to_the_totals(finance_api, version, demo, finance):
    change(demo, finance)
    add_goal(plan=demo, title="Nieuw doel", by=finance)
    found = finance_api.get("version-comparison?from=1").json()
    assert (found["before"]["name"], found["after"], found["same"]) == ("Ontwerp", None, False)
    (line,) = found["lines"]
    assert (line["what"], line["after"][0], line["changes"]) == ("changed", "1.00", [])
    assert found["totals"]["costs"]["difference"] == line["difference"]
    assert [(goal["title"], goal["what"]) for goal in found["goals"]] == [("Nieuw doel", "added")]
    seen = finance_api.seen("version-comparison?from=1")
    assert finance_api.get("version-comparison?from=1", If_None_Match=seen).status_code == 304
    assert finance_api.get("version-comparison?from=1&to=1").json()["same"] is True


def test_sides_stand_beside_each_other_with_the_steps_between_them(finance_api, version):
    found = finance_api.get(f"scenario-comparison?sides=begroting,{ALL},versie-1.{ALL}").json()
    assert [(side["scenario"], side["version"]) for side in found["sides"]] == [
        (None, None),
        (ALL, None),
        (ALL, 1),
    ]
    after = found["figures"]["resultAfterTarget"]
    assert [amounts[2] for amounts in after["amounts"]] == ["656093.65", "1464535.65", "1464535.65"]
    assert after["difference"][1][2] == "808442.00"
    assert (found["waterfalls"][0]["from"], found["waterfalls"][0]["end"]) == (
        "begroting",
        after["amounts"][1],
    )
    assert [group["title"] for group in found["costsByPriority"]][:1] == ["Prioriteit 0: wettelijke taak"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("version-comparison", 400),
        ("version-comparison?from=x", 400),
        ("version-comparison?from=0", 400),
        ("version-comparison?from=2", 404),
        ("version-comparison?from=1&naar=1", 400),
        ("scenario-comparison", 400),
        ("scenario-comparison?sides=begroting", 400),
        ("scenario-comparison?sides=begroting,begroting", 400),
        ("scenario-comparison?sides=versie-1,versie-01", 404),
        ("scenario-comparison?sides=begroting,weg", 404),
        ("scenario-comparison?sides=begroting,versie-9", 404),
        ("scenario-comparison?sides=begroting,a,b,c,d", 400),
    ],
)
def test_what_cannot_be_compared_is_said(finance_api, version, address, status):
    assert finance_api.get(address).status_code == status


def test_version_begins_a_new_plan(finance_api, version):
    made = finance_api.post("versions/1/carry-over", NEXT | {"index": {"streams": "2", "personnel": "2.5"}})
    assert made.status_code == 201
    plan = Plan.objects.get(pk=made.json()["id"])
    assert made["Location"].endswith(f"/api/v1/plans/{plan.pk}")
    assert finance_api.get(made["Location"])["ETag"] == made["ETag"]
    assert (plan.title, plan.first_year, plan.last_year) == ("Beleidsplan 2025–2028", 2025, 2028)
    assert budget_data(plan).stream("GB").amounts[0] == 246_059_190  # € 2.412.345 × 1,02


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"firstYear": 2024}, "/firstYear"),
        ({"lastYear": 2080}, "/lastYear"),
        ({"title": "Bescherming en opvang 2021–2024"}, "/title"),
        ({"index": {"streams": "101"}}, "/index/streams"),
        ({"index": {"withoutCostType": "-101"}}, "/index/withoutCostType"),
        ({"index": {"rente": "2"}}, "/index/rente"),
    ],
)
def test_plan_that_cannot_follow_is_told_at_its_field(finance_api, version, sent, pointer):
    answer = finance_api.post("versions/1/carry-over", NEXT | sent)
    assert answer.status_code in (400, 422)
    assert [error["location"]["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert Plan.objects.filter(region=version.plan.region).count() == 1


def test_sides_may_be_named_one_by_one(demo, finance_api):
    one = finance_api.get(f"scenario-comparison?sides=begroting,{ALL}")
    other = finance_api.get(f"scenario-comparison?sides=begroting&sides={ALL}")
    assert (one.status_code, other.json()) == (200, one.json())
