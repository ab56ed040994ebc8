"""Income and what must be saved: funding streams and savings targets."""

from django.db import models
from django.db.models import Q

from budgets.models.estimates import Estimate, estimate_rules
from budgets.models.fields import EuroField, YearField, within_limits
from measures.changes import PlanHistory
from measures.models import Plan


class FundingStream(models.Model):
    """Income per year: state money, own contributions, municipal contribution."""

    class Kind(models.TextChoices):
        STATE_GRANT = "rijksuitkering", "rijksuitkering"
        OWN_CONTRIBUTION = "eigen bijdrage", "eigen bijdrage"
        MUNICIPAL_CONTRIBUTION = "gemeentelijke bijdrage", "gemeentelijke bijdrage"
        STATE_SUBSIDY = "rijkssubsidie", "rijkssubsidie"
        OTHER = "overig", "overig"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="streams")
    code = models.CharField(max_length=20)
    title = models.CharField("naam", max_length=200)
    kind = models.CharField("soort", max_length=30, choices=Kind)
    note = models.TextField("toelichting", blank=True)
    negative_allowed = models.BooleanField("mag negatief zijn", default=False)
    incidental = models.BooleanField("incidenteel", default=False)
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "financieringsstroom", "financieringsstromen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="stream_code_once_per_plan"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "rijksuitkering",
                        "eigen bijdrage",
                        "gemeentelijke bijdrage",
                        "rijkssubsidie",
                        "overig",
                    ]
                ),
                name="stream_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StreamAmount(models.Model):
    stream = models.ForeignKey(FundingStream, models.CASCADE, related_name="amounts")
    year = YearField()
    amount = EuroField("bedrag")

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "bedrag", "bedragen"
        constraints = [
            models.UniqueConstraint(fields=["stream", "year"], name="stream_year_once"),
            within_limits("amount", "stream_amount_within_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.year}: {self.amount}"


class StreamEstimate(Estimate):
    """What a stream is thought to bring in in a year; likely is its amount where nothing else is said."""

    stream = models.ForeignKey(
        FundingStream, models.CASCADE, related_name="estimates", verbose_name="financieringsstroom"
    )

    history = PlanHistory()

    class Meta:
        ordering = ["year"]
        verbose_name, verbose_name_plural = "raming van een stroom", "ramingen van stromen"
        constraints = estimate_rules("stream", "stream")


class SavingsTarget(models.Model):
    """What must be saved: a percentage of a stream, or the fixed amounts of ``TargetAmount``."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    code = models.SlugField()
    title = models.CharField("naam", max_length=200)
    stream = models.ForeignKey(
        FundingStream, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="stroom"
    )
    percentage = models.DecimalField("percentage", max_digits=7, decimal_places=4, null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "taakstelling", "taakstellingen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="target_code_once_per_plan"),
            models.CheckConstraint(
                condition=Q(percentage=None) | Q(percentage__gte=0, percentage__lte=100),
                name="target_percentage_0_to_100",
            ),
            models.CheckConstraint(
                condition=Q(stream=None, percentage=None) | Q(stream__isnull=False, percentage__isnull=False),
                name="target_percentage_of_a_stream",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TargetAmount(models.Model):
    target = models.ForeignKey(SavingsTarget, models.CASCADE, related_name="amounts")
    year = YearField()
    amount = EuroField("bedrag")

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "bedrag", "bedragen"
        constraints = [
            models.UniqueConstraint(fields=["target", "year"], name="target_year_once"),
            within_limits("amount", "target_amount_within_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.year}: {self.amount}"
