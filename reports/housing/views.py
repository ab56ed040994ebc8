"""Places for living: what was agreed, what came where, and what is settled for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.actions.housing import (
    add_kind,
    change_kind,
    change_terms,
    check_kind_unused,
    delete_kind,
    enter_realised,
    member_of,
)
from budgets.engine import Choice, HousingResult, settle
from budgets.models import HousingKind, HousingTerms
from budgets.sides import Side
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.models import Municipality
from municipalities.rights import Right
from reports.access import Missing, Request, plan_for, year_for
from reports.housing.forms import HousingKindForm, HousingTermsForm, RealisedForm
from reports.housing.table import (
    kind_rows,
    kind_sums,
    money_rows,
    money_sums,
    place_rows,
    place_sums,
    stays_cells,
)
from reports.housing.words import (
    planned_words,
    settled_words,
    targets_words,
    terms_words,
)
from reports.measures.forms import PlainForm
from reports.measures.pages import delete_answer, done, find, form_answer, form_page, saved, sent
from reports.permissions import require
from reports.places_origin import year_state
from reports.shell import page
from reports.views.origin import origin_answer


@require_safe
def housing(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    data = budget_data(found)
    result = settle(data, Choice())
    year = year_for(request.GET.get("jaar"), data, found.current_year or data.years[0])
    context = {
        "years": data.years,
        "year": year,
        "may_edit": request.user.has_perm(Right.STREAMS, found),
        "may_fill": request.user.has_perm(Right.MEASURES, found),
        "has_members": bool(data.municipalities),
        "has_kinds": found.housing_kinds.exists() if result is None else True,
    }
    if result is not None:
        context |= _tables(result, year)
    return page(request, "housing/housing.html", context, plan=found, current="housing")


def _tables(result: HousingResult, year: int) -> dict[str, object]:
    states = [year_state(result, place) for place in range(len(result.data.years))]
    return {
        "result": result,
        "kinds": kind_rows(result),
        "kind_sums": kind_sums(result),
        "notes": targets_words(result),
        "terms": terms_words(result),
        "places": place_rows(result, year),
        "place_sums": place_sums(result, year),
        "columns": len(result.housing.kinds) * 3 + 3,
        "money": money_rows(result),
        "money_sums": money_sums(result),
        "stays": stays_cells(result),
        "states": [state for state in states if state],
        "open_years": [y for y, done in zip(result.data.years, result.settled, strict=True) if not done],
        "settled": settled_words(result),
    }


@require_safe
def housing_origin(request: Request, region: str, plan: str) -> HttpResponse:
    """Of the plan as it is: the settlement knows no scenario."""
    found = plan_for(request, region, plan)
    if not request.GET.get("cijfer", "").startswith("housing."):
        raise Missing("Dit cijfer bestaat niet op de pagina Woningen.")
    return origin_answer(request, Side(found), shown="housing")


@form_page
def housing_terms(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.STREAMS, found)
    terms = HousingTerms.objects.filter(plan=found).first()
    form = HousingTermsForm(sent(request), terms=terms)
    if saved(
        request,
        form,
        lambda: change_terms(plan=found, values=form.values(), by=request.user, seen=form.seen),
    ):
        return done(request, found, "housing", "Het bedrag per ontbrekende plaats is bewaard.")
    return _form(request, found, form, "Bedrag per ontbrekende plaats", template="measures/form.html")


@form_page
def housing_kind_new(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.STREAMS, found)
    form = HousingKindForm(sent(request), plan=found)
    if saved(request, form, lambda: add_kind(plan=found, values=form.values(), by=request.user)):
        return _kind_done(request, found, form, "toegevoegd")
    return _form(request, found, form, "Nieuwe soort woning")


@form_page
def housing_kind_change(request: Request, region: str, plan: str, kind: str) -> HttpResponse:
    found, shown = _kind(request, region, plan, kind)
    require(request, Right.STREAMS, found)
    form = HousingKindForm(sent(request), plan=found, kind=shown)
    if saved(
        request,
        form,
        lambda: change_kind(kind=shown, values=form.values(), by=request.user, seen=form.seen),
    ):
        return _kind_done(request, found, form, "bewaard")
    return _form(request, found, form, "Soort woning wijzigen", shown.title)


@form_page
def housing_kind_delete(request: Request, region: str, plan: str, kind: str) -> HttpResponse:
    found, shown = _kind(request, region, plan, kind)
    require(request, Right.STREAMS, found)
    back = reverse("housing", args=[region, plan])
    return delete_answer(
        request,
        found,
        lambda: delete_kind(kind=shown, by=request.user),
        check=lambda: check_kind_unused(shown),
        title="Soort woning verwijderen",
        name=shown.title,
        question=f"Wilt u de soort ‘{shown.title}’ met de jaardoelen verwijderen?",
        back=back,
        after=back,
        current="housing",
    )


@form_page
def housing_realised(request: Request, region: str, plan: str, municipality: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.MEASURES, found)
    shown = Municipality.objects.filter(code=municipality.replace("\0", " ")).first()
    member = None if shown is None else member_of(found, shown)
    if shown is None or member is None:
        raise Missing("Deze gemeente is in dit beleidsplan geen lid van de regio.")
    form = RealisedForm(
        sent(request), plan=found, municipality=shown, member=member, kinds=list(found.housing_kinds.all())
    )

    def act() -> None:
        enter_realised(plan=found, municipality=shown, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        return done(request, found, "housing", f"De aantallen van {shown} zijn bewaard.")
    title, template = "Gerealiseerde woningen invullen", "housing/realised.html"
    return _form(request, found, form, title, shown.name, template=template)


def _kind(request: Request, region: str, plan: str, kind: str) -> tuple[Plan, HousingKind]:
    found = plan_for(request, region, plan)
    return found, find(request, HousingKind.objects.filter(plan=found), kind, "Deze soort woning", found)


def _kind_done(request: Request, plan: Plan, form: HousingKindForm, what: str) -> HttpResponse:
    """Tells too where the yearly targets are not what must be realised."""
    values = form.values()
    planned = sum(value or 0 for key, value in values.items() if key.startswith("year:"))
    if says := planned_words(values["title"], planned, values["agreed"] - (values["start"] or 0)):
        messages.warning(request, says)
    return done(request, plan, "housing", f"De soort ‘{values['title']}’ is {what}.")


def _form(
    request: Request,
    plan: Plan,
    form: PlainForm,
    title: str,
    about: str = "",
    *,
    template: str = "housing/kind.html",
) -> HttpResponse:
    back = reverse("housing", args=[plan.region.slug, plan.slug])
    return form_answer(
        request, plan, form, title=title, back=back, about=about, current="housing", template=template
    )
