"""Measures: found, added, ended, moved to another goal, and what a role may let go of."""

import pytest

from budgets.actions.measures import add_line, add_measure
from budgets.models import CostAmount
from measures.models import Measure
from municipalities.models import User


@pytest.fixture
def paid(demo):
    """A measure with a line that has an amount in every year."""
    by = User.objects.get(username="financien")
    measure = add_measure(goal=demo.goals.first(), title="Met bedragen", by=by)
    line = add_line(measure=measure, values={}, by=by)
    CostAmount.objects.bulk_create(CostAmount(cost_line=line, year=year, amount=100) for year in demo.years)
    demo.changes.all().delete()
    return measure


def test_measures_are_in_the_order_of_the_budget(finance_api, demo):
    found = finance_api.get("measures?pageSize=1000").json()
    expected = demo.measures.order_by("goal__position", "goal_id", "position", "pk")
    assert [each["code"] for each in found["items"]] == [each.code for each in expected]
    first = expected[0]
    assert found["items"][0] == {
        "code": first.code,
        "goal": first.goal.code,
        "title": first.title,
        "note": first.note,
        "lastYear": None,
        "position": first.position,
    }


def test_measures_are_filtered_and_sorted(finance_api, demo):
    measures = demo.measures
    goal = demo.goals.first()
    ended, other = measures.all()[:2]
    Measure.objects.filter(pk=ended.pk).update(title="Eén (test)", last_year=2023)
    found = {
        "goal=beleidscoordinatie": measures.filter(goal__code="beleidscoordinatie").count(),
        "ended=true": 1,
        "ended=false": measures.count() - 1,
        "titleContains=E%C3%89N%20(T": 1,
        "titleContains=.*": 0,
        f"goal={goal.code}&ended=true&sort=-title": int(ended.goal_id == goal.pk),
    }
    for query, count in found.items():
        assert len(finance_api.get(f"measures?pageSize=1000&{query}").json()["items"]) == count, query
    titles = [each["title"] for each in finance_api.get("measures?sort=title&pageSize=1000").json()["items"]]
    assert titles == list(measures.order_by("title", "pk").values_list("title", flat=True))
    assert other.last_year is None


def test_text_to_look_for_is_at_most_as_long_as_described(finance_api):
    found = {length: finance_api.get(f"measures?titleContains={'x' * length}") for length in (200, 201)}
    assert [answer.status_code for answer in found.values()] == [200, 400]


def test_pages_of_measures_together_are_all_of_them(finance_api, demo):
    found, address = [], "measures?pageSize=20&fields=code"
    while address:
        page = finance_api.get(address).json()
        found += [each["code"] for each in page["items"]]
        address = page["next"]
    assert len(found) == len(set(found)) == demo.measures.count()


def test_measure_is_added_with_its_end_as_one_change(finance_api, demo):
    body = {"goal": "beleidscoordinatie", "title": "Proef", "note": "Twee\nregels", "lastYear": 2023}
    answer = finance_api.post("measures", body)
    assert answer.status_code == 201
    assert answer.json() == body | {"code": "proef", "position": answer.json()["position"]}
    assert answer["Location"].endswith("/measures/proef")
    assert demo.changes.count() == 1


def test_texts_goal_and_end_change_together(finance_api, demo, paid):
    address = f"measures/{paid.code}"
    goal = demo.goals.exclude(pk=paid.goal_id).first()
    last = goal.measures.last().position
    body = {"title": "Anders", "goal": goal.code, "lastYear": 2022}
    answer = finance_api.patch(address, body, If_Match=finance_api.seen(address))
    assert (answer.status_code, {name: answer.json()[name] for name in body}) == (200, body)
    assert answer.json()["position"] == last + 1
    years = CostAmount.objects.filter(cost_line__measure=paid).values_list("year", flat=True)
    assert sorted(set(years)) == [2021, 2022]
    assert demo.changes.count() == 1
    again = finance_api.patch(address, {"lastYear": None}, If_Match=answer["ETag"])
    assert again.json()["lastYear"] is None


def test_end_that_would_cost_amounts_is_not_for_everybody(api, demo, paid):
    adviser, address = api("adviseur"), f"measures/{paid.code}"
    seen = adviser.seen(address)
    answer = adviser.patch(address, {"title": "Anders", "lastYear": 2022}, If_Match=seen)
    assert (answer.status_code, answer.json()["type"]) == (403, "/api/v1/problems/forbidden")
    assert answer.json()["errors"][0]["location"] == {"pointer": "/lastYear"}
    assert adviser.patch(address, {"lastYear": 2024}, If_Match=seen).status_code == 200
    assert adviser.delete(address, If_Match="*").status_code == 403
    paid.refresh_from_db()
    assert paid.title != "Anders"
    assert demo.changes.count() == 1


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"goal": "bestaat-niet"}, 400, "/goal"),
        ({"goal": None}, 400, "/goal"),
        ({"title": 5}, 400, "/title"),
        ({"title": " "}, 422, "/title"),
        ({"title": "\u200b"}, 422, "/title"),
        ({"lastYear": "2023"}, 400, "/lastYear"),
        ({"lastYear": 2031}, 422, "/lastYear"),
        ({"position": 1}, 400, "/position"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(finance_api, demo, body, status, pointer):
    address = f"measures/{demo.measures.first().code}"
    answer = finance_api.patch(address, body, If_Match="*")
    assert answer.status_code == status
    assert [each["location"]["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert demo.changes.count() == 0


def test_measure_that_the_source_gives_no_name_may_stay_without(finance_api, demo):
    nameless = f"measures/{demo.measures.get(title='').code}"
    told = finance_api.get(nameless)
    body = {name: told.json()[name] for name in ("goal", "title", "note", "lastYear")}
    assert finance_api.patch(nameless, body, If_Match=told["ETag"]).json() == told.json()
    assert demo.changes.count() == 0


def test_title_of_another_measure_of_the_goal_is_refused(finance_api, demo):
    first = demo.measures.exclude(title="").first()
    answer = finance_api.post("measures", {"goal": first.goal.code, "title": first.title})
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (422, {"pointer": "/title"})
