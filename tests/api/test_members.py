"""Who takes part in a region, centre municipalities and bodies."""

import pytest


@pytest.fixture
def region_api(api, demo):
    return api("beheerder", base=f"regions/{demo.region.slug}/")


def test_member_is_added_changed_and_removed(region_api, demo):
    added = region_api.post("members", {"municipality": "GM0034", "memberFrom": "2023-01-01"})
    assert (added.status_code, added["Location"][-7:]) == (201, "/GM0034")
    assert added.json() == {
        "municipality": "GM0034",
        "name": "Almere",
        "memberFrom": "2023-01-01",
        "memberUntil": None,
        "tasks": [],
    }
    changed = region_api.patch("members/GM0034", {"tasks": ["Vrouwenopvang"]}, If_Match=added["ETag"])
    assert (changed.json()["tasks"], changed.json()["memberFrom"]) == (["vrouwenopvang"], "2023-01-01")
    assert region_api.delete("members/GM0034", If_Match=changed["ETag"]).status_code == 204
    told = demo.changes.order_by("revision").values_list("remark", flat=True)
    assert list(told) == ["Almere toegevoegd als deelnemer", "Almere is geen deelnemer meer"]


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"municipality": "GM0402"}, 422, "/municipality"),
        ({"municipality": "GM9999"}, 400, "/municipality"),
        ({"municipality": "Almere"}, 400, "/municipality"),
        ({"municipality": "GM0034", "tasks": ["x" * 101]}, 400, "/tasks/0"),
        ({"municipality": "GM0034", "tasks": ["x"] * 101}, 400, "/tasks"),
        (
            {"municipality": "GM0034", "memberFrom": "2023-01-01", "memberUntil": "2022-01-01"},
            422,
            "/memberUntil",
        ),
    ],
)
def test_wrong_member_is_refused_at_its_field(region_api, body, status, pointer):
    answer = region_api.post("members", body)
    assert (answer.status_code, answer.json()["errors"][0]["location"]["pointer"]) == (status, pointer)


def test_member_keeps_its_municipality_and_goes_only_where_nothing_hangs_on_it(region_api):
    seen = region_api.seen("members/GM0402")
    answer = region_api.patch("members/GM0402", {"municipality": "GM0034"}, If_Match=seen)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "fixed")
    answer = region_api.delete("members/GM0402", If_Match=seen)
    assert answer.status_code == 422
    assert "tot en met wanneer" in answer.json()["detail"]


def test_centre_municipality_is_named_and_removed(region_api):
    added = region_api.post("centre-municipalities", {"municipality": "GM0406", "task": "Jeugdhulp"})
    assert (added.status_code, added.json()["task"]) == (201, "jeugdhulp")
    assert added.json() in region_api.get("centre-municipalities").json()["items"]
    assert region_api.delete(added["Location"], If_Match=added["ETag"]).status_code == 204
    answer = region_api.post("centre-municipalities", {"municipality": "GM0363", "task": "jeugdhulp"})
    assert answer.status_code == 422
    assert answer.json()["detail"] == "Amsterdam neemt geen deel aan de regio."


def test_body_is_added_renamed_and_removed(region_api):
    added = region_api.post("bodies", {"name": "Adviesraad jeugd"})
    assert (added.status_code, added.json()["slug"]) == (201, "adviesraad-jeugd")
    renamed = region_api.patch("bodies/adviesraad-jeugd", {"name": "Adviesraad"}, If_Match=added["ETag"])
    assert (renamed.json()["slug"], renamed.json()["name"]) == ("adviesraad-jeugd", "Adviesraad")
    assert region_api.post("bodies", {"name": "adviesraad"}).status_code == 422
    assert region_api.delete("bodies/adviesraad-jeugd", If_Match=renamed["ETag"]).status_code == 204


@pytest.mark.parametrize(("year", "is_in"), [(2020, True), (2021, True), (2022, False)])
def test_members_of_a_year_are_those_of_its_first_day(region_api, year, is_in):
    """Weesp left on 1 January 2022."""
    found = region_api.get(f"members?year={year}").json()["items"]
    assert ("GM0457" in {each["municipality"] for each in found}) is is_in
    assert len(found) == 7 + is_in


def test_lists_of_a_region_are_filtered_and_sorted(region_api):
    everyone = region_api.get("centre-municipalities").json()["items"]
    task = everyone[0]["task"]
    of_task = region_api.get(f"centre-municipalities?task={task}").json()["items"]
    assert of_task == [each for each in everyone if each["task"] == task]
    assert region_api.get("centre-municipalities?municipality=GM0317").json()["items"] == []
    names = [each["name"] for each in region_api.get("bodies?sort=-name").json()["items"]]
    assert names == sorted(names, reverse=True)
    assert region_api.get("members?year=99999").json()["items"] == []
