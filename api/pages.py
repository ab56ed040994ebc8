"""The description itself, the page to browse it, and what each kind of problem means."""

import json
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from api.api_version import API_VERSION, VERSION_HEADER
from api.etags import is_known, tag_of


@cache
def described() -> bytes:
    """The description as JSON; made once, because it takes a second."""
    return json.dumps(SchemaGenerator().get_schema(request=None, public=True), ensure_ascii=False).encode()


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """For everybody, also from pages of another site, as the Dutch API rules ask."""
    text = described()
    tag = tag_of(text.decode())
    headers = {
        "ETag": tag,
        VERSION_HEADER: API_VERSION,
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "no-cache",
    }
    if is_known(tag, request.headers.get("If-None-Match")):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(text, content_type="application/json", headers=headers)
