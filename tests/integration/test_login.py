"""Logging in and passwords: too many wrong ones, forgotten ones, and what the log keeps of it."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from budgets.actions.scenarios import switch_options
from municipalities.models import User
from municipalities.security import note, origin_of

LOCKED = "te vaak een verkeerd wachtwoord"


@pytest.fixture
def guard(settings, demo):
    settings.AXES_ENABLED = True


def log_in(client, username="lezer", password="demo", **extra):
    return client.post(reverse("login"), {"username": username, "password": password}, **extra)


def test_five_wrong_passwords_lock_the_door(client, guard):
    for _ in range(4):
        assert LOCKED not in log_in(client, password="fout").content.decode()
    for password in ("fout", "demo"):
        answer = log_in(client, password=password)
        assert answer.status_code == 429
        assert LOCKED in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
    assert client.get("/").status_code == 302
    assert log_in(client, "adviseur").status_code == 302  # another name from the same place


def test_door_is_open_again_after_a_quarter_of_an_hour(client, guard):
    for _ in range(5):
        log_in(client, password="fout")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert log_in(client).status_code == 302


def test_other_place_is_not_locked(client, guard):
    for _ in range(5):
        log_in(client, password="fout")
    assert log_in(client, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_right_password_starts_the_count_again(client, guard):
    for _ in range(2):
        for _ in range(4):
            log_in(client, password="fout")
        assert log_in(client).status_code == 302
        client.logout()


def test_forwarded_address_counts_behind_our_own_proxy_only(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.1"}, REMOTE_ADDR="10.0.0.1")
    assert origin_of(request) == "10.0.0.1"
    settings.PROXY_COUNT = 1
    assert origin_of(request) == "192.0.2.1"


def test_log_keeps_both_outcomes_and_no_password(client, guard, caplog):
    caplog.set_level(logging.INFO, "security")
    log_in(client, password="geheim-1")
    log_in(client, "geheim-in-het-verkeerde-vak")
    log_in(client)
    client.get("/gooi-en-vechtstreek/beheer/")
    note(None, actor='a"\nactor=b', action="get", thing="/", allowed=False)
    lines = [record.getMessage() for record in caplog.records if record.name == "security"]
    failed, unknown, succeeded, denied, odd = lines
    assert 'actor="lezer" action="log_in" object="session" result="denied"' in failed
    assert 'actor="unknown"' in unknown
    assert 'actor="lezer" action="log_in" object="session" result="allowed"' in succeeded
    assert 'actor="lezer" action="get" object="/gooi-en-vechtstreek/beheer/" result="denied"' in denied
    assert 'actor="a\\"\\nactor=b"' in odd
    assert all('origin="127.0.0.1"' in line for line in (failed, unknown, succeeded, denied))
    for line in lines:
        assert line.startswith('time="20')
        assert "\n" not in line
        assert "geheim" not in line
        assert "demo" not in line


def test_login_page_leads_to_a_new_password(client, db):
    assert reverse("password_reset") in client.get(reverse("login")).content.decode()


@pytest.mark.parametrize(("email", "mails"), [("lezer@voorbeeld.nl", 1), ("onbekend@voorbeeld.nl", 0)])
def test_forgotten_password_answers_alike(client, demo, email, mails):
    User.objects.filter(username="lezer").update(email="lezer@voorbeeld.nl")
    answer = client.post(reverse("password_reset"), {"email": email})
    assert answer.status_code == 302
    assert answer.url == reverse("password_reset_done")
    assert "Hoort dit adres bij een account" in client.get(answer.url).content.decode()
    assert len(mail.outbox) == mails


def test_disabled_user_gets_no_link(client, demo):
    User.objects.filter(username="lezer").update(email="lezer@voorbeeld.nl", is_active=False)
    client.post(reverse("password_reset"), {"email": "lezer@voorbeeld.nl"})
    assert mail.outbox == []


def test_password_changed_and_others_sessions_end(client, demo):
    other = type(client)()
    for browser in (client, other):
        browser.login(username="lezer", password="demo")
    sent = {"old_password": "demo", "new_password1": "vijf zeven elf", "new_password2": "vijf zeven elf"}
    answer = client.post(reverse("password_change"), sent, follow=True)
    assert "Uw wachtwoord is gewijzigd." in answer.content.decode()
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302


@pytest.mark.parametrize("weak", ["kort", "password123", "1234567890"])
def test_weak_password_is_refused(client, demo, weak):
    client.login(username="lezer", password="demo")
    sent = {"old_password": "demo", "new_password1": weak, "new_password2": weak}
    answer = client.post(reverse("password_change"), sent)
    assert answer.status_code == 200
    assert "field__error" in answer.content.decode()
    assert client.login(username="lezer", password="demo")


def test_fresh_login_begins_a_new_visit(client, demo):
    """Also within the hour: what others did in between is told, once."""

    def start():
        return " ".join(client.get("/").content.decode().split())

    log_in(client)
    assert "Sinds uw vorige bezoek" not in start()
    client.post(reverse("logout"))
    scenario = demo.scenarios.get(slug="ongewijzigd")
    switch_options(scenario=scenario, switched={"mda": True}, by=User.objects.get(username="adviseur"))
    assert log_in(client).status_code == 302
    assert "Ongewijzigd</a> is één keer gewijzigd." in start()
    before = User.objects.get(username="lezer").visited_before
    assert "Ongewijzigd</a> is één keer gewijzigd." in start(), "it stays during the visit"
    assert User.objects.get(username="lezer").visited_before == before
    client.post(reverse("logout"))
    log_in(client)
    shown = start()
    assert "Ongewijzigd</a> is" not in shown
    assert "is niets gewijzigd door anderen." in shown
