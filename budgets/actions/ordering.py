"""Order by hand: a goal, measure, line, option or stream one place up or down among its siblings."""

from typing import Any

from budgets.actions.editing import fresh
from budgets.models import CostLine
from measures.changes import changing
from measures.models import Measure
from municipalities.models import User


def move(*, item: Any, up: bool, by: User) -> None:
    """One place; at the edge nothing changes.  Raises ``Gone``.

    It is moved in the order as it then stands, so that two people who order at
    once both get their step.
    """
    with changing(item.plan, by=by, remark="Volgorde gewijzigd") as recorder:
        now = fresh(item)
        order = list(siblings(now).order_by("position", "pk"))
        place = order.index(now)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(order):
            return
        order[place], order[other] = order[other], order[place]
        changed = []
        for position, row in enumerate(order):
            if row.position != position:
                row.position = position
                changed.append(row)
        recorder.bulk_update(changed, ["position"])


def siblings(item: Any) -> Any:
    """The rows that ``item`` is ordered among, itself included."""
    rows = type(item)._default_manager.filter(plan=item.plan_id)
    if isinstance(item, Measure):
        return rows.filter(goal=item.goal_id)
    if isinstance(item, CostLine):
        return rows.filter(measure=item.measure_id)
    return rows
