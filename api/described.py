"""What the whole description has: problems, headers, and that a list of fields is written with commas."""

from typing import Any

from api.api_version import API_VERSION
from api.links import add_links
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
                    "current": {"type": "object", "description": "Bij een conflict: wat er nu staat."},
                    "sent": {"type": "object", "description": "Bij een conflict: wat u stuurde."},
                    "changedBy": {
                        "type": "string",
                        "nullable": True,
                        "description": "Bij een conflict: wie het wijzigde, als dat bekend is.",
                    },
                    "changedAt": {
                        "type": "string",
                        "format": "date-time",
                        "nullable": True,
                        "description": "Bij een conflict: wanneer.",
                    },
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
RATE = {
    "RateLimit-Limit": "Zoveel verzoeken mag dit token per minuut doen.",
    "RateLimit-Remaining": "Zoveel daarvan zijn er nog over.",
    "RateLimit-Reset": "Over zoveel seconden begint een nieuwe minuut.",
}
COUNT = {"type": "integer", "minimum": 0}
HEADERS = {
    **{name: {"description": said, "required": True, "schema": COUNT} for name, said in RATE.items()},
    "Retry-After": {"description": "Wacht zoveel seconden.", "required": True, "schema": COUNT},
    "API-Version": {
        "description": "Volledig versienummer van de API.",
        "required": True,
        "schema": {"type": "string", "example": API_VERSION},
    },
    "WWW-Authenticate": {
        "description": "Hoe u zich aanmeldt.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Allow": {"description": "Wat hier wel kan.", "required": True, "schema": {"type": "string"}},
    "ETag": {"description": "Naam van deze stand.", "required": True, "schema": {"type": "string"}},
}


_ALSO = {401: ("WWW-Authenticate",), 405: ("Allow",), 429: (*RATE, "Retry-After")}


def _named(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


SUBJECTS = (
    *("regio’s", "deelnemers", "centrumgemeenten", "gemeenten", "overleggen"),
    *("beleidsplannen", "doelen", "maatregelen", "kostenposten", "bedragen"),
    *("baten", "taakstellingen", "p.m.-posten", "dekkingen", "controletotalen"),
    *("bijstellingsopties", "standpunten", "eerdere standpunten"),
    *("verdeelsleutels", "deelname", "niet gekoppelde deelname"),
    *("soorten woningen", "gerealiseerde woningen"),
    *("scenario’s", "momenten van een scenario", "voorstellen"),
    *("doorrekenen", "bevindingen", "uitleg van cijfers", "vergelijken"),
    *("versies", "begrotingen", "wijzigingen"),
)
"""The order in which one reads them."""


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular after it wrote the rest."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["headers"] = HEADERS
    components["responses"] = {
        f"Problem{status}": {
            "description": kind.title,
            "headers": _named("API-Version", *_ALSO.get(status, ())),
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
    add_links(result)
    found = {tag for path in result["paths"].values() for each in path.values() for tag in each["tags"]}
    result["tags"] = [{"name": name} for name in sorted(found, key=SUBJECTS.index)]
    return result
