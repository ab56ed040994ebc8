"""Addresses under a scenario."""

from django.urls import URLPattern, URLResolver, path

from reports.following import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("meekijken/", views.follow, name="follow"),
    path("meekijken/stand/", views.follow_state, name="follow_state"),
    path("presenteren/", views.present, name="present"),
]
