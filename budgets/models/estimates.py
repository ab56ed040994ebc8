"""Between what an amount of a year is thought to lie."""

from django.db import models
from django.db.models import F, Q

from budgets.models.fields import EuroField, YearField, within_limits


class Estimate(models.Model):
    """At the least, most likely and at the most, of one year.  It is not counted in any total."""

    year = YearField()
    low = EuroField("laag geschat")
    likely = EuroField("waarschijnlijk", null=True, blank=True)
    high = EuroField("hoog geschat")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.year}: {self.low} tot {self.high}"


def estimate_rules(owner: str, prefix: str) -> list[models.BaseConstraint]:
    """What the database holds an estimate to; ``owner`` is the field of what is estimated."""
    return [
        models.UniqueConstraint(fields=[owner, "year"], name=f"{prefix}_estimate_once_per_year"),
        models.CheckConstraint(condition=Q(high__gte=F("low")), name=f"{prefix}_low_not_above_high"),
        models.CheckConstraint(
            condition=Q(likely=None) | Q(likely__gte=F("low"), likely__lte=F("high")),
            name=f"{prefix}_likely_in_between",
        ),
        within_limits("low", f"{prefix}_low_within_limits"),
        within_limits("high", f"{prefix}_high_within_limits"),
    ]
