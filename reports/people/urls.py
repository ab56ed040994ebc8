"""Addresses under a region."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from reports.people import views


class UsernameConverter(StringConverter):
    """Without characters that PostgreSQL cannot look for: such an address is simply not found."""

    regex = r"[^/\x00\ud800-\udfff]+"


register_converter(UsernameConverter, "username")

urlpatterns: list[URLPattern | URLResolver] = [
    path("wie-mag-wat/", views.rights, name="rights"),
    path("beheer/", views.people, name="people"),
    path("beheer/rechten.csv", views.people_rights, name="people_rights"),
    path("beheer/mensen/<username:person>/", views.person, name="person"),
    path("beheer/mensen/<username:person>/uitnodigen/", views.person_invite, name="person_invite"),
    path("beheer/mensen/<username:person>/toegang-beeindigen/", views.person_end, name="person_end"),
    path("beheer/mensen/<username:person>/inloggen/", views.person_active, name="person_active"),
]
