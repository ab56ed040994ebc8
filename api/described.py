"""What the whole description has: problems, headers, and that a list of fields is written with commas."""

from typing import Any

from api.api_version import API_VERSION
from api.problems import BY_STATUS, KINDS, MEDIA_TYPE

PROBLEM = {
    "type": "object",
    "description": "Wat er misging (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "enum": [kind.type for kind in KINDS.values()]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Wat er misging, in een zin."},
        "instance": {"type": "string", "description": "Het adres waar het misging."},
        "errors": {
            "type": "array",
            "description": "Per fout waar hij zit.",
            "items": {
                "type": "object",
                "properties": {
                    "in": {"type": "string", "enum": ["body", "query", "path", "header"]},
                    "location": {
                        "type": "object",
                        "description": "Een JSON Pointer in wat u stuurde, of de naam van een parameter.",
                        "properties": {"pointer": {"type": "string"}, "name": {"type": "string"}},
                    },
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
                "required": ["in", "location", "code", "detail"],
            },
        },
        "current": {"type": "object", "nullable": True, "description": "Bij 412: wat er nu staat."},
        "sent": {"nullable": True, "description": "Bij 412: wat u stuurde."},
        "currentETag": {"type": "string", "description": "Bij 412: de ETag van wat er nu staat."},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}
HEADERS = {
    "API-Version": {
        "description": "Volledig versienummer van de API.",
        "required": True,
        "schema": {"type": "string", "example": API_VERSION},
    },
    "ETag": {"description": "Naam van deze stand.", "required": True, "schema": {"type": "string"}},
}


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular after it wrote the rest."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["headers"] = HEADERS
    components["responses"] = {
        f"Problem{status}": {
            "description": kind.title,
            "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, kind in BY_STATUS.items()
        if status < 500
    }
    for path in result["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query" and parameter["schema"].get("type") == "array":
                    parameter |= {"style": "form", "explode": False}
    return result
