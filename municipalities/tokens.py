"""Tokens: made, withdrawn, and asked for by a program that brings one.  Each stands in the security log."""

import secrets
import string
import zlib
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from municipalities.beside import write_or_skip
from municipalities.models import ApiToken, User
from municipalities.models.tokens import MARK
from municipalities.people import in_history
from municipalities.refusals import Refused
from municipalities.security import note

ALPHABET = string.ascii_letters + string.digits
PREFIX_LENGTH, SECRET_LENGTH = 8, 43  # 43 of 62 characters hold 256 random bits
CHECKSUM_LENGTH = 8
TOKEN_LENGTH = len(MARK) + PREFIX_LENGTH + 1 + SECRET_LENGTH + CHECKSUM_LENGTH
MOST_VALID = 50
"""So many tokens of one person are valid at a time: room for every program, not for a loop gone wrong."""
NOTED_EVERY = timedelta(minutes=1)


def create_token(
    *, user: User, name: str, scope: str, expires_on: date, by: User, request: HttpRequest | None = None
) -> tuple[ApiToken, str]:
    """The token as kept, and as text: this answer is the only place that ever holds the text.

    ``request``, here and below, tells the security log where it came from.
    Raises ``Refused`` where ``by`` is somebody else, for a date that is past or more than a year away, and
    where there are ``MOST_VALID`` already.
    """
    try:
        with transaction.atomic():
            token, text = _create(user, name.strip(), scope, expires_on, by)
    except Refused:
        wanted = f"token for {user.get_username()}"
        note(request, actor=by.get_username(), action="create_token", thing=wanted, allowed=False)
        raise
    note(request, actor=by.get_username(), action="create_token", thing=token.start, allowed=True)
    return token, text


def withdraw_token(*, token: ApiToken, by: User, request: HttpRequest | None = None) -> None:
    """Ends it at once and for good.  Raises ``Refused`` where it is somebody else's."""
    allowed = token.user_id == by.pk
    note(request, actor=by.get_username(), action="withdraw_token", thing=token.start, allowed=allowed)
    if not allowed:
        raise Refused("U kunt alleen uw eigen tokens intrekken.")
    with transaction.atomic():
        locked = ApiToken.objects.select_for_update().get(pk=token.pk)
        if not locked.is_withdrawn:
            locked.withdrawn_at = timezone.now()
            in_history(locked, by)
            locked.save(update_fields=["withdrawn_at"])


def withdraw_all(*, user: User, by: User, request: HttpRequest | None = None) -> int:
    """Every valid token of ``user``; how many those were."""
    valid = list(ApiToken.objects.visible_to(user).valid())
    for token in valid:
        withdraw_token(token=token, by=by, request=request)
    return len(valid)


def last_day(today: date) -> date:
    """The latest end of a token that is made ``today``: a year later, 28 February after a 29th."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + 1, day=day)


def token_of(text: str, request: HttpRequest | None = None) -> ApiToken | None:
    """The valid token that a program brought, with its user; None for any other text.

    It is looked up by its hash: how long that takes says nothing about what would have been right.
    Ask ``token.user`` for rights as ever: their role of this moment decides, not that of when it was made.
    """
    if not _is_whole(text):
        _note_refusal(request, "unknown", "token (unreadable)")
        return None
    found = ApiToken.objects.select_related("user").filter(secret_hash=_hash(text)).first()
    if found is None:
        _note_refusal(request, "unknown", f"{text[: len(MARK) + PREFIX_LENGTH]} (unknown)")
        return None
    if why := _why_not(found):
        _note_refusal(request, found.user.get_username(), f"{found.start} ({why})")
        return None
    _note_use(found)
    return found


def _create(user: User, name: str, scope: str, expires_on: date, by: User) -> tuple[ApiToken, str]:
    User.objects.select_for_update().get(pk=user.pk)  # one after another, or the limit is none
    _refuse_to_make(user, name, expires_on, by)
    prefix, text = _new_text()
    token = ApiToken(
        user=user, name=name, prefix=prefix, secret_hash=_hash(text), scope=scope, expires_on=expires_on
    )
    in_history(token, by)
    token.save()
    return token, text


def _refuse_to_make(user: User, name: str, expires_on: date, by: User) -> None:
    today = timezone.localdate()
    if user.pk != by.pk:
        raise Refused("U kunt alleen voor uzelf een token maken.")
    if not name:
        raise Refused("Geef het token een naam.", "name")
    if expires_on < today:
        raise Refused("De einddatum is al voorbij.", "expires_on")
    if expires_on > last_day(today):
        raise Refused("Een token is hoogstens een jaar geldig.", "expires_on")
    if ApiToken.objects.visible_to(user).valid().count() >= MOST_VALID:
        raise Refused(f"U hebt al {MOST_VALID} geldige tokens. Trek er eerst een in.")


def _new_text() -> tuple[str, str]:
    """The prefix, and the whole: one word, so that a double click selects it."""
    prefix, secret = (
        "".join(secrets.choice(ALPHABET) for _ in range(length)) for length in (PREFIX_LENGTH, SECRET_LENGTH)
    )
    start = f"{MARK}{prefix}_{secret}"
    return prefix, start + _checksum(start)


def _is_whole(text: str) -> bool:
    """Whether it is the whole text of a token: a typing error or half a copy need not be looked up."""
    start, checksum = text[:-CHECKSUM_LENGTH], text[-CHECKSUM_LENGTH:]
    is_token_like = len(text) == TOKEN_LENGTH and text.startswith(MARK) and text.isascii()
    return is_token_like and checksum == _checksum(start)


def _checksum(start: str) -> str:
    return f"{zlib.crc32(start.encode()):08x}"


def _hash(text: str) -> str:
    """A fast hash will do: nobody tries 2²⁵⁶ secrets.  A slow one is for passwords, which people think up."""
    return sha256(text.encode()).hexdigest()


def _why_not(token: ApiToken) -> str | None:
    if token.is_withdrawn:
        return "withdrawn"
    if token.is_expired:
        return "expired"
    return None if token.user.is_active else "inactive user"


def _note_refusal(request: HttpRequest | None, actor: str, thing: str) -> None:
    note(request, actor=actor, action="use_token", thing=thing, allowed=False)


def _note_use(token: ApiToken) -> None:
    """At most once a minute: no write with every request.  Of two at once either is right."""
    now = timezone.now()
    if token.last_used_at is not None and now - token.last_used_at < NOTED_EVERY:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - NOTED_EVERY)
    write_or_skip(lambda: ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now))
    token.last_used_at = now
