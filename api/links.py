"""In the description: what one does next with what was just made, and where its parameters come from."""

import re
from collections.abc import Iterator
from typing import Any

KEYS = ("code", "slug", "number", "id")
"""What a thing may be called by, in its own content."""


def add_links(result: dict[str, Any]) -> None:
    """Adds them to every answer that something was made at an address with things under it."""
    for address, path in result["paths"].items():
        made = path.get("post", {}).get("responses", {}).get("201")
        below = _below(address, result["paths"])
        if made and below:
            variable, operations = below
            key = _key(variable, _properties(made, result["components"]["schemas"]))
            made["links"] = dict(_links(address, variable, key, operations))


def _below(address: str, paths: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    for each, path in paths.items():
        if found := re.fullmatch(rf"{re.escape(address)}/{{(\w+)}}", each):
            return found[1], path
    return None


def _properties(made: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    schema = made["content"]["application/json"]["schema"]
    named: str = schema.get("$ref", "").rpartition("/")[2]
    properties: dict[str, Any] = (schemas[named] if named else schema)["properties"]
    return properties


def _key(variable: str, properties: dict[str, Any]) -> str:
    return next(name for name in (variable, *KEYS) if name in properties)


def _links(
    address: str, variable: str, key: str, operations: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    known = {name: f"$request.path.{name}" for name in re.findall(r"{(\w+)}", address)}
    for operation in operations.values():
        parameters = known | {variable: f"$response.body#/{key}"}
        if any(each["name"] == "If-Match" for each in operation["parameters"]):
            parameters["If-Match"] = "$response.header.ETag"
        yield operation["operationId"], {"operationId": operation["operationId"], "parameters": parameters}
