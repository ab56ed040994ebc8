"""Computing a choice, or many, without saving anything."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from api.problems import KINDS
from api.results import compute as computing
from budgets.actions.versions import adopt_version
from budgets.engine import Choice, compute
from budgets.models import Scenario
from budgets.result_output import ON_REQUEST, PARTS, result_as_data
from budgets.snapshot import budget_data
from municipalities.models import ApiToken
from tests.by_code import by_code
from tests.unit.versions import DAY

ALL = "alle-bijstellingen"
HEAD = {"region", "plan", "scenario", "version", "revision", "currency", "years"}


def lines(answer):
    assert answer["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


def everything(plan):
    """What the scenario with all options of the printed budget has on."""
    return {"options": sorted(plan.scenarios.get(slug=ALL).choice.on)}


def test_all_options_on_is_the_reference_case(demo, api):
    reader = api("lezer", ApiToken.Scope.READ)
    found = reader.post("compute", everything(demo)).json()
    assert found["claimed"] == ["0.00", "719652.00", "834652.00", "834652.00"]
    assert found["realised"] == ["0.00", "719652.00", "808442.00", "808442.00"]
    assert found["resultAfterTarget"] == ["714335.65", "1316261.65", "1464535.65", "1464535.65"]
    assert by_code(found["municipalities"])["GM0317"]["contribution"][:2] == ["84547.56", "91373.17"]
    assert (found["currency"], found["revision"]) == ("EUR", demo.revision)
    assert Scenario.objects.filter(plan=demo).count() == 2


def test_answer_has_every_part_and_the_choice_as_it_was_understood(demo, finance_api):
    found = finance_api.post("compute", {"levels": [{"option": "regisseur", "part": "1"}]}).json()
    assert set(found) == HEAD | PARTS.keys() - set(ON_REQUEST)
    assert found["choice"]["levels"] == [{"option": "regisseur", "level": "blijft-300000", "part": "1"}]
    assert finance_api.post("compute", found["choice"]).json() == found


def test_only_the_parts_that_are_asked(demo, finance_api):
    found = finance_api.post("compute?fields=costs,lines", {}).json()
    assert set(found) == HEAD | {"costs", "lines"}
    unpriced = [line for line in found["lines"] if None in line["amounts"]]
    assert unpriced
    assert sum(Decimal(line["amounts"][2] or 0) for line in found["lines"]) == Decimal(found["costs"][2])
    wrong = finance_api.post("compute?fields=costs,kosten", {})
    assert (wrong.status_code, "kosten" in wrong.json()["detail"]) == (400, True)


def test_parameters_count_as_on_the_pages(demo, finance_api):
    sent = {
        "options": ["mda"],
        "indexation": [{"costType": "personnel", "percentage": "2.5"}],
        "adjustments": [{"line": "regel-15", "firstYear": 2022, "percentage": "-100", "reason": "Proef."}],
        "targetChanges": [{"target": "gb-3-procent", "percentage": "4"}],
        "lastYears": [{"municipality": "GM0317", "lastYear": 2022}],
        "shareFallsAway": True,
    }
    found = finance_api.post("compute", sent).json()
    assert found["savingsTarget"] == ["96493.80"] * 4
    assert by_code(found["municipalities"])["GM0317"]["contribution"][2:] == ["0.00", "0.00"]
    assert [each["code"] for each in found["adjustments"]] == ["a1"]
    chosen = found["choice"]["adjustments"]
    assert chosen == [{**sent["adjustments"][0], "code": "a1", "stream": None, "change": None}]


def test_version_is_computed_as_it_was_fixed(demo, finance, finance_api):
    version = adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=finance)
    found = finance_api.post("versions/1/compute", everything(demo)).json()
    assert (found["version"], found["revision"]) == (version.number, None)
    assert found["resultAfterTarget"][1] == "1316261.65"
    assert finance_api.post("versions/2/compute", {}).status_code == 404


def test_many_choices_are_a_line_each_in_their_order(demo, finance_api):
    sent = [everything(demo), {}, {"options": ["mda"]}]
    found = lines(finance_api.post("compute?fields=choice,resultAfterTarget", sent))
    assert [len(line["choice"]["options"]) for line in found] == [len(sent[0]["options"]), 0, 1]
    assert [line["resultAfterTarget"][2] for line in found][:2] == ["1464535.65", "656093.65"]


def test_nothing_is_computed_where_one_of_many_is_wrong(demo, finance_api):
    answer = finance_api.post("compute", [{}, {"options": ["mda", "weg"]}, "mda"])
    assert (answer.status_code, answer.json()["type"]) == (400, KINDS["invalid-input"].type)
    assert [each["location"]["pointer"] for each in answer.json()["errors"]] == ["/1/options/1", "/2"]


@pytest.mark.parametrize("count", [0, computing.MOST + 1])
def test_too_few_or_too_many_choices_are_refused(demo, finance_api, count):
    answer = finance_api.post("compute", [{}] * count)
    assert answer.status_code == 400
    assert "1 tot en met 1000" in answer.json()["detail"]


def test_line_that_fails_says_so_in_its_place(demo, finance_api, monkeypatch, caplog):
    def failing(data, choice):
        if choice.on:
            raise ZeroDivisionError
        return compute(data, choice)

    monkeypatch.setattr(computing, "compute", failing)
    good, failed, last = lines(finance_api.post("compute?fields=costs", [{}, {"options": ["mda"]}, {}]))
    assert good == last
    assert failed["type"] == KINDS["failed"].type
    assert "choice 1" in caplog.text


def test_budget_is_read_once_for_many_choices(demo, finance_api, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "api.results.basis.budget_as_of", lambda plan: asked.append(plan) or (budget_data(plan), 7)
    )
    found = lines(finance_api.post("compute?fields=costs", [{}] * 20))
    assert len(asked) == 1
    assert {line["revision"] for line in found} == {7}


def test_command_prints_what_the_api_answers(demo, finance_api):
    choice = Choice.of({"mda"}, {"overhead": Fraction(5, 2)})
    result = compute(budget_data(demo), choice)
    sent = {"options": ["mda"], "indexation": [{"costType": "overhead", "percentage": "2.5"}]}
    assert finance_api.post("compute", sent).json() == {
        **json.loads(json.dumps(result_as_data(result, None))),
        "plan": demo.pk,  # on the command line a plan is known by its short name
        "revision": demo.revision,
    }


def test_no_choice_at_all_is_not_the_empty_choice(demo, finance_api):
    answer = finance_api("post", "compute")
    assert (answer.status_code, answer.json()["detail"]) == (400, "Stuur een JSON-object.")
    assert finance_api.post("compute", {}).status_code == 200


def test_everything_that_a_page_indexes_is_read_at_once(demo, finance_api):
    kinds = ["personnel", "material", "capital", "overhead", "none"]
    sent = [{"costType": kind, "percentage": "2"} for kind in kinds]
    found = finance_api.post("compute?fields=choice", {"indexation": sent})
    assert found.status_code == 200
    assert {each["costType"] for each in found.json()["choice"]["indexation"]} == set(kinds)
