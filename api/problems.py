"""What goes wrong, as application/problem+json (RFC 9457): a stable type, the field, and a Dutch sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseProblem
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response

from api.api_version import API_VERSION, PREFIX, VERSION_HEADER
from api.shapes import camel
from budgets.refusals import AtFields, Locked, Outdated, UnknownOption, Unreadable
from municipalities.refusals import Gone, NotAllowed, Refused

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in ``type`` never changes."""

    name: str
    status: int
    title: str
    detail: str

    @property
    def type(self) -> str:
        return f"{PREFIX}problems/{self.name}"


KINDS = {
    kind.name: kind
    for kind in (
        Kind("invalid-input", 400, "Ongeldige invoer", "Wat u stuurde, klopt niet. Er is niets bewaard."),
        Kind(
            "unauthenticated",
            401,
            "Niet aangemeld",
            "Stuur een geldig token mee als ‘Authorization: Bearer …’.",
        ),
        Kind("forbidden", 403, "Dat mag niet", "Met uw rol mag u dit niet."),
        Kind("scope", 403, "Token mag alleen lezen", "Dit token mag alleen lezen."),
        Kind("not-found", 404, "Niet gevonden", "Op dit adres is niets, of u hoort niet bij de regio ervan."),
        Kind(
            "method-not-allowed", 405, "Methode bestaat hier niet", "Deze methode bestaat niet op dit adres."
        ),
        Kind(
            "not-acceptable", 406, "Vorm niet beschikbaar", "Deze vorm is er niet; vraag om application/json."
        ),
        Kind("conflict", 409, "Strijdig met wat er staat", "Dit kan niet bij wat er nu staat."),
        Kind(
            "length-required",
            411,
            "Lengte ontbreekt",
            "Stuur een inhoud in één keer, met haar lengte in Content-Length. Er is niets bewaard.",
        ),
        Kind("changed", 412, "Intussen gewijzigd", "Dit is intussen gewijzigd. Er is niets bewaard."),
        Kind(
            "too-large", 413, "Te groot", "Dit is te veel om in één keer te versturen. Er is niets bewaard."
        ),
        Kind("unsupported-media-type", 415, "Vorm wordt niet gelezen", "Stuur application/json."),
        Kind(
            "refused", 422, "Geweigerd", "Een regel van de begroting staat dit niet toe. Er is niets bewaard."
        ),
        Kind(
            "precondition-required",
            428,
            "If-Match ontbreekt",
            "Stuur in If-Match de ETag van wat u las, zodat u niet over het werk van een ander schrijft.",
        ),
        Kind("too-many-requests", 429, "Te veel verzoeken", "U vroeg te veel in korte tijd. Wacht even."),
        Kind("failed", 500, "Mislukt", "Door een fout van ons is dit niet gelukt. Er is niets bewaard."),
        Kind(
            "database", 503, "Tijdelijk niet bereikbaar", "De database antwoordt niet. Er is niets bewaard."
        ),
    )
}
BY_STATUS = {kind.status: kind for kind in reversed(KINDS.values())}
"""The first of a status."""


class Problem(Exception):
    """A problem that a view states itself; ``more`` are members beside the standard ones."""

    def __init__(self, name: str, detail: str = "", **more: Any) -> None:
        super().__init__(name)
        self.kind = KINDS[name]
        self.detail = detail or self.kind.detail
        self.more = more


class NotThere(Http404):
    """Not there, or not for this user; the sentence is for the answer."""


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """What a view raises as an answer; None lets a fault of our own go on to the log."""
    view, request = context["view"], context["request"]
    body = _body(error, view)
    if body is None:
        return None
    response = Response(body | {"instance": request.path}, body["status"], content_type=MEDIA_TYPE)
    for name, value in _headers(error):
        response[name] = value
    return response


def bare_problem(name: str, request: HttpRequest, detail: str = "") -> JsonResponse:
    """The same outside a view of the API, such as for an address that does not exist."""
    body = _problem(KINDS[name], detail) | {"instance": request.path}
    headers = {VERSION_HEADER: API_VERSION, "Cache-Control": "no-store", "Vary": "Authorization, Cookie"}
    return JsonResponse(body, status=body["status"], content_type=MEDIA_TYPE, headers=headers)


def is_of_api(request: HttpRequest) -> bool:
    return request.path.startswith(PREFIX) or request.path == PREFIX.rstrip("/")


def invalid(name: str, detail: str, *, where: str = "query", code: str = "invalid") -> Problem:
    """One wrong parameter of the query, a header or the path; of a body serializers tell."""
    error = {"in": where, "location": {"name": name}, "code": camel(code), "detail": detail}
    return Problem("invalid-input", f"{name}: {detail}", errors=[error])


def _problem(kind: Kind, detail: str = "", **more: Any) -> dict[str, Any]:
    standard = {"type": kind.type, "title": kind.title, "status": kind.status}
    return standard | {"detail": detail or kind.detail} | more


