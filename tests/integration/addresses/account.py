"""Mijn account: name → (arguments, method, data, the answer per role), as in ``budget``."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from municipalities.models import ApiToken, User
from tests.integration.addresses.roles import READ

TOMORROW = timezone.localdate() + timedelta(days=1)
MADE = {"naam": "Power BI", "toegang": "read", "geldig_tot": TOMORROW.isoformat()}
OF_ANOTHER = {"prefix": "vanander"}
NOT_THEIRS = dict.fromkeys(READ, 404)

ADDRESSES: dict[str, Any] = {
    "account": [({}, "get", {}, READ), ({}, "post", MADE, READ)],
    "token_withdraw": [(OF_ANOTHER, "get", {}, NOT_THEIRS), (OF_ANOTHER, "post", {}, NOT_THEIRS)],
}


def prepare(plan: Any) -> None:
    """A token of somebody else in the same region."""
    ApiToken.objects.create(
        user=User.objects.get(username="lezer"), name="BI", scope="read", expires_on=TOMORROW, **OF_ANOTHER
    )
