"""Addresses under a region."""

from django.urls import URLPattern, URLResolver, path

from reports.members import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("beheer/deelnemers/", views.members, name="members"),
    path("beheer/deelnemers/nieuw/", views.member_new, name="member_new"),
    path("beheer/deelnemers/centrum/nieuw/", views.centre_new, name="centre_new"),
    path("beheer/deelnemers/centrum/<int:centre>/verwijderen/", views.centre_delete, name="centre_delete"),
    path("beheer/deelnemers/<slug:code>/wijzigen/", views.member_change, name="member_change"),
    path("beheer/deelnemers/<slug:code>/verwijderen/", views.member_delete, name="member_delete"),
]
