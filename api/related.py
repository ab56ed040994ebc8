"""What many rows refer to, each thing fetched once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet


def bring(rows: Iterable[Any], name: str, things: QuerySet[Any]) -> list[Any]:
    """Gives each row its thing of this name, in one query; the things that were found.

    ``select_related`` would make an object of it for every row again, and ``prefetch_related`` asks with
    a condition per thing, of which SQLite takes no thousand.
    """
    rows = list(rows)
    keys = {getattr(row, f"{name}_id") for row in rows}
    found = {thing.pk: thing for thing in things.filter(pk__in=keys)}
    for row in rows:
        setattr(row, name, found[getattr(row, f"{name}_id")])
    return list(found.values())
