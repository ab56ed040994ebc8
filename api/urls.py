"""Addresses of the API.  Without a slash at the end, as the Dutch API rules ask.

A subject with addresses of several kinds has them in its own ``urls``.
"""

from django.urls import path

from api import pages
from api.bodies import Bodies
from api.changes import urls as changes
from api.costs import urls as costs
from api.goals import Goals
from api.housing import urls as housing
from api.income import urls as income
from api.keys.keys import Keys
from api.measures import Measures
from api.members import CentreMunicipalities, Members
from api.municipalities import Municipalities
from api.options.options import Options
from api.participation import Participations, UnmatchedParticipations
from api.plans import Plans
from api.position_changes import PositionChanges
from api.positions import Positions
from api.regions import Regions
from api.results import urls as results
from api.routing import LIST, routes
from api.scenarios import urls as scenarios
from api.versions import urls as versions

urlpatterns = [
    path("documentation", pages.documentation, name="api-documentation"),
    path("guide", pages.guide, name="api-guide"),
    path("openapi.json", pages.openapi, name="api-openapi"),
    path("problems/<slug:name>", pages.problem, name="api-problem"),
    *routes("municipalities", Municipalities),
    *routes("plans", Plans, key="int"),
    *routes("plans/<int:plan>/goals", Goals),
    *routes("plans/<int:plan>/keys", Keys),
    *routes("plans/<int:plan>/measures", Measures),
    *routes("plans/<int:plan>/options", Options),
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
    path(
        "plans/<int:plan>/unmatched-participation",
        UnmatchedParticipations.as_view(LIST),
        name="api-UnmatchedParticipation",
    ),
    *routes("regions", Regions),
    *routes("regions/<code:region>/bodies", Bodies),
    *routes("regions/<code:region>/centre-municipalities", CentreMunicipalities, key="int"),
    *routes("regions/<code:region>/members", Members),
    *changes.urlpatterns,
    *costs.urlpatterns,
    *housing.urlpatterns,
    *income.urlpatterns,
    *results.urlpatterns,
    *scenarios.urlpatterns,
    *versions.urlpatterns,
]
