"""The filter on the changes of a plan, kept in the address."""

from datetime import date, datetime, time
from typing import Any

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone

from budgets.history import changes_of_measure, changes_of_option, changes_of_stream
from budgets.models import AdjustmentOption, FundingStream
from measures.models import Change, Measure, Plan
from municipalities.models import User

PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "bedrag": ("Bedragen van kostenposten", (" costamount.",)),
    "maatregel": ("Maatregelen en doelen", (" measure.", " goal.")),
    "kostenpost": ("Kostenposten", (" costline.",)),
    "naam": ("Naam", (".title ", ".short_title ")),
    "toelichting": ("Toelichting", (".note ",)),
    "prioriteit": ("Prioriteit", (".priority ",)),
    "soort": ("Soort kosten", (".cost_type ",)),
    "volgorde": ("Volgorde", (".position ",)),
    "optie": ("Bijstellingsopties", (" adjustmentoption.", " option")),
    "baten": ("Baten", (" fundingstream.", " streamamount.")),
    "taakstelling": ("Taakstelling", (" savingstarget.", " targetamount.")),
    "sleutel": ("Verdeelsleutels", (" allocationkey.", " keyweight.", " keyuse.")),
    "deelname": ("Deelname van gemeenten", (" participation.",)),
    "dekking": ("Dekking van kostenposten", (" cover.", " coveramount.")),
    "woningen": ("Woningen", (" housingkind.", " housingtarget.", " housingterms.", " housingrealised.")),
    "versie": ("Vastgestelde versies", (" budgetversion.",)),
}
"""As the address says it → as the screen does, and what of ``Change.touched`` it means."""
EARLIEST, LATEST = date(1970, 1, 1), date(2999, 12, 31)
WRONG_DATE = {"invalid": "Dit is geen datum; hij is niet gebruikt."}


def _one_of(model: type[Model], label: str, method: str) -> django_filters.ModelChoiceFilter:
    """Of the plan, by its code; the plan gives which there are."""
    return django_filters.ModelChoiceFilter(
        method=method,
        label=label,
        queryset=model._default_manager.none(),
        to_field_name="code",
        empty_label="Alle",
    )


class ChangeFilter(django_filters.FilterSet):
    """Changes by person, period, field, and the measure, option or stream that they touched."""

    wie = django_filters.ModelChoiceFilter(
        field_name="made_by", label="Wie", queryset=User.objects.none(), empty_label="Iedereen"
    )
    veld = django_filters.ChoiceFilter(
        method="of_field",
        label="Wat",
        choices=[(key, title) for key, (title, _) in PARTS.items()],
        empty_label="Alles",
    )
    van = django_filters.DateFilter(method="since", label="Vanaf", error_messages=WRONG_DATE)
    tot = django_filters.DateFilter(method="until", label="Tot en met", error_messages=WRONG_DATE)
    maatregel = _one_of(Measure, "Maatregel", "of_measure")
    optie = _one_of(AdjustmentOption, "Optie", "of_option")
    stroom = _one_of(FundingStream, "Stroom", "of_stream")

    class Meta:
        model = Change
        fields: list[str] = []

    def __init__(self, asked: Any, plan: Plan) -> None:
        super().__init__(
            asked, queryset=Change.objects.filter(plan=plan).select_related("made_by", "undoes", "undone_by")
        )
        self.plan = plan
        filters = self.filters
        filters["wie"].queryset = User.objects.filter(changes__plan=plan).distinct().order_by("username")
        filters["maatregel"].queryset = Measure.objects.filter(plan=plan)
        filters["optie"].queryset = AdjustmentOption.objects.filter(plan=plan)
        filters["stroom"].queryset = FundingStream.objects.filter(plan=plan)
        for name in ("van", "tot"):
            filters[name].extra["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def of_field(self, changes: QuerySet[Change], _: str, part: str) -> QuerySet[Change]:
        found = changes.none()
        for token in PARTS[part][1]:
            found = found | changes.filter(touched__contains=token)
        return found

    def since(self, changes: QuerySet[Change], _: str, day: date) -> QuerySet[Change]:
        return changes.filter(made_at__gte=_moment(day, time.min))

    def until(self, changes: QuerySet[Change], _: str, day: date) -> QuerySet[Change]:
        return changes.filter(made_at__lte=_moment(day, time.max))

    def of_measure(self, changes: QuerySet[Change], _: str, measure: Measure) -> QuerySet[Change]:
        return changes.filter(pk__in=changes_of_measure(self.plan, measure).values("pk"))

    def of_option(self, changes: QuerySet[Change], _: str, option: AdjustmentOption) -> QuerySet[Change]:
        return changes.filter(pk__in=changes_of_option(self.plan, option).values("pk"))

    def of_stream(self, changes: QuerySet[Change], _: str, stream: FundingStream) -> QuerySet[Change]:
        return changes.filter(pk__in=changes_of_stream(self.plan, stream).values("pk"))


def _moment(day: date, at: time) -> datetime:
    """Within what both databases can hold, in every time zone."""
    day = min(max(day, EARLIEST), LATEST)
    return timezone.make_aware(datetime.combine(day, at))
