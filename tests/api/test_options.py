"""Options over the API: as the page Opties has them, written whole list by whole list."""

import pytest

from budgets.actions.scenarios import switch_options
from budgets.models import CostLine, OptionEffect

ALL_THAT_THERE_IS = {
    "title": "Proef",
    "shortTitle": "Pr",
    "kind": "redirect",
    "was": "1000.00",
    "becomes": None,
    "note": "Eerste regel\nTweede regel",
    "incidental": True,
    "lines": ["regel-5", "regel-6"],
    "effects": [
        {"line": None, "stream": None, "changes": [{"year": 2022, "change": "-250.00"}]},
        {"line": "regel-5", "stream": None, "changes": [{"year": 2023, "change": "-100.50"}]},
        {"line": None, "stream": "GB", "changes": [{"year": 2023, "change": "75.00"}]},
    ],
    "levels": [{"title": "heel", "part": "1"}, {"title": "een derde", "part": "1/3"}],
    "excludes": ["mda"],
    "needs": ["php"],
}
HALF = {"code": "een-derde", "title": "de helft", "part": "1/2"}
"""A level keeps its code when it is called otherwise."""
READ_ONLY = {"code": "proef", "neededBy": [], "currency": "EUR"}


def changed(api, body, code="proef"):
    return api.patch(f"options/{code}", body, If_Match=api.seen(f"options/{code}"))


@pytest.fixture
def proef(finance_api):
    """The address answers with what was sent, and what is only to read."""
    return finance_api.post("options", ALL_THAT_THERE_IS).json()


def test_option_comes_back_as_it_was_sent(finance_api, proef, demo):
    levels = [level | {"code": level["title"].replace(" ", "-")} for level in ALL_THAT_THERE_IS["levels"]]
    position = demo.options.get(code="proef").position
    assert proef == ALL_THAT_THERE_IS | READ_ONLY | {"levels": levels, "position": position}
    assert finance_api.get("options/proef").json() == proef
    assert finance_api.get("options/mda").json()["excludes"] == ["proef"]
    assert finance_api.get("options/php").json()["neededBy"] == ["proef"]
    assert demo.changes.count() == 1


@pytest.mark.parametrize(
    ("sent", "stands"),
    [
        ({"title": "Anders"}, {"title": "Anders"}),
        ({"kind": "cut", "was": None}, {"kind": "cut", "was": None}),
        ({"excludes": [], "needs": []}, {"excludes": [], "needs": []}),
        ({"effects": ALL_THAT_THERE_IS["effects"][1:], "lines": []}, None),
        ({"effects": []}, None),
        (
            {"levels": [{"code": "heel", "title": "heel", "part": "1"}, HALF | {"part": "2/4"}]},
            {"levels": [{"code": "heel", "title": "heel", "part": "1"}, HALF]},
        ),
        ({"levels": []}, None),
    ],
)
def test_only_what_is_sent_changes(finance_api, proef, demo, sent, stands):
    answer = changed(finance_api, sent)
    assert (answer.status_code, answer.json()) == (200, proef | (sent if stands is None else stands))
    assert demo.changes.count() == 2


def test_option_sent_as_it_stands_changes_nothing(finance_api, proef, demo):
    body = {name: value for name, value in proef.items() if name not in (*READ_ONLY, "position")}
    assert changed(finance_api, body).json() == proef
    assert demo.changes.count() == 1


def test_new_level_comes_after_those_that_stay(finance_api, proef):
    first, second = proef["levels"]
    new = {"title": "dubbel", "part": "2"}
    answer = changed(finance_api, {"levels": [second, new]})
    assert answer.json()["levels"] == [second, new | {"code": "dubbel"}]
    problem = changed(finance_api, {"levels": [new, second]}).json()
    assert problem["errors"][0]["location"] == {"pointer": "/levels/1/code"}
    assert changed(finance_api, {"levels": [first]}).status_code == 400  # that one is gone


