"""The fields that every table of amounts shares."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

LARGEST_AMOUNT = Decimal("999999999.99")


class EuroField(models.DecimalField):
    """Euros with two decimals, at most 999,999,999.99 either side of zero."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 11, "decimal_places": 2} | kwargs)


class YearField(models.PositiveSmallIntegerField):
    """A year of the plan.  The database refuses one outside it (migration ``0002_plan_years``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        named = {} if args else {"verbose_name": "jaar"}
        super().__init__(*args, **named | kwargs)


def within_limits(field: str, name: str) -> models.CheckConstraint:
    """Refuses what ``EuroField`` cannot hold: SQLite does not look at a decimal's length."""
    limits = Q(**{f"{field}__gte": -LARGEST_AMOUNT, f"{field}__lte": LARGEST_AMOUNT})
    return models.CheckConstraint(condition=Q(**{field: None}) | limits, name=name)
