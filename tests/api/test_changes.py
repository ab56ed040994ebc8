"""The history of a plan: followed, told and taken back."""

from decimal import Decimal

import pytest

from budgets.actions.housing import add_kind
from budgets.models import CostAmount
from measures.changes import changing
from measures.models import Measure
from municipalities.models import User


@pytest.fixture
def changes(demo):
    """Three changes, 2 to 4: an amount and a priority by finance and the adviser, a text by the adviser."""
    finance, adviser = (User.objects.get(username=name) for name in ("financien", "adviseur"))
    with changing(demo, by=finance):
        amount = CostAmount.objects.get(cost_line__plan=demo, cost_line__number=15, year=2022)
        amount.amount = Decimal("70000.50")
        amount.save(update_fields=["amount"])
    with changing(demo, by=adviser):
        amount.cost_line.priority = 3
        amount.cost_line.save(update_fields=["priority"])
    with changing(demo, by=adviser, remark="Toelichting aangevuld"):
        measure = Measure.objects.get(plan=demo, code="risicogroepen-in-beeld")
        measure.note = "Samen met de wijkteams"
        measure.save(update_fields=["note"])
    demo.refresh_from_db()
    return demo


def test_change_tells_who_did_what_and_each_row_before_and_after(finance_api, changes):
    line = CostAmount.objects.get(cost_line__plan=changes, cost_line__number=15, year=2022).cost_line
    found = finance_api.get("changes/2").json()
    assert (found["revision"], found["madeBy"], found["mayUndo"]) == (2, "financien", True)
    assert found["madeAt"][-6:] in ("+01:00", "+02:00")
    (entry,) = found["entries"]
    assert (entry["field"], entry["after"]) == ("bedrag 2022", "€\N{NO-BREAK SPACE}70.000,50")
    (row,) = found["rows"]
    assert (row["table"], row["what"], row["code"], row["year"]) == ("costAmount", "changed", line.code, 2022)
    assert row["about"] == {"line": line.code}
    (value,) = row["values"]
    assert (value["field"], value["after"]) == ("amount", "70000.50")
    assert (found["entriesLeftOut"], found["rowsLeftOut"]) == (0, 0)


def test_what_came_is_told_with_all_that_it_has(finance_api, demo):
    adviser = User.objects.get(username="adviseur")
    add_kind(plan=demo, values={"title": "Tiny houses", "agreed": 4, "year:2022": 4}, by=adviser)
    kind, target = finance_api.get("changes/2").json()["rows"]
    assert (kind["table"], kind["what"], kind["code"]) == ("housingKind", "added", "tiny-houses")
    assert {"field": "agreed", "before": None, "after": 4} in kind["values"]
    assert (target["table"], target["code"], target["year"]) == ("housingTarget", "tiny-houses", 2022)
    assert {"field": "kind", "before": None, "after": "tiny-houses"} in target["values"]


@pytest.mark.parametrize(
    ("query", "revisions"),
    [
        ("", [2, 3, 4]),
        ("sort=-revision", [4, 3, 2]),
        ("after=2", [3, 4]),
        ("madeBy=adviseur", [3, 4]),
        ("table=costAmount", [2]),
        ("table=measure&madeBy=financien", []),
        ("measure=risicogroepen-in-beeld", [4]),
        ("measure=bestaat-niet", []),
        ("option=wvggz", []),
        ("since=2001-01-01T00:00:00Z", [2, 3, 4]),
        ("until=2001-01-01T00:00:00%2B05:00", []),
        ("since=0001-01-01T00:00:00%2B05:00&until=9999-12-31T23:59:59-05:00", [2, 3, 4]),
    ],
)
def test_changes_are_found(finance_api, changes, query, revisions):
    found = finance_api.get(f"changes?{query}").json()["items"]
    assert [change["revision"] for change in found] == revisions


def test_who_follows_misses_nothing_and_gets_nothing_twice(finance_api, changes):
    """Something is changed while the pages are read."""
    seen, after = [], 0
    for _ in range(3):
        address = f"changes?after={after}&pageSize=2"
        while address:
            page = finance_api.get(address).json()
            seen += [change["revision"] for change in page["items"]]
            address, after = page["next"], page["revision"]
            with changing(changes, by=None) as recorder:
                recorder.touch("budgetversion.+")
    changes.refresh_from_db()
    assert seen == list(range(2, max(seen) + 1))
    assert changes.revision == max(seen) + 1  # made after the last answer


def test_all_rows_of_a_large_change_are_read_in_pages(finance_api, demo):
    with changing(demo, by=None) as recorder:
        amounts = list(CostAmount.objects.filter(cost_line__plan=demo, amount__gt=0))
        for amount in amounts:
            amount.amount += 1
        recorder.bulk_update(amounts, ["amount"])
        goals = list(demo.goals.all())
        for goal in goals:
            goal.title += "!"
            goal.save()
    first = finance_api.get("changes/2").json()
    assert first["rowsLeftOut"] == len(amounts) - 50
    found, address = [], "changes/2/rows?pageSize=60"
    while address:
        page = finance_api.get(address).json()
        found += page["items"]
        address = page["next"]
    keys = [(row["table"], row["id"]) for row in found]
    assert len(keys) == len(set(keys)) == len(amounts) + len(goals)
    assert all(row["values"][0]["field"] in ("amount", "title") for row in found)
    assert finance_api.get("changes/2/rows?cursor=x").status_code == 400
    assert finance_api.get("changes/9/rows").status_code == 404


def test_change_is_taken_back_once(finance_api, changes):
    answer = finance_api("post", "changes/2/undo")
    assert (answer.status_code, answer.json()["undoes"]) == (201, 2)
    assert finance_api.get(answer["Location"]).json()["revision"] == 5
    first = finance_api.get("changes/2").json()
    assert (first["undoneIn"], first["mayUndo"]) == (5, False)
    again = finance_api("post", "changes/2/undo")
    assert (again.status_code, again.json()["detail"]) == (422, "Deze wijziging is al ongedaan gemaakt.")


def test_change_is_taken_back_by_who_may_write_what_it_wrote(api, changes):
    adviser = api("adviseur")
    assert [change["mayUndo"] for change in adviser.get("changes").json()["items"]] == [False, True, True]
    answer = adviser("post", "changes/2/undo")
    assert (answer.status_code, answer.json()["type"]) == (403, "/api/v1/problems/forbidden")
    assert adviser("post", "changes/3/undo").status_code == 201


def test_changes_take_as_many_queries_whatever_the_page(finance_api, changes):
    finance_api("post", "changes/3/undo")
    finance = User.objects.get(username="financien")
    for year in (2021, 2022, 2023):
        with changing(changes, by=finance):
            amount = CostAmount.objects.get(cost_line__plan=changes, cost_line__number=16, year=year)
            amount.amount = Decimal(1)
            amount.save(update_fields=["amount"])
    few, many = (finance_api.queries(f"changes?pageSize={size}") for size in (4, 8))
    assert few == many
