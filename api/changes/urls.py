"""Addresses of the history of a plan."""

from django.urls import path

from api.changes.all_rows import ChangeRows
from api.changes.changes import Changes
from api.routing import routes

urlpatterns = [
    *routes("plans/<int:plan>/changes", Changes, key="int"),
    path(
        "plans/<int:plan>/changes/<int:revision>/rows",
        ChangeRows.as_view({"get": "list"}),
        name="api-ChangeRows",
    ),
    path(
        "plans/<int:plan>/changes/<int:revision>/undo",
        Changes.as_view({"post": "undo"}),
        name="api-Change-undo",
    ),
]
