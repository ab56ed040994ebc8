"""What is split by another key than the plan's: streams and measures that have one of their own."""

from collections.abc import Mapping
from typing import Any

from budgets.actions.editing import fresh, merge, writer
from budgets.models import AllocationKey, FundingStream, KeyUse
from measures.changes import changing
from measures.models import Measure, Plan
from municipalities.models import User
from municipalities.refusals import Refused


def set_uses(
    *, key: AllocationKey, values: Mapping[str, bool], by: User, seen: Mapping[str, Any] | None = None
) -> None:
    """Which things are split by ``key``: ``measure:<code>`` or ``stream:<code>`` → whether it is.

    ``seen`` holds the code of the key that each had on the editor's screen, "" for the plan's.
    """
    with changing(key.plan, by=by) as recorder:
        now, things = fresh(key), things_of(key.plan)
        if unknown := [name for name in values if name not in things]:
            raise Refused("Een maatregel of stroom is intussen verwijderd. Er is niets bewaard.", unknown[0])
        uses = uses_of(key.plan)
        current = {name: uses[name].key.code if name in uses else "" for name in things}
        shown = current if seen is None else seen
        wanted = {name: _wish(now, on, str(shown.get(name) or "")) for name, on in values.items()}
        titles = dict(AllocationKey.objects.filter(plan=now.plan_id).values_list("code", "title"))
        writes = merge(
            current,
            wanted,
            seen,
            label=lambda name: str(things[name]),
            who=lambda name: writer(KeyUse.history.filter(**_link(things[name]))),
            words=lambda name, code: titles.get(code, code) or "die van het plan",
        )
        recorder.delete([uses[name] for name, code in writes.items() if not code])
        moved = [uses[name] for name, code in writes.items() if code and name in uses]
        for use in moved:
            use.key = now
        recorder.bulk_update(moved, ["key"])
        new = [things[name] for name, code in writes.items() if code and name not in uses]
        recorder.bulk_create([KeyUse(key=now, **_link(thing)) for thing in new])


def things_of(plan: Plan) -> dict[str, Measure | FundingStream]:
    """All that may have a key of its own."""
    return {f"stream:{row.code}": row for row in plan.streams.all()} | {
        f"measure:{row.code}": row for row in plan.measures.all()
    }


def uses_of(plan: Plan) -> dict[str, KeyUse]:
    """What has a key of its own, named as in ``things_of``."""
    rows = KeyUse.objects.filter(key__plan=plan).select_related("key", "measure", "stream")
    return {
        f"measure:{use.measure.code}" if use.measure else f"stream:{use.stream.code}": use  # type: ignore[union-attr]  # one of both
        for use in rows
    }


def _wish(key: AllocationKey, on: bool, shown: str) -> str:
    """The code of the key that an editor wants for a thing: a tick that was not touched changes nothing."""
    return key.code if on else "" if shown == key.code else shown


def _link(thing: Measure | FundingStream) -> dict[str, int]:
    return {"measure_id" if isinstance(thing, Measure) else "stream_id": thing.pk}
