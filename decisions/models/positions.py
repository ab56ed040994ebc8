"""What a municipality or a body says about an option."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from budgets.models import AdjustmentOption
from decisions.models.bodies import Body
from measures.models import Plan
from municipalities.models import Municipality, User


def _once(name: str, party: str, *, about_one: bool) -> models.UniqueConstraint:
    """At most one position of a party about an option, or about all of them together."""
    present = Q(**{f"{party}__isnull": False})
    if about_one:
        return models.UniqueConstraint(fields=["option", party], condition=present, name=name)
    return models.UniqueConstraint(fields=["plan", party], condition=present & Q(option=None), name=name)


class Position(models.Model):
    """What a party holds now; what it held before is in the history.

    Without an option it is about all options of the plan together.
    """

    class Stance(models.TextChoices):
        AGAINST = "tegen", "tegen"
        RESERVED = "voorbehoud", "voorbehoud"
        IN_FAVOUR = "voor", "voor"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="positions")
    option = models.ForeignKey(
        AdjustmentOption, models.CASCADE, null=True, blank=True, related_name="positions"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="positions", verbose_name="overleg"
    )
    stance = models.CharField("standpunt", max_length=20, choices=Stance)
    reason = models.TextField("reden", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="vastgelegd door")
    recorded_at = models.DateTimeField("vastgelegd op", auto_now=True)

    history = HistoricalRecords()
    _history_user: User

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = "standpunt", "standpunten"
        constraints = [
            _once("position_of_municipality_once_per_option", "municipality", about_one=True),
            _once("position_of_body_once_per_option", "body", about_one=True),
            _once("position_of_municipality_once_in_general", "municipality", about_one=False),
            _once("position_of_body_once_in_general", "body", about_one=False),
            models.CheckConstraint(
                condition=Q(municipality=None, body__isnull=False) | Q(municipality__isnull=False, body=None),
                name="position_of_a_municipality_or_a_body",
            ),
            models.CheckConstraint(
                condition=Q(stance__in=["tegen", "voorbehoud", "voor"]), name="position_stance_known"
            ),
            models.CheckConstraint(
                condition=Q(stance="voor") | ~Q(reason=""), name="position_against_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_stance_display()}"

    @property
    def party(self) -> Municipality | Body:
        """Whose it is.  No query after ``positions_of``."""
        party = self.municipality or self.body
        assert party is not None  # the database holds to it
        return party

    @property
    def party_code(self) -> str:
        """The party in addresses: its CBS code, or the slug of a body."""
        return code_of(self.party)


def code_of(party: Municipality | Body) -> str:
    """A CBS code is in capitals and a slug is not: one cannot be taken for the other."""
    return party.code if isinstance(party, Municipality) else party.slug
