"""P.m. items (pro memorie): what is known to come, of a size that is not."""

from django.db import models
from django.db.models import F, Q

from budgets.models.estimates import Estimate, estimate_rules
from budgets.models.fields import YearField
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


class MemorandumEstimate(Estimate):
    """What a p.m. item is thought to cost in a year.  Totals say that they leave the item out."""

    item = models.ForeignKey(
        MemorandumItem, models.CASCADE, related_name="estimates", verbose_name="p.m.-post"
    )

    history = PlanHistory()

    class Meta:
        ordering = ["year"]
        verbose_name, verbose_name_plural = "schatting", "schattingen"
        constraints = estimate_rules("item", "memorandum")
