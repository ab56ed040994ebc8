"""JSON: exact, canonical, and refusing what is not a budget."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from budgets.engine import (
    Adjustment,
    Choice,
    ControlTotal,
    MemorandumItem,
    Target,
    TargetChange,
    choice_from_json,
    compute,
    data_from_json,
    fingerprint,
    to_json,
)
from budgets.engine.data import Measure
from tests.engine.small import budget, income, line, option, saving, stream

DATA = budget(
    line("a", 10_000, None, number=1, note="met ‘é’ en €", pm=(False, True), measure_code="maatregel-a"),
    line("b", 99_999_999_999, -5, priority=None, cost_type="", incidental=True),
    streams=(
        replace(
            stream("GB", 20_000, 20_000), incidental=True, low=(1, None), high=(9, None), likely=(2, None)
        ),
    ),
    targets=(Target("t", "2,5%", "GB", Fraction(5, 2)), Target("v", "vast", amounts=(1, 2))),
    options=(
        option(
            "x", saving(40, "a", "b"), income(-3, "GB", 2022), was=10, becomes=0, short_title="X", note="n"
        ),
    ),
    memorandum_items=(
        MemorandumItem(
            "risico", "Risico", (True, False), "opmerking", (-5, None), (7, None), "GM0457", (0, None)
        ),
    ),
    control_totals=(ControlTotal("costs", 2021, 100, "blz. 3", "drukfout"),),
)
CHOICE = Choice.of(["y", "x"], {"material": Fraction(7, 3), "personnel": Fraction(2)})
OWN = Choice.of(
    ["x"],
    parts={"y": Fraction(1, 2), "x": Fraction(2)},
    index_years={("personnel", 2022): Fraction(), ("material", 2022): Fraction(5, 2)},
    adjustments=[
        Adjustment("b", 2022, "Nieuw contract.", stream="GB", change=-5_000),
        Adjustment("a", 2021, "Meer vraag; ‘blijvend’.", line="a", percentage=Fraction(7, 3)),
    ],
    targets=[TargetChange("v", amounts=(3, 4)), TargetChange("t", Fraction(5))],
)


def test_budget_survives_json():
    assert data_from_json(to_json(DATA)) == DATA


def test_choice_survives_json():
    assert choice_from_json(to_json(CHOICE)) == CHOICE
    assert choice_from_json(to_json(OWN)) == OWN
    assert [each.code for each in OWN.adjustments] == ["a", "b"]
    assert [each.target for each in OWN.targets] == ["t", "v"]


def test_json_of_a_budget_holds_whole_cents_and_exact_fractions():
    content = json.loads(to_json(DATA), parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert content["schema"] == 7
    assert content["lines"][0]["amounts"] == [10_000, None]
    assert content["targets"][0]["percentage"] == "5/2"
    assert content["lines"][0]["note"] == "met ‘é’ en €"


def test_json_leaves_out_what_the_engine_derived():
    before = to_json(DATA)
    result = compute(DATA, CHOICE)
    assert result.findings
    assert DATA.derived
    assert to_json(DATA) == before
    assert "derived" not in json.loads(before)


def test_json_is_canonical():
    text = to_json(DATA)
    assert to_json(data_from_json(text)) == text
    assert to_json(Choice(frozenset(["x", "y"]))) == to_json(Choice(frozenset(["y", "x"])))
    reordered = json.dumps(dict(reversed(json.loads(text).items())), indent=2)
    assert to_json(data_from_json(reordered)) == text


def test_fingerprint_is_the_same_for_equal_budgets_only():
    assert fingerprint(data_from_json(to_json(DATA))) == fingerprint(DATA)
    other = budget(*DATA.lines[:1], streams=DATA.streams)
    assert fingerprint(other) != fingerprint(DATA)
    assert len(fingerprint(DATA)) == 64


def test_result_as_json_holds_its_figures_and_findings():
    result = compute(DATA, CHOICE)
    content = json.loads(to_json(result), parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert content["data"] == fingerprint(DATA)
    assert content["years"] == [2021, 2022]
    assert content["costs"] == list(result.costs)
    assert content["costs_by_priority"]["none"] == list(result.costs_by_priority["none"])
    assert content["lines"]["b"] == list(result.line("b"))
    assert content["choice"] == {
        "on": ["x", "y"],
        "indexation": [["material", "7/3"], ["personnel", "2"]],
        "ends": [],
        "share_falls_away": False,
        "parts": [],
        "index_years": [],
        "adjustments": [],
        "targets": [],
    }
    assert content["options"][0] == {
        "code": "x",
        "on": True,
        "claimed": list(result.option("x").claimed),
        "realised": list(result.option("x").realised),
        "shortfall": list(result.option("x").shortfall),
    }
    assert {finding["code"] for finding in content["findings"]} >= {"unknown_option", "pm_in_total"}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "3", "{}", '{"schema":0}', '{"schema":8}', '{"schema":1}', '{"schema":true}'],
)
def test_reading_what_is_no_budget_is_an_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the messages of json differ between Pythons
        data_from_json(text)
    with pytest.raises(ValueError):  # noqa: PT011
        choice_from_json(text)


def changed(**parts):
    return json.dumps(json.loads(to_json(DATA)) | parts)


@pytest.mark.parametrize(
    "text",
    [
        changed(years=None),
        changed(goals=[{"code": "g"}]),
        changed(lines=[{"code": "a"}]),
        changed(lines=[{**json.loads(to_json(DATA))["lines"][0], "colour": "red"}]),
        changed(targets=[{"code": "t", "title": "t", "percentage": "drie"}]),
        changed(options=[{"code": "x"}]),
    ],
    ids=["years", "goal", "line", "unknown field", "percentage", "option"],
)
def test_reading_a_damaged_budget_is_an_error(text):
    with pytest.raises(ValueError, match=r"not a budget|Invalid literal"):
        data_from_json(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"schema":1,"on":["x"]}',
        '{"schema":1,"on":3,"indexation":[]}',
        '{"schema":1,"on":[],"indexation":[["a"]]}',
        '{"schema":1,"on":[],"indexation":[["a","1/0"]]}',
        '{"schema":1,"on":[],"indexation":[["a",1.5]]}',
    ],
)
def test_reading_a_damaged_choice_is_an_error(text):
    with pytest.raises(ValueError, match=r"not a choice|unpack|percentages are text"):
        choice_from_json(text)


@pytest.mark.parametrize(
    "text",
    [
        changed(lines=[3]),
        changed(targets=[{"code": "t", "title": "t", "percentage": "1/0"}]),
        changed(lines=[{**json.loads(to_json(DATA))["lines"][0], "amounts": [1.5, 2]}]),
    ],
    ids=["a number for a line", "division by zero", "a float"],
)
def test_reading_a_budget_with_impossible_values_is_an_error(text):
    with pytest.raises(ValueError, match=r"not a budget|whole cents"):
        data_from_json(text)


STORED = Path(__file__).parent / "stored"


@pytest.mark.parametrize("schema", [1, 2, 3, 4, 5, 6, 7])
def test_stored_budget_of_each_schema_gives_the_reference_figures(schema):
    text = (STORED / f"schema-{schema}.json").read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == schema
    data = data_from_json(text)
    printed = [option.code for option in data.options if option.kind != "dekking"]
    unchanged, everything = compute(data), compute(data, Choice.of(printed))
    assert unchanged.costs == (2170119200, 2197340600, 2191434200, 2191434200)
    assert unchanged.result_after_target == (71433565, 59660965, 65609365, 65609365)
    assert everything.result_after_target == (71433565, 131626165, 146453565, 146453565)
    assert bool(data.lines[0].measure_code) == (schema > 1)
    assert data.keeps_measures == (schema > 2)
    assert bool(data.municipalities) == bool(data.cover) == bool(data.participation) == (schema > 3)
    assert [key.count_year for key in data.keys] == ([] if schema < 4 else [None] if schema < 5 else [2023])
    assert bool(data.option("regisseur").levels) == (schema > 5)
    assert (data.option("regisseur").incidental, bool(data.stream("GB").low)) == (schema > 6, schema > 6)
    assert data_from_json(to_json(data)) == data


def test_stored_budgets_differ_only_in_what_they_keep_of_measures():
    first, second, third = (
        data_from_json((STORED / f"schema-{n}.json").read_text("utf-8")) for n in (1, 2, 3)
    )
    assert replace(second, lines=tuple(replace(line, measure_code="") for line in second.lines)) == first
    assert replace(third, measures=()) == second
    assert (third.municipalities, third.keys, third.cover) == ((), (), ())
    ended = third.measure("pilot-nachtopvang")
    assert ended == Measure("pilot-nachtopvang", third.goals[0].code, "Pilot nachtopvang", "", 2022)
    assert {line.measure_code for line in third.lines} == {*third._measures} - {"pilot-nachtopvang"}


MEASURES = [{"code": "maatregel-a", "goal": "g", "title": "A", "note": "", "last_year": None}]


@pytest.mark.parametrize(
    "measures",
    [
        [*MEASURES, MEASURES[0] | {"last_year": "2022"}],
        [MEASURES[0] | {"last_year": "2022"}],
        [MEASURES[0] | {"goal": "x"}],
        [MEASURES[0] | {"code": "andere"}],
        [MEASURES[0] | {"colour": "red"}],
        [3],
    ],
    ids=["twice", "a year as text", "no such goal", "a line without a measure", "unknown field", "a number"],
)
def test_measures_that_do_not_hang_together_are_refused(measures):
    lines = [{**json.loads(to_json(DATA))["lines"][0]}]
    whole = changed(lines=lines, options=[], measures=MEASURES)
    assert data_from_json(whole).measures == (Measure("maatregel-a", "g", "A"),)
    with pytest.raises(ValueError, match="not a budget"):
        data_from_json(changed(lines=lines, options=[], measures=measures))


@pytest.mark.parametrize("schema", [0, 8, -1, "1", None, True, 2.0])
def test_budget_of_an_unknown_schema_is_refused(schema):
    with pytest.raises((ValueError, TypeError), match=r"schema|whole cents"):
        data_from_json(changed(schema=schema))
    with pytest.raises((ValueError, TypeError), match=r"schema|whole cents"):
        choice_from_json(json.dumps({"on": [], "indexation": [], "schema": schema}))


def test_choice_of_before_members_could_leave_is_read():
    old = '{"indexation":[["material","2"]],"on":["x"],"schema":1}'
    assert choice_from_json(old) == Choice.of(["x"], {"material": Fraction(2)})
    new = Choice.of(["x"], ends={"GM0457": 2021}, share_falls_away=True)
    assert choice_from_json(to_json(new)) == new


def test_choice_of_before_own_adjustments_is_read():
    old = '{"ends":[["GM0457",2021]],"indexation":[],"on":["x"],"schema":2,"share_falls_away":true}'
    assert choice_from_json(old) == Choice.of(["x"], ends={"GM0457": 2021}, share_falls_away=True)


def own(**parts):
    return json.dumps(json.loads(to_json(OWN)) | parts)


ADJUSTMENT = {
    "code": "a",
    "first_year": 2021,
    "reason": "",
    "line": "a",
    "stream": "",
    "change": 1,
    "percentage": None,
}


@pytest.mark.parametrize(
    "text",
    [
        own(parts=[["x", "0"]]),
        own(parts=[["x", "-1/2"]]),
        own(parts=[["x", 2]]),
        own(parts=[[1, "2"]]),
        own(index_years=[["personnel", "2022", "1"]]),
        own(index_years=[["personnel", 2022, 1]]),
        own(adjustments=[ADJUSTMENT, ADJUSTMENT]),
        own(adjustments=[ADJUSTMENT | {"stream": "GB"}]),
        own(adjustments=[ADJUSTMENT | {"line": ""}]),
        own(adjustments=[ADJUSTMENT | {"percentage": "1"}]),
        own(adjustments=[ADJUSTMENT | {"change": None}]),
        own(adjustments=[ADJUSTMENT | {"change": "1"}]),
        own(adjustments=[ADJUSTMENT | {"first_year": "2021"}]),
        own(adjustments=[ADJUSTMENT | {"reason": 3}]),
        own(adjustments=[ADJUSTMENT | {"colour": "red"}]),
        own(targets=[{"target": "t", "percentage": None, "amounts": []}]),
        own(targets=[{"target": "t", "percentage": "3", "amounts": [1, 2]}]),
        own(targets=[{"target": "t", "percentage": "1/0", "amounts": []}]),
        own(targets=[{"target": "t", "percentage": "3", "amounts": []}] * 2),
        own(targets=None),
    ],
)
def test_own_terms_that_do_not_hang_together_are_refused(text):
    with pytest.raises(ValueError, match="not a choice"):
        choice_from_json(text)


LEVEL = {"code": "half", "title": "De helft", "part": "1/2"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"levels": [LEVEL, LEVEL]},
        {"levels": [LEVEL | {"code": ""}]},
        {"levels": [LEVEL | {"part": "0"}]},
        {"levels": [LEVEL | {"part": "-1"}]},
        {"levels": [LEVEL | {"part": 1}]},
        {"levels": [LEVEL, LEVEL | {"code": "ook"}]},
        {"excludes": ["x"]},
        {"excludes": ["weg"]},
        {"needs": ["weg"]},
        {"needs": ["y", "y"]},
        {"needs": ["y"], "excludes": ["y"]},
    ],
)
def test_levels_and_relations_that_do_not_hang_together_are_refused(wrong):
    option = json.loads(to_json(DATA))["options"][0]
    other = option | {"code": "y"}
    right = option | {"levels": [LEVEL], "excludes": [], "needs": ["y"]}
    assert data_from_json(changed(options=[right, other])).option("x").needs == ("y",)
    with pytest.raises(ValueError, match="not a budget"):
        data_from_json(changed(options=[right | wrong, other]))


def test_an_option_may_not_need_what_excludes_it():
    option = json.loads(to_json(DATA))["options"][0]
    with pytest.raises(ValueError, match="excludes and needs"):
        data_from_json(
            changed(options=[option | {"needs": ["y"]}, option | {"code": "y", "excludes": ["x"]}])
        )


SPLIT = {
    "municipalities": [{"code": "GM0001", "name": "A", "member": [True, True], "inhabitants": []}],
    "keys": [
        {"code": "k", "title": "K", "kind": "equal", "weights": [[1, 1]], "source": "", "count_year": None}
    ],
}


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("municipalities", [SPLIT["municipalities"][0] | {"member": [True]}]),
        ("municipalities", [SPLIT["municipalities"][0] | {"member": [True, False]}]),
        ("municipalities", [SPLIT["municipalities"][0]] * 2),
        ("keys", [SPLIT["keys"][0] | {"weights": [[1]]}]),
        ("keys", [SPLIT["keys"][0] | {"weights": [[1, -1]]}]),
        ("keys", [SPLIT["keys"][0] | {"weights": [[1, 0.5]]}]),
        ("keys", [SPLIT["keys"][0] | {"count_year": "2023"}]),
        ("key", "bestaat-niet"),
        ("participation", [{"measure": "x", "municipality": "GM0001", "shares": ["1", "0"]}]),
        ("cover", [{"line": "a", "stream": "x", "share": "1", "amounts": [], "assumed": False}]),
        ("cover", [{"line": "a", "stream": "GB", "share": "3/2", "amounts": [], "assumed": False}]),
        ("cover", [{"line": "a", "stream": "GB", "share": None, "amounts": [-1, 0], "assumed": False}]),
    ],
)
def test_split_that_does_not_hang_together_is_refused(part, wrong):
    data_from_json(changed(**SPLIT))
    with pytest.raises((ValueError, TypeError)):
        data_from_json(changed(**SPLIT | {part: wrong}))


def test_choice_keeps_its_own_schema():
    assert json.loads(to_json(CHOICE))["schema"] == 3
    assert json.loads(to_json(compute(DATA, CHOICE)))["schema"] == 7
