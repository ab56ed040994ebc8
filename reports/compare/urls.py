"""Addresses beside the scenarios of a plan."""

from django.urls import path

from reports.compare import views

urlpatterns = [
    path("scenarios/vergelijken/", views.compare, name="compare"),
    path("scenarios/vergelijken.xlsx", views.compare_workbook, name="compare_workbook"),
    path("scenarios/vergelijken.ods", views.compare_workbook, {"form": "ods"}, name="compare_ods"),
    path("scenarios/vergelijken.json", views.compare_json, name="compare_json"),
]
