"""What stands beside the lines: printed totals to check against, and p.m. items."""

from django.db import models
from django.db.models import F, Q

from budgets.models.fields import YearField
from measures.changes import PlanHistory
from measures.models import Plan


class ControlTotal(models.Model):
    """A total as printed in the source.  ``figure`` is a figure's name in the engine."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="control_totals")
    figure = models.CharField("cijfer", max_length=120)
    year = YearField()
    amount = models.DecimalField("gedrukt bedrag", max_digits=15, decimal_places=2)
    source = models.CharField("bron", max_length=200)
    reason = models.TextField("verklaring", blank=True)
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "year", "pk"]
        verbose_name, verbose_name_plural = "controletotaal", "controletotalen"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "figure", "year", "source"], name="control_total_once_per_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.year}: {self.amount} ({self.source})"


class MemorandumItem(models.Model):
    """A p.m. item beside the lines: known to exist, of unknown size, in these years."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="memorandum_items")
    code = models.SlugField()
    title = models.CharField("naam", max_length=200)
    note = models.TextField("toelichting", blank=True)
    first_year = YearField("eerste jaar")
    last_year = YearField("laatste jaar")
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
