"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, path

from reports.history import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("geschiedenis/", views.history, name="history"),
    path("geschiedenis/<int:revision>/ongedaan/", views.undo, name="undo"),
]
