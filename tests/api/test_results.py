"""The result of a budget, a version and a scenario, and when it need not be computed again."""

import pytest

from budgets.actions.scenarios import switch_options
from budgets.actions.versions import adopt_version
from budgets.models import Scenario
from tests.unit.versions import DAY, change

ALL = "alle-bijstellingen"
AFTER_TARGET = {
    "result": ["714335.65", "596609.65", "656093.65", "656093.65"],
    f"scenarios/{ALL}/result": ["714335.65", "1316261.65", "1464535.65", "1464535.65"],
    "versions/1/result": ["714335.65", "596609.65", "656093.65", "656093.65"],
    f"versions/1/result?scenario={ALL}": ["714335.65", "1316261.65", "1464535.65", "1464535.65"],
}


@pytest.fixture
def version(demo, finance):
    return adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=finance)


@pytest.mark.parametrize("address", AFTER_TARGET)
def test_result_is_the_reference_case(demo, version, finance_api, address):
    found = finance_api.get(address).json()
    assert found["resultAfterTarget"] == AFTER_TARGET[address]
    assert found["scenario"] == (ALL if ALL in address else None)
    assert found["version"] == (1 if "versions" in address else None)


@pytest.mark.parametrize("address", AFTER_TARGET)
def test_nothing_is_computed_for_who_has_it(demo, version, finance_api, monkeypatch, address):
    known = finance_api.get(address)["ETag"]
    monkeypatch.setattr("api.results.basis.compute", None)
    monkeypatch.setattr("api.results.basis.unchanged", None)
    assert finance_api.get(address, If_None_Match=known).status_code == 304


def test_another_choice_or_amount_has_another_etag(demo, version, finance, finance_api):
    addresses = ["result", f"scenarios/{ALL}/result", "versions/1/result"]
    before = [finance_api.get(address)["ETag"] for address in addresses]
    scenario = Scenario.objects.select_related("plan__region").get(plan=demo, slug=ALL)
    switch_options(scenario=scenario, switched={"mda": False}, by=finance)
    switched = [finance_api.get(address)["ETag"] for address in addresses]
    assert [old == new for old, new in zip(before, switched, strict=True)] == [True, False, True]
    change(demo, finance)
    changed = [finance_api.get(address)["ETag"] for address in addresses]
    assert [old == new for old, new in zip(switched, changed, strict=True)] == [False, False, True]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("scenarios/weg/result", 404),
        ("versions/9/result", 404),
        ("versions/1/result?scenario=weg", 404),
        ("result?scenario=alle-bijstellingen", 400),
        ("result?fields=", 400),
        ("result?jaar=2023", 400),
    ],
)
def test_what_is_not_there(demo, version, finance_api, address, status):
    assert finance_api.get(address).status_code == status


def test_parts_that_are_not_asked_are_not_computed(demo, finance_api, monkeypatch):
    monkeypatch.setattr("budgets.result_output.uncertainty", None)
    monkeypatch.setattr("budgets.result_output.settle", None)
    assert finance_api.get("result?fields=costs").json()["costs"][0] == "21701192.00"
