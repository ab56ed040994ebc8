"""The list of versions, one of them, and fixing the working budget as the next."""

from collections.abc import Iterable
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from api.etags import require_match
from api.filters import ApiFilters
from api.operation import operation
from api.resource import Values
from api.schema import LOCATION
from api.shapes import Shape
from api.versions.budgets import working_tag
from api.versions.shapes import VersionShape
from api.within import PlanResource
from api.words import Word
from budgets.actions.versions import adopt_version, outcomes
from budgets.models import BudgetVersion
from municipalities.rights import Right

FIXING = (
    "Legt de werkbegroting vast als de volgende versie. Een versie verandert nooit meer en kan niet worden "
    "verwijderd. Stuur in If-Match de ETag van de werkbegroting (‘…/budget’), zodat u vaststelt wat u zag."
)


class VersionFilters(ApiFilters):
    kind = Word("kind", BudgetVersion.Kind, help_text="Alleen versies van deze soort.")


class Versions(PlanResource):
    one, many = "Version", "Versions"
    title, titles = "versie", "versies"
    about = "Een versie is de begroting zoals die op een datum is vastgelegd. Zij verandert nooit."
    missing = "Deze versie bestaat niet in dit beleidsplan."
    shape = VersionShape
    filters = VersionFilters
    orders: ClassVar = {"number": ("number",)}
    lookup = "number"
    right = Right.VERSIONS
    follows_revision = False  # a name may change without it
    outcomes: dict[int, dict[int, int] | None]

    def rows(self) -> Any:
        return self.plan.versions.defer("data_json").select_related("created_by")

    def add(self, values: Values) -> BudgetVersion:
        revision = {"revision": self.plan.revision}
        sent = self.request.data
        require_match(
            self.request.headers.get("If-Match"),
            working_tag(self.plan),
            current=revision,
            sent=sent,
            of="de werkbegroting (‘…/budget’)",
        )
        return adopt_version(plan=self.plan, **values, by=self.user)

    @operation(
        "addVersion",
        "Versie toevoegen",
        description=FIXING,
        request=VersionShape,
        answer=VersionShape,
        status=201,
        locks=True,
        tagged=True,
        problems=(403, 409, 422),
        headers={"Location": LOCATION},
    )
    def create(self, request: Request, **kwargs: Any) -> Response:
        return super().create(request, **kwargs)

    def shown(self, thing: Any, *, many: bool = False, shape: type[Shape] | None = None) -> Any:
        """With what each comes to, read of all of them at once."""
        versions: Iterable[BudgetVersion] = thing if many else [thing]
        self.outcomes = outcomes(versions)
        return super().shown(thing, many=many, shape=shape)

    def context(self) -> dict[str, Any]:
        return super().context() | {"outcomes": getattr(self, "outcomes", {})}
