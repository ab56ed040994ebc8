"""Participation over the API: only what deviates, and many cells in one change with what the writer saw."""

import pytest

from measures.models import Participation

ADDRESS = "participation"


def cell(percentage, seen="100", measure="ggz-mantelzorg", municipality="GM0402", year=2023):
    named = {"measure": measure, "municipality": municipality, "year": year}
    return named | {"percentage": percentage, "seen": seen}


def sent(api, *cells):
    return api.patch(ADDRESS, {"cells": cells})


def stands(api, query=""):
    found = api.get(f"{ADDRESS}?measure=ggz-mantelzorg{query}").json()["items"]
    return {(each["municipality"], each["year"]): each["percentage"] for each in found}


def test_only_what_deviates_is_listed(finance_api, demo):
    found = finance_api.get(ADDRESS).json()["items"]
    rows = Participation.objects.filter(measure__plan=demo)
    assert len(found) == rows.count() > 0
    assert all(each["percentage"] != "100" for each in found)
    for name, value in (("municipality", "GM0317"), ("year", 2022), ("measure", found[0]["measure"])):
        those = [each for each in found if each[name] == value]
        assert those
        assert finance_api.get(f"{ADDRESS}?{name}={value}").json()["items"] == those
    by_year = finance_api.get(f"{ADDRESS}?sort=-year&pageSize=1").json()
    assert by_year["items"][0]["year"] == 2024
    assert finance_api.get(by_year["next"]).json()["items"][0]["year"] == 2024


def test_cells_of_several_years_are_one_change(finance_api, demo):
    answer = sent(
        finance_api,
        cell("0", year=2022),
        cell("33.33"),
        cell("50.00", municipality="GM0406"),
        cell("100", year=2024),
    )
    demo.refresh_from_db()
    assert answer.json() == {"changed": 3, "revision": demo.revision}
    assert demo.changes.count() == 1
    now = {("GM0402", 2022): "0", ("GM0402", 2023): "33.33", ("GM0406", 2023): "50"}
    assert stands(finance_api) == now
    assert stands(finance_api, "&municipality=GM0406") == {("GM0406", 2023): "50"}
    assert sent(finance_api, cell("100.0", seen="33.33")).json()["changed"] == 1
    assert ("GM0402", 2023) not in stands(finance_api)


def test_cell_that_another_changed_is_shown_and_nothing_is_saved(api, demo):
    mine, theirs = api("adviseur"), api("financien")
    sent(theirs, cell("25"))
    answer = sent(mine, cell("0", year=2022), cell("50"), cell("50", municipality="GM0000"))
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (412, "/api/v1/problems/changed")
    now = {"measure": "ggz-mantelzorg", "municipality": "GM0402", "year": 2023, "percentage": "25"}
    assert problem["current"] == {"cells": [now]}
    assert problem["sent"]["cells"][1] == cell("50")
    places = [error["location"]["pointer"] for error in problem["errors"]]
    assert places == ["/cells/1", "/cells/2"]
    assert stands(mine) == {("GM0402", 2023): "25"}
    assert sent(mine, cell("50", seen="25")).json()["changed"] == 1


def test_every_wrong_cell_is_told(finance_api, demo):
    everybody = ("GM0317", "GM0376", "GM0402", "GM0406", "GM0417", "GM1696", "GM1942")
    answer = sent(
        finance_api,
        cell("50", year=1999),
        cell("50", measure="weg"),
        cell("50", municipality="GM0457"),
        cell("50"),
        *(cell("0", municipality=code, year=2024) for code in everybody),
    )
    places = {error["location"]["pointer"]: error["detail"] for error in answer.json()["errors"]}
    assert answer.status_code == 422
    assert list(places) == ["/cells/0", "/cells/1", "/cells/2", "/cells/4"]
    assert "niemand deel" in places["/cells/4"]
    assert (stands(finance_api), demo.changes.count()) == ({}, 0)


@pytest.mark.parametrize(
    ("cells", "pointer"),
    [
        ([], "/cells"),
        ([cell("50"), cell("60")], "/cells/1"),
        ([cell("100.01")], "/cells/0/percentage"),
        ([cell("33.333")], "/cells/0/percentage"),
        ([cell(50)], "/cells/0/percentage"),
        ([cell("ja")], "/cells/0/percentage"),
        ([cell("50", seen=None)], "/cells/0/seen"),
        ([cell("50", measure="a:b")], "/cells/0/measure"),
        ([cell("50", municipality="Huizen")], "/cells/0/municipality"),
        ([cell("50") | {"name": "Huizen"}], "/cells/0/name"),
        ([{"measure": "ggz-mantelzorg"}], "/cells/0/municipality"),
    ],
)
def test_wrong_input_is_told_at_its_cell(finance_api, cells, pointer):
    answer = sent(finance_api, *cells)
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, {"pointer": pointer})


def test_what_a_source_says_of_no_measure_of_the_plan_is_listed(finance_api, demo):
    found = finance_api.get("unmatched-participation?municipality=GM0317").json()["items"]
    rows = demo.unmatched_participation.order_by("pk").values("title", "answer", "source")
    assert [{name: each[name] for name in ("title", "answer", "source")} for each in found] == list(rows)
    assert found[0]["municipality"] == "GM0317"
    assert finance_api.get("unmatched-participation?municipality=GM0402").json()["items"] == []


def test_page_takes_as_many_queries_however_much_deviates(finance_api):
    few = finance_api.queries(ADDRESS)
    sent(finance_api, *(cell("50", municipality=code) for code in ("GM0402", "GM0406", "GM0417")))
    assert finance_api.queries(ADDRESS) == few
