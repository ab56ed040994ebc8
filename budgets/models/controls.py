"""Printed totals of the source, to check against."""

from django.db import models

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
