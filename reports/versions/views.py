"""The list of versions, fixing one, comparing two, and beginning a new plan."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budgets.actions.carry_over import carry_over, carry_over_problems
from budgets.actions.versions import adopt_version, adoption_problems, same_as_previous, version_data
from budgets.dutch_numbers import enumeration
from budgets.engine import BudgetData, diff
from budgets.engine.carry import ended_measures
from budgets.models import BudgetVersion
from budgets.permission_wording import SENTENCES
from budgets.sides import Side as Compared
from budgets.snapshot import budget_data
from budgets.version_wording import ended_words, plan_words, version_title
from measures.models import Plan
from municipalities.refusals import Refused
from municipalities.rights import Right
from reports.access import Missing, Request, plan_for, version_for
from reports.download import about, attachment
from reports.fixed_version import shown_version
from reports.permissions import require
from reports.shell import page
from reports.versions.asking import Ways
from reports.versions.comparison import WORKING, sections, total_rows
from reports.versions.forms import AdoptForm, CarryOverForm
from reports.versions.overview import overview
from reports.workbook import Form
from reports.workbook.comparison import build_comparison

WORKING_TITLE = "Werkbegroting"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def versions(request: Request, region: str, plan: str) -> HttpResponse:
    return _list(request, plan_for(request, region, plan), _adopt_form())


@form_page
def version_adopt(request: Request, region: str, plan: str) -> HttpResponse:
    """Fixes the working budget; what cannot be is said at its field, and what was typed stays."""
    found = plan_for(request, region, plan)
    require(request, Right.VERSIONS, found)
    if request.method != "POST":
        return _list(request, found, _adopt_form())
    form = AdoptForm(request.POST)
    given = _given(form)
    form.refuse_all(adoption_problems(found, given["naam"], given["soort"], given["datum"], given["besluit"]))
    if form.is_valid():
        try:
            made = adopt_version(
                plan=found,
                name=given["naam"],
                kind=given["soort"],
                decided_on=given["datum"],
                decision=given["besluit"],
                remark=given["opmerking"],
                seen_revision=_revision(request.POST.get("gezien", "")),
                by=request.user,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            equal = f" Die is gelijk aan versie {made.number - 1}." if same_as_previous(made) else ""
            messages.success(request, f"De werkbegroting is vastgelegd als {version_title(made)}.{equal}")
            return redirect("versions", region, plan)
    return _list(request, found, form)


@form_page
def version_carry_over(request: Request, region: str, plan: str, version: int) -> HttpResponse:
    """A form for the new period; posted, the new plan."""
    fixed = version_for(request, region, plan, version)
    require(request, Right.VERSIONS, fixed.plan)
    data = version_data(fixed)
    ended = ended_words(ended_measures(data))
    form = CarryOverForm(data, request.POST if request.method == "POST" else None)
    given = _given(form)
    if form.is_bound:
        form.refuse_all(
            carry_over_problems(
                fixed, given["titel"], given["eerste_jaar"], given["laatste_jaar"], form.index
            )
        )
    if form.is_valid():
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
                f"‘{made.title}’ is gemaakt uit {version_title(fixed)}. De opties zijn niet meegegaan."
                + (f" Ook niet meegegaan, omdat ze eindigden: {enumeration(ended)}." if ended else ""),
            )
            return redirect("budget", region, made.slug)
    context = shown_version(fixed) | {
        "form": form,
        "last_year": data.years[-1],
        "ended": ended,
        "keeps_measures": data.keeps_measures,
    }
    return page(request, "versions/carry_over.html", context, plan=fixed.plan, current="versions")


@require_safe
def versions_compare(request: Request, region: str, plan: str) -> HttpResponse:
    """What differs; a side that is not there is said at its field, with the status of what is not found."""
    found = plan_for(request, region, plan)
    sides = _sides(found)
    asked = _asked(request, sides)
    old, new = asked.values()
    context: dict[str, Any] = {"asked": asked, "sides": sides.values(), "old": old, "new": new}
    if old and new and old != new:
        compared, ways = diff(old.data, new.data), Ways(old.address, new.address, old.compared_as)
        context |= {
            "compared": compared,
            "sections": sections(compared, ways=ways),
            "totals": total_rows(compared, ways),
            "plan_words": plan_words(compared),
        }
    answer = page(request, "versions/compare.html", context, plan=found, current="versions")
    answer.status_code = 200 if old and new else 404
    return answer


@require_safe
def versions_compare_workbook(request: Request, region: str, plan: str, form: Form = "xlsx") -> HttpResponse:
    found = plan_for(request, region, plan)
    old, new = _asked(request, _sides(found)).values()
    if old is None or new is None:
        raise Missing("Deze versie bestaat niet in dit beleidsplan.")
    author = request.user.display_name
    address = request.build_absolute_uri().replace(f"vergelijken.{form}", "vergelijken/")
    described = about(found, None, author=author, address=address)
    content = build_comparison(diff(old.data, new.data), old.title, new.title, described, form)
    return attachment(content, f"vergelijking-{found.region.slug}-{found.slug}-{old.key}-{new.key}", form)


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

    @property
    def compared_as(self) -> str:
        """What a figure that is held against it is asked with."""
        return Compared(self.plan, self.version).key

    @property
    def address(self) -> str:
        """Of the page of its figures."""
        args = [self.plan.region.slug, self.plan.slug]
        if self.version is None:
            return reverse("budget", args=args)
        return reverse("version_budget", args=[*args, self.version.number])


def _sides(plan: Plan) -> dict[str, Side]:
    """What can be compared: the working budget, and the versions with the last one first."""
    sides = [Side(WORKING, WORKING_TITLE, plan)]
    for version in plan.versions.defer("data_json"):
        title = f"Versie {version.number}: {version.name}"
        sides.append(Side(str(version.number), title, plan, version))
    return {side.key: side for side in sides}


def _asked(request: Request, sides: dict[str, Side]) -> dict[str, Side | None]:
    """From the last version to the working budget where the address does not say; None is not there."""
    last = [*sides, WORKING][1]
    defaults = {"van": last, "naar": WORKING}
    return {name: sides.get(request.GET.get(name) or default) for name, default in defaults.items()}


def _adopt_form() -> AdoptForm:
    return AdoptForm(initial={"datum": timezone.localdate(), "soort": BudgetVersion.Kind.CONCEPT})


def _given(form: forms.Form) -> defaultdict[str, Any]:
    """What could be read; None for the rest, so that everything else is judged all the same."""
    form.is_valid()
    return defaultdict(lambda: None, getattr(form, "cleaned_data", {}))


def _revision(seen: str) -> int:
    """Of the budget that the form showed; where it does not say, of none, so that it counts as old."""
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else -1


def _list(request: Request, plan: Plan, form: AdoptForm) -> HttpResponse:
    may_adopt = request.user.has_perm(Right.VERSIONS, plan)
    context: dict[str, Any] = {
        "overview": overview(plan),
        "form": form,
        "may_adopt": may_adopt,
        "may_not": SENTENCES[Right.VERSIONS],
        "has_scenarios": plan.scenarios.exists(),
    }
    return page(request, "versions/list.html", context, plan=plan, current="versions")
