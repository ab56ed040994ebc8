"""Addresses of versions and the budget as a whole."""

from django.urls import path

from api.routing import READ, routes
from api.versions.budgets import VersionBudget, WorkingBudget
from api.versions.carry_over import VersionCarryOver
from api.versions.comparison import VersionComparison
from api.versions.versions import Versions

urlpatterns = [
    path("plans/<int:plan>/budget", WorkingBudget.as_view(READ), name="api-Budget"),
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
]
