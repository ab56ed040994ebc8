"""The bodies of a demo region and what municipalities and bodies say about the options."""

from typing import Any

from decisions.actions.bodies import add_body
from decisions.actions.positions import record_position
from decisions.positions import party_of
from measures.models import Plan
from municipalities.models import User


def enter_positions(plan: Plan, definition: dict[str, Any], by: User) -> None:
    """A position names its party by CBS code or by the slug of a body, no option where it is about all."""
    for name in definition["region"].get("bodies", []):
        add_body(region=plan.region, name=name, by=by)
    options = {option.code: option for option in plan.options.all()}
    for described in definition.get("positions", []):
        party = party_of(plan, described["party"])
        if party is None:
            raise ValueError(f"no municipality or body {described['party']}")
        option = options[described["option"]] if "option" in described else None
        values = {"stance": described["stance"], "reason": described.get("reason", "")}
        record_position(plan=plan, option=option, party=party, values=values, by=by)
