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
