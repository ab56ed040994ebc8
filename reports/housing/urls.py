"""Addresses under a plan."""

from django.urls import URLPattern, URLResolver, path

from reports.housing import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("woningen/", views.housing, name="housing"),
    path("woningen/herkomst/", views.housing_origin, name="housing_origin"),
    path("woningen/verrekening/", views.housing_terms, name="housing_terms"),
    path("woningen/soorten/nieuw/", views.housing_kind_new, name="housing_kind_new"),
    path("woningen/soorten/<slug:kind>/wijzigen/", views.housing_kind_change, name="housing_kind_change"),
    path("woningen/soorten/<slug:kind>/verwijderen/", views.housing_kind_delete, name="housing_kind_delete"),
    path("woningen/gemeenten/<str:municipality>/", views.housing_realised, name="housing_realised"),
]
