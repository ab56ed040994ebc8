"""When somebody was here before: what "sinds uw vorige bezoek" counts from."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from municipalities.beside import write_or_skip
from municipalities.models import User

NEW_VISIT_AFTER = timedelta(hours=1)
"""Somebody who was away this long comes back as a new visit, as does who logs in again."""
NOTED_EVERY = timedelta(minutes=5)
"""How often being here is written down: no write with every page."""


class VisitMiddleware:
    """Notes that a user is here, and when the visit before this one ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and request.method == "GET":
            note_visit(request.user)
        return self.get_response(request)


def note_visit(user: User) -> None:
    """Moves ``seen_at`` on; after a time away or a fresh login what it was becomes ``visited_before``."""
    now, seen = timezone.now(), user.seen_at
    just_logged_in = seen is not None and user.last_login is not None and user.last_login > seen
    if seen is not None and now - seen < NOTED_EVERY and not just_logged_in:
        return
    if seen is not None and (just_logged_in or now - seen >= NEW_VISIT_AFTER):
        user.visited_before = seen
    user.seen_at = now
    noted = {"seen_at": now, "visited_before": user.visited_before}
    write_or_skip(lambda: User.objects.filter(pk=user.pk).update(**noted))  # an import holds up no reader
