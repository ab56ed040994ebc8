"""Addresses under a plan.  A municipality stands there by its CBS code: names change and are not unique."""

from django.urls import URLPattern, URLResolver, path

from reports.municipal import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("gemeenten/<slug:code>/", views.municipality, name="municipality"),
]
