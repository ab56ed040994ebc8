"""What every answer carries."""

import re

import pytest
from django.urls import reverse

from municipalities.models import User


@pytest.fixture
def adviser(client, demo):
    client.force_login(User.objects.get(username="adviseur"))
    return client


@pytest.mark.parametrize("path", ["/", "/gooi-en-vechtstreek/bo-2021-2024/begroting/", "/bestaat/niet/"])
def test_page_is_not_kept_and_runs_nothing_foreign(adviser, path):
    headers = adviser.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy


PAGES = [
    "/",
    "/gooi-en-vechtstreek/bo-2021-2024/begroting/",
    "/gooi-en-vechtstreek/bo-2021-2024/scenarios/",
    "/gooi-en-vechtstreek/bo-2021-2024/scenarios/alle-bijstellingen/",
    "/inloggen/",
]


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_inline_script_or_style(adviser, path):
    page = adviser.get(path, follow=True).content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page) == []
    assert " style=" not in page
    assert "<style" not in page
    assert "javascript:" not in page
    assert " onclick=" not in page


def test_login_starts_a_new_session(client, demo):
    client.get(reverse("login"))
    client.session["x"] = 1
    before = client.session.session_key
    client.post(reverse("login"), {"username": "adviseur", "password": "demo"})
    assert client.session.session_key != before


def test_wrong_password_is_a_sentence_and_keeps_the_name(client, demo):
    answer = client.post(reverse("login"), {"username": "adviseur", "password": "fout"})
    assert answer.status_code == 200
    assert 'value="adviseur"' in answer.content.decode()


def test_login_does_not_lead_elsewhere(client, demo):
    answer = client.post(
        f"{reverse('login')}?next=https://example.org/", {"username": "adviseur", "password": "demo"}
    )
    assert answer.url == "/"


def test_demo_accounts_shown_only_where_the_demo_is(client, db, settings):
    assert "portefeuillehouder" not in client.get(reverse("login")).content.decode()


def test_demo_accounts_not_shown_in_production(client, demo, settings):
    assert "portefeuillehouder" in client.get(reverse("login")).content.decode()
    settings.PRODUCTION = True
    assert "portefeuillehouder" not in client.get(reverse("login")).content.decode()
