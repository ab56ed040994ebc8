"""Pages by cursor: each goes on after the last row of the one before, whatever was added meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from rest_framework.utils.urls import replace_query_param

from api.problems import invalid

DEFAULT_SIZE = 100
MOST = 1_000
SALT = "api.cursor"
WRONG_CURSOR = "Dit is geen cursor van deze lijst in deze volgorde. Begin bij de eerste pagina."
WRONG_SIZE = f"Kies een aantal van 1 tot en met {MOST}."


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    next: str | None
    """The address of the next page; None at the end."""


def page_of(
    rows: QuerySet[Any],
    order: Sequence[str],
    size: int,
    after: Sequence[Any] | None,
    address: str,
    *,
    complete: Callable[[list[Any]], None],
) -> Page:
    """The rows in the order of these fields, of which the last is unique and none is null.

    ``after`` is what ``read_cursor`` made of a cursor; None for the first page.  ``complete`` gives the
    rows of the page what a query of its own brings.
    """
    if after is not None:
        rows = rows.filter(_after(order, after))
    found = list(rows.order_by(*order)[: size + 1])
    complete(found[:size])
    if len(found) <= size:
        return Page(found, None)
    last = found[size - 1]
    values = [attrgetter(name.lstrip("-").replace("__", "."))(last) for name in order]
    return Page(found[:size], next_address(address, order, values))


def next_address(address: str, order: Sequence[str], values: Sequence[Any]) -> str:
    """Of the page after the row with these values of ``order``."""
    following = sealed([list(order), [_plain(value) for value in values]], SALT)
    return replace_query_param(address, "cursor", following)


def sealed(value: Any, salt: str) -> str:
    """Text that only ``opened`` reads.  Without the time: the same page has the same address, and ETag."""
    return signing.Signer(salt=salt).sign_object(value, compress=True)


def opened(cursor: str, salt: str) -> Any:
    """What was sealed.  Raises ``Problem`` for anything else."""
    try:
        return signing.Signer(salt=salt).unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        raise invalid("cursor", WRONG_CURSOR) from None


def size_of(asked: str | None) -> int:
    if asked is None:
        return DEFAULT_SIZE
    if asked.isascii() and asked.isdigit() and len(asked) <= 4 and 1 <= int(asked) <= MOST:
        return int(asked)
    raise invalid("pageSize", WRONG_SIZE)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def read_cursor(cursor: str, order: Sequence[str]) -> list[Any]:
    """The values of the last row of the page before.  Raises ``Problem``."""
    of, values = opened(cursor, SALT)
    if of != list(order):
        raise invalid("cursor", WRONG_CURSOR)
    return list(values)


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """(a, b, c) > (x, y, z): a > x, or a = x and b > y, or …; a field with - before it goes down."""
    found, same = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        found |= same & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        same &= Q(**{field: value})
    return found
