"""The description of the API, and the pages about it: for everybody, and nothing of a region in them."""

import pytest

from api.problems import KINDS


def test_description_is_served_with_the_version_and_for_other_sites(client, db):
    answer = client.get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.0.3"
    assert (answer["API-Version"], answer["Access-Control-Allow-Origin"]) == ("1.0.0", "*")
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_root_leads_to_the_description_and_its_page(client, db):
    links = client.get("/api/v1").json()
    assert [client.get(links[name]).status_code for name in ("openapi", "documentation")] == [200, 200]


@pytest.mark.parametrize("name", KINDS)
def test_type_of_a_problem_leads_to_what_it_means(client, db, name):
    assert KINDS[name].title in client.get(KINDS[name].type).content.decode()


def test_unknown_problem_is_not_there(client, db):
    assert client.get("/api/v1/problems/onbekend").status_code == 404
