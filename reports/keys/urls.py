"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, path

from reports.keys import keys, participation

urlpatterns: list[URLPattern | URLResolver] = [
    path("verdeelsleutels/", keys.keys, name="keys"),
    path("verdeelsleutels/nieuw/", keys.key_new, name="key_new"),
    path("verdeelsleutels/<slug:key>/wijzigen/", keys.key_change, name="key_change"),
    path("verdeelsleutels/<slug:key>/gebruik/", keys.key_uses, name="key_uses"),
    path("verdeelsleutels/<slug:key>/sleutel-van-het-plan/", keys.key_default, name="key_default"),
    path("verdeelsleutels/<slug:key>/verwijderen/", keys.key_delete, name="key_delete"),
    path("deelname/", participation.participation, name="participation"),
]
