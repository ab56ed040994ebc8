"""Cost lines: read by the thousand, and texts and amounts written together, all or nothing."""

from decimal import Decimal

import pytest

from budgets.actions.measures import end_measure
from budgets.models import CostAmount, CostLine
from measures.models import Goal, Measure
from municipalities.models import User

LINE = "cost-lines/regel-5"


@pytest.fixture
def five(demo):
    """A line with 100 in every year."""
    line = demo.cost_lines.get(code="regel-5")
    CostAmount.objects.filter(cost_line=line).update(amount=100, pm=False)
    assert line.amounts.count() == 4
    return line


def entry(year, amount, pro_memorie=False):
    return {"year": year, "amount": amount, "proMemorie": pro_memorie}


def amounts_of(line):
    return {row.year: "p.m." if row.pm else row.amount for row in line.amounts.all()}


def test_lines_are_in_the_order_of_the_budget_with_every_year(finance_api, demo):
    found = finance_api.get("cost-lines?pageSize=1000").json()["items"]
    lines = list(demo.cost_lines.all())
    assert [each["code"] for each in found] == [line.code for line in lines]
    one = next(line for line in lines if line.number == 1)
    assert found[lines.index(one)] == {
        "code": "regel-1",
        "goal": one.measure.goal.code,
        "measure": one.measure.code,
        "number": 1,
        "costType": one.cost_type or None,
        "priority": one.priority,
        "note": one.note,
        "negativeAllowed": False,
        "incidental": False,
        "position": one.position,
        "currency": "EUR",
        "amounts": [entry(year, f"{amounts_of(one)[year]:.2f}") for year in demo.years],
    }


@pytest.mark.parametrize(
    ("sent", "stands"),
    [
        ({"amount": None}, entry(2022, None, True)),
        ({"amount": None, "proMemorie": False}, entry(2022, None)),
        ({"amount": "5.00"}, entry(2022, "5.00")),
    ],
)
def test_pro_memorie_stays_until_it_is_said_to_end(finance_api, five, sent, stands):
    five.amounts.filter(year=2022).update(amount=None, pm=True)
    answer = finance_api.patch(LINE, {"amounts": [{"year": 2022} | sent]}, If_Match="*")
    assert answer.json()["amounts"][1] == stands


def test_pro_memorie_and_an_empty_year_are_told_apart(finance_api, five):
    five.amounts.filter(year=2022).update(amount=None, pm=True)
    five.amounts.filter(year=2023).delete()
    assert finance_api.get(LINE).json()["amounts"] == [
        entry(2021, "100.00"),
        entry(2022, None, True),
        entry(2023, None),
        entry(2024, "100.00"),
    ]


def test_lines_are_filtered(finance_api, demo, five):
    lines = demo.cost_lines
    CostLine.objects.filter(pk=five.pk).update(cost_type="", priority=None, incidental=True, number=901)
    five.amounts.filter(year__gt=2022).update(amount=None, pm=True)
    found = {
        "goal=beleidscoordinatie": lines.filter(measure__goal__code="beleidscoordinatie").count(),
        f"measure={five.measure.code}": five.measure.cost_lines.count(),
        "costType=personnel": lines.filter(cost_type="personnel").count(),
        "costType=none": lines.filter(cost_type="").count(),
        "priority=0": lines.filter(priority=0).count(),
        "priority=none": lines.filter(priority=None).count(),
        "incidental=true": 1,
        "proMemorie=true": 1,
        "proMemorie=false": lines.count() - 1,
        "number=901": 1,
        "number=901&incidental=false": 0,
    }
    for query, count in found.items():
        assert len(finance_api.get(f"cost-lines?pageSize=1000&{query}").json()["items"]) == count, query
    for wrong in ("priority=4", "costType=", "number=-1", "number=x", "incidental=ja"):
        answer = finance_api.get(f"cost-lines?{wrong}")
        assert answer.status_code == 400, wrong


def test_page_of_many_lines_asks_no_more_of_the_database(finance_api, demo):
    counts = []
    for number in (10, 1000):
        goal = Goal.objects.create(plan=demo, code=f"x-{number}", title=f"Doel met {number}")
        measures = Measure.objects.bulk_create(
            Measure(plan=demo, goal=goal, code=f"x-{number}-{i}") for i in range(number)
        )
        made = CostLine.objects.bulk_create(
            CostLine(plan=demo, measure=measure, code=measure.code) for measure in measures
        )
        CostAmount.objects.bulk_create(
            CostAmount(cost_line=line, year=year, amount=1) for line in made for year in demo.years
        )
        address = f"cost-lines?goal={goal.code}&pageSize=1000"
        assert len(finance_api.get(address).json()["items"]) == number
        counts.append(finance_api.queries(address))
    assert counts[0] == counts[1]


