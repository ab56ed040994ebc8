"""Addresses beside the scenarios: none of these words can be a scenario's."""

from django.urls import URLPattern, URLResolver, path

from reports.search import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("scenarios/zoeken/", views.search, name="search"),
    path("scenarios/zoeken/starten/", views.search_start, name="search_start"),
    path("scenarios/zoeken/scenario/", views.search_scenario, name="search_scenario"),
    path("scenarios/zoeken/<int:search>/", views.search_progress, name="search_progress"),
    path("scenarios/zoeken/<int:search>/stoppen/", views.search_stop, name="search_stop"),
]
