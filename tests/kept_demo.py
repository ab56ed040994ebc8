"""The demo, loaded once and kept in tables beside the real ones: a test then has it in milliseconds."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from budgets import snapshot
from budgets.engine import BudgetData
from measures.models import Plan

KEPT = "kept_"
# What changes no budget: reading, and what is written when somebody comes and is here.
OF_NO_BUDGET = re.compile(
    r'\s*(SELECT |(INSERT INTO|UPDATE|DELETE FROM) "?'
    r"(django_session|municipalities_(historical)?(user|role|apitoken|requestcount))\b)"
)
SAVEPOINT = re.compile(r'(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) "?(\w+)')


@dataclass(frozen=True)
class KeptDemo:
    """The tables that ``load_demo`` filled, parents first, and the budgets that stand in them."""

    tables: list[str]
    budgets: dict[tuple[int, int], BudgetData]


def keep_demo() -> KeptDemo:
    """Load the demo, copy the tables that it filled and empty them again."""
    with transaction.atomic():
        before = set(_filled())
        call_command("load_demo", verbosity=0)
        plans = Plan.objects.select_related("region")
        budgets = {(plan.pk, plan.revision): snapshot.read(plan) for plan in plans}
        tables = [table for table in _filled() if table not in before]
        _execute(f"CREATE TABLE {KEPT}{table} AS SELECT * FROM {table}" for table in tables)
        _execute(f"DELETE FROM {table}" for table in reversed(tables))
    return KeptDemo(tables, budgets)


def enter_kept_demo(kept: KeptDemo) -> None:
    """The same rows under the same numbers, of which none was given out since they were kept."""
    _execute(f"INSERT INTO {table} SELECT * FROM {KEPT}{table}" for table in kept.tables)


@contextmanager
def budgets_read_once(budgets: dict[tuple[int, int], BudgetData]) -> Iterator[None]:
    """These are not read again, as in use between requests, until the test writes; nor after that is undone.

    Within a transaction, which a test is, nothing is kept: each request would read the whole budget.
    """
    with connection.execute_wrapper(_Watch(budgets)):
        yield


class _Watch:
    """Forgets what is kept at the first write, and knows it again when that is rolled back."""

    def __init__(self, budgets: dict[tuple[int, int], BudgetData]) -> None:
        self.budgets = budgets
        self.written = False
        self.savepoints: list[str] = []  # those from before anything was written
        snapshot._kept.update(budgets)

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := SAVEPOINT.match(sql):
            self._at(*found.groups())
        elif not self.written and not OF_NO_BUDGET.match(sql):
            self.written = True
            snapshot.forget_snapshots()
        return execute(sql, params, many, context)

    def _at(self, what: str, savepoint: str) -> None:
        if what == "SAVEPOINT" and not self.written:
            self.savepoints.append(savepoint)
        elif what == "RELEASE SAVEPOINT" and savepoint in self.savepoints:
            self.savepoints.remove(savepoint)
        elif what == "ROLLBACK TO SAVEPOINT" and self.written and savepoint in self.savepoints:
            self.written = False
            snapshot._kept.update(self.budgets)


def _filled() -> Iterator[str]:
    """The tables that hold something.  Models come parents first, as a dump needs them too."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {model._meta.db_table})")
            if cursor.fetchone()[0]:
                yield model._meta.db_table


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # in one go
            cursor.execute(";".join(statements))
            return
        for statement in statements:
            cursor.execute(statement)
