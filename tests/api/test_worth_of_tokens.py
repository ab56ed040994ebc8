"""What a token is worth in the API: what its user may do at that moment, and nothing elsewhere."""

import pytest
from django.test import Client

from municipalities.models import ApiToken, Role, User
from municipalities.people import change_role, end_access, set_active, state_of
from municipalities.tokens import withdraw_token


@pytest.fixture
def admin(demo):
    return User.objects.get(username="beheerder")


@pytest.fixture
def role(finance):
    return Role.objects.get(user=finance)


def test_lesser_role_counts_at_the_next_request(finance_api, role, admin):
    assert finance_api.post("goals", {"title": "Doel"}).status_code == 201
    change_role(role=role, kind="lezer", municipality=None, seen=state_of(role), by=admin)
    assert finance_api.post("goals", {"title": "Doel"}).status_code == 403
    assert finance_api.get("goals").status_code == 200


def test_ended_access_hides_the_region_at_the_next_request(finance_api, role, admin):
    end_access(role=role, by=admin)
    assert finance_api.get("goals").status_code == 404
    assert finance_api.get("/api/v1/regions").json()["items"] == []


def test_disabled_account_is_out_until_it_is_enabled(finance_api, role, admin):
    for active, status in ((False, 401), (True, 200)):
        set_active(role=role, active=active, by=admin)
        assert finance_api.get("goals").status_code == status


def test_withdrawn_token_is_out(finance_api, finance):
    withdraw_token(token=ApiToken.objects.get(), by=finance)
    assert finance_api.get("goals").status_code == 401


def test_use_of_a_token_is_noted_and_is_no_visit(finance_api, finance):
    finance_api.get("goals")
    assert ApiToken.objects.get().last_used_at is not None
    finance.refresh_from_db()
    assert finance.seen_at is None


@pytest.mark.parametrize("address", ["/account/", "/gooi-en-vechtstreek/bo-2021-2024/begroting/"])
def test_token_opens_no_page(finance_api, address):
    answer = finance_api.get(address)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/inloggen/")


def test_token_in_an_address_opens_nothing(finance_api):
    """There it would end up in logs and histories."""
    answer = Client().get(f"/api/v1/regions?token={finance_api.token}&access_token={finance_api.token}")
    assert answer.status_code == 401
