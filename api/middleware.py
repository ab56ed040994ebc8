"""What goes wrong outside the views of the API is told in its own form."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from api.problems import MEDIA_TYPE, bare_problem, is_of_api

SLASH = "Op dit adres is niets: adressen van de API eindigen zonder schuine streep."
GetResponse = Callable[[HttpRequest], HttpResponse]
NAMES = {400: "invalid-input", 403: "forbidden", 404: "not-found", 405: "method-not-allowed", 503: "database"}


class ApiProblemMiddleware:
    """An address that does not exist, or a fault of our own, answers with a problem and no page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _has_no_length(request):
            return bare_problem("length-required", request)
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "")
        if response.status_code < 400 or not is_of_api(request) or kind.startswith(MEDIA_TYPE):
            return response
        slash = response.status_code == 404 and request.path.endswith("/")
        name = NAMES.get(response.status_code, "failed")
        problem = bare_problem(name, request, SLASH if slash else "")
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem


def _has_no_length(request: HttpRequest) -> bool:
    """Content that comes in pieces, of which Django would read none."""
    in_pieces = "Transfer-Encoding" in request.headers and not request.headers.get("Content-Length")
    return in_pieces and is_of_api(request)
