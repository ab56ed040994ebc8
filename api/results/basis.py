"""What is computed on: a plan as it stands or in a fixed version, under a scenario or without."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from api.etags import is_known, tag_of_state
from api.operation import Operation, Parameter
from api.problems import NotThere, invalid
from api.results.shapes import ResultShape
from api.shapes import Shape
from api.within import PlanResource
from budgets.actions.versions import version_data
from budgets.engine import BudgetData, BudgetResult, compute, unchanged
from budgets.models import BudgetVersion, Scenario
from budgets.result_output import PARTS, result_as_data
from budgets.sides import Side
from budgets.snapshot import budget_as_of

NO_VERSION = "Deze versie bestaat niet."
NO_SCENARIO = "Dit scenario bestaat niet of niet meer."
LONGEST_SLUG = 80
SCENARIO = Parameter(
    "scenario",
    "Korte naam van een scenario; zonder is het de begroting zonder opties.",
    {"type": "string", "minLength": 1, "maxLength": LONGEST_SLUG},
)
HEAD = ("region", "plan", "scenario", "version", "revision", "currency", "years")
"""Parts of a result that are always there."""
FIELDS = Parameter(
    "fields",
    "Alleen deze onderdelen, met komma’s ertussen; ‘lines’ is er alleen als u erom vraagt.",
    {"type": "array", "items": {"type": "string", "enum": list(PARTS)}, "minItems": 1},
)


class Computed(PlanResource):
    """An address under a plan, a version or a scenario; ``scenario`` may also be asked of a version."""

    title, titles = "resultaat", "doorrekenen"
    shape: ClassVar[type[Shape]] = ResultShape
    version: BudgetVersion | None = None
    scenario: Scenario | None = None
    of: str = "plan"
    """What stands in the address: "plan", "version" or "scenario"."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        slug = kwargs.get("scenario")
        if self.of == "version":
            self.version = self._version(kwargs["number"])
            slug = request.query_params.get("scenario") if request.method == "GET" else None
        if slug is not None:
            self.scenario = self._scenario(slug)

    @property
    def side(self) -> Side:
        return Side(self.plan, self.version, self.scenario)

    def check_asked(self, *known: str) -> None:
        """The parameters of the query; see ``check_query``."""
        self.check_query(*known, *(("scenario",) if self.of == "version" else ()))

    def basis(self) -> tuple[BudgetData, int | None]:
        """The budget, and the revision that it is of; None of a version.  Raises ``Unreadable``."""
        return (version_data(self.version), None) if self.version else budget_as_of(self.plan)

    def computed(self) -> tuple[BudgetResult, int | None]:
        """Under the scenario, or unchanged."""
        data, revision = self.basis()
        return (compute(data, self.scenario.choice) if self.scenario else unchanged(data)), revision

    def known_tag(self) -> str:
        """Of an answer that follows from what is in the address, without computing it."""
        of = [self.version.pk, self.version.sha256] if self.version else [self.plan.revision]
        choice = self.scenario.choice_json if self.scenario else None
        return tag_of_state(self.plan.pk, of, choice, self.request.get_full_path())

    def unless_known(self) -> Response | None:
        """304 where the client has it."""
        tag = self.known_tag()
        if is_known(tag, self.request.headers.get("If-None-Match")):
            return self.answer(None, tag=tag, status=304)
        return None

    def asked_parts(self) -> list[str] | None:
        asked = self.listed("fields")
        if asked is None:
            return None
        names = list(dict.fromkeys(asked))
        if wrong := [name for name in names if name not in PARTS]:
            raise invalid("fields", f"Dit onderdeel bestaat hier niet: {', '.join(wrong)}.")
        return names

    def told(self, result: BudgetResult, revision: int | None, parts: list[str] | None) -> Mapping[str, Any]:
        slug = self.scenario.slug if self.scenario else None
        number = self.version.number if self.version else None
        return result_as_data(result, slug, number, parts) | {"plan": self.plan.pk, "revision": revision}

    def _version(self, number: int) -> BudgetVersion:
        found = self.plan.versions.filter(number=number).defer("data_json").first()
        if found is None:
            raise NotThere(NO_VERSION)
        return found

    def _scenario(self, slug: str) -> Scenario:
        found = None
        if "\x00" not in slug and len(slug) <= LONGEST_SLUG:
            found = Scenario.objects.visible_to(self.user).filter(plan=self.plan, slug=slug).first()
        if found is None:
            raise NotThere(NO_SCENARIO)
        return found


def described(
    view: Any, name: str, summary: str, answer: Any, *parameters: Parameter, about: str = ""
) -> Operation:
    """An answer to read, of a plan, a version or a scenario: "getVersionResult"."""
    more = (SCENARIO,) if view.of == "version" else ()
    of = "" if view.of == "plan" else view.of.capitalize()
    return Operation(
        f"get{of}{name}",
        f"{summary} van {OF[view.of]}",
        about,
        answer=answer,
        parameters=(*parameters, *more),
        problems=(409,),
        tagged=True,
    )


OF = {"plan": "de begroting opvragen", "version": "een versie opvragen", "scenario": "een scenario opvragen"}
