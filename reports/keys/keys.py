"""The allocation keys of a plan: looked at, added, changed, and chosen for what is split by them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from budgets.actions.keys import add_key, change_key, check_key_unused, delete_key, make_default
from budgets.engine import BudgetData, Choice, Key, unchanged
from budgets.engine.findings import unweighted
from budgets.finding_wording import finding_message
from budgets.models import AllocationKey, KeyUse
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import Inhabitants
from municipalities.refusals import Gone, Refused
from municipalities.rights import Right
from reports.access import Request, plan_for
from reports.finding_why import Said, query_of
from reports.keys.key_forms import KeyForm
from reports.keys.shares import Preview, Row, preview, share_rows
from reports.keys.uses import KeyUses, uses_form
from reports.measures.pages import delete_answer, find, form_page, saved, sent
from reports.permissions import require
from reports.shell import page

MANY = 30
"""Above this many municipalities the shares of a key are folded."""


@dataclass(frozen=True, slots=True)
class Shown:
    key: AllocationKey
    rows: list[Row]
    used_by: list[str]
    newer: int | None
    """A later count than the one that the weights were taken from."""
    lacking: list[str | Said]
    """Which members have no weight in it, in words."""


def _lacking(data: BudgetData, key: Key, at: str) -> list[str | Said]:
    """Of a key by which nothing is split it is no finding, and there is nothing to explain."""
    known = set(unchanged(data).findings)
    found = [(each, finding_message(data, each)) for each in unweighted(data, Choice(), key)]
    return [Said(words, query_of(each), at) if each in known else words for each, words in found]


@require_safe
def keys(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    data = budget_data(found)
    computed = {key.code: key for key in data.keys}
    at = reverse("budget", args=[region, plan])
    newest = _newest_count([each.code for each in data.municipalities])
    uses = Prefetch("uses", KeyUse.objects.select_related("measure", "stream"))
    rows = found.keys.prefetch_related(uses)
    shown = [
        Shown(
            key,
            share_rows(data, computed[key.code]),
            _used_by(key),
            _newer(key, newest),
            _lacking(data, computed[key.code], at),
        )
        for key in rows
        if key.code in computed
    ]
    context = {
        "years": data.years,
        "keys": shown,
        "has_members": bool(data.municipalities),
        "many": len(data.municipalities) > MANY,
        "may_edit": request.user.has_perm(Right.STREAMS, found),
    }
    return page(request, "keys/keys.html", context, plan=found, current="keys")


@form_page
def key_new(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.STREAMS, found)
    form = KeyForm(sent(request), plan=found)
    return _answer(
        request, found, form, lambda: add_key(plan=found, values=form.values(), by=request.user), "toegevoegd"
    )


@form_page
def key_change(request: Request, region: str, plan: str, key: str) -> HttpResponse:
    found, shown = _key(request, region, plan, key)
    require(request, Right.STREAMS, found)
    form = KeyForm(sent(request), plan=found, key=shown)

    def act() -> AllocationKey:
        return change_key(key=shown, values=form.values(), by=request.user, seen=form.seen)

    return _answer(request, found, form, act, "bewaard", shown.title)


@form_page
def key_uses(request: Request, region: str, plan: str, key: str) -> HttpResponse:
    """Which streams and measures are split by it."""
    found, shown = _key(request, region, plan, key)
    require(request, Right.STREAMS, found)
    form: KeyUses = uses_form(request, found, shown)
    if request.method == "POST" and form.save(request.user):
        messages.success(request, f"Bewaard waarvoor ‘{shown.title}’ geldt.")
        return redirect("keys", region, plan)
    return page(request, "keys/uses.html", {"form": form, "key": shown}, plan=found, current="keys")


@require_POST
def key_default(request: Request, region: str, plan: str, key: str) -> HttpResponse:
    found, shown = _key(request, region, plan, key)
    require(request, Right.STREAMS, found)
    make_default(key=shown, by=request.user)
    messages.success(
        request, f"‘{shown.title}’ is nu de sleutel van het plan. Terugdraaien kan bij Geschiedenis."
    )
    return redirect("keys", region, plan)


@form_page
def key_delete(request: Request, region: str, plan: str, key: str) -> HttpResponse:
    found, shown = _key(request, region, plan, key)
    require(request, Right.STREAMS, found)
    back = reverse("keys", args=[region, plan])
    return delete_answer(
        request,
        found,
        lambda: delete_key(key=shown, by=request.user),
        check=lambda: check_key_unused(shown),
        title="Verdeelsleutel verwijderen",
        name=shown.title,
        question=f"Wilt u de verdeelsleutel ‘{shown.title}’ verwijderen?",
        back=back,
        after=back,
        current="keys",
    )


def _key(request: Request, region: str, plan: str, key: str) -> tuple[Plan, AllocationKey]:
    found = plan_for(request, region, plan)
    rows = AllocationKey.objects.filter(plan=found)
    return found, find(request, rows, key, "Deze verdeelsleutel", found)


def _answer(
    request: Request,
    plan: Plan,
    form: KeyForm,
    act: Callable[[], AllocationKey],
    done: str,
    about: str = "",
) -> HttpResponse:
    """Looks at the shares without saving, or saves; the form once more where neither could be done."""
    seen = _looked(request, plan, form, act)
    if seen is None and "bekijken" not in request.POST and saved(request, form, act):
        messages.success(request, f"De verdeelsleutel ‘{form.values()['title']}’ is {done}.")
        return redirect("keys", plan.region.slug, plan.slug)
    context = {
        "form": form,
        "title": "Verdeelsleutel wijzigen" if about else "Nieuwe verdeelsleutel",
        "about": about,
        "preview": seen,
        "years": plan.years,
    }
    return page(request, "keys/form.html", context, plan=plan, current="keys")


def _looked(request: Request, plan: Plan, form: KeyForm, act: Callable[[], AllocationKey]) -> Preview | None:
    if "bekijken" not in request.POST or not form.is_valid():
        return None
    try:
        return preview(plan, act, request.user)
    except Gone:
        raise
    except Refused as refused:
        form.refuse(refused)
        return None


def _used_by(key: AllocationKey) -> list[str]:
    return [str(use.measure or use.stream) for use in key.uses.all()]


def _newest_count(codes: list[str]) -> int | None:
    counts = Inhabitants.objects.filter(municipality__code__in=codes).order_by("-year")
    return counts.values_list("year", flat=True).first()


def _newer(key: AllocationKey, newest: int | None) -> int | None:
    return newest if key.count_year and newest and newest > key.count_year else None
