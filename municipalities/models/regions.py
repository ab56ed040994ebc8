"""Regions, municipalities, and who belongs to what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from municipalities.models.users import User

RESERVED_SLUGS = [
    "account",
    "admin",
    "api",
    "gemeenten",
    "handleiding",
    "help",
    "inloggen",
    "media",
    "regio",
    "static",
    "uitloggen",
    "wachtwoord",
]
"""First parts of addresses, taken or kept free: a region of this name would never be reached."""


class RegionQuerySet(models.QuerySet["Region"]):
    def visible_to(self, user: User) -> "RegionQuerySet":
        """The regions that ``user`` belongs to, with their role there as ``role``."""
        return self.filter(roles__user=user).annotate(role=F("roles__kind"))  # one role per region


class Region(models.Model):
    """A body of municipalities that work together; may be part of a larger one."""

    slug = models.SlugField(unique=True)
    name = models.CharField("naam", max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="onderdeel van"
    )

    objects = RegionQuerySet.as_manager()
    history = HistoricalRecords()

    role: str
    """The reader's role, where the region came through ``visible_to``."""

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = "regio", "regio’s"
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="region_not_its_own_parent"),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="region_slug_not_reserved",
                violation_error_message="Dit adres is van een andere bladzijde; kies een andere naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region_id(self) -> int:
        """Itself, so that a right can be asked of a region as of what belongs to it."""
        return self.pk


class Municipality(models.Model):
    """A municipality by its CBS code; names differ per source."""

    code = models.CharField("CBS-code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=200)
    province = models.CharField("provincie", max_length=50, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = "gemeente", "gemeenten"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^GM[0-9]{4}$"), name="municipality_code_form"),
        ]

    def __str__(self) -> str:
        return self.name


class Inhabitants(models.Model):
    """How many people lived in a municipality on 1 January of a year."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="inhabitants")
    year = models.PositiveSmallIntegerField("jaar")
    count = models.PositiveIntegerField("inwoners")
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = "inwonertal", "inwonertallen"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year"], name="inhabitants_once_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.year}: {self.count}"


class RegionMember(models.Model):
    """A municipality takes part in a region, from and until a date (both included)."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="members")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships")
    member_from = models.DateField("lid vanaf", null=True, blank=True)
    member_until = models.DateField("lid tot en met", null=True, blank=True)
    tasks = models.JSONField("taken", default=list, blank=True)
    """Names of tasks, where it is not a member for all that the region does."""

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = "deelname aan de regio", "deelnames aan de regio"
        constraints = [
            models.UniqueConstraint(fields=["region", "municipality"], name="member_once_per_region"),
            models.CheckConstraint(
                condition=Q(member_from=None) | Q(member_until=None) | Q(member_until__gte=F("member_from")),
                name="member_until_not_before_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} in {self.region}"


class CentreMunicipality(models.Model):
    """The municipality that receives the state money for a task of the region."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="centres")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    task = models.CharField("taak", max_length=100)

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = "centrumgemeente", "centrumgemeenten"
        constraints = [
            models.UniqueConstraint(fields=["region", "task", "municipality"], name="centre_once_per_task"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} voor {self.task}"


class Role(models.Model):
    """What somebody is in a region, for one of its municipalities or for the region as a whole."""

    class Kind(models.TextChoices):
        ADMINISTRATOR = "beheerder", "beheerder"
        POLICY = "beleidsadviseur", "beleidsadviseur"
        FINANCE = "financieel_adviseur", "financieel adviseur"
        ALDERMAN = "portefeuillehouder", "portefeuillehouder"
        READER = "lezer", "lezer"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    region = models.ForeignKey(Region, models.CASCADE, related_name="roles")
    kind = models.CharField("rol", max_length=30, choices=Kind)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="gemeente"
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = "rol", "rollen"
        constraints = [
            models.UniqueConstraint(fields=["user", "region"], name="one_role_per_region"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "beheerder",
                        "beleidsadviseur",
                        "financieel_adviseur",
                        "portefeuillehouder",
                        "lezer",
                    ]
                ),
                name="role_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()} in {self.region}"
