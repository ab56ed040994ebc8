"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, path

from reports.funding import editing, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("financiering/", views.funding, name="funding"),
    path("financiering/maatregelen/<slug:measure>/", editing.measure_cover_page, name="measure_cover"),
    path("financiering/posten/<slug:line>/", editing.line_cover_page, name="line_cover"),
]
