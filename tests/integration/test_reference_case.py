"""The reference case on the page and in the JSON: unchanged, every option alone, and all together.

What it must be, to the cent, stands in ``tests/cases/referentie.yaml``; the engine
is held to that in ``tests/engine/test_reference.py``.  Here page and JSON are held
to the engine.
"""

import json
import re

import pytest
from django.core.management import call_command

from budgets.actions.scenarios import switch_options
from budgets.engine import compute
from budgets.engine.money import decimal_from_cents
from budgets.models import Scenario
from budgets.output import camel
from budgets.snapshot import budget_data
from municipalities.models import User

CODES = [
    "vrouwenopvang",
    "pak-aan",
    "mensenhandel",
    "regisseur",
    "mda",
    "ggz-mantelzorg",
    "knelpunten-vo",
    "preventie",
    "php",
    "verslaafden",
    "wvggz",
]
CHOICES = {"unchanged": [], "all": CODES} | {code: [code] for code in CODES}
FIGURES = ["costs", "income", "result", "savings_target", "result_after_target"]
CELL = r'data-figure="([^"]+)" data-year="(\d+)" data-cents="(-?\d+)"'


@pytest.mark.parametrize("on", CHOICES.values(), ids=CHOICES)
def test_page_and_json_give_what_the_engine_gives(client, demo, capsys, on):
    user = User.objects.get(username="adviseur")
    scenario = Scenario.objects.get(slug="ongewijzigd")
    switch_options(scenario=scenario, switched=dict.fromkeys(on, True), by=user)
    result = compute(budget_data(demo), Scenario.objects.get(pk=scenario.pk).choice)
    assert result.choice.on == set(on)

    client.force_login(user)
    page = client.get("/gooi-en-vechtstreek/bo-2021-2024/scenarios/ongewijzigd/").content.decode()
    shown = {(figure, int(year)): int(cents) for figure, year, cents in re.findall(CELL, page)}
    for figure in [*FIGURES, "shortfall", *(f"costs_by_priority.{key}" for key in "0123")]:
        cents = [shown[figure, year] for year in result.years]
        assert cents == list(result.figure(figure)), figure
    for code in on:
        realised = result.option(code).realised
        for year, amount in zip(result.years, realised, strict=True):
            assert shown.get((f"options.{code}.realised", year), 0) == amount, (code, year)

    call_command("compute", "bo-2021-2024", "--scenario=ongewijzigd", "--json")
    answer = json.loads(capsys.readouterr().out)
    for figure in FIGURES:
        assert answer[camel(figure)] == [str(decimal_from_cents(cents)) for cents in result.figure(figure)]
    for option in answer["options"]:
        realised = result.option(option["code"]).realised
        assert option["on"] == (option["code"] in on)
        assert option["realised"] == [str(decimal_from_cents(cents)) for cents in realised]
