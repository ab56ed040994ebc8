"""Cost lines: the rows of the budget."""

from django.db import models
from django.db.models import Q

from budgets.models.fields import EuroField, YearField, within_limits
from measures.changes import PlanHistory
from measures.models import Measure, Plan

LINE_ORDER = (
    "measure__goal__position",
    "measure__goal_id",
    "measure__position",
    "measure_id",
    "position",
    "pk",
)
"""The order of the budget: by goal, by measure, by line."""


class CostLine(models.Model):
    """A row of the budget: a measure and a cost type.

    ``code`` is the name by which versions, imports and scenarios know the line;
    it never changes.  ``number`` is the row number in the source.
    """

    class CostType(models.TextChoices):
        PERSONNEL = "personnel", "Personeelskosten"
        MATERIAL = "material", "Materiële kosten"
        CAPITAL = "capital", "Kapitaallasten"
        OVERHEAD = "overhead", "Overhead"

    class Priority(models.IntegerChoices):
        STATUTORY = 0, "0 wettelijk"
        BASIC = 1, "1 basis"
        URGENT = 2, "2 urgent"
        LATER = 3, "3 later"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="cost_lines")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="cost_lines")
    code = models.SlugField()
    number = models.PositiveIntegerField("regel in de bron", null=True, blank=True)
    cost_type = models.CharField("soort kosten", max_length=20, blank=True, choices=CostType)
    priority = models.PositiveSmallIntegerField("prioriteit", null=True, blank=True, choices=Priority)
    note = models.TextField("toelichting", blank=True)
    negative_allowed = models.BooleanField("mag negatief zijn", default=False)
    incidental = models.BooleanField("incidenteel", default=False)
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = LINE_ORDER
        verbose_name, verbose_name_plural = "kostenpost", "kostenposten"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="line_code_once_per_plan"),
            models.CheckConstraint(
                condition=Q(priority=None) | Q(priority__gte=0, priority__lte=3), name="line_priority_0_to_3"
            ),
            models.CheckConstraint(
                condition=Q(cost_type__in=["", "personnel", "material", "capital", "overhead"]),
                name="line_cost_type_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.measure}" if self.number else str(self.measure)


class CostAmount(models.Model):
    """What a line costs in a year, or that it is p.m.; no row where the source has nothing."""

    cost_line = models.ForeignKey(CostLine, models.CASCADE, related_name="amounts")
    year = YearField()
    amount = EuroField("bedrag", null=True, blank=True)
    pm = models.BooleanField("p.m.", default=False)

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "bedrag", "bedragen"
        constraints = [
            models.UniqueConstraint(fields=["cost_line", "year"], name="line_year_once"),
            models.CheckConstraint(
                condition=Q(pm=True, amount=None) | Q(pm=False, amount__isnull=False),
                name="line_amount_or_pm",
            ),
            within_limits("amount", "line_amount_within_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.cost_line} {self.year}: {'p.m.' if self.pm else self.amount}"
