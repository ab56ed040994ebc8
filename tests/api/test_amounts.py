"""Amounts: flat for a data frame, and many of them changed at once without writing over another's."""

import pytest

from budgets.models import CostAmount, CostLine, SavingsTarget

FIVE, SIX = "regel-5", "regel-6"


@pytest.fixture
def hundreds(demo):
    """Two lines with 100 in every year."""
    lines = demo.cost_lines.filter(code__in=[FIVE, SIX])
    CostAmount.objects.filter(cost_line__in=lines).delete()
    CostAmount.objects.bulk_create(
        CostAmount(cost_line=line, year=year, amount=100) for line in lines for year in demo.years
    )


def value(amount):
    return {"amount": None if amount == "p.m." else amount, "proMemorie": amount == "p.m."}


def cell(code, year, amount, seen="100.00", kind="line"):
    return {"rowKind": kind, "code": code, "year": year, **value(amount), "seen": value(seen)}


def held(code):
    """What a line has per year."""
    rows = CostAmount.objects.filter(cost_line__code=code, cost_line__plan__slug="bo-2021-2024")
    return {row.year: "p.m." if row.pm else f"{row.amount:.2f}" for row in rows}


def everything(api, query=""):
    found, address = [], f"amounts?{query}"
    while address:
        page = api.get(address).json()
        found += page["items"]
        address = page["next"]
    return found


def test_amounts_are_flat_and_in_the_order_of_the_budget(finance_api, demo, hundreds):
    CostAmount.objects.filter(cost_line__plan=demo, cost_line__code=FIVE, year=2022).update(
        amount=None, pm=True
    )
    CostAmount.objects.filter(cost_line__plan=demo, cost_line__code=FIVE, year=2023).delete()
    found = everything(finance_api, "pageSize=70")
    stored = CostAmount.objects.filter(cost_line__plan=demo)
    expected = [
        (line.code, year)
        for line in demo.cost_lines.all()
        for year in sorted(stored.filter(cost_line=line).values_list("year", flat=True))
    ]
    assert [(row["line"], row["year"]) for row in found] == expected
    line = demo.cost_lines.get(code=FIVE)
    assert [row for row in found if row["line"] == FIVE][:2] == [
        {
            "goal": line.measure.goal.code,
            "goalTitle": line.measure.goal.title,
            "measure": line.measure.code,
            "measureTitle": line.measure.title,
            "line": FIVE,
            "number": 5,
            "costType": line.cost_type or None,
            "priority": line.priority,
            "incidental": False,
            "year": year,
            "amount": amount,
            "proMemorie": pro_memorie,
            "currency": "EUR",
        }
        for year, amount, pro_memorie in ((2021, "100.00", False), (2022, None, True))
    ]


def test_amounts_are_filtered(finance_api, demo, hundreds):
    amounts = CostAmount.objects.filter(cost_line__plan=demo)
    line = demo.cost_lines.get(code=FIVE)
    amounts.filter(cost_line=line, year=2022).update(amount=None, pm=True)
    CostLine.objects.filter(pk=line.pk).update(cost_type="", priority=None, incidental=True)
    found = {
        "goal=beleidscoordinatie": amounts.filter(
            cost_line__measure__goal__code="beleidscoordinatie"
        ).count(),
        f"measure={line.measure.code}": amounts.filter(cost_line__measure=line.measure).count(),
        f"line={FIVE}": 4,
        f"line={FIVE}&year=2023": 1,
        f"year=2023&sort=-year&line={SIX}": 1,
        "costType=overhead": amounts.filter(cost_line__cost_type="overhead").count(),
        "priority=none&year=2021": amounts.filter(cost_line__priority=None, year=2021).count(),
        "incidental=true": 4,
        "proMemorie=true": 1,
        f"proMemorie=false&line={FIVE}": 3,
    }
    for query, count in found.items():
        assert len(finance_api.get(f"amounts?pageSize=1000&{query}").json()["items"]) == count, query
    sparse = finance_api.get(f"amounts?fields=line,year,amount&line={SIX}&year=2021").json()["items"]
    assert sparse == [{"line": SIX, "year": 2021, "amount": "100.00"}]


def test_page_of_many_amounts_asks_no_more_of_the_database(finance_api, demo):
    counts = []
    for size in (10, 200):
        assert len(finance_api.get(f"amounts?pageSize={size}").json()["items"]) == size
        counts.append(finance_api.queries(f"amounts?pageSize={size}"))
    assert counts[0] == counts[1]


