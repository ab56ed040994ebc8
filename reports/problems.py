"""Answers when something is wrong: a page, or for HTMX a sentence in the message area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.access import Missing

NOT_FOUND = "Op dit adres is niets. Controleer het adres, of begin bij Start."
NOT_ALLOWED = "U mag dit niet doen. Vraag een beleidsadviseur of beheerder van uw regio."
EXPIRED = (
    "Deze pagina stond te lang open, of u bent intussen opnieuw ingelogd. Er is niets bewaard. "
    "Laad de pagina opnieuw en probeer het nog eens."
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = str(exception) if isinstance(exception, Missing) else NOT_FOUND
    return _problem(request, "Niet gevonden", sentence, 404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, "Dat mag niet", str(exception) or NOT_ALLOWED, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _problem(request, "Niet bewaard", EXPIRED, 403)


def refusal(request: HttpRequest, sentence: str, status: int = 422) -> HttpResponse:
    """What a rule of state refused, where there is no form to say it at."""
    return _problem(request, "Niet bewaard", sentence, status)


def _problem(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    template = "problems/melding.html" if request.headers.get("HX-Request") else "problems/page.html"
    return render(request, template, {"title": title, "sentence": sentence}, status=status)
