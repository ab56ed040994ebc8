"""Writes beside what somebody asked for, such as when they were here: better missed than waited for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection

Answer = TypeVar("Answer")

PATIENCE_MS = 100
"""How long such a write waits for its turn on SQLite."""


def write_or_skip(write: Callable[[], Answer]) -> Answer | None:
    """What ``write`` answers, or None where somebody else is writing and goes on with that.

    SQLite has one writer at a time.  Bringing in a large budget holds the lock for seconds: whoever only
    reads meanwhile must not wait for a note about it, let alone fail.  PostgreSQL locks rows, so there it
    simply writes.  ``write`` is a statement or two, outside a transaction.
    """
    if connection.vendor != "sqlite":
        return write()
    try:
        with _little_patience():
            return write()
    except OperationalError as problem:
        if "locked" not in str(problem):
            raise
        return None


@contextmanager
def _little_patience() -> Iterator[None]:
    connection.ensure_connection()
    sqlite = connection.connection  # no cursor of Django's: this is no query of anybody's
    (usual,) = sqlite.execute("PRAGMA busy_timeout").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {PATIENCE_MS:d}")
    try:
        yield
    finally:
        sqlite.execute(f"PRAGMA busy_timeout = {usual:d}")
