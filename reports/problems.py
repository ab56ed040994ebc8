"""Answers when something is wrong: a page, or for HTMX a sentence in the message area."""

import sys

from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from budgets.refusals import Locked, UnknownOption
from municipalities.refusals import Gone, Refused
from reports.access import Missing

WRITTEN = {
    "naam": "Naam",
    "korte_naam": "Korte naam",
    "titel": "Titel",
    "toelichting": "Toelichting",
    "besluit": "Besluit",
    "opmerking": "Opmerking",
    "was": "Was",
    "wordt": "Wordt",
}
"""The fields of forms in which people write; amounts per year are "jaar_2021"."""
NOT_FOUND = "Op dit adres is niets. Controleer het adres, of begin bij Start."
NOT_ALLOWED = "U mag dit niet doen. Vraag een beleidsadviseur of beheerder van uw regio."
EXPIRED = (
    "Deze pagina stond te lang open, of u bent intussen opnieuw ingelogd. Er is niets bewaard. "
    "Laad de pagina opnieuw en probeer het nog eens."
)
NO_PAGE = "Dit adres hoort bij een knop. Ga terug naar de pagina en gebruik de knop daar."
UNREADABLE = (
    "Wat uw browser stuurde, is onvolledig aangekomen. Er is niets bewaard. Ga terug en probeer het opnieuw."
)
TOO_MUCH = "Dit is te veel om in één keer te versturen. Er is niets bewaard. Ga terug en stuur minder."
TOO_MUCH_SENT = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
FAILED = (
    "Door een fout van ons is dit niet gelukt. Laad de pagina opnieuw om te zien wat bewaard is. "
    "Blijft het misgaan, meld het dan bij uw beheerder."
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = str(exception) if isinstance(exception, Missing) else NOT_FOUND
    return _problem(request, "Niet gevonden", sentence, 404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, "Dat mag niet", str(exception) or NOT_ALLOWED, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _problem(request, "Niet bewaard", EXPIRED, 403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came in is no whole form, or far too much of it: nothing of it, nor of the session, is read."""
    sentence = TOO_MUCH if isinstance(exception, TOO_MUCH_SENT) else UNREADABLE
    template = "problems/melding.html" if _asks_for_a_part(request) else "problems/unreadable.html"
    return _without_database(template, {"sentence": sentence}, 400)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke: the database, or we ourselves."""
    if isinstance(sys.exc_info()[1], DatabaseProblem):
        return database_problem(request)
    if _asks_for_a_part(request):
        return _without_database("problems/melding.html", {"sentence": FAILED}, 500)
    return _without_database("500.html", {}, 500)


def database_problem(request: HttpRequest) -> HttpResponse:
    """The database does not answer or does not take what was sent: nothing was saved."""
    template = "problems/melding.html" if _asks_for_a_part(request) else "problems/database.html"
    writing = request.method not in ("GET", "HEAD")
    return _without_database(template, {"kind": "database", "writing": writing}, 503)


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """What a rule of state refused, where no form was there to say it at."""
    if isinstance(refused, Gone | UnknownOption):
        return _problem(request, "Niet gevonden", refused.message, 404)
    title = "Vergrendeld" if isinstance(refused, Locked) else "Niet bewaard"
    return _problem(request, title, refused.message, 422)


def wrong_method(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """``answer`` is Django's own, without a word in it."""
    problem = _problem(request, "Dit is geen pagina", NO_PAGE, answer.status_code)
    problem.headers["Allow"] = answer.headers["Allow"]
    return problem


def _asks_for_a_part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _without_database(template: str, context: dict[str, object], status: int) -> HttpResponse:
    """Nothing of the session or the user is read: that may be what is broken."""
    return HttpResponse(render_to_string(template, context), status=status)


def _problem(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    template = "problems/melding.html" if _asks_for_a_part(request) else "problems/page.html"
    context = {"title": title, "sentence": sentence, "typed": _typed(request)}
    return render(request, template, context, status=status)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody wrote in the form that is gone, to copy from: the label and the text."""
    try:
        given = request.POST.items() if request.method == "POST" else ()
        texts = [(name, str(text)) for name, text in given]
    except (SuspiciousOperation, OSError):  # not read to its end
        return []
    labels = {name: WRITTEN.get(name) or name.removeprefix("jaar_") for name, _ in texts}
    return [
        (labels[name], text)
        for name, text in texts
        if text.strip() and (name in WRITTEN or name.startswith("jaar_"))
    ]
