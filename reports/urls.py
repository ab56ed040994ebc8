"""Addresses of the pages: Dutch and readable, so that they can be mailed."""

from django.urls import URLPattern, URLResolver, include, path

from reports.account.urls import urlpatterns as account_urls
from reports.compare.urls import urlpatterns as compare_urls
from reports.following.urls import urlpatterns as following_urls
from reports.funding.urls import urlpatterns as funding_urls
from reports.grid.urls import urlpatterns as grid_urls
from reports.history.urls import urlpatterns as history_urls
from reports.housing.urls import urlpatterns as housing_urls
from reports.imports.urls import urlpatterns as imports_urls
from reports.keys.urls import urlpatterns as keys_urls
from reports.measures.urls import urlpatterns as measures_urls
from reports.members.urls import urlpatterns as members_urls
from reports.municipal.urls import urlpatterns as municipal_urls
from reports.people.urls import urlpatterns as people_urls
from reports.positions.urls import region_urlpatterns as body_urls
from reports.positions.urls import urlpatterns as position_urls
from reports.search.urls import urlpatterns as search_urls
from reports.versions.urls import urlpatterns as versions_urls
from reports.views import (
    adjustments,
    budget,
    finding,
    origin,
    proposals,
    reverse,
    scenario,
    scenario_history,
    scenario_state,
    scenario_terms,
    scenarios,
    start,
)

scenario_urls = [
    path("", scenario.scenario, name="scenario"),
    path("stand/", scenario_state.scenario_state, name="scenario_state"),
    path("opties/<slug:option>/", scenario.scenario_switch, name="scenario_switch"),
    path("opties/<slug:option>/niveau/", scenario.scenario_level, name="scenario_level"),
    path("herkomst/", origin.scenario_origin, name="scenario_origin"),
    path("meekijken/herkomst/", origin.scenario_origin, name="follow_origin"),
    path("bevinding/", finding.scenario_finding, name="scenario_finding"),
    path("meekijken/bevinding/", finding.scenario_finding, name="follow_finding"),
    path("herkomst.json", origin.scenario_origin, {"form": "json"}, name="scenario_origin_json"),
    path("begroting.xlsx", scenario.scenario_workbook, name="scenario_workbook"),
    path("begroting.ods", scenario.scenario_workbook, {"form": "ods"}, name="scenario_ods"),
    path("uitgangspunten/", scenario_terms.scenario_terms, name="scenario_terms"),
    path("uitgangspunten/aanpassing/", adjustments.adjustment_new, name="adjustment_new"),
    path("uitgangspunten/<slug:code>/", adjustments.adjustment_change, name="adjustment_change"),
    path("uitgangspunten/<slug:code>/weghalen/", adjustments.adjustment_delete, name="adjustment_delete"),
    path("geschiedenis/", scenario_history.scenario_history, name="scenario_history"),
    path("kopieren/", scenarios.scenario_copy, name="scenario_copy"),
    path("hernoemen/", scenarios.scenario_rename, name="scenario_rename"),
    *following_urls,
    path("voorstellen/", proposals.scenario_propose, name="scenario_propose"),
    path("intrekken/", proposals.scenario_withdraw, name="scenario_withdraw"),
    path("verwijderen/", scenarios.scenario_delete, name="scenario_delete"),
]

plan_urls: list[URLPattern | URLResolver] = [
    path("", start.plan_root, name="plan"),
    path("begroting/", budget.budget, name="budget"),
    path("begroting.xlsx", budget.budget_workbook, name="budget_workbook"),
    path("begroting.ods", budget.budget_workbook, {"form": "ods"}, name="budget_ods"),
    path("begroting/herkomst/", origin.budget_origin, name="budget_origin"),
    path("begroting/bevinding/", finding.budget_finding, name="budget_finding"),
    path("begroting/herkomst.json", origin.budget_origin, {"form": "json"}, name="budget_origin_json"),
    path("omgekeerd/", reverse.reverse_question, name="reverse"),
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    *search_urls,
    *compare_urls,
    path("scenarios/<slug:scenario>/", include(scenario_urls)),
    *grid_urls,
    *keys_urls,
    *funding_urls,
    *housing_urls,
    *municipal_urls,
    *measures_urls,
    *position_urls,
    *history_urls,
    *imports_urls,
    *versions_urls,
]

urlpatterns = [
    path("", start.start, name="start"),
    path("account/", include(account_urls)),
    path("<slug:region>/", include([*people_urls, *members_urls, *body_urls])),
    path("<slug:region>/<slug:plan>/", include(plan_urls)),
]
