"""Putting a scenario back to what it was at an earlier moment."""

from typing import Any

from django.db import transaction

from budgets.actions.scenarios import locked_scenario, save_scenario
from budgets.engine import choice_from_json
from budgets.models import Scenario
from budgets.refusals import Outdated, Unreadable
from municipalities.models import User
from municipalities.refusals import Refused


def restore_choice(*, scenario: Scenario, moment: int, seen: int | None = None, by: User) -> Scenario:
    """Options and terms as history row ``moment`` has them, as a new change; the name stays.

    ``seen`` is the last row that the editor's page showed; None where they are known to have seen
    how it stands.  Raises ``Outdated`` where somebody changed the scenario since, ``Refused`` where
    there is no such row; ``Unreadable``, ``Locked`` or ``Gone``.
    """
    with transaction.atomic():
        locked = locked_scenario(scenario)
        rows: Any = locked.history
        then = rows.filter(history_id=moment).first()
        if then is None:
            raise Refused("Dit moment hoort niet bij dit scenario. Er is niets gewijzigd.", "moment")
        if seen not in (None, rows.first().history_id):
            raise Outdated(
                "Het scenario is intussen gewijzigd; er is niets teruggezet. Bekijk eerst wat er is gebeurd."
            )
        try:
            choice_from_json(then.choice_json)
        except ValueError as error:
            raise Unreadable("De keuze van dat moment kan niet worden gelezen.") from error
        if then.choice_json != locked.choice_json:
            locked.choice_json = then.choice_json
            save_scenario(locked, by, ["choice_json", "changed_at"])
    return locked