EFFECT = {"line": "regel-5", "changes": [{"year": 2023, "change": "-1.00"}]}


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"title": " "}, 400, "/title"),
        ({"title": "\u200b"}, 422, "/title"),  # what nobody can see
        ({"title": "mda++ ombuigen"}, 422, "/title"),  # there is one
        ({"kind": "anders"}, 400, "/kind"),
        ({"was": 1000}, 400, "/was"),
        ({"incidental": "ja"}, 400, "/incidental"),
        ({"lines": ["regel-5", "bestaat-niet"]}, 400, "/lines/1"),
        ({"lines": ["regel-5", "regel-5"]}, 400, "/lines/1"),
        ({"lines": []}, 422, "/lines"),  # an effect is spread over them
        ({"excludes": ["php"]}, 422, "/needs"),  # not both
        ({"needs": ["proef"]}, 422, "/needs"),  # itself
        ({"effects": [EFFECT, EFFECT]}, 400, "/effects/1"),
        ({"effects": [EFFECT | {"stream": "GB"}]}, 400, "/effects/0/stream"),
        ({"effects": [{"line": "regel-5"}]}, 400, "/effects/0/changes"),
        ({"effects": [EFFECT | {"changes": []}]}, 400, "/effects/0/changes"),
        ({"effects": [{"line": "x", "changes": EFFECT["changes"]}]}, 400, "/effects/0/line"),
        (
            {"effects": [EFFECT | {"changes": [*EFFECT["changes"], {"year": 1999, "change": "1.00"}]}]},
            422,
            "/effects/0/changes/1",
        ),
        ({"effects": [EFFECT | {"changes": EFFECT["changes"] * 2}]}, 400, "/effects/0/changes/1/year"),
        ({"levels": [{"title": "x", "part": "0"}]}, 400, "/levels/0/part"),
        ({"levels": [{"title": "x", "part": "1/2\n"}]}, 400, "/levels/0/part"),
        ({"levels": [{"title": "x", "part": "1"}, {"title": "y", "part": "101"}]}, 422, "/levels/1"),
        ({"levels": [{"title": "x", "part": "1"}, {"title": "y", "part": "2/2"}]}, 422, "/levels"),
        ({"levels": [{"title": "x", "part": "1"}]}, 422, "/levels"),  # one is no choice
        ({"levels": [{"code": "x", "title": "x", "part": "1"}]}, 400, "/levels/0/code"),
        ({"position": 3}, 400, "/position"),
    ],
)
def test_refusal_says_where_in_the_body(finance_api, proef, demo, body, status, pointer):
    answer = changed(finance_api, body)
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (status, {"pointer": pointer})
    assert demo.changes.count() == 1


def test_option_that_is_on_in_a_scenario_stays(finance_api, demo, proef):
    scenario = demo.scenarios.get(slug="ongewijzigd")
    switch_options(scenario=scenario, switched={"mda": True}, by=scenario.created_by)
    answer = finance_api.delete("options/mda", If_Match=finance_api.seen("options/mda"))
    assert (answer.status_code, answer.json()["type"]) == (422, "/api/v1/problems/refused")
    assert finance_api.delete("options/proef", If_Match=finance_api.seen("options/proef")).status_code == 204
    assert finance_api.get("options/mda").json()["excludes"] == []


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("kind=funding", ["veilig-thuis-rijk", "regisseur-oormerken"]),
        ("line=regel-6", ["regisseur", "regisseur-oormerken"]),
        ("stream=DUVO&kind=funding", ["veilig-thuis-rijk"]),
        ("incidental=true", []),
        ("sort=-code&pageSize=2", ["wvggz", "vrouwenopvang"]),
    ],
)
def test_options_are_found(finance_api, query, codes):
    assert [option["code"] for option in finance_api.get(f"options?{query}").json()["items"]] == codes


def test_page_takes_as_many_queries_however_many_options_there_are(finance_api, proef):
    few = finance_api.queries("options")
    for title in ("Tweede", "Derde"):
        finance_api.post("options", ALL_THAT_THERE_IS | {"title": title})
    assert finance_api.queries("options") == few


def test_option_that_changes_more_than_a_thousand_lines_is_read(finance_api, proef, demo):
    """As an import may bring; one condition holds no thousand of them on SQLite."""
    measure, option = demo.measures.first(), demo.options.get(code="proef")
    lines = CostLine.objects.bulk_create(
        CostLine(plan=demo, measure=measure, code=f"nummer-{number}") for number in range(1001)
    )
    OptionEffect.objects.bulk_create(
        OptionEffect(option=option, cost_line=line, year=2023, change=-1) for line in lines
    )
    assert len(finance_api.get("options/proef").json()["effects"]) == 1004
