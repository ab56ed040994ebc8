"""So many requests a minute, per token or per person who is logged in, counted over all processes."""

import time
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from municipalities.models import ApiToken
from municipalities.request_counts import count_request

WINDOW = 60
"""Seconds."""


class PerMinute(BaseThrottle):
    """What is left goes out with every answer: ``headers_of``."""

    def allow_request(self, request: Request, view: Any) -> bool:
        now, limit = int(time.time()), settings.API_REQUESTS_PER_MINUTE
        self.reset = WINDOW - now % WINDOW
        count = count_request(_key(request), now=now, window=WINDOW)
        view.rate = {
            "RateLimit-Limit": str(limit),
            "RateLimit-Remaining": str(max(limit - count, 0)),
            "RateLimit-Reset": str(self.reset),
        }
        return count <= limit

    def wait(self) -> float:
        return self.reset


def _key(request: Request) -> str:
    token = request.auth
    return f"token:{token.pk}" if isinstance(token, ApiToken) else f"user:{request.user.pk}"
