"""Addresses of explanations."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from rest_framework.reverse import reverse

from budgets.sides import Side

if TYPE_CHECKING:
    from api.results.basis import Computed


def explained_at(view: "Computed", side: Side | None = None, **asked: Any) -> str:
    """Where a figure is explained: of what the address is about, or of another ``side``."""
    side = side or view.side
    known: dict[str, Any] = {"plan": view.plan.pk}
    name, query = "api-explanations", {key: value for key, value in asked.items() if value is not None}
    if side.version:
        name, known = "api-version-explanations", known | {"number": side.version.number}
        if side.scenario:
            query["scenario"] = side.scenario.slug
    elif side.scenario:
        name, known = "api-scenario-explanations", known | {"scenario": side.scenario.slug}
    return f"{reverse(name, kwargs=known, request=view.request)}?{urlencode(query)}"
