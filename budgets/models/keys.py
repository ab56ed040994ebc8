"""By what amounts are split over municipalities: allocation keys and their weights."""

from django.db import models
from django.db.models import Q

from budgets.models.fields import YearField
from budgets.models.streams import FundingStream
from measures.changes import PlanHistory
from measures.models import Measure, Plan
from municipalities.models import Municipality


class AllocationKey(models.Model):
    """A key of a plan.  Its weights are its own: a later count of inhabitants does not change it unseen."""

    class Kind(models.TextChoices):
        INHABITANTS = "inhabitants", "inwonertal"
        PERCENTAGE = "percentage", "vaste percentages"
        EQUAL = "equal", "gelijk"
        WEIGHTS = "weights", "eigen gewichten"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="keys")
    code = models.SlugField()
    title = models.CharField("naam", max_length=200)
    kind = models.CharField("soort", max_length=20, choices=Kind)
    source = models.CharField("bron", max_length=300, blank=True)
    count_year = models.PositiveSmallIntegerField("inwoners op 1 januari", null=True, blank=True)
    """Of a key by inhabitants: the year of the count that its weights were taken from."""
    is_default = models.BooleanField("geldt waar niets anders is gekozen", default=False)
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "verdeelsleutel", "verdeelsleutels"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="key_code_once_per_plan"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(is_default=True), name="one_default_key_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["inhabitants", "percentage", "equal", "weights"]), name="key_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class KeyWeight(models.Model):
    """What a municipality weighs in a year: inhabitants, a percentage, or a number of its own."""

    key = models.ForeignKey(AllocationKey, models.CASCADE, related_name="weights")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    year = YearField()
    weight = models.DecimalField("gewicht", max_digits=11, decimal_places=2)

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "gewicht", "gewichten"
        constraints = [
            models.UniqueConstraint(fields=["key", "municipality", "year"], name="key_weight_once"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="key_weight_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.municipality} {self.year}"


class KeyUse(models.Model):
    """A stream or a measure that is split by another key than the plan's."""

    key = models.ForeignKey(AllocationKey, models.PROTECT, related_name="uses", verbose_name="verdeelsleutel")
    measure = models.OneToOneField(
        Measure, models.CASCADE, null=True, blank=True, related_name="key_use", verbose_name="maatregel"
    )
    stream = models.OneToOneField(
        FundingStream, models.CASCADE, null=True, blank=True, related_name="key_use", verbose_name="stroom"
    )

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "eigen verdeelsleutel", "eigen verdeelsleutels"
        constraints = [
            models.CheckConstraint(
                condition=Q(measure=None, stream__isnull=False) | Q(measure__isnull=False, stream=None),
                name="key_use_of_a_measure_or_a_stream",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure or self.stream}: {self.key}"
