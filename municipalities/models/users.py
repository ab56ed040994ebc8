"""Who logs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from simple_history.models import HistoricalRecords


class User(AbstractUser):
    """Somebody who logs in.  What they may do follows from their role in a region."""

    seen_at = models.DateTimeField("laatst gezien", null=True, blank=True, editable=False)
    visited_before = models.DateTimeField("vorige bezoek", null=True, blank=True, editable=False)
    """When the visit before this one ended."""

    history = HistoricalRecords(excluded_fields=["password", "last_login", "seen_at", "visited_before"])

    @property
    def display_name(self) -> str:
        """As others know them: their name, or while none is known the name they log in with."""
        return self.get_full_name() or self.get_username()
