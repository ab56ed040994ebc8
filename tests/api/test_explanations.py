"""Explanations over the API: terms that add up, each with the way to the next."""

from dataclasses import replace
from decimal import Decimal

import pytest

from budgets.actions.versions import adopt_version
from budgets.engine import to_json, unchanged
from budgets.engine.figures import figure_names
from budgets.outer_names import outer_figure
from budgets.snapshot import budget_data
from tests.unit.versions import DAY

ALL = "scenarios/alle-bijstellingen/"
ASKED = [
    ("", "resultAfterTarget", 2023, "656093.65"),
    (ALL, "resultAfterTarget", 2023, "1464535.65"),
    (ALL, "realised", 2023, "808442.00"),
    (ALL, "difference", 2022, "719652.00"),
    (ALL, "municipalities.GM0317.need", 2023, "-56345.50"),
    ("", "savingsTargets.gb-3-procent", 2021, "72370.35"),
    ("", "housing.GM0402.target", 2024, "31"),
]


def total(terms):
    return sum(Decimal(term["amount"]) for term in terms)


def leaves(terms):
    for term in terms:
        yield from leaves(term["parts"]) if term["parts"] else [term]


def walked(api, explanation):
    """All explanations on the way down along the largest term."""
    seen = set()
    while explanation["figure"] not in seen:
        yield explanation
        seen.add(explanation["figure"])
        led = [term for term in leaves(explanation["terms"]) if term["explanation"]]
        if not led:
            return
        largest = max(led, key=lambda term: abs(Decimal(term["amount"])))
        following = api.get(largest["explanation"]).json()
        if largest["kind"] in ("figure", "goal", "option") and not largest["share"]:
            assert abs(Decimal(following["amount"])) == abs(Decimal(largest["amount"]))
        explanation = following


@pytest.mark.parametrize(("of", "figure", "year", "amount"), ASKED)
def test_terms_add_up_to_the_figure_all_the_way_down(demo, finance_api, of, figure, year, amount):
    found = finance_api.get(f"{of}explanations?figure={figure}&year={year}").json()
    assert (found["figure"], found["year"], found["amount"]) == (figure, year, amount)
    steps = list(walked(finance_api, found))
    for step in steps:
        assert total(step["terms"]) == Decimal(step["sum"]) == Decimal(step["amount"]), step["figure"]
    assert steps[-1]["title"]


def test_deep_is_the_whole_way_at_once(demo, finance_api):
    found = finance_api.get("explanations?figure=result&year=2023&deep=true").json()
    costs = next(term for term in found["terms"] if term["ref"] == "costs")
    assert costs["amount"] == "-21914342.00"
    assert total(leaves([costs])) == Decimal(costs["amount"])
    assert {term["kind"] for term in leaves([costs])} == {"line"}


def test_difference_with_something_else(demo, finance, finance_api):
    adopt_version(plan=demo, name="Ontwerp", kind="ontwerp", decided_on=DAY, by=finance)
    address = f"explanations?figure=difference&year=2023&against=versie-1.{ALL.split('/')[1]}"
    found = finance_api.get(address).json()
    assert found["amount"] == "-808442.00"
    other = next(term for term in found["terms"] if term["kind"] == "against")
    there = finance_api.get(other["explanation"]).json()
    assert (there["amount"], there["version"], there["scenario"]) == ("1464535.65", 1, "alle-bijstellingen")


def test_under_other_options(demo, finance_api):
    address = "explanations?figure=resultAfterTarget&year=2023&options="
    assert finance_api.get(f"{ALL}{address}geen").json()["amount"] == "656093.65"
    assert finance_api.get(f"{ALL}{address}mda").json()["amount"] != "656093.65"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("mda,koffie", "De optie ‘koffie’ bestaat niet in deze begroting."),
        ("regisseur:half", "‘half’ is geen deel van een optie: schrijf regisseur:2 of regisseur:2/3."),
    ],
)
def test_option_that_is_not_there_is_not_left_out_unseen(demo, finance_api, options, says):
    answer = finance_api.get(f"{ALL}explanations?figure=result&year=2023&options={options}")
    assert answer.status_code == 400
    assert [(each["location"], each["detail"]) for each in answer.json()["errors"]] == [
        ({"name": "options"}, says)
    ]


def test_scenario_with_an_option_that_is_gone_links_to_what_can_be_asked(demo, finance_api):
    scenario = demo.scenarios.get(slug="alle-bijstellingen")
    kept = replace(scenario.choice, on=scenario.choice.on | {"weg"})
    demo.scenarios.filter(pk=scenario.pk).update(choice_json=to_json(kept))
    found = finance_api.get(f"{ALL}explanations?figure=gain.together.GM0317&year=2023").json()
    links = [term["explanation"] for term in found["terms"] if term["explanation"]]
    assert [finance_api.get(link).status_code for link in links] == [200] * len(links)
    assert any("options=ggz-mantelzorg" in link for link in links)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("", 400),
        ("figure=result", 400),
        ("figure=result&year=2030", 400),
        ("figure=result&year=2023&deep=ja", 400),
        ("figure=result&year=2023&options=", 400),
        ("figure=koffie&year=2023", 404),
        ("figure=lines.weg&year=2023", 404),
        ("figure=housing.pot&year=2023", 404),
        ("figure=difference&year=2023&against=weg", 404),
    ],
)
def test_what_cannot_be_explained(demo, finance_api, asked, status):
    assert finance_api.get(f"explanations?{asked}").status_code == status


def test_every_figure_has_a_name_and_stands_once(demo, finance_api):
    names, address = [], "figures?pageSize=1000"
    while address:
        page = finance_api.get(address).json()
        names += page["items"]
        address = page["next"]
    assert [each["figure"] for each in names] == [
        outer_figure(name) for name in figure_names(unchanged(budget_data(demo)))
    ]
    assert [each for each in names if each["title"] in ("", each["figure"])] == []
    lines = finance_api.get("figures?kind=lines&pageSize=2").json()
    assert [each["figure"] for each in lines["items"]] == ["lines.regel-1", "lines.regel-2"]
    wrong = lines["next"].replace("kind=lines", "kind=own")
    assert finance_api.get(wrong).status_code == 400
