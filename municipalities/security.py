"""The security log: who tried what, and whether they might.  One line each, key=value, never a secret."""

import json
import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from municipalities.models import User

log = logging.getLogger("security")


def note(request: HttpRequest | None, *, actor: str, action: str, thing: str, allowed: bool) -> None:
    """Writes one line.  Every value is quoted, so that what somebody typed cannot pass for another line."""
    values = {
        "time": timezone.now().isoformat(timespec="seconds"),
        "actor": actor,
        "action": action,
        "object": thing,
        "result": "allowed" if allowed else "denied",
        "origin": origin_of(request),
    }
    line = " ".join(f"{key}={json.dumps(value)}" for key, value in values.items())
    log.log(logging.INFO if allowed else logging.WARNING, "%s", line)


def origin_of(request: HttpRequest | None) -> str:
    """The address of the browser: behind proxies of our own the last but so many that they report."""
    if request is None:
        return ""
    reported = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if 0 < settings.PROXY_COUNT <= len(reported):
        return reported[-settings.PROXY_COUNT]
    return str(request.META.get("REMOTE_ADDR", ""))


def connect() -> None:
    user_logged_in.connect(_logged_in, dispatch_uid="security-log-in")
    user_logged_out.connect(_logged_out, dispatch_uid="security-log-out")
    user_login_failed.connect(_login_failed, dispatch_uid="security-log-failed")


def _logged_in(sender: Any, request: HttpRequest | None, user: Any, **_: Any) -> None:
    note(request, actor=user.get_username(), action="log_in", thing="session", allowed=True)


def _logged_out(sender: Any, request: HttpRequest | None, user: Any, **_: Any) -> None:
    if user is not None:
        note(request, actor=user.get_username(), action="log_out", thing="session", allowed=True)


def _login_failed(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """Of the credentials only a name that exists: what else was typed there may be a password."""
    typed = str(credentials.get("username") or "")
    known = User.objects.filter(username=typed).exists()
    note(request, actor=typed if known else "unknown", action="log_in", thing="session", allowed=False)
