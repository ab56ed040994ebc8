"""What is sent back as it was read changes nothing, and so asks for no right."""

import pytest

from budgets.models import CostAmount

LINE = "cost-lines/regel-5"
TEXTS = ("number", "costType", "priority", "note", "negativeAllowed", "incidental")


@pytest.fixture
def whole(demo, finance_api):
    """Everything of a line that may be sent, as it is read, with a year that is p.m. and an empty one."""
    amounts = CostAmount.objects.filter(cost_line__plan=demo, cost_line__code="regel-5")
    amounts.filter(year=2022).update(amount=None, pm=True)
    amounts.filter(year=2023).delete()
    read = finance_api.get(LINE).json()
    return {name: read[name] for name in (*TEXTS, "amounts")}


def with_amount(whole, year, **values):
    return whole | {"amounts": [each | (values if each["year"] == year else {}) for each in whole["amounts"]]}


def test_adviser_sends_a_whole_line_back_with_another_text(api, demo, whole):
    adviser = api("adviseur")
    answer = adviser.patch(LINE, whole | {"note": "Anders"}, If_Match=adviser.seen(LINE))
    assert (answer.status_code, answer.json()["note"]) == (200, "Anders")
    assert answer.json()["amounts"] == whole["amounts"]
    assert demo.changes.count() == 1


def test_whole_line_as_it_was_is_no_change(api, demo, whole):
    assert api("adviseur").patch(LINE, whole, If_Match="*").status_code == 200
    assert demo.changes.count() == 0


@pytest.mark.parametrize(
    ("year", "values"),
    [
        (2021, {"amount": "1.00"}),
        (2021, {"amount": None}),
        (2022, {"proMemorie": False}),
        (2023, {"amount": "0.00"}),
        (2023, {"proMemorie": True}),
    ],
)
def test_one_other_amount_does_ask_for_the_right(api, demo, whole, year, values):
    answer = api("adviseur").patch(LINE, with_amount(whole, year, **values), If_Match="*")
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (403, {"pointer": "/amounts"})
    assert demo.changes.count() == 0


def test_new_line_with_empty_years_asks_for_no_right_to_amounts(api, demo):
    empty = [{"year": year, "amount": None, "proMemorie": False} for year in demo.years]
    body = {"measure": demo.measures.first().code, "amounts": empty}
    assert api("adviseur").post("cost-lines", body).status_code == 201


def test_year_that_the_plan_does_not_have_is_refused_also_without_an_amount(finance_api, whole):
    body = {"amounts": [{"year": 2030, "amount": None, "proMemorie": False}]}
    assert finance_api.patch(LINE, body, If_Match="*").status_code == 422


def test_reader_may_not_send_back_what_was_read(api, whole):
    """The operation is for who may write; which right a change asks comes after that."""
    assert api("lezer").patch(LINE, whole, If_Match="*").status_code == 403
