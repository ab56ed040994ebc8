"""Fixed versions of a budget: written once, never changed."""

from django.db import models
from django.db.models import F, Q

from measures.models import Plan
from municipalities.models import User


class BudgetVersionQuerySet(models.QuerySet["BudgetVersion"]):
    def visible_to(self, user: User) -> "BudgetVersionQuerySet":
        """The versions of the regions that ``user`` belongs to, with their role there as ``role``."""
        theirs = self.filter(plan__region__roles__user=user)  # one role per region: no row twice
        return theirs.annotate(role=F("plan__region__roles__kind")).select_related("plan__region")


class BudgetVersion(models.Model):
    """The budget as it was fixed: ``data_json`` is the engine's canonical JSON, ``sha256`` its hash.

    The database refuses to change or delete a row, and a number that is not the next.
    """

    class Kind(models.TextChoices):
        CONCEPT = "concept", "concept"
        DRAFT = "ontwerp", "ontwerp"
        ADOPTED = "vastgesteld", "vastgesteld"
        AMENDMENT = "begrotingswijziging", "begrotingswijziging"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("nummer")
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=30, choices=Kind)
    amendment = models.PositiveSmallIntegerField("begrotingswijziging nummer", null=True, blank=True)
    decided_on = models.DateField("datum")
    decision = models.CharField("besluit", max_length=200, blank=True)
    remark = models.TextField("opmerking", blank=True)
    revision = models.PositiveBigIntegerField("nummer van de werkbegroting")
    data_json = models.TextField(editable=False)
    sha256 = models.CharField("vingerafdruk", max_length=64, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="versions", verbose_name="door")
    created_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    objects = BudgetVersionQuerySet.as_manager()

    role: str
    """The reader's role in the region, where the version came through ``visible_to``."""

    class Meta:
        ordering = ["-number"]
        verbose_name, verbose_name_plural = "versie", "versies"
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once_per_plan"),
            models.UniqueConstraint(fields=["plan", "amendment"], name="amendment_number_once_per_plan"),
            models.CheckConstraint(
                condition=Q(kind__in=["concept", "ontwerp", "vastgesteld", "begrotingswijziging"]),
                name="version_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="begrotingswijziging", amendment__gte=1)
                | (~Q(kind="begrotingswijziging") & Q(amendment=None)),
                name="version_amendment_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.number}: {self.name}"

    @property
    def region_id(self) -> int:
        return self.plan.region_id
