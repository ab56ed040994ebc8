"""Writing what an amount of a year is thought to be: low, likely and high, as a p.m. item and a stream have.

Values travel flat: ``low:<year>``, ``likely:<year>`` and ``high:<year>`` in euros or None.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from budgets.actions.editing import Values, check_amount
from measures.changes import Recorder
from municipalities.refusals import Refused

SIDES = {"low": "laag geschat", "likely": "waarschijnlijk", "high": "hoog geschat"}


def estimates_of(item: Any) -> Values:
    """As they travel."""
    rows = list(item.estimates.all())
    return {f"{side}:{row.year}": getattr(row, side) for row in rows for side in SIDES}


def is_estimate(key: str) -> bool:
    return key.partition(":")[0] in SIDES and ":" in key


def estimate_label(key: str) -> str:
    side, _, year = key.partition(":")
    return f"{SIDES[side].capitalize()} {year}"


def write_estimates(
    recorder: Recorder, owner: dict[str, Any], writes: Values, outside: Callable[[int], str]
) -> None:
    """Low and high of a year or neither, and likely only with those.

    ``owner`` is the field of the estimate and what it names.  ``outside`` says why a year can have none, or
    nothing where it can; what lies outside goes.  Raises ``Refused``.
    """
    ((_, item),) = owner.items()
    model = item.estimates.model
    rows = {row.year: row for row in item.estimates.all()}
    stands = estimates_of(item) | {key: value for key, value in writes.items() if is_estimate(key)}
    new: list[Any] = []
    changed: list[Any] = []
    gone: list[Any] = []
    for year in sorted({int(key.partition(":")[2]) for key in stands}):
        sides = tuple(stands.get(f"{side}:{year}") for side in SIDES)
        written = any(writes.get(f"{side}:{year}") is not None for side in SIDES)
        if (why := outside(year)) and written:
            raise Refused(why, f"low:{year}")
        if why or not any(amount is not None for amount in sides):
            gone += [rows[year]] if year in rows else []
            continue
        _check(year, *sides)
        row = rows.get(year) or model(year=year, **owner)
        if tuple(getattr(row, side) for side in SIDES) != sides:
            for side, amount in zip(SIDES, sides, strict=True):
                setattr(row, side, amount)
            (changed if row.pk else new).append(row)
    recorder.delete(gone)
    recorder.bulk_create(new)
    recorder.bulk_update(changed, list(SIDES))


def _check(year: int, low: Decimal | None, likely: Decimal | None, high: Decimal | None) -> None:
    if low is None or high is None:
        missing = "low" if low is None else "high"
        raise Refused(
            f"Voor {year} ontbreekt een {'lage' if low is None else 'hoge'} schatting. Vul laag en hoog "
            "beide in, of geen van beide.",
            f"{missing}:{year}",
        )
    for side, amount in (("low", low), ("likely", likely), ("high", high)):
        check_amount(amount, f"{side}:{year}")
    if low > high:
        raise Refused(f"De lage schatting voor {year} is meer dan de hoge.", f"low:{year}")
    if likely is not None and not low <= likely <= high:
        raise Refused(
            f"Het waarschijnlijke bedrag voor {year} ligt niet tussen laag en hoog.", f"likely:{year}"
        )
