"""Somebody's own tokens as rows for the screen."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from municipalities.models import ApiToken, User

SOON = timedelta(days=14)


class TokenRow(NamedTuple):
    token: ApiToken
    state: str
    """In a word or two."""
    is_valid: bool
    needs_care: bool
    """Valid, but not for long."""


def token_rows(user: User) -> list[TokenRow]:
    """What is valid first, then the newest first."""
    rows = [token_row(token) for token in ApiToken.objects.visible_to(user)]
    return sorted(rows, key=lambda row: not row.is_valid)


def token_row(token: ApiToken) -> TokenRow:
    if token.is_withdrawn:
        return TokenRow(token, "ingetrokken", is_valid=False, needs_care=False)
    if token.is_expired:
        return TokenRow(token, "verlopen", is_valid=False, needs_care=False)
    if token.expires_on - timezone.localdate() <= SOON:
        return TokenRow(token, "verloopt binnenkort", is_valid=True, needs_care=True)
    return TokenRow(token, "geldig", is_valid=True, needs_care=False)
