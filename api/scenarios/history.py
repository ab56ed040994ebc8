"""What was done to a scenario, and what it then was."""

from typing import Any, ClassVar

from rest_framework.request import Request

from api.filters import ApiFilters, Moment
from api.problems import NotThere
from api.scenarios.rows import ScenarioRows, scenarios_of
from api.scenarios.shapes import MomentShape
from api.shapes import Shape
from budgets.models import Scenario
from budgets.scenario_moments import moments


class MomentFilters(ApiFilters):
    since = Moment("history_date", lookup_expr="gte", help_text="Op of na dit moment.")


class ScenarioHistory(ScenarioRows):
    one, many = "ScenarioMoment", "ScenarioMoments"
    title, titles = "moment van een scenario", "momenten van een scenario"
    about = "Elke wijziging van het scenario, in woorden, met de keuze zoals die daarna was."
    shape = MomentShape
    filters = MomentFilters
    orders: ClassVar = {"moment": ("history_id",)}

    scenario: Scenario

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        found = scenarios_of(self.plan, self.user).filter(slug=kwargs["scenario"]).first()
        if found is None:
            raise NotThere(self.missing)
        self.scenario = found
        self.scenario.plan = self.plan

    def rows(self) -> Any:
        history: Any = self.scenario.history
        return history.select_related("history_user")

    def shown(self, thing: Any, *, many: bool = False, shape: type[Shape] | None = None) -> Any:
        """History rows as moments; they follow each other, one way or the other."""
        last_first = sorted(thing, key=lambda row: row.history_id, reverse=True)
        before = None
        if last_first:
            history: Any = self.scenario.history
            before = history.filter(history_id__lt=last_first[-1].history_id).first()
        told = {moment.number: moment for moment in moments(self.scenario, last_first, before)}
        return super().shown([told[row.history_id] for row in thing], many=True, shape=shape)
