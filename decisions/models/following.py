"""A scenario that somebody shows, and who looks on.  No history: it is about this moment."""

from django.db import models

from budgets.models import Scenario
from municipalities.models import User


class Presentation(models.Model):
    """Somebody shows a scenario: others see the year and the view that they look at."""

    class View(models.TextChoices):
        WATERFALL = "waterval", "waterval"
        PRIORITIES = "prioriteit", "per prioriteit"
        MUNICIPALITIES = "gemeente", "per gemeente"
        CERTAINTY = "zekerheid", "zekerheid"

    scenario = models.OneToOneField(Scenario, models.CASCADE, related_name="presentation")
    presenter = models.ForeignKey(User, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("jaar")
    view = models.CharField("weergave", max_length=20, choices=View, default=View.WATERFALL)
    seen_at = models.DateTimeField("laatst gezien")
    """When the page of the presenter last let hear of itself, to the minute."""

    class Meta:
        verbose_name, verbose_name_plural = "presentatie", "presentaties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(view__in=["waterval", "prioriteit", "gemeente", "zekerheid"]),
                name="presentation_view_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.presenter}: {self.scenario}"


class Follower(models.Model):
    """Somebody looks on; ``seen_at`` is written at most once in ``decisions.following.NOTED_EVERY``."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="followers")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField("laatst gezien")

    class Meta:
        verbose_name, verbose_name_plural = "meekijker", "meekijkers"
        constraints = [
            models.UniqueConstraint(fields=["scenario", "user"], name="follower_once_per_scenario"),
        ]

    def __str__(self) -> str:
        return f"{self.user} bij {self.scenario}"
