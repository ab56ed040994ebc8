"""Scenarios over the API: made, copied, changed as one step, put back, removed."""

import pytest

from api.scenarios.shapes import ScenarioShape
from api.schema import fields_parameter
from budgets.actions.scenarios import create_scenario, switch_options
from budgets.models import Scenario
from municipalities.models import User
from tests.unit.at_once import at_once

EVERYTHING = "scenarios/alle-bijstellingen"
MINE = "scenarios/werkgroep-januari"


@pytest.fixture
def scenario(demo):
    adviser = User.objects.get(username="adviseur")
    return create_scenario(plan=demo, name="Werkgroep januari", by=adviser)


def test_scenario_is_read_with_its_choice(finance_api):
    found = finance_api.get(EVERYTHING).json()
    assert (found["slug"], found["name"], found["locked"]) == (
        "alle-bijstellingen",
        "Alle bijstellingen",
        False,
    )
    assert (len(found["choice"]["options"]), found["choice"]["shareFallsAway"]) == (11, False)
    assert found["choice"]["levels"] == [{"option": "regisseur", "level": "blijft-300000", "part": "1"}]


def test_scenarios_are_listed_filtered_and_known(finance_api, scenario):
    names = [each["name"] for each in finance_api.get("scenarios").json()["items"]]
    assert names == [each.name for each in Scenario.objects.filter(plan=scenario.plan)]
    moment = scenario.changed_at.isoformat().replace("+", "%2B")
    (only,) = finance_api.get(f"scenarios?changedSince={moment}&locked=false").json()["items"]
    assert only["createdBy"] == "adviseur"
    seen = finance_api.seen("scenarios")
    assert finance_api.get("scenarios", If_None_Match=seen).status_code == 304


def test_scenario_is_made_with_a_choice_or_as_a_copy(finance_api):
    chosen = {"options": ["mda"], "shareFallsAway": True}
    made = finance_api.post("scenarios", {"name": "Nieuw", "choice": chosen})
    assert (made.status_code, made.json()["slug"]) == (201, "nieuw")
    assert made["Location"].endswith("/scenarios/nieuw")
    assert made.json()["choice"]["options"] == ["mda"]
    copy = finance_api.post("scenarios", {"name": "Kopie", "copyOf": "nieuw"})
    assert copy.json()["choice"] == made.json()["choice"]


