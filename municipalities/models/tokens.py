"""What a program logs in with, in the name of a user."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from municipalities.models.users import User

MARK = "rbg_"
"""How every token begins, so that who scans files for leaked secrets knows one when it is there."""


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: User) -> "ApiTokenQuerySet":
        """One's own: nobody manages the tokens of another."""
        return self.filter(user=user)

    def valid(self) -> "ApiTokenQuerySet":
        """Neither withdrawn nor past their last day."""
        return self.filter(withdrawn_at=None, expires_on__gte=timezone.localdate())


class ApiToken(models.Model):
    """Gives a program what the role of ``user`` allows at that moment, or of that the reading only.

    The token itself is nowhere: ``secret_hash`` recognises it, ``prefix`` lets people tell theirs apart.
    """

    class Scope(models.TextChoices):
        READ = "read", "lezen"
        WRITE = "write", "lezen en wijzigen"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField("naam", max_length=100)
    prefix = models.CharField("begin", max_length=8, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    """SHA-256 of the whole token, in hexadecimal digits."""
    scope = models.CharField("toegang", max_length=10, choices=Scope)
    created_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    expires_on = models.DateField("geldig tot en met")
    last_used_at = models.DateTimeField("laatst gebruikt", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["secret_hash", "last_used_at"])

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name, verbose_name_plural = "API-token", "API-tokens"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_name"),
            models.CheckConstraint(condition=Q(scope__in=["read", "write"]), name="api_token_scope_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start})"

    @property
    def start(self) -> str:
        """What may be shown of the token."""
        return f"{MARK}{self.prefix}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_expired(self) -> bool:
        """Past its last day, which counts in full."""
        return self.expires_on < timezone.localdate()
