"""Keeping the last of what was worked out, also where several threads do so at once."""

from threading import Lock
from typing import Any

_lock = Lock()


def keep(made: dict[Any, Any], key: object, value: object, most: int) -> None:
    """Puts the value in ``made``, which then has ``most`` at the most: the oldest go."""
    with _lock:
        while len(made) >= most:
            del made[next(iter(made))]
        made[key] = value
