"""One rule for names: words of ours in camelCase and English, and one thing called one thing."""

import json
import re

import pytest

from api.pages import described
from budgets.actions.amounts import Cell, save_amounts
from budgets.engine import amounts_of, unchanged
from budgets.models import ControlTotal, FundingStream
from budgets.outer_names import inner_figure, is_outer
from budgets.snapshot import budget_data
from measures.changes import changing
from municipalities.rights import Right

WORD = re.compile(r"[a-z][a-zA-Z0-9]*")
NO_WORDS = {"EUR", "0", "1", "2", "3"}
"""Values that are not ours to name."""
REFERENCES = {
    **dict.fromkeys(("plan", "revision", "version", "seenRevision"), "integer"),
    **dict.fromkeys(("region", "scenario", "body"), "string"),
    **dict.fromkeys(
        ("goal", "measure", "line", "stream", "option", "municipality", "level", "figure"), "string"
    ),
}
"""What points at a thing, by the only name that it has, and whether by number or by code."""
OTHERWISE = {"costLine", "fundingStream", "adjustmentOption", "allocationKey", "pm", "slugs"}
"""What tables call a thing, and the API does not."""


@pytest.fixture(scope="module")
def schemas():
    return json.loads(described())["components"]["schemas"]


def properties(schema):
    yield from schema.get("properties", {}).items()
    for under in schema.get("properties", {}).values():
        yield from properties(under.get("items", under))


def values(thing):
    if isinstance(thing, dict):
        for name, under in thing.items():
            yield from under if name == "enum" else values(under)
    elif isinstance(thing, list):
        for under in thing:
            yield from values(under)


def test_names_and_values_are_words_in_camel_case(schemas):
    described_ = json.loads(described())
    wrong = {
        name for schema in schemas.values() for name, _ in properties(schema) if not WORD.fullmatch(name)
    }
    assert wrong == set()
    texts = {
        value for value in values(described_) if isinstance(value, str) and not value.startswith("/api/")
    }
    shown = {value.lstrip("-") for value in texts - NO_WORDS}
    assert {value for value in shown if not WORD.fullmatch(value)} == set()


def test_a_thing_is_pointed_at_by_one_name_and_in_one_way(schemas):
    found = [(of, name, each) for of, schema in schemas.items() for name, each in properties(schema)]
    assert [(of, name) for of, name, _ in found if name in OTHERWISE] == []
    wrong = [
        (of, name, each)
        for of, name, each in found
        if name in REFERENCES and each.get("type", "array") not in (REFERENCES[name], "array")
    ]
    assert wrong == []


def test_field_of_a_result_is_the_name_by_which_it_is_explained(demo, finance_api):
    result = finance_api.get("scenarios/alle-bijstellingen/result").json()
    year, place = 2023, result["years"].index(2023)
    asked = {name: result[name] for name in ("costs", "savingsTarget", "resultAfterTarget", "realised")}
    asked |= {name: result["structural"][name] for name in ("structuralBalance", "incidentalCosts")}
    for name in ("costsByPriority", "costsByGoal", "costsByCostType", "incomeByStream", "savingsTargets"):
        row = result[name][0]
        asked[f"{name}.{row['code']}"] = row["amounts"]
    municipality = next(row for row in result["municipalities"] if row["code"] == "GM0402")
    for name in ("netContribution", "handedBack"):
        asked |= {f"municipalities.GM0402.{name}": municipality[name]}
        asked |= {f"total.{name}": result["municipalTotals"][name]}
    for figure, amounts in asked.items():
        found = finance_api.get(
            f"scenarios/alle-bijstellingen/explanations?figure={figure}&year={year}"
        ).json()
        assert (found.get("figure"), found.get("amount")) == (figure, amounts[place])


def test_figures_that_answers_name_can_be_asked(demo, finance_api):
    result = finance_api.get("result?fields=controlTotals,findings").json()
    findings = finance_api.get("findings").json()["items"]
    named = {(each["figure"], each["year"]) for each in result["controlTotals"]}
    named |= {(each["figure"], each["year"]) for finding in findings for each in finding["figures"]}
    named |= {
        (each["subject"], each["years"][0])
        for each in findings
        if each["code"].startswith("controlTotal") and each["code"] != "controlTotalUnknown"
    }
    assert len(named) > 20
    data = budget_data(demo)
    for figure, year in sorted(named):
        amounts = amounts_of(unchanged(data), inner_figure(figure))
        assert (is_outer(figure), len(amounts), year in data.years) == (True, 4, True), figure
    listed = finance_api.get("control-totals?figure=resultAfterTarget").json()["items"]
    assert {each["figure"] for each in listed} == {"resultAfterTarget"}
    assert finance_api.get("control-totals?figure=result_after_target").json()["items"] == []


def test_changes_name_things_as_their_shapes_do(demo, finance, finance_api):
    stream = FundingStream.objects.get(plan=demo, code="BW")
    with changing(demo, by=finance):
        stream.kind = FundingStream.Kind.OTHER
        stream.save(update_fields=["kind"])
        total = ControlTotal.objects.filter(plan=demo, figure="result_after_target").first()
        total.reason = "Afgerond"
        total.save(update_fields=["reason"])
    save_amounts(plan=demo, cells=[Cell("line:regel-5", 2022, "p.m.", _now(demo, 2022))], by=finance)
    first, second = finance_api.get("changes?after=1").json()["items"]
    rows = {row["table"]: row for row in first["rows"] + second["rows"]}
    assert rows["stream"]["values"] == [{"field": "kind", "before": "stateGrant", "after": "other"}]
    assert rows["costAmount"]["about"] == {"line": "regel-5"}
    assert {value["field"] for value in rows["costAmount"]["values"]} == {"amount", "proMemorie"}
    assert [each["revision"] for each in finance_api.get("changes?table=stream").json()["items"]] == [2]
    assert finance_api.get("changes?table=fundingStream").status_code == 400


def _now(plan, year):
    line = plan.cost_lines.get(code="regel-5")
    amount = line.amounts.filter(year=year).first()
    return "" if amount is None else int(amount.amount * 100)


def test_every_right_is_named_as_a_word(demo, api):
    rights = api("beheerder", base="").get(f"plans/{demo.pk}").json()["rights"]
    assert len(rights) == len(Right)
    assert [right for right in rights if not WORD.fullmatch(right)] == []
