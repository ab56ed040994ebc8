"""How a resource comes by its addresses, and what may stand in one."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from api.moving import Moved
from api.resource import Resource


class CodeConverter(StringConverter):
    """Without characters that PostgreSQL cannot look for: such an address is simply not found."""

    regex = r"[^/\x00\ud800-\udfff]+"


register_converter(CodeConverter, "code")

MANY = {"get": "list", "post": "create"}
ONE = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
LIST: dict[str, Any] = {"get": "list"}
WHOLE: dict[str, Any] = {"get": "retrieve", "put": "replace"}
"""Of what is only ever written as a whole."""
READ: dict[str, Any] = {"get": "retrieve"}
SCENARIO = "plans/<int:plan>/scenarios/<code:scenario>"
WRITES = {"create": "add", "partial_update": "update", "destroy": "delete_row"}


def routes(address: str, resource: type[Resource], *, key: str = "code") -> Iterator[URLPattern]:
    """The list and the one of a resource, with the methods that it has; ``key`` converts its lookup."""
    many, one = (_actions(resource, methods) for methods in (MANY, ONE))
    yield path(address, resource.as_view(many), name=f"api-{resource.many}")
    of_one = f"{address}/<{key}:{resource.named()}>"
    yield path(of_one, resource.as_view(one), name=f"api-{resource.one}")
    if issubclass(resource, Moved):
        yield path(f"{of_one}/move", resource.as_view({"post": "move"}), name=f"api-{resource.one}-move")


def _actions(resource: type[Resource], methods: dict[str, str]) -> dict[str, Any]:
    def has(action: str) -> bool:
        own = WRITES.get(action)
        return own is None or getattr(resource, own) is not getattr(Resource, own)

    return {method: action for method, action in methods.items() if has(action)}
