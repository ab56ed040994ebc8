"""Addresses under a plan, and of the bodies under a region."""

from django.urls import URLPattern, URLResolver, path

from reports.positions import bodies, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("standpunten/", views.positions, name="positions"),
    path("standpunten/<slug:option>/<slug:party>/", views.position, name="position"),
]
region_urlpatterns: list[URLPattern | URLResolver] = [
    path("beheer/overleggen/", bodies.bodies, name="bodies"),
    path("beheer/overleggen/<slug:body>/hernoemen/", bodies.body_rename, name="body_rename"),
    path("beheer/overleggen/<slug:body>/verwijderen/", bodies.body_delete, name="body_delete"),
]
