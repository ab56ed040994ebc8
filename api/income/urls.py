"""Addresses of income and what it pays."""

from django.urls import path

from api.income.control_totals import ControlTotals
from api.income.covers import CostLineCover, Covers, MeasureCover
from api.income.memorandum import MemorandumItems
from api.income.streams import Streams
from api.income.targets import Targets
from api.routing import LIST, WHOLE, routes

urlpatterns = [
    path("plans/<int:plan>/control-totals", ControlTotals.as_view(LIST), name="api-ControlTotals"),
    path(
        "plans/<int:plan>/cost-lines/<code:code>/cover",
        CostLineCover.as_view(WHOLE),
        name="api-CostLineCover",
    ),
    path("plans/<int:plan>/covers", Covers.as_view(LIST), name="api-Covers"),
    path("plans/<int:plan>/measures/<code:code>/cover", MeasureCover.as_view(WHOLE), name="api-MeasureCover"),
    *routes("plans/<int:plan>/memorandum-items", MemorandumItems),
    *routes("plans/<int:plan>/streams", Streams),
    *routes("plans/<int:plan>/targets", Targets),
]
