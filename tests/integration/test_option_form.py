"""The form of an option: what an effect works on is typed or chosen by name, in a plan of any size."""

import html
import re

import pytest

from budgets.models import CostLine
from municipalities.models import User
from tests.integration.forms import submit

NEW = "/gooi-en-vechtstreek/bo-2021-2024/opties/nieuw/"
OPTION = {"naam": "Proef", "soort": "schrappen", "effect_0_2022": "100"}


@pytest.fixture(autouse=True)
def finance(demo, client):
    user = User.objects.get(username="financien")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def text(answer):
    return html.unescape(answer.content.decode())


def works_on(demo):
    effect = demo.options.get(code="proef").effects.get()
    if effect.stream:
        return effect.stream.code, effect.change
    return (effect.cost_line.code if effect.cost_line else "verdeeld"), effect.change


@pytest.mark.parametrize(
    ("typed", "other", "expected"),
    [
        ("15. GGZ Mantelzorg (materiële kosten)", {}, ("regel-15", -100)),
        ("  15.  ggz mantelzorg (Materiële kosten)", {}, ("regel-15", -100)),
        ("post-regel-15", {}, ("regel-15", -100)),
        ("Gemeentelijke bijdrage", {}, ("GB", 100)),
        ("Verdeeld over de genoemde posten", {"posten": ["regel-15", "regel-16"]}, ("verdeeld", -100)),
    ],
)
def test_effect_works_on_what_was_typed_or_chosen(client, demo, typed, other, expected):
    CostLine.objects.filter(plan=demo, code="regel-15").update(cost_type="material")
    answer = client.post(NEW, OPTION | {"op_0": typed} | other)
    assert answer.status_code == 302, re.findall(r'id="fout-[^<]*', text(answer))
    assert works_on(demo) == expected


def test_name_that_is_not_in_the_list_is_refused_at_its_field_and_stays(client, demo):
    page = text(client.post(NEW, OPTION | {"op_0": "Koffie <b>"}))
    assert "‘Koffie <b>’ staat niet in de lijst" in page.split('id="fout-op_0"')[1].split("</p>")[0]
    assert re.search(r'name="op_0" value="Koffie <b>"', page)
    assert not demo.options.filter(code="proef").exists()


def test_lines_of_one_name_are_told_apart_by_their_code(client, demo):
    measure = demo.measures.get(code="ggz-mantelzorg")
    for code in ("een", "twee"):
        CostLine.objects.create(plan=demo, measure=measure, code=code)
    names = re.findall(r'<option value="(GGZ Mantelzorg[^"]*)">', text(client.get(NEW)))
    assert names == ["GGZ Mantelzorg [post-een]", "GGZ Mantelzorg [post-twee]"]
    assert client.post(NEW, OPTION | {"op_0": names[1]}).status_code == 302
    assert works_on(demo) == ("twee", -100)
    page = text(client.get(NEW.replace("nieuw", "proef/wijzigen")))
    assert 'value="GGZ Mantelzorg [post-twee]"' in page


def test_named_lines_are_ticked_and_stay_so_when_the_form_comes_back(client, demo):
    sent = OPTION | {"op_0": "Verdeeld over de genoemde posten", "posten": ["regel-15", "regel-16"]}
    assert client.post(NEW, sent).status_code == 302
    change = NEW.replace("nieuw", "proef/wijzigen")
    ticked = re.compile(r'name="posten" value="([^"]*)" checked')
    assert ticked.findall(text(client.get(change))) == ["regel-15", "regel-16"]
    page = text(submit(client, change, sent | {"naam": "", "posten": ["regel-16"]}))
    assert ticked.findall(page) == ["regel-16"]


def test_form_names_each_of_two_thousand_lines_twice_however_many_effects(client, demo):
    measure = demo.measures.first()
    CostLine.objects.bulk_create(
        CostLine(plan=demo, measure=measure, code=f"r-{i}", number=1000 + i) for i in range(2000)
    )
    page = text(client.get(NEW))
    assert page.count(f">1500. {measure.title}<") == 1
    assert page.count(f'"1500. {measure.title}"') == 1
    assert len(page) < 500_000


def test_levels_and_other_options_are_filled_in_shown_and_kept(client, demo):
    levels = {"niveau_0": "De helft", "deel_0": "50%", "niveau_1": "Alles", "deel_1": "1"}
    sent = OPTION | {"op_0": "Gemeentelijke bijdrage", "niet_samen": ["mda"], "alleen_samen": ["php"]}
    assert client.post(NEW, sent | levels).status_code == 302
    shown = text(client.get(NEW.replace("nieuw", "proef")))
    assert re.search(r"<strong>De helft</strong>: 1/2 × de effecten", shown)
    assert "Gaat niet samen met" in shown
    assert "Kan alleen samen met" in shown
    assert "Gaat niet samen met" in text(client.get(NEW.replace("nieuw", "mda")))
    assert "Is nodig voor" in text(client.get(NEW.replace("nieuw", "php")))
    change = NEW.replace("nieuw", "proef/wijzigen")
    page = text(client.get(change))
    assert re.findall(r'name="deel_[0-9]" value="([^"]*)"', page) == ["1/2", "1"]
    assert re.findall(r'name="(niet_samen|alleen_samen)" value="([^"]*)" checked', page) == [
        ("niet_samen", "mda"),
        ("alleen_samen", "php"),
    ]
    stays = {"naam": "Proef", "op_0": "Gemeentelijke bijdrage", "niet_samen": [], "deel_0": "1/4"}
    submit(client, change, sent | levels | stays)
    option = demo.options.get(code="proef")
    assert [(level.title, str(level.part)) for level in option.levels.all()] == [
        ("De helft", "1/4"),
        ("Alles", "1"),
    ]
    assert [(row.kind, row.other.code) for row in option.relations.all()] == [("needs", "php")]


@pytest.mark.parametrize(
    ("levels", "field", "says"),
    [
        ({"niveau_0": "De helft", "deel_0": "half"}, "deel_0", "zoals 1/2, 50% of 2"),
        ({"niveau_0": "De helft", "deel_0": "1/0"}, "deel_0", "zoals 1/2, 50% of 2"),
        ({"niveau_0": "De helft", "deel_0": "0"}, "deel_0", "boven 0"),
        ({"niveau_0": "De helft", "deel_0": ""}, "deel_0", "welk deel"),
        ({"niveau_0": "", "deel_0": "1/2"}, "niveau_0", "Geef dit niveau een naam"),
        ({"niveau_0": "De helft", "deel_0": "1/2"}, "niveau_0", "minstens twee niveaus"),
        ({"niet_samen": ["weg"]}, "niet_samen", "bestaat niet of niet meer"),
        ({"niet_samen": ["mda"], "alleen_samen": ["mda"]}, "alleen_samen", "niet tegelijk nodig"),
    ],
)
def test_levels_that_cannot_be_say_so_at_their_field_and_stay(client, demo, levels, field, says):
    two = {"niveau_1": "Alles", "deel_1": "1"} if "niveau_0" in levels and "minstens" not in says else {}
    page = text(client.post(NEW, OPTION | {"op_0": "Gemeentelijke bijdrage"} | two | levels))
    assert says in page.split(f'id="fout-{field}"')[1].split("</p>")[0]
    assert not demo.options.filter(code="proef").exists()
    if levels.get("deel_0"):
        assert f'name="deel_0" value="{levels["deel_0"]}"' in page
