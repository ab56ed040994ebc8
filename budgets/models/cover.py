"""Which stream pays a line: a fraction of it, or fixed amounts."""

from django.db import models
from django.db.models import F, Q

from budgets.models.fields import EuroField, YearField, within_limits
from budgets.models.lines import CostLine
from budgets.models.streams import FundingStream
from measures.changes import PlanHistory
from measures.models import Measure


class Cover(models.Model):
    """A stream pays ``numerator``/``denominator`` of a line, or the fixed amounts of ``CoverAmount``.

    Of a measure it holds for those of its lines that have no cover of their own.
    What no stream pays is for the general means.
    """

    stream = models.ForeignKey(FundingStream, models.PROTECT, related_name="covers", verbose_name="stroom")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="covers")
    cost_line = models.ForeignKey(
        CostLine, models.CASCADE, null=True, blank=True, related_name="covers", verbose_name="kostenpost"
    )
    numerator = models.PositiveIntegerField("teller", null=True, blank=True)
    denominator = models.PositiveIntegerField("noemer", null=True, blank=True)
    assumed = models.BooleanField("aanname", default=False)
    """The source names the stream but not how much of the line it pays."""

    history = PlanHistory()

    class Meta:
        ordering = ["stream__position", "pk"]
        verbose_name, verbose_name_plural = "dekking", "dekkingen"
        constraints = [
            models.UniqueConstraint(fields=["measure", "stream"], name="cover_once_per_measure_and_stream"),
            models.UniqueConstraint(fields=["cost_line", "stream"], name="cover_once_per_line_and_stream"),
            models.CheckConstraint(
                condition=Q(measure=None, cost_line__isnull=False) | Q(measure__isnull=False, cost_line=None),
                name="cover_of_a_measure_or_a_line",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__gt=0, denominator__gt=0, numerator__lte=F("denominator")),
                name="cover_fraction_at_most_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cost_line or self.measure}: {self.stream}"


class CoverAmount(models.Model):
    """A fixed amount that a stream pays in a year."""

    cover = models.ForeignKey(Cover, models.CASCADE, related_name="amounts")
    year = YearField()
    amount = EuroField("bedrag")

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "bedrag", "bedragen"
        constraints = [
            models.UniqueConstraint(fields=["cover", "year"], name="cover_year_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cover_amount_not_negative"),
            within_limits("amount", "cover_amount_within_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.cover} {self.year}: {self.amount}"
