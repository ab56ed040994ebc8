"""Recording what a municipality or a body says about an option."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from budgets.actions.editing import Values, merge, writer
from budgets.models import AdjustmentOption
from budgets.texts import paragraphs
from decisions.models import Body, Position
from decisions.positions import Party, parties_of
from measures.models import Plan
from municipalities.models import Municipality, User
from municipalities.refusals import Gone, Refused

NONE = ""
"""The stance of who has no position."""
LABELS = {"stance": "Standpunt", "reason": "Reden"}


def position_values(position: Position | None) -> Values:
    """A position as an editor's values, flat."""
    if position is None:
        return {"stance": NONE, "reason": ""}
    return {"stance": position.stance, "reason": position.reason}


def record_position(
    *,
    plan: Plan,
    option: AdjustmentOption | None,
    party: Party,
    values: Mapping[str, Any],
    by: User,
    seen: Mapping[str, Any] | None = None,
) -> Position | None:
    """``values`` has ``stance`` and ``reason``; the stance "" takes the position back.

    Without an option it is about all options together.  A budget's revision does not
    rise: no figure changes.  Raises ``Refused`` with the field, ``Meanwhile`` where
    another recorded something else, or ``Gone``.
    """
    wanted = _checked(values)
    with transaction.atomic():
        Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # one position at a time
        if isinstance(party, Body):  # nobody deletes it meanwhile; where somebody did, it is not among them
            list(Body.objects.select_for_update(no_key=True).filter(pk=party.pk))
        _check_there(plan, option, party)
        now = current_position(plan, option, party)
        writes = merge(
            position_values(now),
            wanted,
            seen,
            label=lambda key: LABELS[key],
            who=lambda key: writer(Position.history.filter(id=now.pk), key) if now else "een ander",
            words=lambda key, value: value or ("geen standpunt" if key == "stance" else value),
        )
        if not writes:
            return now
        if wanted["stance"] == NONE:
            if now is not None:
                now._history_user = by
                now.delete()
            return None
        row = now or Position(plan=plan, option=option, **_of(party))
        row.stance, row.reason = wanted["stance"], wanted["reason"]
        row.recorded_by = row._history_user = by
        row.save()
    return row


def current_position(plan: Plan, option: AdjustmentOption | None, party: Party) -> Position | None:
    return Position.objects.filter(plan=plan, option=option, **_of(party)).first()


def _checked(values: Mapping[str, Any]) -> Values:
    stance, reason = values.get("stance", NONE), paragraphs(values.get("reason", ""), field="reason")
    if stance not in (NONE, *Position.Stance.values):
        raise Refused("Kies voor, tegen of voorbehoud.", "stance")
    if stance == NONE:
        return {"stance": NONE, "reason": ""}
    if stance != Position.Stance.IN_FAVOUR and not reason:
        raise Refused(f"Vul in waarom: bij ‘{stance}’ hoort een reden.", "reason")
    return {"stance": stance, "reason": reason}


def _check_there(plan: Plan, option: AdjustmentOption | None, party: Party) -> None:
    if option is not None and not plan.options.filter(pk=option.pk).exists():
        raise Gone(f"De optie ‘{option}’ is intussen verwijderd. Er is niets bewaard.")
    if party not in parties_of(plan):
        raise Gone(f"‘{party}’ heeft in deze regio intussen geen standpunten meer. Er is niets bewaard.")


def _of(party: Party) -> dict[str, Any]:
    if isinstance(party, Municipality):
        return {"municipality": party}
    return {"body": party}
