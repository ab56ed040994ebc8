"""Addresses of what is computed."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from api.resource import Resource
from api.results.compute import Compute
from api.results.explanations import Explanations
from api.results.figures import Figures
from api.results.findings import Findings
from api.results.result import Result
from api.routing import SCENARIO

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
        "scenario": SCENARIO,
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


urlpatterns = list(computed())
