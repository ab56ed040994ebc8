"""Bodies of a region that deliberate: a working group, the directors, the aldermen together."""

from django.db import models
from simple_history.models import HistoricalRecords

from municipalities.models import Region, User


class Body(models.Model):
    """Each region has its own; ``slug`` is its name in addresses and never changes."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="bodies")
    slug = models.SlugField(max_length=80)
    name = models.CharField("naam", max_length=80)
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()
    _history_user: User

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = "overleg", "overleggen"
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="body_slug_once_per_region"),
            models.UniqueConstraint(fields=["region", "name"], name="body_name_once_per_region"),
        ]

    def __str__(self) -> str:
        return self.name
