"""Places for living: kinds with their targets, what was realised, and the terms."""

import pytest

from budgets.models import HousingTerms


def test_kind_is_added_changed_and_removed(finance_api, demo):
    body = {"title": "Tiny houses", "agreed": 4, "targets": [{"year": 2022, "places": 3}]}
    added = finance_api.post("housing-kinds", body)
    assert (added.status_code, added.json()["code"], added.json()["start"]) == (201, "tiny-houses", 0)
    assert added.json()["targets"] == [
        {"year": 2021, "places": 0},
        {"year": 2022, "places": 3},
        {"year": 2023, "places": 0},
        {"year": 2024, "places": 0},
    ]
    more = {"note": "Bij het station", "targets": [{"year": 2023, "places": 1}]}
    changed = finance_api.patch("housing-kinds/tiny-houses", more, If_Match=added["ETag"])
    assert (changed.json()["agreed"], changed.json()["note"]) == (4, "Bij het station")
    assert [target["places"] for target in changed.json()["targets"]] == [0, 3, 1, 0]
    assert finance_api.delete("housing-kinds/tiny-houses", If_Match=changed["ETag"]).status_code == 204
    assert demo.changes.count() == 3


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"agreed": 2, "start": 3}, 422, "/start"),
        ({"agreed": 100_000}, 400, "/agreed"),
        ({"agreed": "4"}, 400, "/agreed"),
        (
            {"agreed": 4, "targets": [{"year": 2021, "places": 1}, {"year": 2030, "places": 1}]},
            422,
            "/targets/1/places",
        ),
        ({"agreed": 4, "targets": [{"year": 2021, "places": 1}] * 2}, 400, "/targets/1/year"),
    ],
)
def test_wrong_kind_is_refused_at_its_field(finance_api, body, status, pointer):
    answer = finance_api.post("housing-kinds", {"title": "Tiny houses"} | body)
    assert (answer.status_code, answer.json()["errors"][0]["location"]["pointer"]) == (status, pointer)


def test_realised_places_are_filled_in_and_emptied(api, demo):
    asked, address = api("adviseur"), "housing-realised/GM0406"
    kind = demo.housing_kinds.first().code

    def enter(*entries):
        entries = [{"kind": kind, "year": year, "places": places} for year, places in entries]
        return asked.patch(address, {"realised": entries}, If_Match=asked.seen(address))

    def stands(answer):
        return [entry["places"] for entry in answer.json()["realised"] if entry["kind"] == kind]

    assert stands(enter((2021, 0), (2022, 7), (2023, None)))[:3] == [0, 7, None]
    assert stands(enter((2022, None)))[:2] == [0, None]
    twice = enter((2022, 1), (2022, 2))
    assert (twice.status_code, twice.json()["errors"][0]["location"]["pointer"]) == (400, "/realised/1")
    outside = enter((2022, 1), (2030, 2))
    assert outside.status_code == 422
    assert outside.json()["errors"][0]["location"]["pointer"] == "/realised/1/places"
    assert asked.get("housing-realised/GM0363").status_code == 404


def test_terms_are_read_and_changed(finance_api, demo):
    HousingTerms.objects.filter(plan=demo).delete()
    empty = finance_api.get("housing-terms")
    assert empty.json() == {"amount": None, "currency": "EUR", "priceLevel": None, "percentage": "0"}
    alone = finance_api.patch("housing-terms", {"amount": "20000.00"}, If_Match=empty["ETag"])
    assert (alone.status_code, alone.json()["errors"][0]["location"]["pointer"]) == (422, "/priceLevel")
    body = {"amount": "20000.00", "priceLevel": 2021}
    first = finance_api.patch("housing-terms", body, If_Match=empty["ETag"])
    changed = finance_api.patch("housing-terms", {"percentage": "-2.5"}, If_Match=first["ETag"])
    assert changed.json() == body | {"currency": "EUR", "percentage": "-2.5"}
    assert finance_api.patch("housing-terms", body, If_Match=first["ETag"]).status_code == 412
    assert finance_api.patch("housing-terms", {"percentage": "-21"}, If_Match="*").status_code == 400


@pytest.mark.parametrize("address", ["housing-kinds", "housing-realised"])
def test_housing_takes_as_many_queries_whatever_the_page(finance_api, demo, address):
    few, many = (finance_api.queries(f"{address}?pageSize={size}") for size in (1, 100))
    assert few == many
