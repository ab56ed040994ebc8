"""The description of the API, and the pages about it: for everybody, and nothing of a region in them."""

import pytest
from django.test import Client

from api.problems import KINDS


def test_description_is_served_with_the_version_and_for_other_sites(client, db):
    answer = client.get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.0.3"
    assert (answer["API-Version"], answer["Access-Control-Allow-Origin"]) == ("1.0.0", "*")
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_root_leads_to_the_description_and_its_page(client, db):
    links = client.get("/api/v1").json()
    named = [links[name] for name in ("openapi", "documentation", "guide")]
    assert [client.get(link).status_code for link in named] == 3 * [200]


@pytest.mark.parametrize("name", KINDS)
def test_type_of_a_problem_leads_to_what_it_means(client, db, name):
    assert KINDS[name].title in client.get(KINDS[name].type).content.decode()


def test_unknown_problem_is_not_there(client, db):
    assert client.get("/api/v1/problems/onbekend").status_code == 404


@pytest.mark.parametrize(
    "name", ["", "/", "/openapi.json", "/documentation", "/guide", "/problems/changed", "/bestaat-niet"]
)
def test_what_cannot_be_sent_is_told_as_a_problem(db, name):
    answer = Client(enforce_csrf_checks=True).post(f"/api/v1{name}")
    assert answer.status_code == (404 if name in ("/", "/bestaat-niet") else 405)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "address", ["/api/v1/", "/api/v1/maatregelen", "/api/v1/maatregelen/", "/api/v1/plans/"]
)
def test_address_that_is_not_there_leads_to_no_page_of_a_region(client, db, address):
    answer = client.get(address)
    assert (answer.status_code, answer.json()["type"]) == (404, KINDS["not-found"].type)


def test_slash_at_the_end_is_told_as_what_is_wrong(client, db):
    assert client.get("/api/v1/plans/").json()["detail"].endswith("eindigen zonder schuine streep.")
    assert "schuine streep" not in client.get("/api/v1/maatregelen").json()["detail"]
