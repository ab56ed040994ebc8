"""P.m. items (pro memorie): what is known to come, of a size that is not."""

from django.db import models
from django.db.models import F, Q

from budgets.models.fields import EuroField, YearField, within_limits
from measures.changes import PlanHistory
from measures.models import Plan
from municipalities.models import Municipality


class MemorandumItem(models.Model):
    """A p.m. item beside the lines: known to exist, of unknown size, in these years."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="memorandum_items")
    code = models.SlugField()
    title = models.CharField("naam", max_length=200)
    note = models.TextField("toelichting", blank=True)
    first_year = YearField("eerste jaar")
    last_year = YearField("laatste jaar")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="hoort bij gemeente",
    )
    """The one that it comes with, such as one that leaves."""
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "p.m.-post", "p.m.-posten"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="memorandum_code_once_per_plan"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="memorandum_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MemorandumEstimate(models.Model):
    """What a p.m. item is thought to cost in a year, at the least and at the most.

    It is not counted in any total: those say that they leave the item out.
    """

    item = models.ForeignKey(
        MemorandumItem, models.CASCADE, related_name="estimates", verbose_name="p.m.-post"
    )
    year = YearField()
    low = EuroField("laag geschat")
    high = EuroField("hoog geschat")

    history = PlanHistory()

    class Meta:
        ordering = ["year"]
        verbose_name, verbose_name_plural = "schatting", "schattingen"
        constraints = [
            models.UniqueConstraint(fields=["item", "year"], name="memorandum_estimate_once_per_year"),
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="memorandum_low_not_above_high"),
            within_limits("low", "memorandum_low_within_limits"),
            within_limits("high", "memorandum_high_within_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.year}: {self.low} tot {self.high}"
