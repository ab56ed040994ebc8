"""Versions over the API: fixed once, by who saw what is fixed, and read back as they were."""

import hashlib
import json
from collections import OrderedDict

import pytest

from budgets.actions.versions import adopt_version
from budgets.models import BudgetVersion, CostLine
from municipalities.models import User
from tests.unit.at_once import at_once
from tests.unit.versions import DAY, change

NEW = {"name": "Ontwerp", "kind": "draft", "decidedOn": "2020-10-01"}


@pytest.fixture
def adopt(demo, finance):
    def adopt(name="Ontwerp", kind="ontwerp"):
        return adopt_version(plan=demo, name=name, kind=kind, decided_on=DAY, by=finance)

    return adopt


def test_working_budget_is_fixed_as_it_was_seen(finance_api, demo):
    budget = finance_api.get("budget")
    made = finance_api.post("versions", NEW | {"decision": "AB 12"}, If_Match=budget["ETag"])
    assert made.status_code == 201
    assert made["Location"].endswith("/versions/1")
    version = made.json()
    assert version["sha256"] == budget.json()["sha256"]
    assert (version["number"], version["amendment"], version["revision"]) == (1, None, demo.revision)
    assert version["createdBy"] == "financien"
    assert version["resultAfterTarget"][2] == "656093.65"
    assert finance_api.get("versions/1")["ETag"] == made["ETag"]
    assert finance_api.get("versions").json()["items"] == [version]


def test_budget_that_changed_since_is_not_fixed(finance_api, demo, finance):
    seen = finance_api.seen("budget")
    change(demo, finance)
    answer = finance_api.post("versions", NEW, If_Match=seen)
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (412, "/api/v1/problems/changed")
    assert (problem["current"], problem["sent"]) == ({"revision": demo.revision + 1}, NEW)
    assert problem["currentETag"] == finance_api.seen("budget")
    assert finance_api.post("versions", NEW).status_code == 428
    assert not BudgetVersion.objects.exists()


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"kind": "conceptversie"}, "/kind"),
        ({"decidedOn": "1-10-2020"}, "/decidedOn"),
        ({"decidedOn": "2199-01-01"}, "/decidedOn"),
        ({"decidedOn": "0900-01-01"}, "/decidedOn"),
        ({"name": "ontwerp"}, "/name"),
        ({"number": 7}, "/number"),
    ],
)
def test_what_cannot_be_fixed_is_told_at_its_field(finance_api, adopt, sent, pointer):
    adopt()
    answer = finance_api.post("versions", NEW | {"name": "Nog een"} | sent, If_Match="*")
    assert answer.status_code in (400, 422)
    assert [error["location"]["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_version_reads_back_as_it_was_fixed(finance_api, adopt, demo, finance):
    version = adopt()
    change(demo, finance)
    found = finance_api.get("versions/1/budget").json()
    text = json.dumps(found["budget"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == found["sha256"] == version.sha256
    assert found["fixed"] == {
        "number": 1,
        "name": "Ontwerp",
        "kind": "draft",
        "amendment": None,
        "decidedOn": "2020-10-01",
        "decision": "",
    }
    assert finance_api.get("budget").json()["sha256"] != version.sha256


@pytest.mark.parametrize("address", ["budget", "versions", "versions/1", "versions/1/budget"])
def test_what_did_not_change_is_not_sent_again(finance_api, adopt, address):
    adopt()
    seen = finance_api.seen(address)
    assert finance_api.get(address, If_None_Match=seen).status_code == 304


def test_version_never_changes(finance_api, adopt):
    adopt()
    for ask in (finance_api.patch("versions/1", {"name": "Anders"}), finance_api.delete("versions/1")):
        assert (ask.status_code, ask.json()["type"]) == (405, "/api/v1/problems/method-not-allowed")


def test_damaged_version_is_said_to_be_so(finance_api, adopt, monkeypatch):
    adopt()
    for kept in ("_kept", "_outcomes"):
        monkeypatch.setattr(f"budgets.actions.versions.{kept}", OrderedDict())
    monkeypatch.setattr("budgets.actions.versions.is_sound", lambda version: False)
    answer = finance_api.get("versions/1/budget")
    assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/problems/conflict")
    assert "vingerafdruk klopt niet" in answer.json()["detail"]
    assert finance_api.get("versions/1").json()["resultAfterTarget"] is None


def test_page_takes_as_many_queries_however_many_versions_it_has(finance_api, adopt, finance, demo):
    for number in range(5):
        adopt(f"Versie {number}")
        change(demo, finance, f"{number}.00")
    asked = [finance_api.queries(f"versions?sort=-number&kind=draft&pageSize={size}") for size in (1, 4)]
    assert asked[0] == asked[1]


@pytest.mark.django_db(transaction=True)
def test_two_who_fix_what_they_both_saw_get_one_version(api, demo):
    seen, answers = api().seen("budget"), []
    people = [api("financien"), api("beheerder")]
    jobs = [
        lambda who=who, n=n: answers.append(
            who.post("versions", NEW | {"name": f"Van {n}"}, If_Match=seen).status_code
        )
        for n, who in enumerate(people)
    ]
    assert at_once(*jobs) == []
    assert (sorted(answers), demo.versions.count()) == ([201, 412], 1)
    assert CostLine.objects.filter(plan=demo).exists()


def test_version_is_told_anew_where_its_maker_has_another_name(finance_api, finance, adopt):
    adopt()
    seen = finance_api.get("versions")
    User.objects.filter(pk=finance.pk).update(first_name="Nieuwe", last_name="Naam")
    again = finance_api.get("versions", If_None_Match=seen["ETag"])
    assert (again.status_code, again.json()["items"][0]["createdBy"]) == (200, "Nieuwe Naam")


def test_version_says_of_what_it_asks_the_tag(finance_api, demo):
    for headers, status in (({}, 428), ({"If_Match": finance_api.seen(f"/api/v1/plans/{demo.pk}")}, 412)):
        answer = finance_api.post("versions", NEW, **headers)
        assert (answer.status_code, "‘…/budget’" in answer.json()["detail"]) == (status, True)
