"""Addresses of cost lines and their amounts."""

from django.urls import path

from api.costs.amounts import Amounts
from api.costs.lines import CostLines
from api.routing import routes

urlpatterns = [
    path("plans/<int:plan>/amounts", Amounts.as_view({"get": "list", "patch": "save"}), name="api-Amounts"),
    *routes("plans/<int:plan>/cost-lines", CostLines),
]
