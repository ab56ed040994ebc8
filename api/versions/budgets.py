"""A whole budget as one piece of JSON: the working budget, or what a version fixed."""

import json
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from api.etags import is_known, tag_of_state
from api.operation import operation
from api.versions.shapes import BudgetShape
from api.within import PlanResource
from budgets.actions.versions import version_data
from budgets.engine import fingerprint, to_json
from budgets.models import BudgetVersion
from budgets.snapshot import budget_as_of
from measures.models import Plan

ABOUT = (
    "Alles waarmee wordt gerekend, in één keer: bewaar het, of reken het zelf na. Wat eruit komt, staat bij "
    "het resultaat. De namen hierin zijn die van het rekenhart; bedragen zijn hele eurocenten."
)
WORKING = " De ETag vraagt ‘Versie toevoegen’ terug, zodat u vaststelt wat u zag."


def working_tag(plan: Plan, revision: int | None = None) -> str:
    """The ETag of the working budget, as it now stands or as it was read."""
    return tag_of_state("budget", plan.pk, plan.revision if revision is None else revision)


class WorkingBudget(PlanResource):
    title, titles = "begroting", "begrotingen"

    @operation(
        "getBudget", "Werkbegroting opvragen", description=ABOUT + WORKING, answer=BudgetShape, tagged=True
    )
    def retrieve(self, request: Request, **_: Any) -> Response:
        self.check_query()
        if is_known(tag := working_tag(self.plan), request.headers.get("If-None-Match")):
            return self.answer(None, tag=tag, status=304)
        data, revision = budget_as_of(self.plan)
        content = {
            "revision": revision,
            "fixed": None,
            "sha256": fingerprint(data),
            "budget": json.loads(to_json(data)),
        }
        tag = working_tag(self.plan, revision)
        return self.answer(self.shown(content, shape=BudgetShape), tag=tag)


class VersionBudget(PlanResource):
    title, titles = "begroting", "begrotingen"
    lookup = "number"
    missing = "Deze versie bestaat niet in dit beleidsplan."

    def rows(self) -> Any:
        return self.plan.versions.all()

    @operation(
        "getVersionBudget",
        "Begroting van een versie opvragen",
        description=ABOUT,
        answer=BudgetShape,
        tagged=True,
        problems=(409,),
    )
    def retrieve(self, request: Request, **_: Any) -> Response:
        self.check_query()
        version: BudgetVersion = self.row()
        version_data(version)  # refuses what is no longer what was fixed
        content = {
            "revision": version.revision,
            "fixed": version,
            "sha256": version.sha256,
            "budget": json.loads(version.data_json),
        }
        return self.tagged(
            self.shown(content, shape=BudgetShape), tag_of_state("budget", version.pk, version.sha256)
        )
