"""What: plans with their years, goals and measures."""

from django.db import models
from django.db.models import F, Q

from measures.changes import Change, PlanHistory
from municipalities.models import Municipality, Region, User

__all__ = ["Change", "Goal", "Measure", "Participation", "Plan", "UnmatchedParticipation"]


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> "PlanQuerySet":
        """The plans of the regions that ``user`` belongs to, with their role there as ``role``."""
        theirs = self.filter(region__roles__user=user)  # one role per region: no row twice
        return theirs.annotate(role=F("region__roles__kind")).select_related("region")


class Plan(models.Model):
    """A period of years with goals, measures and one working budget.

    ``revision`` rises with every change to what the budget is computed from.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="plans")
    slug = models.SlugField()
    title = models.CharField("titel", max_length=200)
    first_year = models.PositiveSmallIntegerField("eerste jaar")
    last_year = models.PositiveSmallIntegerField("laatste jaar")
    current_year = models.PositiveSmallIntegerField("lopend jaar", null=True, blank=True)
    revision = models.PositiveBigIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()
    history = PlanHistory(excluded_fields=["revision"])

    role: str
    """The reader's role in the region, where the plan came through ``visible_to``."""

    class Meta:
        ordering = ["-first_year", "title"]
        verbose_name, verbose_name_plural = "beleidsplan", "beleidsplannen"
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="plan_slug_once_per_region"),
            models.CheckConstraint(
                condition=Q(
                    first_year__gte=1900, last_year__gte=F("first_year"), last_year__lte=F("first_year") + 49
                ),
                name="plan_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(current_year=None)
                | Q(current_year__gte=F("first_year"), current_year__lte=F("last_year")),
                name="plan_current_year_inside",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first_year, self.last_year + 1))


class Goal(models.Model):
    """A chapter of the plan and of the budget."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    code = models.SlugField()
    title = models.CharField("titel", max_length=200)
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "doel", "doelen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="goal_code_once_per_plan"),
        ]

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """What is done for a goal.  The title is empty where the source gives none.

    ``code`` is its name in addresses and versions; it never changes.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="measures", verbose_name="doel")
    code = models.SlugField(max_length=80)
    title = models.CharField("naam", max_length=300, blank=True)
    note = models.TextField("toelichting", blank=True)
    last_year = models.PositiveSmallIntegerField("laatste jaar", null=True, blank=True)
    """The year after which it has ended; its lines have no amounts from then on."""
    position = models.PositiveIntegerField(default=0)

    history = PlanHistory()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "maatregel", "maatregelen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="measure_code_once_per_plan"),
        ]

    def __str__(self) -> str:
        return self.title or "maatregel zonder naam"


class Participation(models.Model):
    """A municipality takes no part in a measure in a year, or for a percentage.  Without a row it does."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="participation")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    year = models.PositiveSmallIntegerField("jaar")
    percentage = models.DecimalField("deelname", max_digits=5, decimal_places=2)

    history = PlanHistory()

    class Meta:
        verbose_name, verbose_name_plural = "deelname", "deelnames"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "municipality", "year"], name="participation_once_per_year"
            ),
            models.CheckConstraint(
                condition=Q(percentage__gte=0, percentage__lt=100), name="participation_less_than_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} in {self.measure}, {self.year}"


class UnmatchedParticipation(models.Model):
    """What a source says of taking part in something that is no measure of this plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="unmatched_participation")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    title = models.CharField("maatregel in de bron", max_length=300)
    answer = models.CharField("antwoord in de bron", max_length=50)
    source = models.CharField("bron", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "niet gekoppelde deelname", "niet gekoppelde deelnames"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "municipality", "title"], name="unmatched_participation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.title}"
