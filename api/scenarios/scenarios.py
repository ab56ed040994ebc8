"""Scenarios: named choices on a plan."""

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from api.etags import tag_of
from api.filters import ApiFilters, Moment, TrueOrFalse
from api.operation import operation
from api.resource import Values
from api.scenarios.rows import ScenarioRows
from api.scenarios.shapes import RestoreShape, ScenarioShape
from api.within import require
from budgets.actions.scenario_history import restore_choice
from budgets.actions.scenarios import change_scenario, create_scenario, delete_scenario
from budgets.models import Scenario
from budgets.permission_wording import CHANGE, DELETE, MAKE

RESTORING = (
    "Zet de keuze terug naar die van een moment uit de geschiedenis, als een nieuwe wijziging. "
    "De naam blijft."
)


class ScenarioFilters(ApiFilters):
    locked = TrueOrFalse("proposal", lookup_expr="isnull", exclude=True, help_text="Of het is voorgesteld.")
    changed_since = Moment("changed_at", lookup_expr="gte", help_text="Gewijzigd op of na dit moment.")


class Scenarios(ScenarioRows):
    one, many = "Scenario", "Scenarios"
    about = (
        "Een scenario is een keuze uit de bijstellingsopties, met eigen uitgangspunten en aanpassingen. "
        "Een scenario dat is voorgesteld, is vergrendeld: wijzigen geeft dan 409."
    )
    filters = ScenarioFilters
    orders: ClassVar = {
        "createdAt": ("created_at", "pk"),
        "changedAt": ("changed_at", "pk"),
        "name": ("name", "pk"),
    }

    def require(self, row: Scenario | None = None) -> None:
        if row is None:
            require(self.user, MAKE, self.plan)
        else:
            require(self.user, DELETE if self.action == "destroy" else CHANGE, row)

    def context(self) -> dict[str, Any]:
        return super().context() | {"standing": self.standing}

    standing: Any = None
    """The choice that a change is made of."""

    def add(self, values: Values) -> Scenario:
        return create_scenario(plan=self.plan, **values, by=self.user)

    def read(self, row: Any = None, shape: Any = None) -> Values:
        self.standing = None if row is None else row.choice
        return super().read(row, shape)

    def update(self, row: Scenario, values: Values) -> Scenario:
        return change_scenario(scenario=row, **values, by=self.user)

    def delete_row(self, row: Scenario) -> None:
        delete_scenario(scenario=row, by=self.user)

    @operation(
        "restoreScenario",
        "Scenario terugzetten",
        description=RESTORING,
        request=RestoreShape,
        answer=ScenarioShape,
        locks=True,
        tagged=True,
        problems=(403, 409, 422),
    )
    def restore(self, request: Request, **_: Any) -> Response:
        self.check_query()
        with self.held():
            row = self.row()
            self.require(row)
            self.require_seen(row)
            moment = self.read(shape=RestoreShape)["moment"]
            restore_choice(scenario=row, moment=moment, by=self.user)
            content = self.shown(self.row())
        return self.answer(content, tag=tag_of(content))
