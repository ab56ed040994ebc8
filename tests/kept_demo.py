"""The demo, loaded once and kept in tables beside the real ones: a test then has it in milliseconds."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

KEPT = "kept_"


def keep_demo() -> list[str]:
    """Load the demo, copy the tables that it filled and empty them again; their names, parents first."""
    with transaction.atomic():
        before = set(_filled())
        call_command("load_demo", verbosity=0)
        tables = [table for table in _filled() if table not in before]
        _execute(f"CREATE TABLE {KEPT}{table} AS SELECT * FROM {table}" for table in tables)
        _execute(f"DELETE FROM {table}" for table in reversed(tables))
    return tables


def enter_kept_demo(tables: list[str]) -> None:
    """The same rows under the same numbers, of which none was given out since they were kept."""
    _execute(f"INSERT INTO {table} SELECT * FROM {KEPT}{table}" for table in tables)


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
