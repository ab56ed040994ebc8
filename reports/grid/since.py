"""What others changed since a page last heard of the budget."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from budgets.actions.amounts import KINDS, value_of, who_of
from budgets.amount_text import Value
from measures.changes import Change
from measures.models import Plan

AMOUNT_TABLES = tuple(kind.amounts._meta.model_name for kind in KINDS.values())
RELOAD = (
    "Iemand heeft intussen ook iets anders gewijzigd, bijvoorbeeld een maatregel of een naam. "
    "Laad de pagina opnieuw om dat te zien; wat u bewaarde blijft bewaard."
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that somebody changed, and what it now holds."""

    row: str
    year: int
    value: Value
    who: str
    by: int | None
    """The key of the user, who may have the page open twice."""
    when: datetime


@dataclass(frozen=True, slots=True)
class Since:
    cells: tuple[Changed, ...] = ()
    more: bool = False
    """Something else than amounts changed too."""


def changed_since(plan: Plan, revision: int, *, upto: int) -> Since:
    """The changes after ``revision`` up to and with ``upto``: a number of queries that does not grow."""
    changes = list(
        Change.objects.filter(plan=plan, revision__gt=revision, revision__lte=upto).values_list(
            "pk", "touched"
        )
    )
    if not changes:
        # A revision without a change says that something was loaded beside the actions.
        return Since(more=upto > revision)
    touched = {name.partition(".")[0] for _, names in changes for name in names.split()}
    ids = [pk for pk, _ in changes]
    cells = tuple(
        cell
        for name, kind in KINDS.items()
        if kind.amounts._meta.model_name in touched
        for cell in _cells(name, kind, plan, ids)
    )
    whole_story = len(changes) == upto - revision and touched <= set(AMOUNT_TABLES)
    return Since(cells, more=not whole_story)


def _cells(name: str, kind: Any, plan: Plan, ids: list[int]) -> Iterable[Changed]:
    """The last word per cell."""
    rows = (
        kind.amounts.history.filter(made_in_id__in=ids).select_related("history_user").order_by("history_id")
    )
    last = {(getattr(row, f"{kind.link}_id"), row.year): row for row in rows}
    owners = kind.owner.objects.filter(plan=plan, pk__in={pk for pk, _ in last})
    codes = dict(owners.values_list("pk", "code"))
    for (pk, year), row in last.items():
        if pk in codes:
            key = f"{name}:{codes[pk]}"
            stored = None if row.history_type == "-" else row
            value, who = value_of(key, stored), who_of(row.history_user)
            yield Changed(key, year, value, who, row.history_user_id, row.history_date)
