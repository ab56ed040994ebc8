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