def test_parts_that_are_not_named_stay_and_it_is_one_step(finance_api, scenario):
    first = {"options": ["mda"], "indexation": [{"costType": "personnel", "percentage": "2.5"}]}
    own = {"line": "regel-15", "firstYear": 2022, "change": "-50.00", "reason": "Zo."}
    changed = finance_api.patch(
        MINE, {"name": "Februari", "choice": first | {"adjustments": [own]}}, If_Match=finance_api.seen(MINE)
    )
    assert changed.status_code == 200
    steps = scenario.history.count()
    again = finance_api.patch(MINE, {"choice": {"options": ["php"]}}, If_Match=changed["ETag"]).json()
    assert (again["name"], again["slug"]) == ("Februari", "werkgroep-januari")
    assert again["choice"]["options"] == ["php"]
    assert again["choice"]["indexation"][0]["percentage"] == "2.5"
    assert again["choice"]["adjustments"][0]["code"] == "a1"
    assert (steps, scenario.history.count()) == (2, 3)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "Anders", "choice": {"options": ["weg"]}}, "/choice/options/0"),
        ({"name": "Alle bijstellingen", "choice": {"options": ["mda"]}}, "/name"),
        ({"name": "Anders", "choice": None}, "/choice"),
        ({"name": "Anders", "slug": "x"}, "/slug"),
        ({"name": "Anders", "copyOf": "ongewijzigd"}, "/copyOf"),
    ],
)
def test_step_that_cannot_be_is_not_taken_at_all(finance_api, scenario, body, pointer):
    answer = finance_api.patch(MINE, body, If_Match="*")
    assert answer.status_code in (400, 422)
    assert [error["location"]["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert scenario.history.count() == 1


def test_copy_and_choice_at_once_or_of_nothing_is_refused(finance_api):
    for more, pointer in (
        ({"choice": {}, "copyOf": "ongewijzigd"}, "/copyOf"),
        ({"copyOf": "weg"}, "/copyOf"),
    ):
        answer = finance_api.post("scenarios", {"name": "Nieuw", **more})
        assert (answer.status_code, answer.json()["errors"][0]["location"]["pointer"]) == (400, pointer)


def test_what_a_page_switched_meanwhile_is_not_written_over(finance_api, scenario):
    seen = finance_api.seen(MINE)
    switch_options(scenario=scenario, switched={"php": True}, by=User.objects.get(username="adviseur"))
    answer = finance_api.patch(MINE, {"choice": {"options": ["mda"]}}, If_Match=seen)
    assert (answer.status_code, answer.json()["current"]["choice"]["options"]) == (412, ["php"])


@pytest.mark.parametrize("username", ["portefeuillehouder", "lezer"])
def test_scenario_of_another_is_changed_only_by_who_may(api, scenario, username):
    asked = api(username)
    assert asked.patch(MINE, {"name": "Van mij"}, If_Match="*").status_code == 403
    assert asked.delete(MINE, If_Match="*").status_code == 403


def test_alderman_changes_a_scenario_of_their_own(api):
    asked = api("portefeuillehouder")
    made = asked.post("scenarios", {"name": "Van mij"})
    changed = asked.patch("scenarios/van-mij", {"choice": {"options": ["mda"]}}, If_Match=made["ETag"])
    assert changed.status_code == 200
    assert asked.delete("scenarios/van-mij", If_Match=changed["ETag"]).status_code == 204
    assert asked.get("scenarios/van-mij").status_code == 404


def test_choice_that_is_damaged_hides_no_other_scenario(finance_api, scenario):
    Scenario.objects.filter(pk=scenario.pk).update(choice_json="{")
    found = {each["slug"]: each["choice"] for each in finance_api.get("scenarios").json()["items"]}
    assert found["werkgroep-januari"] is None
    assert found["alle-bijstellingen"]
    answer = finance_api.patch(MINE, {"choice": {}}, If_Match="*")
    assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/problems/conflict")


def test_history_tells_each_step_with_what_it_then_was(finance_api, scenario):
    finance_api.patch(MINE, {"choice": {"options": ["mda"]}}, If_Match="*")
    finance_api.patch(MINE, {"name": "Februari"}, If_Match="*")
    page = finance_api.get(f"{MINE}/history?sort=-moment&pageSize=2").json()
    assert [(each["changedBy"], each["said"]) for each in page["items"]] == [
        ("financien", ["Hernoemd van ‘Werkgroep januari’ in ‘Februari’."]),
        ("financien", ["‘MDA++ ombuigen’ aangezet."]),
    ]
    (first,) = finance_api.get(page["next"]).json()["items"]
    assert (first["changedBy"], first["said"], first["choice"]["options"]) == (
        "adviseur",
        ["Scenario gemaakt."],
        [],
    )
    every = finance_api.get(f"{MINE}/history").json()["items"]
    assert every == [first, *reversed(page["items"])]


def test_scenario_is_put_back_to_a_moment(finance_api, scenario):
    finance_api.patch(MINE, {"name": "Februari", "choice": {"options": ["mda"]}}, If_Match="*")
    first = finance_api.get(f"{MINE}/history").json()["items"][0]["moment"]
    restored = finance_api.post(f"{MINE}/restore", {"moment": first}, If_Match=finance_api.seen(MINE))
    assert restored.status_code == 200
    assert (restored.json()["name"], restored.json()["choice"]["options"]) == ("Februari", [])
    answer = finance_api.post(f"{MINE}/restore", {"moment": 999_999}, If_Match=restored["ETag"])
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == {"pointer": "/moment"}


def test_page_takes_as_many_queries_however_many_scenarios_it_has(finance_api, scenario):
    for number in range(4):
        create_scenario(plan=scenario.plan, name=f"Nog {number}", by=User.objects.get(username="beheerder"))
        switch_options(scenario=scenario, switched={"mda": number % 2 == 0}, by=scenario.created_by)
    for address in ("scenarios", f"{MINE}/history"):
        few, many = (finance_api.queries(f"{address}?pageSize={size}") for size in (1, 4))
        assert few == many, address


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_what_they_both_saw_one_wins(api, demo):
    people = [api("financien"), api("adviseur")]
    people[0].post("scenarios", {"name": "Werkgroep januari"})
    seen, answers = people[0].seen(MINE), {}

    def change(who, option):
        answers[option] = who.patch(MINE, {"choice": {"options": [option]}}, If_Match=seen).status_code

    jobs = [
        lambda who=who, option=option: change(who, option)
        for who, option in zip(people, ("mda", "php"), strict=True)
    ]
    assert at_once(*jobs) == []
    assert sorted(answers.values()) == [200, 412]
    (winner,) = [option for option, status in answers.items() if status == 200]
    assert people[0].get(MINE).json()["choice"]["options"] == [winner]


def test_what_is_only_written_cannot_be_asked_for(finance_api):
    answer = finance_api.get("scenarios?fields=slug,copyOf")
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "fields: Dit veld bestaat hier niet: copyOf.",
    )
    assert "copyOf" not in fields_parameter(ScenarioShape).schema["items"]["enum"]
