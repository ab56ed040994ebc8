"""The description itself, the page to browse it, and what each kind of problem means."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from api.api_version import API_VERSION, VERSION_HEADER
from api.etags import is_known, tag_of
from api.problems import KINDS

View = TypeVar("View", bound=Callable[..., Any])
FOR_EVERYBODY = {VERSION_HEADER: API_VERSION, "Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}
"""The Dutch API rules ask that pages of another site can read the description."""


EXAMPLE_ADDRESSES = ("https://begroting.example/api/v1", "https://<uw server>/api/v1")
"""Of the API, in the text of the guide."""


def for_everybody(view: View) -> View:
    """Without logging in.  It writes nothing: a POST gets its 405, not a refusal for want of a CSRF code."""
    return csrf_exempt(login_not_required(view))


@cache
def described() -> bytes:
    """The description as JSON; made once, because it takes a second."""
    return json.dumps(SchemaGenerator().get_schema(request=None, public=True), ensure_ascii=False).encode()


@cache
def _tag() -> str:
    return tag_of(described().decode())


@for_everybody
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Where to begin."""
    links = {
        "version": API_VERSION,
        "openapi": request.build_absolute_uri(reverse("api-openapi")),
        "documentation": request.build_absolute_uri(reverse("api-documentation")),
        "guide": request.build_absolute_uri(reverse("api-guide")),
    }
    return JsonResponse(links, headers=FOR_EVERYBODY)


@for_everybody
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """For everybody: it holds nothing of a region."""
    headers = FOR_EVERYBODY | {"ETag": _tag()}
    if is_known(headers["ETag"], request.headers.get("If-None-Match")):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(described(), content_type="application/json", headers=headers)


@for_everybody
@require_safe
@ensure_csrf_cookie
def documentation(request: HttpRequest) -> HttpResponse:
    """To browse and to try, as who is logged in or with a token."""
    return render(request, "api/documentation.html", {"current": "api"})


@for_everybody
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What is agreed, worked examples and Power Query, with the address of this server in them."""
    here = escape(request.build_absolute_uri(reverse("api-root")))
    text: str = render_to_string("api/guide_text.html")
    for example in EXAMPLE_ADDRESSES:
        text = text.replace(escape(example), here)
    return render(request, "api/guide.html", {"current": "api", "text": mark_safe(text)})  # our own


@for_everybody
@require_safe
def problem(request: HttpRequest, name: str) -> HttpResponse:
    """What ``type`` of a problem leads to."""
    if name not in KINDS:
        raise Http404
    return render(request, "api/problem.html", {"kind": KINDS[name]})


@for_everybody
def nothing(request: HttpRequest) -> HttpResponse:
    """An address of the API that is not there: no page of a region, and nothing to log in for."""
    raise Http404
