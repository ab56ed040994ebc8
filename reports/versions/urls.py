"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, include, path

from reports.versions import views
from reports.views import budget, finding, origin, scenario

version_urls = [
    path("begroting/", budget.budget, name="version_budget"),
    path("begroting/bevinding/", finding.budget_finding, name="version_budget_finding"),
    path("begroting/herkomst/", origin.budget_origin, name="version_budget_origin"),
    path(
        "begroting/herkomst.json",
        origin.budget_origin,
        {"form": "json"},
        name="version_budget_origin_json",
    ),
    path("begroting.xlsx", budget.budget_workbook, name="version_budget_workbook"),
    path("begroting.ods", budget.budget_workbook, {"form": "ods"}, name="version_budget_ods"),
    path("begroting.json", budget.budget_json, name="version_budget_json"),
    path("begroting.csv", budget.budget_csv, name="version_budget_csv"),
    path("scenarios/<slug:scenario>/", scenario.version_scenario, name="version_scenario"),
    path("scenarios/<slug:scenario>/bevinding/", finding.scenario_finding, name="version_scenario_finding"),
    path("scenarios/<slug:scenario>/herkomst/", origin.scenario_origin, name="version_scenario_origin"),
    path(
        "scenarios/<slug:scenario>/herkomst.json",
        origin.scenario_origin,
        {"form": "json"},
        name="version_scenario_origin_json",
    ),
    path(
        "scenarios/<slug:scenario>/begroting.xlsx",
        scenario.scenario_workbook,
        name="version_scenario_workbook",
    ),
    path(
        "scenarios/<slug:scenario>/begroting.ods",
        scenario.scenario_workbook,
        {"form": "ods"},
        name="version_scenario_ods",
    ),
    path("nieuw-plan/", views.version_carry_over, name="version_carry_over"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("begroting.json", budget.budget_json, name="budget_json"),
    path("begroting.csv", budget.budget_csv, name="budget_csv"),
    path("versies/", views.versions, name="versions"),
    path("versies/vaststellen/", views.version_adopt, name="version_adopt"),
    path("versies/vergelijken/", views.versions_compare, name="versions_compare"),
    path("versies/vergelijken.xlsx", views.versions_compare_workbook, name="versions_compare_workbook"),
    path(
        "versies/vergelijken.ods",
        views.versions_compare_workbook,
        {"form": "ods"},
        name="versions_compare_ods",
    ),
    path("versies/<int:version>/", include(version_urls)),
]
