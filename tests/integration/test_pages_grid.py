"""The table of measures, and what its script sends and gets."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.models import CostLine
from budgets.snapshot import budget_data
from measures.changes import changing
from measures.models import Goal, Measure, Plan
from municipalities.models import Role, User

BASE = "/gooi-en-vechtstreek/bo-2021-2024/maatregelen/"


@pytest.fixture
def finance(client, demo):
    client.force_login(User.objects.get(username="financien"))
    return client


def colleague(demo):
    other = Client()
    user = User.objects.create(username="collega", last_name="Collega")
    Role.objects.create(user=user, region=demo.region, kind=Role.Kind.FINANCE)
    other.force_login(user)
    return other


def post(client, *cells, revision=1):
    cellen = json.dumps([dict(zip(("row", "year", "text", "seen"), cell, strict=True)) for cell in cells])
    return client.post(f"{BASE}bedragen/", {"cellen": cellen, "revisie": revision})


def test_page_has_every_line_stream_and_total(finance, demo):
    text = finance.get(BASE).content.decode()
    for line in budget_data(demo).lines:
        assert f'data-row="line:{line.code}"' in text
    for stream in budget_data(demo).streams:
        assert f'data-row="stream:{stream.code}"' in text
    for figure in ("costs", "income", "result", "savings_targets.gb-3-procent", "result_after_target"):
        assert text.count(f'data-figure="{figure}"') == 4
    assert 'data-year="2021" data-value="">–<' in text
    assert "data-editable" in text


def test_page_says_who_may_change_to_who_may_not(client, demo):
    client.force_login(User.objects.get(username="adviseur"))
    text = client.get(BASE).content.decode()
    assert "financieel adviseur of beheerder" in text
    assert "data-editable" not in text


def test_filter_leaves_its_lines_and_keeps_the_address(finance):
    answer = finance.get(BASE, {"q": "herstelacademie"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert 'data-row="line:regel-5"' in text
    assert 'data-row="line:regel-1"' not in text
    assert answer["HX-Push-Url"] == f"{BASE}?q=herstelacademie"
    assert "Geen enkele kostenpost" in finance.get(BASE, {"q": "bestaatniet"}).content.decode()


def test_text_of_a_user_is_escaped(finance, demo):
    line = CostLine.objects.get(plan=demo, code="regel-5")
    line.measure.title = line.note = "<script>alert(1)</script>"
    line.measure.save()
    line.save()
    assert "<script>alert" not in finance.get(BASE).content.decode()


def test_amount_posted_is_answered_with_totals_of_the_engine(finance, demo):
    before = finance.get(BASE).content.decode()
    answer = post(finance, ("line:regel-1", 2023, "273.716", 27371500), ("line:regel-1", 2024, "x", 27371500))
    found = answer.json()
    assert [(cell["state"], cell["shown"]) for cell in found["cells"]] == [
        ("saved", "273.716"),
        ("refused", "273.715"),
    ]
    assert found["revision"] == 2
    cents, shown = found["totals"]["costs"][2]
    assert f'data-cents="{cents - 100}"' in before
    after = finance.get(BASE).content.decode()
    assert f'data-figure="costs" data-year="2023" data-cents="{cents}">{shown}' in after


def test_others_changes_come_with_a_save_and_with_a_question(finance, demo):
    other = colleague(demo)
    assert finance.get(f"{BASE}sinds/", {"revisie": 1}).status_code == 204
    post(other, ("line:regel-2", 2023, "p.m.", 26802100))
    change = {"row": "line:regel-2", "year": 2023, "value": "pm", "shown": "p.m.", "who": "Collega"}
    found = finance.get(f"{BASE}sinds/", {"revisie": 1}).json()
    assert (found["reload"], found["revision"], len(found["others"])) == (False, 2, 1)
    assert found["others"][0].items() >= (change | {"own": False}).items()
    assert found["others"][0]["when"]
    assert other.get(f"{BASE}sinds/", {"revisie": 1}).json()["others"][0]["own"] is True
    saved = post(finance, ("line:regel-1", 2023, "1", 27371500)).json()
    assert saved["others"] == found["others"]
    conflict = post(finance, ("line:regel-2", 2023, "5", 26802100), revision=saved["revision"]).json()
    (cell,) = conflict["cells"]
    assert (cell["state"], cell["shown"], cell["who"]) == ("conflict", "p.m.", "Collega")
    assert cell["when"]
    assert conflict["others"] == []


def test_more_than_amounts_changed_asks_for_the_page_again(finance, demo):
    with changing(demo, by=None) as recorder:
        measure = Measure.objects.filter(plan=demo).first()
        measure.title = "Anders"
        measure.save()
    assert recorder.change is not None
    found = finance.get(f"{BASE}sinds/", {"revisie": 1}).json()
    assert found["reload"] is True
    assert found["sentence"].startswith("Iemand heeft intussen ook iets anders gewijzigd, bijvoorbeeld een")
    assert "Laad de pagina opnieuw" in found["sentence"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "{}",
        "[]",
        "[1]",
        "null",
        '[{"row":"line:regel-1","year":"2023","text":"1","seen":0}]',
        '[{"row":"line:regel-1","year":2023,"text":"1","seen":"x"}]',
        '[{"row":"line:regel-1","year":2023,"text":"1","seen":true}]',
        '[{"row":"line:regel-1","year":2023,"text":1,"seen":0}]',
        '[{"row":"line:\\u0000","year":2023,"text":"1","seen":0}]',
        '[{"row":"line:\\ud800","year":2023,"text":"1","seen":0}]',
        '[{"row":"line:é","year":2023,"text":"1","seen":0}]',
        '[{"row":"regel-1","year":2023,"text":"1","seen":0}]',
        '[{"row":"line:","year":2023,"text":"1","seen":0}]',
        '[{"row":"line:regel-1\\n","year":2023,"text":"1","seen":0}]',
        "[" * 100_000,
    ],
)
def test_request_without_sense_is_refused_with_a_sentence(finance, demo, body):
    answer = finance.post(f"{BASE}bedragen/", {"cellen": body})
    assert answer.status_code == 400
    assert "niets bewaard" in answer.json()["message"]


def test_half_a_character_in_an_amount_is_refused_in_its_cell(finance, demo):
    answer = post(finance, ("line:regel-1", 2023, "1\ud800", 27371500))
    (cell,) = answer.json()["cells"]
    assert (answer.status_code, cell["state"]) == (200, "refused")
    assert "1\ufffd" in cell["message"]


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [(Role.Kind.READER, 403, "Niet bewaard. Met uw rol"), (None, 404, "Niet bewaard. Dit beleidsplan")],
)
def test_script_hears_why_it_may_not_save_any_more(finance, kind, status, sentence):
    roles = Role.objects.filter(user__username="financien")
    if kind:
        roles.update(kind=kind)
    else:
        roles.delete()
    answer = post(finance, ("line:regel-1", 2023, "1", 27371500))
    assert answer.status_code == status
    assert answer.json()["message"].startswith(sentence)


def test_too_many_cells_are_refused(finance):
    answer = post(finance, *[("line:regel-1", 2023, "1", 0)] * 5001)
    assert answer.status_code == 400
    assert "5.000" in answer.json()["message"]


def test_number_of_queries_does_not_depend_on_the_number_of_lines(finance, demo):
    finance.get(BASE)
    with CaptureQueriesContext(connection) as few:
        finance.get(BASE)
    goal = Goal.objects.filter(plan=demo).first()
    for i in range(40):
        measure = Measure.objects.create(plan=demo, goal=goal, code=f"extra-{i}", title=f"Extra {i}")
        CostLine.objects.create(plan=demo, measure=measure, code=f"extra-{i}")
        Measure.objects.create(plan=demo, goal=goal, code=f"leeg-{i}", title=f"Leeg {i}")
    with CaptureQueriesContext(connection) as many:
        finance.get(BASE)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, True),
        ({"q": "nieuw plan"}, True),
        ({"q": "herstelacademie"}, False),
        ({"doel": "EIGEN"}, True),
        ({"doel": "ANDER"}, False),
        ({"soort": "personeel"}, False),
        ({"prioriteit": "1"}, False),
    ],
)
def test_measure_without_lines_is_shown_where_it_belongs(finance, demo, asked, found):
    own, other = demo.goals.all()[:2]
    Measure.objects.create(plan=demo, goal=own, code="nieuw-plan", title="Nieuw <plan>")
    goals = {"EIGEN": own.code, "ANDER": other.code}
    text = finance.get(
        BASE, {name: goals.get(value, value) for name, value in asked.items()}
    ).content.decode()
    _, _, after = text.partition(f'data-section="doel-{own.code}"')
    assert ("Nieuw &lt;plan&gt;</a>" in after.partition("</tbody>")[0]) is found
    assert (f'href="{BASE}nieuw-plan/posten/nieuw/"' in text) is found
    assert "Geen enkele kostenpost" not in text


def test_reader_sees_a_measure_without_lines_and_no_way_to_add_one(client, demo):
    Measure.objects.create(plan=demo, goal=demo.goals.first(), code="nieuw", title="Nieuw")
    client.force_login(User.objects.get(username="lezer"))
    text = client.get(BASE).content.decode()
    assert f'href="{BASE}nieuw/"' in text
    assert "nog geen kostenposten" in text
    assert "kostenpost toevoegen" not in text


def test_empty_plan_says_so(finance, demo):
    Plan.objects.create(region=demo.region, slug="leeg", title="Leeg", first_year=2030, last_year=2031)
    text = finance.get("/gooi-en-vechtstreek/leeg/maatregelen/").content.decode()
    assert "nog geen kostenposten" in text
