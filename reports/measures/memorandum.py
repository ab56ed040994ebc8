"""P.m. items: adding, changing and deleting them, with what they are thought to cost."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.actions.estimates import estimates_of
from budgets.actions.memorandum import (
    TEXTS,
    add_memorandum_item,
    change_memorandum_item,
    delete_memorandum_item,
)
from budgets.engine import BudgetData
from budgets.models import MemorandumItem
from measures.models import Plan
from municipalities.models import Municipality
from municipalities.rights import Right
from reports.access import Request, plan_for
from reports.figure_cells import memorandum_cells
from reports.measures.estimate_fields import EstimatedForm
from reports.measures.forms import text_area
from reports.measures.pages import delete_answer, done, find, form_answer, form_page, saved, sent
from reports.permissions import require

NOTE = (
    "Een p.m.-post telt in geen enkel totaal mee. Met een lage en een hoge schatting ziet u ook tussen welke "
    "bedragen het resultaat na taakstelling dan uitkomt, en hoe groot de kans op een tekort is."
)
LEGENDS = {
    "low": "Kosten, laag geschat, in euro’s (u mag dit leeg laten)",
    "likely": "Kosten, waarschijnlijk, in euro’s (leeg: alles tussen laag en hoog is even waarschijnlijk)",
    "high": "Kosten, hoog geschat, in euro’s",
}


class MemorandumForm(EstimatedForm):
    KEYS = {
        "naam": "title",
        "toelichting": "note",
        "eerste_jaar": "first_year",
        "laatste_jaar": "last_year",
        "gemeente": "municipality",
    }
    naam = forms.CharField(
        label="Naam van de p.m.-post",
        max_length=200,
        error_messages={"required": "Geef de p.m.-post een naam."},
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=text_area())
    eerste_jaar = forms.TypedChoiceField(label="Eerste jaar", coerce=int)
    laatste_jaar = forms.TypedChoiceField(label="Laatste jaar", coerce=int)
    gemeente = forms.ModelChoiceField(
        queryset=Municipality.objects.none(),
        label="Hoort bij gemeente",
        required=False,
        to_field_name="code",
        empty_label="geen gemeente in het bijzonder",
        help_text="Bijvoorbeeld de gemeente die uittreedt: de schatting staat dan ook bij haar einddatum.",
    )

    def __init__(
        self, data: Any = None, *, plan: Plan, item: MemorandumItem | None = None, **kwargs: Any
    ) -> None:
        stands = None
        if item is not None:
            stands = {name: getattr(item, name) for name in TEXTS} | estimates_of(item)
        else:
            kwargs["initial"] = {"eerste_jaar": plan.first_year, "laatste_jaar": plan.last_year}
        super().__init__(data, stands=stands, **kwargs)
        years = [(year, str(year)) for year in plan.years]
        for name in ("eerste_jaar", "laatste_jaar"):
            self.fields[name].choices = years  # type: ignore[attr-defined]  # a TypedChoiceField
        members = Municipality.objects.filter(memberships__region=plan.region_id)
        self.fields["gemeente"].queryset = members  # type: ignore[attr-defined]  # a ModelChoiceField
        self.add_estimates(plan.years)

    def year_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return self.estimate_groups(LEGENDS)


def memorandum_rows(plan: Plan, data: BudgetData) -> list[tuple[MemorandumItem, SafeString]]:
    """The p.m. items of a plan with a cell per year, as far as ``data`` has them."""
    known = {item.code: item for item in data.memorandum_items}
    rows = plan.memorandum_items.select_related("municipality")
    at = reverse("budget", args=[plan.region.slug, plan.slug])
    return [(row, memorandum_cells(known[row.code], data.years, at=at)) for row in rows if row.code in known]


@form_page
def memorandum_new(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.STREAMS, found)
    form = MemorandumForm(sent(request), plan=found)
    if saved(request, form, lambda: add_memorandum_item(plan=found, values=form.values(), by=request.user)):
        return done(request, found, "streams", f"De p.m.-post ‘{form.values()['title']}’ is toegevoegd.")
    return _form(request, found, form, "Nieuwe p.m.-post")


@form_page
def memorandum_change(request: Request, region: str, plan: str, item: str) -> HttpResponse:
    found, shown = _item(request, region, plan, item)
    require(request, Right.STREAMS, found)
    form = MemorandumForm(sent(request), plan=found, item=shown)

    def act() -> MemorandumItem:
        return change_memorandum_item(item=shown, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        return done(request, found, "streams", f"De p.m.-post ‘{form.values()['title']}’ is bewaard.")
    return _form(request, found, form, "P.m.-post wijzigen", shown.title)


@form_page
def memorandum_delete(request: Request, region: str, plan: str, item: str) -> HttpResponse:
    found, shown = _item(request, region, plan, item)
    require(request, Right.STREAMS, found)
    back = reverse("streams", args=[region, plan])
    return delete_answer(
        request,
        found,
        lambda: delete_memorandum_item(item=shown, by=request.user),
        title="P.m.-post verwijderen",
        name=shown.title,
        question=f"Wilt u de p.m.-post ‘{shown.title}’ met de schatting verwijderen?",
        back=back,
        after=back,
        current="streams",
    )


def _item(request: Request, region: str, plan: str, item: str) -> tuple[Plan, MemorandumItem]:
    found = plan_for(request, region, plan)
    rows = MemorandumItem.objects.filter(plan=found).select_related("municipality")
    return found, find(request, rows, item, "Deze p.m.-post", found)


def _form(request: Request, plan: Plan, form: MemorandumForm, title: str, about: str = "") -> HttpResponse:
    back = reverse("streams", args=[plan.region.slug, plan.slug])
    return form_answer(request, plan, form, title=title, back=back, about=about, note=NOTE, current="streams")
