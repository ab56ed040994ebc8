"""Addresses of housing."""

from django.urls import path

from api.housing.kinds import HousingKinds
from api.housing.realised import RealisedHousing
from api.housing.terms import TermsOfHousing
from api.routing import READ, routes

urlpatterns = [
    *routes("plans/<int:plan>/housing-kinds", HousingKinds),
    *routes("plans/<int:plan>/housing-realised", RealisedHousing),
    path(
        "plans/<int:plan>/housing-terms",
        TermsOfHousing.as_view(READ | {"patch": "partial_update"}),
        name="api-HousingTerms",
    ),
]
