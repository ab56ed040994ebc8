"""Regions, with what the reader is there."""


def test_regions_are_those_of_the_reader(api, demo):
    (region,) = api(base="").get("regions").json()["items"]
    assert (region["slug"], region["role"]) == ("gooi-en-vechtstreek", "finance")
    assert api(base="").get("regions/gooi-en-vechtstreek").json() == region
    assert api("buurregio", base="").get("regions/gooi-en-vechtstreek").status_code == 404