def test_line_is_added_with_its_amounts_as_one_change(finance_api, demo):
    body = {
        "measure": demo.measures.first().code,
        "costType": "material",
        "priority": 2,
        "note": "Proef",
        "amounts": [entry(2022, "12.50"), {"year": 2024, "amount": None, "proMemorie": True}],
    }
    answer = finance_api.post("cost-lines", body)
    assert (answer.status_code, answer["ETag"]) == (201, finance_api.seen(answer["Location"]))
    made = answer.json()
    assert made["amounts"] == [
        entry(2021, None),
        entry(2022, "12.50"),
        entry(2023, None),
        entry(2024, None, True),
    ]
    assert {name: made[name] for name in ("measure", "costType", "priority", "note", "negativeAllowed")} == {
        "measure": body["measure"],
        "costType": "material",
        "priority": 2,
        "note": "Proef",
        "negativeAllowed": False,
    }
    assert demo.changes.count() == 1


def test_texts_and_amounts_change_together_and_other_years_stay(finance_api, demo, five):
    body = {
        "note": "Anders",
        "negativeAllowed": True,
        "costType": None,
        "amounts": [entry(2022, "-7.25"), entry(2023, None), entry(2024, None, True)],
    }
    answer = finance_api.patch(LINE, body, If_Match=finance_api.seen(LINE))
    assert answer.status_code == 200
    assert amounts_of(five) == {2021: 100, 2022: Decimal("-7.25"), 2024: "p.m."}
    assert (answer.json()["note"], answer.json()["costType"]) == ("Anders", None)
    assert demo.changes.count() == 1
    back = {"negativeAllowed": False, "amounts": [entry(2022, "7.25")]}
    assert finance_api.patch(LINE, back, If_Match=answer["ETag"]).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "pointers"),
    [
        ({"amounts": [entry(2022, "1.00"), entry(2023, "-1.00")]}, 422, ["/amounts/1"]),
        ({"amounts": [entry(2030, "1.00"), entry(2022, "-1.00")]}, 422, ["/amounts/0", "/amounts/1"]),
        ({"amounts": [entry(2022, "1.00"), entry(2022, "2.00")]}, 400, ["/amounts/1/year"]),
        ({"amounts": [entry(2022, "1.00", True)]}, 400, ["/amounts/0/proMemorie"]),
        ({"amounts": [entry(2022, 1)]}, 400, ["/amounts/0/amount"]),
        ({"amounts": [{"year": 2022}]}, 400, ["/amounts/0/amount"]),
        ({"amounts": [entry(2022, "1,00")]}, 400, ["/amounts/0/amount"]),
        ({"amounts": None}, 400, ["/amounts"]),
        ({"number": 1}, 422, ["/number"]),
        ({"priority": "1"}, 400, ["/priority"]),
        ({"priority": 4}, 400, ["/priority"]),
        ({"costType": ""}, 400, ["/costType"]),
        ({"measure": "x", "goal": "y"}, 400, ["/measure", "/goal"]),
    ],
)
def test_what_is_refused_is_told_at_its_place_and_nothing_is_kept(
    finance_api, demo, five, body, status, pointers
):
    answer = finance_api.patch(LINE, {"note": "Anders"} | body, If_Match="*")
    assert answer.status_code == status
    assert [each["location"]["pointer"] for each in answer.json()["errors"]] == pointers
    five.refresh_from_db()
    assert (set(amounts_of(five).values()), five.note, demo.changes.count()) == ({100}, "", 0)


def test_amount_after_the_end_of_the_measure_is_refused(finance_api, five):
    end_measure(measure=five.measure, last_year=2022, by=User.objects.get(username="financien"))
    answer = finance_api.patch(LINE, {"amounts": [entry(2023, "1.00")]}, If_Match="*")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"]) == (422, {"pointer": "/amounts/0"})
    assert error["detail"] == "De maatregel is beëindigd na 2022."


def test_adviser_changes_texts_and_no_amounts(api, demo, five):
    adviser = api("adviseur")
    seen = adviser.seen(LINE)
    both = adviser.patch(LINE, {"note": "x", "amounts": [entry(2022, "1.00")]}, If_Match=seen)
    assert (both.status_code, both.json()["errors"][0]["location"]) == (403, {"pointer": "/amounts"})
    body = {"measure": five.measure.code, "amounts": [entry(2022, "1.00")]}
    assert adviser.post("cost-lines", body).status_code == 403
    assert adviser.patch(LINE, {"note": "x"}, If_Match=seen).status_code == 200
    assert demo.changes.count() == 1


def test_who_saw_other_amounts_does_not_write_over_them(finance_api, five):
    seen = finance_api.seen(LINE)
    finance_api.patch(LINE, {"amounts": [entry(2023, "777.00")]}, If_Match=seen)
    answer = finance_api.patch(LINE, {"amounts": [entry(2023, "888.00")]}, If_Match=seen)
    assert (answer.status_code, answer.json()["current"]["amounts"][2]) == (412, entry(2023, "777.00"))
    assert amounts_of(five)[2023] == 777


def test_line_is_moved_and_removed(finance_api, demo):
    codes = [
        finance_api.post("cost-lines", {"measure": demo.measures.first().code}).json()["code"] for _ in "12"
    ]
    assert finance_api.post(f"cost-lines/{codes[1]}/move", {"direction": "up"}).status_code == 200
    order = list(demo.measures.first().cost_lines.values_list("code", flat=True))
    assert order[-2:] == codes[::-1]
    address = f"cost-lines/{codes[0]}"
    assert finance_api.delete(address, If_Match=finance_api.seen(address)).status_code == 204
    assert finance_api.get(address).status_code == 404
