"""What holds for every answer."""

from collections.abc import Callable

from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse

from municipalities.refusals import Refused
from municipalities.security import note
from reports.problems import database_problem, refusal, wrong_method

GetResponse = Callable[[HttpRequest], HttpResponse]


class HeadMiddleware:
    """To HEAD the headers of GET, with the length that its content has, and none of that content."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = []  # type: ignore[attr-defined]  # a StreamingHttpResponse
            elif response.content:
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response


class NoStoreMiddleware:
    """Pages hold figures of a region: no cache keeps them.  Static files pass before this."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class SecurityLogMiddleware:
    """What somebody was not allowed goes into the security log."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 403:
            action = (request.method or "").lower()
            note(request, actor=request.user.get_username(), action=action, thing=request.path, allowed=False)
        return response


class ProblemMiddleware:
    """What a view raises becomes an answer: a sentence for a refusal, "niets bewaard" for the database.

    So does the empty answer to who opens an address that only a button may send to.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_bare = response.status_code == 405 and not response.content
        return wrong_method(request, response) if is_bare else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal(request, exception)
        if isinstance(exception, DatabaseProblem):
            return database_problem(request)
        return None
