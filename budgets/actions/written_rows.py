"""Rows of a table by their codes: added, changed where they differ, in their order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from budgets.engine.money import decimal_from_cents
from measures.changes import Recorder


def write_rows(
    recorder: Recorder,
    model: type[Any],
    rows: dict[str, Any],
    wanted: dict[str, dict[str, Any]],
    places: dict[str, int],
    **common: Any,
) -> None:
    """Adds what is new to ``rows`` and changes what differs, fields and positions.

    What a row refers to is wanted by its key ("goal_id"), so that nothing is fetched to compare.
    """
    created, changed, names = [], [], {"position": None}
    for code, place in places.items():
        fields = wanted.get(code, {}) | {"position": place}
        row = rows.get(code)
        if row is None:
            rows[code] = model(code=code, **common, **fields)
            created.append(rows[code])
            continue
        different = {name: value for name, value in fields.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        if different:
            changed.append(row)
            names |= dict.fromkeys(different)
    recorder.bulk_create(created)
    recorder.bulk_update(changed, [model._meta.get_field(name).name for name in names])


def write_years(
    recorder: Recorder,
    model: type[Any],
    link: str,
    owners: Sequence[tuple[Any, Sequence[int]]],
    years: Sequence[int],
) -> None:
    """One amount per year of each owner."""
    rows = model._default_manager.filter(**{f"{link}__in": [owner.pk for owner, _ in owners]})
    stored = {(getattr(row, f"{link}_id"), row.year): row for row in rows}
    created, updated = [], []
    for owner, amounts in owners:
        for year, cents in zip(years, amounts, strict=True):
            amount, present = decimal_from_cents(cents), stored.get((owner.pk, year))
            if present is None:
                created.append(model(**{link: owner, "year": year, "amount": amount}))
            elif present.amount != amount:
                present.amount = amount
                updated.append(present)
    recorder.bulk_update(updated, ["amount"])
    recorder.bulk_create(created)


def positions(codes: Sequence[str], rows: dict[str, Any]) -> dict[str, int]:
    """Positions that rise in this order, as few of them new as can be."""
    places, last = {}, -1
    for code in codes:
        present = rows[code].position if code in rows else last + 1
        last = places[code] = present if present > last else last + 1
    return places


def grouped(pairs: Iterable[tuple[str, str]]) -> Iterable[list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group, code in pairs:
        groups[group].append(code)
    return groups.values()


def any_negative(amounts: Iterable[int | None]) -> bool:
    return any(cents is not None and cents < 0 for cents in amounts)
