"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, path

from reports.grid import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("maatregelen/", views.measures, name="measures"),
    path("maatregelen/bedragen/", views.amounts, name="amounts"),
    path("maatregelen/sinds/", views.amounts_since, name="amounts_since"),
]
