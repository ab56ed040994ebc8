"""Addresses under a region."""

from django.urls import URLPattern, URLResolver, path

from reports.people import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("wie-mag-wat/", views.rights, name="rights"),
    path("beheer/", views.people, name="people"),
    path("beheer/rechten.csv", views.people_rights, name="people_rights"),
    path("beheer/mensen/<str:person>/", views.person, name="person"),
    path("beheer/mensen/<str:person>/toegang-beeindigen/", views.person_end, name="person_end"),
    path("beheer/mensen/<str:person>/inloggen/", views.person_active, name="person_active"),
]
