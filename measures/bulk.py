"""Many rows of one table at once, written by the database itself: an import brings hundreds of thousands.

Django makes an object of every row, and of every row of its history another one; beyond a few
thousand that takes longer than all the rest.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

MOST_PARAMETERS = 20_000
"""In one statement; SQLite takes at least 32,766."""
MOST_KEYS = 5_000


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Inserts rows of values, in the order of the fields ``names``; their keys, in the same order."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = ", ".join(_quoted(field.column) for field in fields)
    place = f"({', '.join(['%s'] * len(fields))})"
    keys: list[int] = []
    prepared: dict[tuple[int, Any], Any] = {}

    def value_of(i: int, value: Any) -> Any:
        """As the database takes it; most values come back many times."""
        if (i, value) not in prepared:
            prepared[i, value] = fields[i].get_db_prep_save(value, connection)
        return prepared[i, value]

    with connection.cursor() as cursor:
        for part in _parts(rows, MOST_PARAMETERS // len(fields)):
            cursor.execute(
                f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) "
                f"VALUES {', '.join([place] * len(part))} RETURNING {_quoted(_key_of(model))}",
                [value_of(i, value) for row in part for i, value in enumerate(row)],
            )
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def copy_to_history(
    historical: type[models.Model],
    model: type[models.Model],
    columns: Sequence[str],
    keys: Sequence[int],
    *,
    said: dict[str, Any],
) -> None:
    """History rows of the rows with these keys, as these now stand.  ``said`` are the columns of its own."""
    own = ", ".join(map(_quoted, columns))
    more = ", ".join(map(_quoted, said))
    values = [_prepared(value) for value in said.values()]
    table, key = _quoted(model._meta.db_table), _quoted(_key_of(model))
    with connection.cursor() as cursor:
        for part in _parts(keys, MOST_KEYS):
            cursor.execute(
                f"INSERT INTO {_quoted(historical._meta.db_table)} ({own}, {more}) "
                f"SELECT {own}, {', '.join(['%s'] * len(values))} FROM {table} "
                f"WHERE {key} IN ({', '.join(['%s'] * len(part))}) ORDER BY {key}",
                [*values, *part],
            )


def delete_rows(model: type[models.Model], keys: Sequence[int]) -> None:
    """Deletes the rows with these keys, and nothing that hangs on them."""
    with connection.cursor() as cursor:
        for part in _parts(keys, MOST_KEYS):
            cursor.execute(
                f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {_quoted(_key_of(model))} "
                f"IN ({', '.join(['%s'] * len(part))})",
                list(part),
            )


def _key_of(model: type[models.Model]) -> str:
    key: Any = model._meta.pk
    return str(key.column)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _prepared(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
