"""Addresses of the API.  Without a slash at the end, as the Dutch API rules ask."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from api import pages
from api.bodies import Bodies
from api.changes.all_rows import ChangeRows
from api.changes.changes import Changes
from api.costs.amounts import Amounts
from api.costs.lines import CostLines
from api.goals import Goals
from api.housing.kinds import HousingKinds
from api.housing.realised import RealisedHousing
from api.housing.terms import TermsOfHousing
from api.income.control_totals import ControlTotals
from api.income.covers import CostLineCover, Covers, MeasureCover
from api.income.memorandum import MemorandumItems
from api.income.streams import Streams
from api.income.targets import Targets
from api.keys.keys import Keys
from api.measures import Measures
from api.members import CentreMunicipalities, Members
from api.moving import Moved
from api.municipalities import Municipalities
from api.options.options import Options
from api.participation import Participations, UnmatchedParticipations
from api.plans import Plans
from api.position_changes import PositionChanges
from api.positions import Positions
from api.regions import Regions
from api.resource import Resource
from api.results.compute import Compute
from api.results.explanations import Explanations
from api.results.figures import Figures
from api.results.findings import Findings
from api.results.result import Result
from api.scenarios.comparison import ScenarioComparison
from api.scenarios.history import ScenarioHistory
from api.scenarios.proposals import ScenarioProposal
from api.scenarios.scenarios import Scenarios
from api.versions.budgets import VersionBudget, WorkingBudget
from api.versions.carry_over import VersionCarryOver
from api.versions.comparison import VersionComparison
from api.versions.versions import Versions


class CodeConverter(StringConverter):
    """Without characters that PostgreSQL cannot look for: such an address is simply not found."""

    regex = r"[^/\x00\ud800-\udfff]+"


register_converter(CodeConverter, "code")

MANY = {"get": "list", "post": "create"}
ONE = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
LIST: dict[str, Any] = {"get": "list"}
WHOLE: dict[str, Any] = {"get": "retrieve", "put": "replace"}
"""Of what is only ever written as a whole."""
PROPOSAL: dict[str, Any] = {"get": "retrieve", "post": "create", "delete": "destroy"}
READ: dict[str, Any] = {"get": "retrieve"}
WRITES = {"create": "add", "partial_update": "update", "destroy": "delete_row"}
SCENARIO = "plans/<int:plan>/scenarios/<code:scenario>"


def routes(address: str, resource: type[Resource], *, key: str = "code") -> Iterator[URLPattern]:
    """The list and the one of a resource, with the methods that it has; ``key`` converts its lookup."""
    many, one = (_actions(resource, methods) for methods in (MANY, ONE))
    yield path(address, resource.as_view(many), name=f"api-{resource.many}")
    of_one = f"{address}/<{key}:{resource.named()}>"
    yield path(of_one, resource.as_view(one), name=f"api-{resource.one}")
    if issubclass(resource, Moved):
        yield path(f"{of_one}/move", resource.as_view({"post": "move"}), name=f"api-{resource.one}-move")


COMPUTED: dict[str, type[Resource]] = {
    "explanations": Explanations,
    "figures": Figures,
    "findings": Findings,
    "result": Result,
}


def computed() -> Iterator[URLPattern]:
    """What is computed of a plan as it stands, of a version, and of a scenario."""
    of = {
        "plan": "plans/<int:plan>",
        "version": "plans/<int:plan>/versions/<int:number>",
        "scenario": "plans/<int:plan>/scenarios/<code:scenario>",
    }
    for kind, address in of.items():
        before = "api" if kind == "plan" else f"api-{kind}"
        for name, resource in COMPUTED.items():
            yield path(
                f"{address}/{name}", resource.as_view({"get": "show"}, of=kind), name=f"{before}-{name}"
            )
        if kind != "scenario":
            yield path(
                f"{address}/compute", Compute.as_view({"post": "compute"}, of=kind), name=f"{before}-compute"
            )


def _actions(resource: type[Resource], methods: dict[str, str]) -> dict[str, Any]:
    def has(action: str) -> bool:
        own = WRITES.get(action)
        return own is None or getattr(resource, own) is not getattr(Resource, own)

    return {method: action for method, action in methods.items() if has(action)}


urlpatterns = [
    path("documentation", pages.documentation, name="api-documentation"),
    path("openapi.json", pages.openapi, name="api-openapi"),
    path("problems/<slug:name>", pages.problem, name="api-problem"),
    *routes("municipalities", Municipalities),
    *routes("plans", Plans, key="int"),
    path("plans/<int:plan>/amounts", Amounts.as_view({"get": "list", "patch": "save"}), name="api-Amounts"),
    *routes("plans/<int:plan>/cost-lines", CostLines),
    *routes("plans/<int:plan>/changes", Changes, key="int"),
    path(
        "plans/<int:plan>/changes/<int:revision>/rows",
        ChangeRows.as_view({"get": "list"}),
        name="api-ChangeRows",
    ),
    path(
        "plans/<int:plan>/changes/<int:revision>/undo",
        Changes.as_view({"post": "undo"}),
        name="api-Change-undo",
    ),
    path("plans/<int:plan>/budget", WorkingBudget.as_view(READ), name="api-Budget"),
    path("plans/<int:plan>/control-totals", ControlTotals.as_view(LIST), name="api-ControlTotals"),
    path(
        "plans/<int:plan>/cost-lines/<code:code>/cover",
        CostLineCover.as_view(WHOLE),
        name="api-CostLineCover",
    ),
    path("plans/<int:plan>/covers", Covers.as_view(LIST), name="api-Covers"),
    *routes("plans/<int:plan>/goals", Goals),
    *routes("plans/<int:plan>/housing-kinds", HousingKinds),
    *routes("plans/<int:plan>/housing-realised", RealisedHousing),
    path(
        "plans/<int:plan>/housing-terms",
        TermsOfHousing.as_view(READ | {"patch": "partial_update"}),
        name="api-HousingTerms",
    ),
    *routes("plans/<int:plan>/keys", Keys),
    *routes("plans/<int:plan>/measures", Measures),
    path(
        "plans/<int:plan>/participation",
        Participations.as_view(LIST | {"patch": "change"}),
        name="api-Participation",
    ),
    path(
        "plans/<int:plan>/position-changes",
        PositionChanges.as_view({"get": "list"}),
        name="api-PositionChanges",
    ),
    *routes("plans/<int:plan>/positions", Positions, key="int"),
    path("plans/<int:plan>/measures/<code:code>/cover", MeasureCover.as_view(WHOLE), name="api-MeasureCover"),
    *routes("plans/<int:plan>/memorandum-items", MemorandumItems),
    *routes("plans/<int:plan>/options", Options),
    *routes("plans/<int:plan>/streams", Streams),
    *routes("plans/<int:plan>/targets", Targets),
    path(
        "plans/<int:plan>/scenario-comparison",
        ScenarioComparison.as_view({"get": "show"}),
        name="api-ScenarioComparison",
    ),
    *routes("plans/<int:plan>/scenarios", Scenarios),
    path(f"{SCENARIO}/history", ScenarioHistory.as_view(LIST), name="api-ScenarioMoments"),
    path(f"{SCENARIO}/proposal", ScenarioProposal.as_view(PROPOSAL), name="api-Proposal"),
    path(f"{SCENARIO}/restore", Scenarios.as_view({"post": "restore"}), name="api-Scenario-restore"),
    path(
        "plans/<int:plan>/unmatched-participation",
        UnmatchedParticipations.as_view(LIST),
        name="api-UnmatchedParticipation",
    ),
    path(
        "plans/<int:plan>/version-comparison",
        VersionComparison.as_view({"get": "show"}),
        name="api-VersionComparison",
    ),
    *routes("plans/<int:plan>/versions", Versions, key="int"),
    path(
        "plans/<int:plan>/versions/<int:number>/carry-over",
        VersionCarryOver.as_view({"post": "begin"}),
        name="api-Version-carry-over",
    ),
    path(
        "plans/<int:plan>/versions/<int:number>/budget", VersionBudget.as_view(READ), name="api-VersionBudget"
    ),
    *computed(),
    *routes("regions", Regions),
    *routes("regions/<code:region>/bodies", Bodies),
    *routes("regions/<code:region>/centre-municipalities", CentreMunicipalities, key="int"),
    *routes("regions/<code:region>/members", Members),
]
