"""What holds for every answer."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponse]


class NoStoreMiddleware:
    """Pages hold figures of a region: no cache keeps them.  Static files pass before this."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class NothingSavedMiddleware:
    """When the database fails, says so in plain words, and that nothing was saved."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DatabaseError):
            return None
        template = "problems/melding.html" if request.headers.get("HX-Request") else "problems/database.html"
        writing = request.method not in ("GET", "HEAD")
        return render(request, template, {"writing": writing, "kind": "database"}, status=503)
