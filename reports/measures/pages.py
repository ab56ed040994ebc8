"""What the pages about measures, options and streams share: finding, a form page, asking before a delete."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from budgets.change_wording import Story, stories
from measures.models import Change, Plan
from municipalities.refusals import Gone, Refused
from reports.access import Missing, Request
from reports.measures.forms import PlainForm
from reports.shell import page

Row = TypeVar("Row", bound=models.Model)
RECENT = 5
form_page = require_http_methods(["GET", "HEAD", "POST"])


def find(request: Request, rows: models.QuerySet[Row], code: str, what: str, plan: Plan) -> Row:
    """The row of this code in the plan.  Raises ``Missing``."""
    try:
        found: Any = rows.get(code=code.replace("\0", " "))  # PostgreSQL does not take it
    except rows.model.DoesNotExist:  # type: ignore[attr-defined]  # of the concrete model
        saved = " Er is niets bewaard." if request.method == "POST" else ""
        raise Missing(
            f"{what} bestaat niet of niet meer. Misschien heeft iemand die intussen verwijderd.{saved}"
        ) from None
    found.plan = plan  # with the reader's role, so that asking a right takes no query
    result: Row = found
    return result


def recent(changes: models.QuerySet[Change], plan: Plan) -> list[Story]:
    """The last few of these changes of a plan, told."""
    return stories(plan, list(changes.select_related("made_by", "undoes")[:RECENT]), most=RECENT)


def sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def saved(request: Request, form: PlainForm, act: Callable[[], Any]) -> bool:
    """Whether the form was right and the action done; what it refused is said in the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except Gone:
        raise
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def done(request: Request, plan: Plan, name: str, sentence: str) -> HttpResponse:
    """Says it, on the page of the plan that has this name."""
    messages.success(request, sentence)
    return redirect(name, plan.region.slug, plan.slug)


def form_answer(
    request: Request,
    plan: Plan,
    form: PlainForm,
    *,
    title: str,
    back: str,
    button: str = "Bewaren",
    about: str = "",
    note: str = "",
    current: str = "measures",
    template: str = "measures/form.html",
) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "button": button, "about": about, "note": note}
    return page(request, template, context, plan=plan, current=current)


def refusal_of(act: Callable[[], Any]) -> str:
    """Does it; why not, where it is refused.  Raises ``Gone``."""
    try:
        act()
    except Gone:
        raise
    except Refused as refused:
        return refused.message
    return ""


def delete_answer(
    request: Request,
    plan: Plan,
    act: Callable[[], Any],
    *,
    title: str,
    name: str,
    question: str,
    back: str,
    after: str,
    check: Callable[[], None] = lambda: None,
    current: str = "measures",
) -> HttpResponse:
    """Asks first, deletes when posted; what is refused is said on the same page.

    ``check`` raises ``Refused`` where there is nothing to ask, because it cannot go.
    """
    refusal, posted = refusal_of(act if request.method == "POST" else check), request.method == "POST"
    if posted and not refusal:
        messages.success(request, f"‘{name}’ is verwijderd.")
        return redirect(after)
    context = {
        "title": title,
        "name": name,
        "question": question,
        "back": back,
        "refusal": refusal,
        "posted": posted,
    }
    return page(request, "measures/delete.html", context, plan=plan, current=current)
