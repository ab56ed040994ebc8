"""Adjustment options and what each changes."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q

from budgets.models.fields import EuroField, YearField, within_limits
from budgets.models.lines import CostLine
from budgets.models.streams import FundingStream
from measures.changes import PlanHistory
from measures.models import Plan


class AdjustmentOption(models.Model):
    """A named choice that can be switched on.  ``was`` and ``becomes`` are as its proposer printed them."""

    class Kind(models.TextChoices):
        REDIRECT = "ombuigen", "ombuigen"
        CUT = "schrappen", "schrappen"
        INTENSIFY = "intensiveren", "intensiveren"
        FUNDING = "dekking", "dekking"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="options")
    code = models.SlugField()
    title = models.CharField("titel", max_length=300)
    short_title = models.CharField("korte titel", max_length=60, blank=True)
    kind = models.CharField("soort", max_length=20, choices=Kind)
    was = EuroField("was", null=True, blank=True)
    becomes = EuroField("wordt", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)
    incidental = models.BooleanField("incidenteel", default=False)
    lines = models.ManyToManyField(
        CostLine, through="OptionLine", blank=True, related_name="options", verbose_name="kostenposten"
    )
    """The lines that it names; an effect without a line or stream is spread over these."""
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "bijstellingsoptie", "bijstellingsopties"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="option_code_once_per_plan"),
            models.CheckConstraint(
                condition=Q(kind__in=["ombuigen", "schrappen", "intensiveren", "dekking"]),
                name="option_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OptionLine(models.Model):
    """An option names a cost line."""

    option = models.ForeignKey(
        AdjustmentOption, models.CASCADE, db_column="adjustmentoption_id", related_name="named_lines"
    )
    cost_line = models.ForeignKey(
        CostLine, models.PROTECT, db_column="costline_id", related_name="named_by", verbose_name="kostenpost"
    )

    history = PlanHistory()

    class Meta:
        db_table = "budgets_adjustmentoption_lines"
        verbose_name, verbose_name_plural = "genoemde kostenpost", "genoemde kostenposten"
        unique_together = [("option", "cost_line")]

    def __str__(self) -> str:
        return f"{self.option}: {self.cost_line}"


class OptionEffect(models.Model):
    """What an option changes in a year, in euros: below zero lowers the amount.

    On one line, on one stream, or, where neither is given, spread over the lines
    that the option names.
    """

    option = models.ForeignKey(AdjustmentOption, models.CASCADE, related_name="effects")
    cost_line = models.ForeignKey(CostLine, models.PROTECT, null=True, blank=True, related_name="effects")
    stream = models.ForeignKey(FundingStream, models.PROTECT, null=True, blank=True, related_name="effects")
    year = YearField()
    change = EuroField("wijziging")

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "effect", "effecten"
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_line=None) | Q(stream=None), name="effect_line_or_stream"
            ),
            models.UniqueConstraint(
                fields=["option", "cost_line", "year"],
                condition=Q(cost_line__isnull=False),
                name="effect_on_line_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["option", "stream", "year"],
                condition=Q(stream__isnull=False),
                name="effect_on_stream_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["option", "year"],
                condition=Q(cost_line=None, stream=None),
                name="effect_spread_once_a_year",
            ),
            within_limits("change", "effect_change_within_limits"),
        ]

    def __str__(self) -> str:
        return f"{self.option} {self.year}: {self.change}"


class OptionLevel(models.Model):
    """A part of an option of which one is chosen; in order, the first where nobody chose."""

    option = models.ForeignKey(AdjustmentOption, models.CASCADE, related_name="levels")
    code = models.SlugField()
    title = models.CharField("niveau", max_length=60)
    numerator = models.PositiveIntegerField("teller")
    denominator = models.PositiveIntegerField("noemer")
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "niveau", "niveaus"
        constraints = [
            models.UniqueConstraint(fields=["option", "code"], name="level_code_once_per_option"),
            models.CheckConstraint(
                condition=Q(numerator__gt=0, denominator__gt=0), name="level_part_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def part(self) -> Fraction:
        """Of every effect of the option; may be more than the whole."""
        return Fraction(self.numerator, self.denominator)


class OptionRelation(models.Model):
    """Two options that cannot be on together, or of which one needs the other."""

    class Kind(models.TextChoices):
        EXCLUDES = "excludes", "gaat niet samen met"
        NEEDS = "needs", "kan alleen samen met"

    option = models.ForeignKey(AdjustmentOption, models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        AdjustmentOption, models.CASCADE, related_name="named_in", verbose_name="andere optie"
    )
    kind = models.CharField("verband", max_length=10, choices=Kind)

    history = PlanHistory()

    class Meta:
        ordering = ["other__position", "pk"]
        verbose_name, verbose_name_plural = "verband", "verbanden"
        constraints = [
            models.UniqueConstraint(fields=["option", "other"], name="relation_once_per_two_options"),
            models.CheckConstraint(condition=~Q(option=F("other")), name="relation_with_another_option"),
            models.CheckConstraint(condition=Q(kind__in=["excludes", "needs"]), name="relation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.option} {self.get_kind_display()} {self.other}"
