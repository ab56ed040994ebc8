"""What was done to a scenario, told, and putting it back to an earlier moment."""

import html
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.actions.adjustments import add_adjustment, change_adjustment, remove_adjustment, values_of
from budgets.actions.levels import choose_levels
from budgets.actions.scenario_terms import change_terms
from budgets.actions.scenarios import change_scenario, switch_options
from budgets.engine import Choice, TargetChange
from budgets.models import Scenario
from budgets.snapshot import budget_data
from municipalities.models import User

PAGE = "/gooi-en-vechtstreek/bo-2021-2024/scenarios/ongewijzigd/geschiedenis/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked_on(demo):
    """Everything that can be done to a scenario, once."""
    by = User.objects.get(username="adviseur")
    scenario = Scenario.objects.select_related("plan__region").get(plan=demo, slug="ongewijzigd")
    switch_options(scenario=scenario, switched={"mda": True, "php": True}, by=by)
    switch_options(scenario=scenario, switched={"php": False}, by=by)
    choose_levels(scenario=scenario, chosen={"regisseur": "vervalt"}, by=by)
    (target,) = budget_data(demo).targets
    values = {
        "end:GM0406": 2022,
        "share_falls_away": True,
        "index:personnel": Fraction(2),
        "index_year:personnel:2023": Fraction(0),
        f"target:{target.code}": TargetChange(target.code, Fraction(5)),
    }
    change_terms(scenario=scenario, values=values, by=by)
    own = {"of": "post-regel-15", "change": Decimal(-50), "percentage": None, "first_year": 2022}
    added = add_adjustment(scenario=scenario, values=own | {"reason": "Zo."}, by=by)
    later = values_of(added.choice.adjustments[0]) | {"first_year": 2023}
    change_adjustment(scenario=scenario, code="a1", values=later, by=by, seen=None)
    remove_adjustment(scenario=scenario, code="a1", by=by)
    return change_scenario(scenario=scenario, name="Anders", by=by)


@pytest.fixture
def adviser(client, worked_on):
    client.login(username="adviseur", password="demo")
    return client


def text(answer) -> str:
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def test_every_change_is_told_the_last_first(adviser):
    said = [sentence for sentence in re.findall(r"<li>([^<]*)</li>", text(adviser.get(PAGE))) if sentence]
    assert said == [
        "Hernoemd van ‘Ongewijzigd’ in ‘Anders’.",
        "Eigen aanpassing weggehaald: 15. GGZ Mantelzorg, € 50 minder per jaar vanaf 2023 (Zo).",
        "Eigen aanpassing gewijzigd: 15. GGZ Mantelzorg, € 50 minder per jaar vanaf 2022 (Zo) → "
        "15. GGZ Mantelzorg, € 50 minder per jaar vanaf 2023 (Zo).",
        "Eigen aanpassing toegevoegd: 15. GGZ Mantelzorg, € 50 minder per jaar vanaf 2022 (Zo).",
        "Huizen doet mee tot en met 2022.",
        "Het aandeel van wie uittreedt vervalt.",
        "Indexering van personeelskosten: niet apart → 2%.",
        "Indexering van personeelskosten in 2023: niet apart → 0%.",
        "Taakstelling: 3% van de gemeentelijke bijdrage: zoals in de begroting → 5%.",
        "‘Gemeentelijke regisseur inperken’ op niveau ‘vervalt’ gezet.",
        "‘Regionaal preventie- en handhavingsplan schrappen’ uitgezet.",
        "‘MDA++ ombuigen’ aangezet.",
        "‘Regionaal preventie- en handhavingsplan schrappen’ aangezet.",
        "Scenario gemaakt.",
    ]


def test_scenario_is_put_back_to_an_earlier_moment_and_that_is_told_too(adviser, worked_on):
    last = worked_on.history.first().history_id
    switched = worked_on.history.order_by("history_id")[1]
    answer = adviser.post(PAGE, {"moment": switched.history_id, "gezien": last}, follow=True)
    assert "staat weer zoals het toen was" in text(answer)
    scenario = Scenario.objects.get(pk=worked_on.pk)
    assert (scenario.choice, scenario.name) == (Choice.of(["mda", "php"]), "Anders")
    assert "‘Gemeentelijke regisseur inperken’ op niveau ‘blijft 300.000’ gezet." in text(adviser.get(PAGE))


def test_what_another_did_meanwhile_is_not_taken_back_unseen(adviser, worked_on):
    first, last = worked_on.history.last().history_id, worked_on.history.first().history_id
    switch_options(scenario=worked_on, switched={"wvggz": True}, by=User.objects.get(username="financien"))
    assert "intussen gewijzigd" in text(adviser.post(PAGE, {"moment": first, "gezien": last}))
    assert "wvggz" in Scenario.objects.get(pk=worked_on.pk).choice.on


@pytest.mark.parametrize("sent", [{}, {"moment": "x", "gezien": "1"}, {"moment": "999999999", "gezien": "1"}])
def test_moment_that_is_not_there_is_refused(adviser, worked_on, sent):
    assert adviser.post(PAGE, sent).status_code == 422
    assert Scenario.objects.get(pk=worked_on.pk).choice == worked_on.choice


def test_reader_sees_the_history_and_cannot_put_anything_back(client, worked_on):
    client.login(username="lezer", password="demo")
    page = text(client.get(PAGE))
    assert "Scenario gemaakt." in page
    assert "Terugzetten" not in page
    moments = {"moment": worked_on.history.last().history_id, "gezien": worked_on.history.first().history_id}
    assert client.post(PAGE, moments).status_code == 403
    client.login(username="buurregio", password="demo")
    assert client.post(PAGE, moments).status_code == 404
    assert Scenario.objects.get(pk=worked_on.pk).choice == worked_on.choice
