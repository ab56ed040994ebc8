"""Addresses of scenarios."""

from typing import Any

from django.urls import path

from api.routing import LIST, SCENARIO, routes
from api.scenarios.comparison import ScenarioComparison
from api.scenarios.history import ScenarioHistory
from api.scenarios.proposals import ScenarioProposal
from api.scenarios.scenarios import Scenarios

PROPOSAL: dict[str, Any] = {"get": "retrieve", "post": "create", "delete": "destroy"}

urlpatterns = [
    path(
        "plans/<int:plan>/scenario-comparison",
        ScenarioComparison.as_view({"get": "show"}),
        name="api-ScenarioComparison",
    ),
    *routes("plans/<int:plan>/scenarios", Scenarios),
    path(f"{SCENARIO}/history", ScenarioHistory.as_view(LIST), name="api-ScenarioMoments"),
    path(f"{SCENARIO}/proposal", ScenarioProposal.as_view(PROPOSAL), name="api-Proposal"),
    path(f"{SCENARIO}/restore", Scenarios.as_view({"post": "restore"}), name="api-Scenario-restore"),
]
