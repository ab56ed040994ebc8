"""``manage.py search``: the answer of the page, in words and as JSON."""

import json

import pytest
from django.core.management import CommandError, call_command

ASK = ("bo-2021-2024", "--at-least", "300000", "--year", "2023")


def test_least_cut_in_words(demo, capsys):
    call_command("search", *ASK)
    printed = capsys.readouterr().out
    assert "Gevraagd: besparing ten minste €\u00a0300.000 in 2023." in printed
    assert "Bewezen: geen betere combinatie, verschil 0. 2.048 combinaties gewogen" in printed
    assert "1. Vrouwenopvang, nazorg · Pak Aan · Mensenhandel · MDA++ · GGZ Mantelzorg" in printed
    assert "2023: 300.017,00" in printed


def test_least_cut_as_json(demo, capsys):
    call_command("search", *ASK, "--scenario=alle-bijstellingen", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["scenario"], answer["proven"], answer["gap"]) == ("alle-bijstellingen", True, "0.00")
    assert answer["best"][0]["saves"] == ["0.00", "262517.00", "300017.00", "300017.00"]
    assert answer["best"][0]["takesByPriority"] == {"0": "40000.00", "2": "260017.00"}
    assert len(answer["best"]) == 10
    assert answer["impossible"] is None
    assert answer["front"][-1]["saving"] == "808442.00"


def test_what_cannot_be_says_why(demo, capsys):
    asked = ("--at-least=900000", "--year=2023", "--off=mda", "--on=php", "--untouched=0", "--at-most=5")
    call_command("search", "bo-2021-2024", *asked)
    assert "Niet haalbaar." in capsys.readouterr().out
    call_command("search", "bo-2021-2024", *asked, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["best"] == []
    assert answer["asked"] == [
        "besparing in 2023 ten minste €\u00a0900.000",
        "Regionaal preventie- en handhavingsplan schrappen moet aan",
        "MDA++ ombuigen moet uit",
        "niets van prioriteit 0",
        "hoogstens 5 opties",
    ]
    assert answer["impossible"]["loosen"][0]["enough"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--year=1999",), "Jaar ‘1999’ bestaat niet. Wel aanwezig: 2021, 2022, 2023, 2024."),
        (("--on=zwembad",), "Optie ‘zwembad’ bestaat niet"),
        (("--untouched=9",), "Prioriteit ‘9’ bestaat niet"),
        (("--scenario=x",), "Wel aanwezig: ongewijzigd"),
        (("--at-least=veel",), "is geen bedrag"),
        (("--at-least=",), "Geef een bedrag"),
    ],
)
def test_wrong_name_is_said(demo, arguments, says):
    with pytest.raises(CommandError, match=says):
        call_command("search", *ASK, *arguments)
