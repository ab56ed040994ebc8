"""Proposing over the API: what is kept, what is then locked, and who takes it back."""

import pytest

from budgets.actions.scenarios import switch_options
from budgets.models import Scenario
from municipalities.models import User
from tests.unit.versions import change

SCENARIO = "scenarios/alle-bijstellingen"
PROPOSAL = f"{SCENARIO}/proposal"


@pytest.fixture
def propose(finance_api):
    def propose(api=finance_api, **body):
        return api.post(PROPOSAL, body, If_Match=api.seen(SCENARIO))

    return propose


def test_proposal_keeps_its_figures_when_the_budget_changes(finance_api, propose, demo, finance):
    made = propose(remark="Voor het overleg", seenRevision=demo.revision)
    assert (made.status_code, made["Location"].endswith(PROPOSAL)) == (201, True)
    proposal = made.json()
    assert (proposal["proposedBy"], proposal["remark"]) == ("financien", "Voor het overleg")
    assert proposal["figures"]["resultAfterTarget"][2] == "1464535.65"
    assert len(proposal["choice"]["options"]) == 11
    change(demo, finance)
    again = finance_api.get(PROPOSAL)
    assert (again.json(), again["ETag"]) == (proposal, made["ETag"])
    assert finance_api.get(PROPOSAL, If_None_Match=made["ETag"]).status_code == 304


@pytest.mark.parametrize("username", ["financien", "beheerder"])
def test_proposed_scenario_is_locked_for_everybody(api, propose, username):
    propose()
    asked = api(username)
    for answer in (
        asked.patch(SCENARIO, {"name": "Anders"}, If_Match=asked.seen(SCENARIO)),
        asked.delete(SCENARIO, If_Match=asked.seen(SCENARIO)),
        asked.post(PROPOSAL, {}, If_Match=asked.seen(SCENARIO)),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/problems/conflict")
        assert "voorgesteld door financien en daarom vergrendeld" in answer.json()["detail"]
    assert asked.get(SCENARIO).json()["locked"] is True
    (only,) = asked.get("scenarios?locked=true").json()["items"]
    assert only["slug"] == "alle-bijstellingen"


def test_what_changed_since_it_was_seen_is_not_proposed(finance_api, demo, finance):
    seen = finance_api.seen(SCENARIO)
    old = demo.revision
    change(demo, finance)
    answer = finance_api.post(PROPOSAL, {"seenRevision": old}, If_Match=seen)
    assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/problems/conflict")
    (error,) = answer.json()["errors"]
    assert error["location"] == {"pointer": "/seenRevision"}
    assert "De begroting is gewijzigd na de stand in ‘seenRevision’" in answer.json()["detail"]
    scenario = Scenario.objects.get(slug="alle-bijstellingen")
    switch_options(scenario=scenario, switched={"mda": False}, by=finance)
    assert finance_api.post(PROPOSAL, {}, If_Match=seen).status_code == 412
    assert finance_api.post(PROPOSAL, {}).status_code == 428
    assert finance_api.get(PROPOSAL).status_code == 404


def test_proposal_is_withdrawn_by_who_made_it_or_an_administrator(api, finance_api, propose):
    made = propose()
    for username in ("adviseur", "lezer"):
        assert api(username).delete(PROPOSAL, If_Match="*").status_code == 403
    assert finance_api.delete(PROPOSAL, If_Match='"anders"').status_code == 412
    assert finance_api.delete(PROPOSAL, If_Match=made["ETag"]).status_code == 204
    assert finance_api.delete(PROPOSAL, If_Match=made["ETag"]).status_code == 404
    assert finance_api.get(SCENARIO).json()["locked"] is False
    propose()
    assert api("beheerder").delete(PROPOSAL, If_Match="*").status_code == 204
    said = [each["said"] for each in finance_api.get(f"{SCENARIO}/history").json()["items"]]
    assert said[-4:] == [["Voorgesteld."], ["Voorstel ingetrokken."]] * 2


def test_alderman_proposes_only_a_scenario_of_their_own(api, propose):
    alderman = api("portefeuillehouder")
    assert propose(alderman).status_code == 403
    made = alderman.post("scenarios", {"name": "Van mij", "choice": {"options": ["mda"]}})
    assert alderman.post("scenarios/van-mij/proposal", {}, If_Match=made["ETag"]).status_code == 201
    assert User.objects.get(username="portefeuillehouder").scenarios.get().proposal_id
