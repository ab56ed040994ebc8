"""So many requests a minute, per token or per person who is logged in, counted over all processes.

And so many wrong tokens from one address: whoever brings a right one is not held off by them.
"""

import time
from typing import Any

from django.conf import settings
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from municipalities.models import ApiToken
from municipalities.request_counts import count_request
from municipalities.security import origin_of

WINDOW = 60
"""Seconds."""
TOO_MANY_WRONG = (
    "Vanaf uw adres kwamen te veel tokens die niet geldig zijn. Wacht even, en controleer het token bij Mijn "
    "account."
)


class PerMinute(BaseThrottle):
    """What is left goes out with every answer, in ``view.rate``."""

    def allow_request(self, request: Request, view: Any) -> bool:
        limit = settings.API_REQUESTS_PER_MINUTE
        count, self.reset = _counted(_key(request))
        view.rate = _headers(limit, count, self.reset)
        return count <= limit

    def wait(self) -> float:
        return self.reset


class TooManyWrong(Throttled):
    """Instead of what is said of one wrong token; ``rate`` are headers for the answer."""

    def __init__(self, limit: int, count: int, reset: int) -> None:
        super().__init__(wait=reset, detail=TOO_MANY_WRONG)
        self.detail = TOO_MANY_WRONG  # type: ignore[assignment]  # without the library's English about the wait
        self.rate = _headers(limit, count, reset)


def count_wrong_token(request: Request) -> None:
    """Raises ``TooManyWrong`` where the address brought too many of them in this minute."""
    limit = settings.API_WRONG_TOKENS_PER_MINUTE
    count, reset = _counted(f"wrong-token:{origin_of(request._request)}"[:200])
    if count > limit:
        raise TooManyWrong(limit, count, reset)


def _counted(key: str) -> tuple[int, int]:
    """How many there are in this minute with this one, and in how many seconds the next begins."""
    now = int(time.time())
    return count_request(key, now=now, window=WINDOW), WINDOW - now % WINDOW


def _headers(limit: int, count: int, reset: int) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(limit),
        "RateLimit-Remaining": str(max(limit - count, 0)),
        "RateLimit-Reset": str(reset),
    }


def _key(request: Request) -> str:
    token = request.auth
    return f"token:{token.pk}" if isinstance(token, ApiToken) else f"user:{request.user.pk}"
