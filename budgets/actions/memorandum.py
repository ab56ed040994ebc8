"""Every write to p.m. items and to what they are thought to cost.

Values travel flat: title, note, first_year, last_year, municipality, and per year
``low:<year>``, ``likely:<year>`` and ``high:<year>`` in euros or None.
"""

from collections.abc import Mapping
from typing import Any

from budgets.actions.editing import (
    Values,
    codes_of,
    fresh,
    label_of,
    merge,
    next_position,
    refuse_taken_title,
    writer,
)
from budgets.actions.estimates import estimate_label, estimates_of, is_estimate, write_estimates
from budgets.models import MemorandumEstimate, MemorandumItem
from budgets.texts import free_code, one_line, paragraphs
from measures.changes import Recorder, changing
from measures.models import Plan
from municipalities.models import User
from municipalities.refusals import Refused

TEXTS = ("title", "note", "first_year", "last_year", "municipality")
RESERVED = frozenset({"nieuw"})


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
        _write_estimates(recorder, item, wanted)
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
        _write_estimates(recorder, now, writes)
    return now


def delete_memorandum_item(*, item: MemorandumItem, by: User) -> None:
    """With its estimates."""
    with changing(item.plan, by=by, remark=f"P.m.-post ‘{item.title}’ verwijderd"[:300]) as recorder:
        now = fresh(item)
        recorder.delete(list(now.estimates.all()))
        now.delete()


def _write_estimates(recorder: Recorder, item: MemorandumItem, writes: Values) -> None:
    """What lies outside the years of the item goes."""

    def outside(year: int) -> str:
        if item.first_year <= year <= item.last_year:
            return ""
        return (
            f"In {year} is deze post niet p.m.: die loopt van {item.first_year} tot en met {item.last_year}."
        )

    write_estimates(recorder, {"item": item}, writes, outside)


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
    return estimate_label(key) if is_estimate(key) else label_of(MemorandumItem, key)


def _who(item: MemorandumItem, key: str) -> str:
    side, _, year = key.partition(":")
    if year:
        return writer(MemorandumEstimate.history.filter(item_id=item.pk, year=int(year)), side)
    column = "municipality_id" if key == "municipality" else key
    return writer(MemorandumItem.history.filter(id=item.pk), column)
