"""Tokens for programs: made once, recognised by a hash, and never more than their user."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from municipalities import tokens
from municipalities.models import ApiToken, Region, Role, User
from municipalities.people import end_access, set_active
from municipalities.refusals import Refused
from municipalities.rights import Right
from municipalities.tokens import create_token, last_day, token_of, withdraw_all, withdraw_token
from tests.unit.at_once import at_once

TODAY = date(2026, 11, 27)


@pytest.fixture
def user(db):
    return User.objects.create_user("jan", password="geheim")


@pytest.fixture
def today(monkeypatch):
    """Sets the day that it is."""

    def is_now(day):
        now = datetime.combine(day, datetime.min.time(), timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=12))

    is_now(TODAY)
    return is_now


def made(user, name="BI", scope="read", expires_on=None, by=None):
    day = expires_on or timezone.localdate() + timedelta(days=1)
    return create_token(user=user, name=name, scope=scope, expires_on=day, by=by or user)


def test_token_made_can_be_found_by_scanners_and_gives_its_user(user):
    token, text = made(user, " Koppeling BI ")
    assert re.fullmatch(r"rbg_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}[0-9a-f]{8}", text)
    assert text.startswith(token.start + "_")
    found = token_of(text)
    assert (found, found.user, found.name, found.scope) == (token, user, "Koppeling BI", "read")


def test_text_of_a_token_is_nowhere_in_the_database(user):
    _, text = made(user)
    secret = text.rpartition("_")[2]
    with connection.cursor() as cursor:
        for table in ("municipalities_apitoken", "municipalities_historicalapitoken"):
            cursor.execute(f"SELECT * FROM {table}")
            rows = cursor.fetchall()
            assert len(rows) == 1
            assert secret not in str(rows)
    assert not hasattr(ApiToken.history.get(), "secret_hash")


def test_two_tokens_differ(user):
    assert len({made(user)[1] for _ in range(5)}) == 5


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text + " ",
        lambda text: text[:-1],
        lambda text: text.upper(),
        lambda text: text[:20] + ("a" if text[20] != "a" else "b") + text[21:],
        lambda text: "é" * len(text),
        lambda text: text[:-1] + "\x00",
        lambda text: text.replace("rbg", "gbr"),
    ],
)
def test_text_that_is_not_quite_a_token_is_refused_without_a_query(user, spoil, django_assert_num_queries):
    _, text = made(user)
    with django_assert_num_queries(0):
        assert token_of(spoil(text)) is None


def test_well_formed_token_that_nobody_made_is_refused(user):
    assert token_of(tokens._new_text()[1]) is None


def test_last_day_counts_in_full_and_the_next_no_more(user, today):
    token, text = made(user, expires_on=TODAY)
    assert token_of(text) == token
    today(TODAY + timedelta(days=1))
    assert token_of(text) is None
    assert not ApiToken.objects.valid().exists()


def test_withdrawn_token_is_refused_at_once_and_stays_in_the_list(user):
    token, text = made(user)
    withdraw_token(token=token, by=user)
    withdraw_token(token=token, by=user)  # twice, as from two windows
    assert token_of(text) is None
    assert ApiToken.objects.visible_to(user).get().is_withdrawn
    assert [(was.history_type, was.history_user) for was in token.history.all()] == [("~", user), ("+", user)]


def test_all_of_somebodys_tokens_are_withdrawn_and_nobody_elses(user):
    other = User.objects.create_user("els")
    texts = [made(user)[1], made(user)[1], made(other)[1]]
    assert withdraw_all(user=user, by=user) == 2
    assert [token_of(text) is None for text in texts] == [True, True, False]


def test_nobody_makes_or_withdraws_a_token_of_another(user):
    admin = User.objects.create_user("baas", is_superuser=True)
    with pytest.raises(Refused, match="voor uzelf"):
        made(user, by=admin)
    token, text = made(user)
    with pytest.raises(Refused, match="eigen tokens"):
        withdraw_token(token=token, by=admin)
    assert token_of(text) == token
    assert not ApiToken.objects.visible_to(admin).exists()


@pytest.mark.parametrize(
    ("day", "field"),
    [
        (TODAY - timedelta(days=1), "expires_on"),
        (date(2027, 11, 28), "expires_on"),
        (TODAY, None),
        (date(2027, 11, 27), None),
    ],
)
def test_token_is_valid_a_year_at_most(user, today, day, field):
    if field is None:
        assert made(user, expires_on=day)[0].expires_on == day
        return
    with pytest.raises(Refused) as refused:
        made(user, expires_on=day)
    assert refused.value.field == field


def test_year_that_begins_on_29_february_ends_on_28():
    assert last_day(date(2028, 2, 29)) == date(2029, 2, 28)
    assert last_day(date(2027, 2, 28)) == date(2028, 2, 28)


def test_token_without_a_name_is_refused(user):
    with pytest.raises(Refused) as refused:
        made(user, "  ")
    assert refused.value.field == "name"


def test_so_many_tokens_and_no_more(user, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_VALID", 2)
    token, _ = made(user)
    made(user)
    with pytest.raises(Refused, match="al 2 geldige tokens"):
        made(user)
    withdraw_token(token=token, by=user)
    made(user)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scope": "alles"}, {"prefix": "eerste"}])
def test_database_refuses_what_a_token_cannot_be(user, wrong):
    token, first = made(user)[0], made(user)[0]
    ApiToken.objects.filter(pk=first.pk).update(prefix="eerste")
    with pytest.raises(IntegrityError):
        ApiToken.objects.filter(pk=token.pk).update(**wrong)


def test_token_is_worth_what_the_role_is_at_that_moment(user):
    region = Region.objects.create(slug="hier", name="Hier")
    admin = User.objects.create_user("baas")
    Role.objects.create(user=admin, region=region, kind="beheerder")
    role = Role.objects.create(user=user, region=region, kind="financieel_adviseur")
    _, text = made(user, scope="write")
    assert token_of(text).user.has_perm(Right.AMOUNTS, region)
    Role.objects.filter(pk=role.pk).update(kind="lezer")
    assert not token_of(text).user.has_perm(Right.AMOUNTS, region)
    end_access(role=role, by=admin)
    assert not token_of(text).user.has_perm(Right.READ, region)
    assert not Region.objects.visible_to(token_of(text).user).exists()


def test_token_of_who_may_not_log_in_is_refused_until_they_may(user):
    region = Region.objects.create(slug="hier", name="Hier")
    admin = User.objects.create_user("baas")
    Role.objects.create(user=admin, region=region, kind="beheerder")
    role = Role.objects.create(user=user, region=region, kind="lezer")
    token, text = made(user)
    set_active(role=role, active=False, by=admin)
    assert token_of(text) is None
    set_active(role=role, active=True, by=admin)
    assert token_of(text) == token


def test_use_is_noted_once_a_minute(user, monkeypatch, django_assert_num_queries):
    _, text = made(user)
    with django_assert_num_queries(2):
        first = token_of(text).last_used_at
    assert ApiToken.objects.get().last_used_at == first
    with django_assert_num_queries(1):
        assert token_of(text).last_used_at == first
    later = first + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    token_of(text)
    assert ApiToken.objects.get().last_used_at == later


def test_security_log_tells_what_happened_and_never_the_token(user, caplog, today):
    caplog.set_level("INFO", "security")
    token, text = made(user)
    unknown = tokens._new_text()[1]
    for brought in (unknown, text[:-1]):
        token_of(brought)
    with pytest.raises(Refused):
        made(user, expires_on=TODAY - timedelta(days=1))
    withdraw_token(token=token, by=user)
    token_of(text)
    today(TODAY + timedelta(days=1))
    token_of(text)
    said = [
        re.search(r'actor="(\w+)" action="(\w+)" object="(.*?)" result="(\w+)"', line).groups()
        for line in caplog.messages
    ]
    assert said == [
        ("jan", "create_token", token.start, "allowed"),
        ("unknown", "use_token", f"{unknown[:12]} (unknown)", "denied"),
        ("unknown", "use_token", "token (unreadable)", "denied"),
        ("jan", "create_token", "token for jan", "denied"),
        ("jan", "withdraw_token", token.start, "allowed"),
        ("jan", "use_token", f"{token.start} (withdrawn)", "denied"),
        ("jan", "use_token", f"{token.start} (withdrawn)", "denied"),
    ]
    assert not any(secret[13:40] in caplog.text for secret in (text, unknown))


@pytest.mark.django_db(transaction=True)
def test_tokens_made_at_once_do_not_pass_the_limit(monkeypatch):
    monkeypatch.setattr(tokens, "MOST_VALID", 1)
    user = User.objects.create_user("jan")
    errors = at_once(*[lambda: made(user)] * 3)
    assert [type(error) for error in errors] == [Refused, Refused]
    assert ApiToken.objects.count() == 1
