"""How often a program asked, in a table that all worker processes share."""

from django.db import models


class RequestCount(models.Model):
    """The requests that ``key`` did in its present window of time, or in its last one."""

    key = models.CharField(max_length=200, primary_key=True)
    ends_at = models.BigIntegerField(db_index=True)
    """When the window ends, in whole seconds since 1970."""
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
