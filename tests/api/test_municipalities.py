"""Municipalities: all of the country, with what the reader may know of their membership."""

import pytest

from municipalities.models import Municipality, Region


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("code=GM0402", ["GM0402"]),
        ("name=VERSUM", ["GM0402"]),
        ("name=S%C3%9ADWEST", ["GM1900"]),
        ("province=Flevoland&sort=-code&pageSize=2", ["GM0995", "GM0303"]),
        ("region=elders", []),
        ("year=1999", []),
    ],
)
def test_municipalities_are_found(api, demo, query, codes):
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    elsewhere.members.create(municipality=Municipality.objects.get(code="GM0995"))
    found = api(base="").get(f"municipalities?{query}").json()["items"]
    assert [each["code"] for each in found] == codes


def test_municipality_has_inhabitants_and_the_membership_that_the_reader_may_see(api, demo):
    weesp = api(base="").get("municipalities/GM0457").json()
    assert weesp["memberships"] == [
        {"region": "gooi-en-vechtstreek", "memberFrom": None, "memberUntil": "2021-12-31"}
    ]
    (counted,) = weesp["inhabitants"]
    assert counted["count"] == 20_457
    assert counted["source"]
    assert api("buurregio", base="").get("municipalities/GM0457").json()["memberships"] == []
    assert api(base="").get("municipalities/GM9999").status_code == 404


def test_municipalities_take_as_many_queries_whatever_the_page(api, demo):
    asked = api(base="")
    few, many = (asked.queries(f"municipalities?pageSize={size}") for size in (2, 200))
    assert few == many


def test_first_page_of_municipalities_is_known_later_too(api, demo, monkeypatch):
    asked = api(base="")
    first = asked.get("municipalities?pageSize=1")
    monkeypatch.setattr("django.core.signing.time.time", lambda: 2_000_000_000.0)
    assert asked.get("municipalities?pageSize=1", If_None_Match=first["ETag"]).status_code == 304