def _body(error: Exception, view: Any) -> dict[str, Any] | None:
    match error:
        case Problem():
            return _problem(error.kind, error.detail, **error.more)
        case exceptions.ValidationError():
            return _invalid_body(error)
        case Refused():
            return _refusal(error, view)
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            detail = "" if isinstance(error, exceptions.NotAuthenticated) else str(error.detail)
            return _problem(KINDS["unauthenticated"], detail)
        case exceptions.PermissionDenied():
            name = "scope" if error.get_codes() == "scope" else "forbidden"
            return _problem(KINDS[name], str(error.detail))
        case PermissionDenied():
            return _problem(KINDS["forbidden"], str(error))
        case Http404():
            return _problem(KINDS["not-found"], str(error) if isinstance(error, NotThere) else "")
        case exceptions.APIException():
            return _of_status(error)
        case DatabaseProblem():
            return _problem(KINDS["database"])
    return None


def _of_status(error: exceptions.APIException) -> dict[str, Any]:
    kind = BY_STATUS.get(error.status_code, KINDS["failed"])
    detail = str(error.detail) if error.status_code == status.HTTP_429_TOO_MANY_REQUESTS else ""
    if isinstance(error, exceptions.ParseError):
        kind, detail = KINDS["invalid-input"], "Dit is geen JSON die te lezen is. Er is niets bewaard."
    return _problem(kind, detail)


def _refusal(refused: Refused, view: Any) -> dict[str, Any]:
    if isinstance(refused, Gone | UnknownOption):
        return _problem(KINDS["not-found"], refused.message)
    kind = KINDS[_refused_as(refused)]
    errors = errors_of(refused, view, kind.name)
    more = {"errors": errors} if errors else {}
    return _problem(kind, refused.message, **more)


def errors_of(refused: Refused, view: Any, code: str) -> list[dict[str, Any]]:
    """Where in the body an action refused what, as a member of a problem."""
    return [_error(view.pointer(field), code, says) for field, says in _fields_of(refused).items()]


def _fields_of(refused: Refused) -> Mapping[str, str]:
    if isinstance(refused, AtFields):
        return refused.problems
    return {refused.field: refused.message} if refused.field else {}


def _refused_as(refused: Refused) -> str:
    match refused:
        case NotAllowed():
            return "forbidden"
        case Locked() | Outdated() | Unreadable():
            return "conflict"
    return "refused"


def _invalid_body(error: exceptions.ValidationError) -> dict[str, Any]:
    errors = [_error(*found) for found in _flat(error.detail)]
    first = errors[0]
    named = first["location"]["pointer"].strip("/").replace("/", ".")
    detail = f"{named}: {first['detail']}" if named else first["detail"]
    more = f" En nog {len(errors) - 1}: zie ‘errors’." if len(errors) > 1 else ""
    return _problem(KINDS["invalid-input"], f"{detail}{more}", errors=errors)


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Pointer, code and sentence of each fault; of a list the place that it has there."""
    if isinstance(detail, Mapping):
        for name, under in detail.items():
            yield from _flat(under, path if name == "non_field_errors" else f"{path}/{_escaped(str(name))}")
    elif isinstance(detail, list):
        for place, under in enumerate(detail):
            deeper = isinstance(under, Mapping | list)
            yield from _flat(under, f"{path}/{place}" if deeper else path)
    else:
        yield path, getattr(detail, "code", "invalid"), str(detail)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _error(pointer: str, code: str, detail: str) -> dict[str, Any]:
    return {"in": "body", "location": {"pointer": pointer}, "code": camel(code), "detail": detail}


PER_YEAR = {"year": ("amounts", ""), "low": ("estimates", "/low")} | {
    side: ("estimates", f"/{side}") for side in ("likely", "high")
}
"""What actions call an amount or an estimate of a year: the list that has it, and where in its entry."""


def pointer_of(field: str, body: Any = None) -> str:
    """A field of an action, such as ``last_year`` or ``year:2023``, as a place in the body."""
    name, _, year = field.partition(":")
    if year and name in PER_YEAR:
        listed, under = PER_YEAR[name]
        return entry_pointer(body, listed, "year", int(year), under)
    return f"/{camel(name)}"


def entry_pointer(body: Any, name: str, key: str, value: Any, under: str = "") -> str:
    """The entry of list ``name`` that has ``value`` as its ``key``; the list where it was not sent."""
    for place, entry in enumerate(body[name] if isinstance(body, Mapping) and name in body else ()):
        if entry[key] == value:
            return f"/{name}/{place}{under}"
    return f"/{name}"


def _headers(error: Exception) -> Iterator[tuple[str, str]]:
    if challenge := getattr(error, "auth_header", None):
        yield "WWW-Authenticate", challenge
    yield from getattr(error, "rate", {}).items()
    if (wait := getattr(error, "wait", None)) is not None:
        yield "Retry-After", str(ceil(wait))
