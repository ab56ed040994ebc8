"""What somebody fills in about income and targets."""

from typing import Any

from django import forms

from budgets.actions.editing import OF_TARGET, percentage_words
from budgets.actions.estimates import estimates_of
from budgets.actions.streams import STREAM_TEXTS, TARGET_TEXTS, years_of
from budgets.models import FundingStream, SavingsTarget
from measures.models import Plan
from reports.measures.estimate_fields import EstimatedForm
from reports.measures.forms import INCIDENTAL, INCIDENTAL_HELP, EuroInput, PlainForm, text_area

LEGENDS = {
    "low": "Minstens te verwachten, in euro’s (leeg: dit bedrag staat vast)",
    "likely": "Waarschijnlijk, in euro’s (leeg: het begrote bedrag hierboven)",
    "high": "Hoogstens te verwachten, in euro’s",
}


class StreamForm(EstimatedForm):
    KEYS = {"naam": "title", "soort": "kind", "toelichting": "note"} | {
        "negatief": "negative_allowed",
        "incidenteel": "incidental",
    }
    naam = forms.CharField(
        label="Naam van de stroom", max_length=200, error_messages={"required": "Geef de stroom een naam."}
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies een soort"), *FundingStream.Kind.choices],
        error_messages={"required": "Kies een soort."},
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=text_area())
    negatief = forms.BooleanField(label="Bedragen mogen negatief zijn", required=False)
    incidenteel = forms.BooleanField(label=INCIDENTAL, required=False, help_text=INCIDENTAL_HELP)

    def __init__(
        self, data: Any = None, *, plan: Plan, stream: FundingStream | None = None, **kwargs: Any
    ) -> None:
        stands = None
        if stream is not None:
            stands = {name: getattr(stream, name) for name in STREAM_TEXTS} | years_of(stream)
            stands |= estimates_of(stream)
        super().__init__(data, stands=stands, **kwargs)
        _add_years(self, plan)
        self.add_estimates(plan.years)

    def year_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [*super().year_groups(), *self.estimate_groups(LEGENDS)]


class TargetForm(PlainForm):
    KEYS = {"naam": "title", "stroom": "stream", "percentage": "percentage"}
    naam = forms.CharField(
        label="Naam van de taakstelling",
        max_length=200,
        error_messages={"required": "Geef de taakstelling een naam."},
    )
    stroom = forms.ModelChoiceField(
        queryset=FundingStream.objects.none(),
        label="Percentage van stroom",
        required=False,
        to_field_name="code",
        empty_label="geen: vaste bedragen per jaar",
    )
    percentage = forms.DecimalField(
        label="Percentage",
        required=False,
        max_digits=7,
        decimal_places=4,
        localize=True,
        help_text="Bijvoorbeeld 3 of 2,5. Laat leeg bij vaste bedragen.",
        error_messages={
            "invalid": "Vul een percentage in, zoals 2,5.",
            "max_digits": percentage_words(OF_TARGET),
            "max_whole_digits": percentage_words(OF_TARGET),
            "max_decimal_places": "Een percentage heeft hoogstens vier cijfers achter de komma.",
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(
        self, data: Any = None, *, plan: Plan, target: SavingsTarget | None = None, **kwargs: Any
    ) -> None:
        stands = None
        if target is not None:
            stands = {name: getattr(target, name) for name in TARGET_TEXTS} | years_of(target)
            stands["percentage"] = target.percentage if target.percentage is None else _short(target)
        super().__init__(data, stands=stands, **kwargs)
        self.fields["stroom"].queryset = plan.streams.all()  # type: ignore[attr-defined]  # a ModelChoiceField
        _add_years(self, plan)


def _short(target: SavingsTarget) -> Any:
    """3 rather than 3,0000."""
    assert target.percentage is not None
    normal = target.percentage.normalize()
    return normal.quantize(1) if normal == normal.to_integral() else normal


def _add_years(form: PlainForm, plan: Plan) -> None:
    for year in plan.years:
        form.fields[f"jaar_{year}"] = field = EuroInput(label=str(year))
        form._dress(f"jaar_{year}", field)
