"""Places for living that the region agreed: kinds, yearly targets, what was realised, what a place costs."""

from django.db import models
from django.db.models import F, Q

from budgets.models.fields import EuroField, YearField, within_limits
from measures.changes import PlanHistory
from measures.models import Plan
from municipalities.models import Municipality

MOST_PLACES = 99_999


def _possible(name: str, *fields: str) -> models.CheckConstraint:
    """Refuses fewer than no places and more than can be meant; SQLite refuses neither by itself."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__gte": 0, f"{field}__lte": MOST_PLACES})
    return models.CheckConstraint(condition=condition, name=name)


class HousingKind(models.Model):
    """A kind of housing.  What stood at the start is of no municipality: it is not split."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="housing_kinds")
    code = models.SlugField()
    title = models.CharField("naam", max_length=200)
    agreed = models.PositiveIntegerField("afgesproken plaatsen")
    start = models.PositiveIntegerField("plaatsen bij het begin", default=0)
    note = models.TextField("toelichting", blank=True)
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "soort woning", "soorten woningen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="housing_kind_code_once_per_plan"),
            _possible("housing_kind_places_possible", "agreed", "start"),
            models.CheckConstraint(
                condition=Q(start__lte=F("agreed")), name="housing_kind_no_more_than_agreed"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HousingTarget(models.Model):
    """Places of a kind that the region wants to come in a year; no row is none."""

    kind = models.ForeignKey(HousingKind, models.CASCADE, related_name="targets", verbose_name="soort woning")
    year = YearField()
    places = models.PositiveIntegerField("plaatsen")

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "jaardoel", "jaardoelen"
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="housing_target_year_once"),
            _possible("housing_target_places_possible", "places"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.places}"


class HousingRealised(models.Model):
    """Places of a kind that came in a municipality in a year; no row is not known, which is not none."""

    kind = models.ForeignKey(
        HousingKind, models.CASCADE, related_name="realised", verbose_name="soort woning"
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    year = YearField()
    places = models.PositiveIntegerField("plaatsen")

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "gerealiseerd aantal", "gerealiseerde aantallen"
        constraints = [
            models.UniqueConstraint(fields=["kind", "municipality", "year"], name="housing_realised_once"),
            _possible("housing_realised_places_possible", "places"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.municipality} {self.year}: {self.places}"


class HousingTerms(models.Model):
    """What a municipality pays a year for every place that is missing, and how that amount rises."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="housing_terms")
    amount = EuroField("bedrag per ontbrekende plaats")
    price_level = models.PositiveSmallIntegerField("prijspeil")
    percentage = models.DecimalField("stijging per jaar", max_digits=7, decimal_places=4, default=0)

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "verrekening van woningen", "verrekeningen van woningen"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="housing_amount_not_negative"),
            within_limits("amount", "housing_amount_within_limits"),
            models.CheckConstraint(
                condition=Q(percentage__gte=-20, percentage__lte=100), name="housing_percentage_possible"
            ),
            models.CheckConstraint(
                condition=Q(price_level__gte=1900, price_level__lte=2200), name="housing_price_level_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"verrekening van woningen van {self.plan}"
