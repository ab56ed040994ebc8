"""Every write to p.m. items and to what they are thought to cost.

Values travel flat: title, note, first_year, last_year, municipality, and per year
``low:<year>`` and ``high:<year>`` in euros or None.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from budgets.actions.editing import (
    Values,
    check_amount,
    codes_of,
    fresh,
    label_of,
    merge,
    next_position,
    refuse_taken_title,
    writer,
)
from budgets.models import MemorandumEstimate, MemorandumItem
from budgets.texts import free_code, one_line, paragraphs
from measures.changes import Recorder, changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused

TEXTS = ("title", "note", "first_year", "last_year", "municipality")
RESERVED = frozenset({"nieuw"})
SIDES = {"low": "laag geschat", "high": "hoog geschat"}


def add_memorandum_item(*, plan: Plan, values: Mapping[str, Any], by: User) -> MemorandumItem:
    """Raises ``Refused``."""
    wanted = _checked(values)
    with changing(plan, by=by, remark=f"P.m.-post ‘{wanted['title']}’ toegevoegd"[:300]) as recorder:
        texts = {name: wanted[name] for name in TEXTS if name in wanted}
        item = MemorandumItem(plan=plan, position=next_position(plan.memorandum_items.all()), **texts)
        _refuse_years(item, plan)
        refuse_taken_title(item, item.title)
        taken = codes_of(MemorandumItem, plan) | RESERVED
        item.code = free_code(item.title, taken, longest=50, otherwise="pm-post")
        item.save()
        _write_estimates(recorder, item, {key: value for key, value in wanted.items() if ":" in key})
    return item


def change_memorandum_item(
    *, item: MemorandumItem, values: Mapping[str, Any], by: User, seen: Mapping[str, Any] | None = None
) -> MemorandumItem:
    """Raises ``Refused``, ``Meanwhile`` where another changed the same, or ``Gone``."""
    wanted = _checked(values)
    with changing(item.plan, by=by) as recorder:
        now = fresh(item)
        current = {name: getattr(now, name) for name in TEXTS} | estimates_of(now)
        writes = merge(current, wanted, seen, label=_label, who=lambda key: _who(now, key))
        refuse_taken_title(now, writes.get("title", ""))
        fields = [name for name in TEXTS if name in writes]
        for name in fields:
            setattr(now, name, writes[name])
        _refuse_years(now, recorder.plan)
        if fields:
            now.save(update_fields=fields)
        _write_estimates(recorder, now, {key: value for key, value in writes.items() if ":" in key})
    return now


def delete_memorandum_item(*, item: MemorandumItem, by: User) -> None:
    """With its estimates."""
    with changing(item.plan, by=by, remark=f"P.m.-post ‘{item.title}’ verwijderd"[:300]) as recorder:
        now = fresh(item)
        recorder.delete(list(now.estimates.all()))
        now.delete()


def estimates_of(item: MemorandumItem) -> Values:
    """As they travel."""
    rows = list(item.estimates.all())
    return {f"{side}:{row.year}": getattr(row, side) for row in rows for side in SIDES}


def _write_estimates(recorder: Recorder, item: MemorandumItem, writes: Values) -> None:
    """Both sides of a year or neither; what lies outside the years of the item goes."""
    rows = {row.year: row for row in item.estimates.all()}
    stands = estimates_of(item) | writes
    new: list[MemorandumEstimate] = []
    changed: list[MemorandumEstimate] = []
    gone: list[MemorandumEstimate] = []
    for year in sorted({int(key.partition(":")[2]) for key in stands}):
        low, high = (stands.get(f"{side}:{year}") for side in SIDES)
        inside = item.first_year <= year <= item.last_year
        if not inside and any(writes.get(f"{side}:{year}") is not None for side in SIDES):
            raise Refused(
                f"In {year} is deze post niet p.m.: die loopt van {item.first_year} tot en met "
                f"{item.last_year}.",
                f"low:{year}",
            )
        if not inside or low is high is None:
            gone += [rows[year]] if year in rows else []
            continue
        low, high = _checked_estimate(year, low, high)
        row = rows.get(year) or MemorandumEstimate(item=item, year=year)
        if (row.low, row.high) != (low, high):
            row.low, row.high = low, high
            (changed if row.pk else new).append(row)
    recorder.delete(gone)
    recorder.bulk_create(new)
    recorder.bulk_update(changed, ["low", "high"])


def _checked_estimate(year: int, low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal]:
    if low is None or high is None:
        missing, other = ("low", "hoge") if low is None else ("high", "lage")
        raise Refused(
            f"Voor {year} staat er alleen een {other} schatting. Vul beide in, of geen van beide.",
            f"{missing}:{year}",
        )
    for side, amount in (("low", low), ("high", high)):
        check_amount(amount, f"{side}:{year}")
    if low > high:
        raise Refused(f"De lage schatting voor {year} is meer dan de hoge.", f"low:{year}")
    return low, high


def _refuse_years(item: MemorandumItem, plan: Plan) -> None:
    for name in ("first_year", "last_year"):
        if getattr(item, name) not in plan.years:
            raise Refused("Kies een jaar van het plan.", name)
    if item.first_year > item.last_year:
        raise Refused("Het laatste jaar ligt vóór het eerste.", "last_year")


def _checked(values: Mapping[str, Any]) -> Values:
    wanted = dict(values)
    needed = "Geef de p.m.-post een naam."
    wanted["title"] = one_line(wanted.get("title", ""), longest=200, field="title", needed=needed)
    if "note" in wanted:
        wanted["note"] = paragraphs(wanted["note"])
    return wanted


def _label(key: str) -> str:
    side, _, year = key.partition(":")
    return f"{SIDES[side].capitalize()} {year}" if year else label_of(MemorandumItem, key)


def _who(item: MemorandumItem, key: str) -> str:
    side, _, year = key.partition(":")
    if year:
        return writer(MemorandumEstimate.history.filter(item_id=item.pk, year=int(year)), side)
    column = "municipality_id" if key == "municipality" else key
    return writer(MemorandumItem.history.filter(id=item.pk), column)
