"""The scenarios of a plan, read and held as every address under them does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from api.scenarios.shapes import ScenarioShape
from api.shapes import Shape
from api.within import PlanResource
from budgets.engine import BudgetData
from budgets.models import Scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import User


class ScenarioRows(PlanResource):
    title, titles = "scenario", "scenario’s"
    missing = "Dit scenario bestaat niet of niet meer."
    shape: ClassVar[type[Shape]] = ScenarioShape
    lookup, variable = "slug", "scenario"
    follows_revision = False
    """A scenario is no part of the budget, so its changes do not raise the revision."""
    _budget: tuple[int, BudgetData] | None = None

    def rows(self) -> Any:
        return scenarios_of(self.plan, self.user)

    def row(self, key: Any = None) -> Scenario:
        found: Scenario = super().row(key)
        found.plan = self.plan
        return found

    @contextmanager
    def held(self) -> Iterator[None]:
        """Pages that switch an option hold only the scenario, so that is held too."""
        with super().held():
            held = Scenario.objects.select_for_update().filter(
                plan=self.plan, slug=self.kwargs.get("scenario")
            )
            held.first()
            yield

    @property
    def budget(self) -> BudgetData:
        """Read once per answer: inside a transaction it is kept nowhere else."""
        if self._budget is None or self._budget[0] != self.plan.revision:
            self._budget = (self.plan.revision, budget_data(self.plan))
        return self._budget[1]

    def context(self) -> dict[str, Any]:
        return super().context() | {"budget": self.budget}


def scenarios_of(plan: Plan, user: User) -> Any:
    return Scenario.objects.visible_to(user).filter(plan=plan).select_related("created_by")
