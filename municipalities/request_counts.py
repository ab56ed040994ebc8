"""Counting requests per program, exactly, over all worker processes: what a limit on them needs."""

from django.db import connection

from municipalities.beside import write_or_skip
from municipalities.models import RequestCount

CLEARING = "clearing up"
CLEARED_EVERY = 600
"""Seconds between two times that ended windows are thrown away."""

# One statement, so that two processes cannot both read 7 and both write 8.  Django's upsert
# (``bulk_create(update_conflicts=True)``) cannot add to what is there, nor answer what it became.
# A request that comes in a little late, with a window that has ended, counts in the one that began.
COUNT = f"""
    INSERT INTO {RequestCount._meta.db_table} AS kept (key, ends_at, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN excluded.ends_at > kept.ends_at THEN 1 ELSE kept.count + 1 END,
        ends_at = CASE WHEN excluded.ends_at > kept.ends_at THEN excluded.ends_at ELSE kept.ends_at END
    RETURNING count
"""


def count_request(key: str, *, now: int, window: int) -> int:
    """How many requests ``key`` did in the present window, this one included; 0 where it was not counted.

    ``now`` and ``window`` are whole seconds; windows begin at multiples of ``window``, so this one ends in
    ``window - now % window``.  A key (at most 200 characters) keeps to one length of window.

    A request is not counted while somebody else holds SQLite's lock: see ``write_or_skip``.  Letting one
    through too many is better than a reader who waits for a writer.  Call this outside a transaction, which
    would keep the count locked until it ends.
    """
    count = write_or_skip(lambda: _count(key, now, window)) or 0
    if count == 1:
        write_or_skip(lambda: _clear_up(now))
    return count


def _count(key: str, now: int, window: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, now - now % window + window])
        (count,) = cursor.fetchone()
    return int(count)


def _clear_up(now: int) -> None:
    """Drops the windows that ended: an address that asked something once is not kept.

    Only where a new window begins, and of all processes only the first in ``CLEARED_EVERY`` seconds, so that
    no two delete the same rows.
    """
    if _count(CLEARING, now, CLEARED_EVERY) == 1:
        RequestCount.objects.filter(ends_at__lte=now).delete()