def test_many_amounts_are_saved_as_one_change(finance_api, demo, hundreds):
    stream = demo.streams.first()
    stream.amounts.update(amount=100)
    SavingsTarget.objects.create(plan=demo, code="vast", title="Vast")
    cells = [
        cell(FIVE, 2021, "1.50"),
        cell(FIVE, 2022, "p.m."),
        cell(FIVE, 2023, None),
        cell(FIVE, 2024, "100.00"),
        cell(stream.code, 2022, "7.00", kind="stream"),
        cell("vast", 2022, "8.00", None, kind="target"),
    ]
    answer = finance_api.patch("amounts", {"amounts": cells})
    assert answer.status_code == 200
    found = answer.json()
    assert [each["state"] for each in found["amounts"]] == ["saved"] * 3 + ["unchanged"] + ["saved"] * 2
    assert found["amounts"][1] == {
        "rowKind": "line",
        "code": FIVE,
        "year": 2022,
        "amount": None,
        "proMemorie": True,
        "state": "saved",
        "detail": "",
        "changedBy": None,
        "changedAt": None,
    }
    assert held(FIVE) == {2021: "1.50", 2022: "p.m.", 2024: "100.00"}
    assert stream.amounts.get(year=2022).amount == 7
    assert demo.changes.get().revision == found["revision"] == demo.revision + 1


def test_one_refused_amount_keeps_the_others_out(finance_api, demo, hundreds):
    cells = [
        cell(FIVE, 2021, "1.00"),
        cell(FIVE, 2022, "-1.00"),
        cell("weg", 2022, "1.00"),
        cell(SIX, 2022, "2.00", "99.00"),
        cell(SIX, 2030, "2.00"),
    ]
    answer = finance_api.patch("amounts", {"amounts": cells})
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "/api/v1/problems/refused")
    assert [(each["location"]["pointer"], each["code"]) for each in problem["errors"]] == [
        ("/amounts/1", "refused"),
        ("/amounts/2", "refused"),
        ("/amounts/3", "conflict"),
        ("/amounts/4", "refused"),
    ]
    assert problem["detail"] == "4 van de 5 bedragen kunnen niet worden bewaard. Er is niets bewaard."
    assert (held(FIVE)[2021], demo.changes.count()) == ("100.00", 0)


def test_amount_that_somebody_changed_meanwhile_is_told_with_both_values(finance_api, hundreds):
    finance_api.patch("amounts", {"amounts": [cell(FIVE, 2023, "777.00")]})
    answer = finance_api.patch("amounts", {"amounts": [cell(SIX, 2023, "5.00"), cell(FIVE, 2023, "888.00")]})
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (412, "/api/v1/problems/changed")
    (error,) = problem["errors"]
    place = {"rowKind": "line", "code": FIVE, "year": 2023}
    assert problem["current"] == {"amounts": [place | value("777.00")]}
    assert problem["sent"] == {"amounts": [place | value("888.00")]}
    assert error["location"] == {"pointer": "/amounts/1"}
    assert (error["current"], error["sent"]) == (value("777.00"), value("888.00"))
    assert error["changedBy"]
    assert not error["changedAt"].endswith("Z")  # in the zone of all other moments
    assert held(SIX)[2023] == "100.00"
    again = cell(FIVE, 2023, "888.00", error["current"]["amount"])
    assert finance_api.patch("amounts", {"amounts": [again]}).json()["amounts"][0]["state"] == "saved"


def test_what_can_be_saved_is_where_that_is_asked(finance_api, demo, hundreds):
    cells = [cell(FIVE, 2021, "1.00"), cell(FIVE, 2022, "-1.00"), cell(FIVE, 2023, "1.00", "9.00")]
    answer = finance_api.patch("amounts", {"amounts": cells, "allOrNothing": False})
    found = answer.json()["amounts"]
    assert [each["state"] for each in found] == ["saved", "refused", "conflict"]
    assert [bool(each["detail"]) for each in found] == [False, True, True]
    assert found[2]["amount"] == "100.00"
    assert held(FIVE) == {2021: "1.00", 2022: "100.00", 2023: "100.00", 2024: "100.00"}
    assert demo.changes.count() == 1


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/amounts", "required"),
        ({"amounts": []}, "/amounts", "empty"),
        ({"amounts": [cell(FIVE, 2021, "1.00")] * 2}, "/amounts/1", "unique"),
        ({"amounts": [cell(FIVE, 2021, "1.00")] * 5_001}, "/amounts", "maxLength"),
        ({"amounts": [cell(FIVE, 2021, "1.00") | {"proMemorie": True}]}, "/amounts/0/proMemorie", "both"),
        ({"amounts": [cell(FIVE, 2021, "1.00") | {"seen": None}]}, "/amounts/0/seen", "null"),
        ({"amounts": [cell(FIVE, 2021, "1.00") | {"seen": {}}]}, "/amounts/0/seen/amount", "required"),
        ({"amounts": [cell(FIVE, 2021, "1.00", kind="post")]}, "/amounts/0/rowKind", "invalidChoice"),
        ({"amounts": [cell(FIVE, 2021, "1.00") | {"text": "1"}]}, "/amounts/0/text", "unknown"),
    ],
)
def test_input_that_is_no_amounts_is_told_at_its_place(finance_api, hundreds, body, pointer, code):
    answer = finance_api.patch("amounts", body)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["location"]["pointer"], error["code"]) == (400, pointer, code)


def test_nobody_is_named_where_it_is_not_known_who_wrote(finance_api, demo):
    cells = [cell("GB", 2024, "1.00", "9.00", kind="stream")]
    (error,) = finance_api.patch("amounts", {"amounts": cells}).json()["errors"]
    assert (error["changedBy"], bool(error["changedAt"])) == (None, True)
