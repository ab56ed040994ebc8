"""The list of versions, fixing one, comparing two, and beginning a new plan."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets.actions.carry_over import carry_over
from budgets.actions.versions import adopt_version, version_data
from budgets.engine import BudgetData, diff
from budgets.models import BudgetVersion
from budgets.snapshot import budget_data
from budgets.version_wording import plan_words, version_title
from measures.models import Plan
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Missing, Request, plan_for, version_for
from reports.download import about, attachment
from reports.fixed_version import shown_version
from reports.shell import page
from reports.versions.comparison import sections, total_rows
from reports.versions.forms import AdoptForm, CarryOverForm
from reports.versions.overview import overview
from reports.workbook.comparison import build_comparison

MAY_NOT = (
    "Met uw rol kunt u geen versies vaststellen en geen nieuw plan beginnen. "
    "Vraag een financieel adviseur of beheerder van uw regio."
)
WORKING = "werk"
WORKING_TITLE = "Werkbegroting"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def versions(request: Request, region: str, plan: str) -> HttpResponse:
    return _list(request, plan_for(request, region, plan), _adopt_form())


@form_page
def version_adopt(request: Request, region: str, plan: str) -> HttpResponse:
    """Fixes the working budget; what cannot be is said at its field, and what was typed stays."""
    found = plan_for(request, region, plan)
    _require(request, found)
    if request.method != "POST":
        return _list(request, found, _adopt_form())
    form = AdoptForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = adopt_version(
                plan=found,
                name=given["naam"],
                kind=given["soort"],
                decided_on=given["datum"],
                decision=given["besluit"],
                remark=given["opmerking"],
                by=request.user,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"De werkbegroting is vastgelegd als {version_title(made)}.")
            return redirect("versions", region, plan)
    return _list(request, found, form)


@form_page
def version_carry_over(request: Request, region: str, plan: str, version: int) -> HttpResponse:
    """A form for the new period; posted, the new plan."""
    fixed = version_for(request, region, plan, version)
    _require(request, fixed.plan)
    form = CarryOverForm(version_data(fixed), request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = carry_over(
                version=fixed,
                title=given["titel"],
                first_year=given["eerste_jaar"],
                last_year=given["laatste_jaar"],
                index=form.index,
                by=request.user,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(
                request,
                f"‘{made.title}’ is gemaakt uit {version_title(fixed)}. De opties zijn niet meegegaan.",
            )
            return redirect("budget", region, made.slug)
    context = shown_version(fixed) | {"form": form, "last_year": version_data(fixed).years[-1]}
    return page(request, "versions/carry_over.html", context, plan=fixed.plan, current="versions")


@require_safe
def versions_compare(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    old, new, sides = _asked(request, found)
    compared = diff(old.data, new.data)
    context = {
        "old": old,
        "new": new,
        "sides": sides,
        "compared": compared,
        "sections": sections(compared),
        "totals": total_rows(compared),
        "plan_words": plan_words(compared),
    }
    return page(request, "versions/compare.html", context, plan=found, current="versions")


@require_safe
def versions_compare_workbook(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    old, new, _ = _asked(request, found)
    author = request.user.get_full_name() or request.user.get_username()
    address = request.build_absolute_uri().replace("vergelijken.xlsx", "vergelijken/")
    described = about(found, None, author=author, address=address)
    content = build_comparison(diff(old.data, new.data), old.title, new.title, described)
    return attachment(content, f"vergelijking-{found.region.slug}-{found.slug}-{old.key}-{new.key}")


@dataclass(frozen=True, slots=True)
class Side:
    """``key`` is how the address names it: a version's number, or "werk"."""

    key: str
    title: str
    plan: Plan
    version: BudgetVersion | None = None

    @property
    def data(self) -> BudgetData:
        return version_data(self.version) if self.version else budget_data(self.plan)


def _asked(request: Request, plan: Plan) -> tuple[Side, Side, list[Side]]:
    """From the last version to the working budget where the address does not say.  Raises ``Missing``."""
    fixed = list(plan.versions.defer("data_json"))
    sides = [Side(WORKING, WORKING_TITLE, plan)]
    sides += [Side(str(v.number), f"Versie {v.number}: {v.name}", plan, v) for v in fixed]
    by_key = {side.key: side for side in sides}
    last = str(fixed[0].number) if fixed else WORKING
    try:
        old = by_key[request.GET.get("van") or last]
        new = by_key[request.GET.get("naar") or WORKING]
    except KeyError as wrong:
        raise Missing(f"Versie {wrong.args[0][:20]} bestaat niet in dit beleidsplan.") from None
    return old, new, sides


def _adopt_form() -> AdoptForm:
    return AdoptForm(initial={"datum": timezone.localdate(), "soort": BudgetVersion.Kind.CONCEPT})


def _list(request: Request, plan: Plan, form: AdoptForm) -> HttpResponse:
    may_adopt = request.user.has_perm(Right.VERSIONS, plan)
    context: dict[str, Any] = {
        "overview": overview(plan),
        "form": form,
        "may_adopt": may_adopt,
        "may_not": MAY_NOT,
    }
    return page(request, "versions/list.html", context, plan=plan, current="versions")


def _require(request: Request, plan: Plan) -> None:
    """Raises ``PermissionDenied`` with a sentence for the screen."""
    if not request.user.has_perm(Right.VERSIONS, plan):
        raise PermissionDenied(MAY_NOT)
