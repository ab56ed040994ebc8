"""Emptying the tables after a test with transactions: those that hold something, and no others.

Django empties all of them and then makes content types and permissions anew, which takes longer than most
tests; those stay as the migrations made them.
"""

from collections.abc import Iterable

from django.db import connection, transaction

STAY = {"django_content_type", "auth_permission"}


def empty_tables() -> None:
    """No constraint and no trigger is asked, such as the one that keeps a fixed version."""
    tables = [table for table in connection.introspection.django_table_names() if table not in STAY]
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _execute(["SET LOCAL session_replication_role = replica"])
            _execute(f"DELETE FROM {table}" for table in _filled(tables))
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%'"
        )
        triggers = dict(cursor.fetchall())
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            _execute(f"DROP TRIGGER {name}" for name in triggers)
            _execute(f"DELETE FROM {table}" for table in _filled(tables))
            _execute(triggers.values())
    finally:
        connection.enable_constraint_checking()


def _filled(tables: list[str]) -> list[str]:
    """Those that hold a row, asked in one go."""
    asked = " UNION ALL ".join(f"SELECT '{each}' WHERE EXISTS (SELECT 1 FROM {each})" for each in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
