"""``manage.py compute``: the reference case as JSON, and wrong names."""

import json

import pytest
from django.core.management import CommandError, call_command

from measures.models import Plan
from municipalities.models import Region
from tests.by_code import by_code

COSTS = ["21701192.00", "21973406.00", "21914342.00", "21914342.00"]
AFTER_TARGET = {
    None: ["714335.65", "596609.65", "656093.65", "656093.65"],
    "ongewijzigd": ["714335.65", "596609.65", "656093.65", "656093.65"],
    "alle-bijstellingen": ["714335.65", "1316261.65", "1464535.65", "1464535.65"],
}


def computed(capsys, *arguments):
    call_command("compute", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("scenario", AFTER_TARGET)
def test_compute_gives_the_reference_case(demo, capsys, scenario):
    arguments = [f"--scenario={scenario}"] if scenario else []
    answer = computed(capsys, "bo-2021-2024", *arguments)
    assert answer["plan"] == "bo-2021-2024"
    assert answer["scenario"] == scenario
    assert answer["years"] == [2021, 2022, 2023, 2024]
    assert answer["resultAfterTarget"] == AFTER_TARGET[scenario]
    assert answer["savingsTarget"] == ["72370.35"] * 4


def test_compute_unchanged_gives_every_key(demo, capsys):
    answer = computed(capsys, "gooi-en-vechtstreek/bo-2021-2024")
    assert answer["costs"] == COSTS
    priorities = by_code(answer["costsByPriority"])
    assert priorities["0"]["amounts"] == ["17813074.00", "17819873.00", "17789099.00", "17789099.00"]
    assert list(priorities) == ["0", "1", "2", "3", "none"]
    assert len(answer["costsByGoal"]) == 4
    assert list(by_code(answer["incomeByStream"])) == ["DUVO", "MO", "BW", "ONB", "EB", "GB"]
    title = demo.options.get(code="vrouwenopvang").title
    assert answer["options"][0] == {
        "code": "vrouwenopvang",
        "title": title,
        "on": False,
        "claimed": ["0.00", "40000.00", "40000.00", "40000.00"],
        "realised": ["0.00"] * 4,
        "shortfall": ["0.00"] * 4,
    }
    assert {check["verdict"] for check in answer["controlTotals"]} == {"equal", "rounding", "explained"}


def test_compute_names_the_shortfall_in_words(demo, capsys):
    findings = computed(capsys, "bo-2021-2024", "--scenario", "alle-bijstellingen")["findings"]
    assert findings[0] == {
        "code": "shortfall",
        "severity": "warning",
        "subject": "ggz-mantelzorg",
        "message": "GGZ Mantelzorg schrappen: €\u00a02.500 per jaar van de besparing in 2023 en 2024 "
        "kan niet, de post is €\u00a065.000.",
        "years": [2023, 2024],
        "amount": "2500.00",
    }


def test_compute_without_json_is_a_table(demo, capsys):
    call_command("compute", "bo-2021-2024")
    printed = capsys.readouterr().out
    assert "21.701.192,00" in printed
    assert "Risico Weesp is p.m." in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["bo-2021"], "‘bo-2021’ bestaat niet. Wel aanwezig: .*gooi-en-vechtstreek/bo-2021-2024."),
        (["elders/bo-2021-2024"], "Wel aanwezig: .*gooi-en-vechtstreek/bo-2021-2024."),
        (["bo-2021-2024", "--scenario=x"], "Wel aanwezig: ongewijzigd, alle-bijstellingen."),
        (["bo-2021-2024", "--scenario="], "Wel aanwezig: ongewijzigd, alle-bijstellingen."),
    ],
)
@pytest.mark.parametrize("command", ["compute", "export_budget"])
def test_wrong_name_ends_with_2_and_the_names_that_exist(demo, tmp_path, command, arguments, sentence):
    output = [f"--output={tmp_path / 'x.xlsx'}"] if command == "export_budget" else []
    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command(command, *arguments, *output)
    assert refusal.value.returncode == 2
    assert not list(tmp_path.iterdir())


def test_plan_in_two_regions_asks_for_the_region(demo):
    region = Region.objects.create(slug="elders", name="Elders")
    Plan.objects.create(region=region, slug=demo.slug, title="P", first_year=2021, last_year=2024)
    with pytest.raises(CommandError, match=r"komt vaker voor.*elders/bo-2021-2024"):
        call_command("compute", demo.slug)
