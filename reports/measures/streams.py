"""Income and what must be saved: streams and targets, their amounts, adding, changing and deleting them."""

from fractions import Fraction

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from budgets.actions.streams import (
    add_stream,
    add_target,
    change_stream,
    change_target,
    check_stream_unused,
    delete_stream,
    delete_target,
)
from budgets.dutch_numbers import percentage, whole
from budgets.engine import Stream, unchanged
from budgets.models import FundingStream, SavingsTarget
from budgets.snapshot import budget_data
from measures.models import Plan
from municipalities.rights import Right
from reports.access import Request, plan_for
from reports.figure_cells import estimate_sub, figure_cell, figure_cells
from reports.measures.memorandum import memorandum_rows
from reports.measures.pages import delete_answer, done, find, form_answer, form_page, saved, sent
from reports.measures.stream_forms import StreamForm, TargetForm
from reports.permissions import require
from reports.shell import page


def streams(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    data = budget_data(found)
    result = unchanged(data)
    at = reverse("budget", args=[region, plan])

    def cells(figure: str) -> str:
        return figure_cells(figure, data.years, result.figure(figure), at=at)

    def stream_cells(stream: Stream) -> SafeString:
        """With its estimates beneath."""
        figure, name = f"income_by_stream.{stream.code}", f"stream.{stream.code}"
        return SafeString(
            "".join(
                figure_cell(
                    figure,
                    year,
                    cents,
                    whole(cents),
                    at=at,
                    after=estimate_sub(name, year, stream.estimate(i), at=at),
                )
                for i, (year, cents) in enumerate(zip(data.years, result.figure(figure), strict=True))
            )
        )

    context = {
        "years": data.years,
        "streams": [
            (row, stream_cells(data.stream(row.code)))
            for row in found.streams.all()
            if row.code in data.stream_index
        ],
        "income": cells("income"),
        "targets": [
            (row, percentage(Fraction(row.percentage or 0)), cells(f"savings_targets.{row.code}"))
            for row in found.targets.select_related("stream")
            if row.code in {target.code for target in data.targets}
        ],
        "target_sum": cells("savings_target"),
        "items": memorandum_rows(found, data),
        "may_edit": request.user.has_perm(Right.STREAMS, found),
    }
    return page(request, "measures/streams.html", context, plan=found, current="streams")


@form_page
def stream_new(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.STREAMS, found)
    form = StreamForm(sent(request), plan=found)
    if saved(request, form, lambda: add_stream(plan=found, values=form.values(), by=request.user)):
        return done(request, found, "streams", f"De stroom ‘{form.values()['title']}’ is toegevoegd.")
    return _form(request, found, form, "Nieuwe financieringsstroom")


@form_page
def stream_change(request: Request, region: str, plan: str, stream: str) -> HttpResponse:
    found, shown = _stream(request, region, plan, stream)
    require(request, Right.STREAMS, found)
    form = StreamForm(sent(request), plan=found, stream=shown)

    def act() -> FundingStream:
        return change_stream(stream=shown, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        return done(request, found, "streams", f"De stroom ‘{form.values()['title']}’ is bewaard.")
    return _form(request, found, form, "Financieringsstroom wijzigen", shown.title)


@form_page
def stream_delete(request: Request, region: str, plan: str, stream: str) -> HttpResponse:
    found, shown = _stream(request, region, plan, stream)
    require(request, Right.STREAMS, found)
    back = reverse("streams", args=[region, plan])
    return delete_answer(
        request,
        found,
        lambda: delete_stream(stream=shown, by=request.user),
        check=lambda: check_stream_unused(shown),
        title="Financieringsstroom verwijderen",
        name=shown.title,
        question=f"Wilt u de financieringsstroom ‘{shown.title}’ met de bedragen verwijderen?",
        back=back,
        after=back,
        current="streams",
    )


@form_page
def target_new(request: Request, region: str, plan: str) -> HttpResponse:
    found = plan_for(request, region, plan)
    require(request, Right.STREAMS, found)
    form = TargetForm(sent(request), plan=found)
    if saved(request, form, lambda: add_target(plan=found, values=form.values(), by=request.user)):
        return done(request, found, "streams", f"De taakstelling ‘{form.values()['title']}’ is toegevoegd.")
    return _form(request, found, form, "Nieuwe taakstelling")


@form_page
def target_change(request: Request, region: str, plan: str, target: str) -> HttpResponse:
    found, shown = _target(request, region, plan, target)
    require(request, Right.STREAMS, found)
    form = TargetForm(sent(request), plan=found, target=shown)

    def act() -> SavingsTarget:
        return change_target(target=shown, values=form.values(), by=request.user, seen=form.seen)

    if saved(request, form, act):
        return done(request, found, "streams", f"De taakstelling ‘{form.values()['title']}’ is bewaard.")
    return _form(request, found, form, "Taakstelling wijzigen", shown.title)


@form_page
def target_delete(request: Request, region: str, plan: str, target: str) -> HttpResponse:
    found, shown = _target(request, region, plan, target)
    require(request, Right.STREAMS, found)
    back = reverse("streams", args=[region, plan])
    return delete_answer(
        request,
        found,
        lambda: delete_target(target=shown, by=request.user),
        title="Taakstelling verwijderen",
        name=shown.title,
        question=f"Wilt u de taakstelling ‘{shown.title}’ verwijderen?",
        back=back,
        after=back,
        current="streams",
    )


def _stream(request: Request, region: str, plan: str, stream: str) -> tuple[Plan, FundingStream]:
    found = plan_for(request, region, plan)
    return found, find(request, FundingStream.objects.filter(plan=found), stream, "Deze stroom", found)


def _target(request: Request, region: str, plan: str, target: str) -> tuple[Plan, SavingsTarget]:
    found = plan_for(request, region, plan)
    rows = SavingsTarget.objects.filter(plan=found).select_related("stream")
    return found, find(request, rows, target, "Deze taakstelling", found)


def _form(
    request: Request, plan: Plan, form: StreamForm | TargetForm, title: str, about: str = ""
) -> HttpResponse:
    back = reverse("streams", args=[plan.region.slug, plan.slug])
    return form_answer(request, plan, form, title=title, back=back, about=about, current="streams")
