"""What somebody fills in to make a token."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from municipalities.models import ApiToken
from municipalities.tokens import last_day
from reports.looks import TEXTBOX
from reports.measures.forms import TOO_LONG, PlainForm

USUAL = timedelta(days=90)
"""How long a token lasts unless somebody chooses otherwise."""


class TokenForm(PlainForm):
    KEYS = {"naam": "name", "toegang": "scope", "geldig_tot": "expires_on"}
    naam = forms.CharField(
        label="Naam",
        max_length=ApiToken._meta.get_field("name").max_length,
        help_text="Waarvoor u het token gebruikt, bijvoorbeeld Power BI.",
        error_messages={"required": "Geef het token een naam.", "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    toegang = forms.ChoiceField(
        label="Toegang",
        choices=[(scope.value, str(scope.label).capitalize()) for scope in ApiToken.Scope],
        help_text="Kies lezen als het programma alleen gegevens ophaalt.",
        error_messages={"required": "Kies de toegang.", "invalid_choice": "Kies een toegang uit de lijst."},
    )
    geldig_tot = forms.DateField(
        label="Geldig tot en met",
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": TEXTBOX, "type": "date"}),
        error_messages={
            "required": "Vul de laatste dag in.",
            "invalid": "Dit is geen datum. Schrijf die als 31-12-2026.",
        },
    )

    def __init__(self, data: Any = None, *, today: date | None = None) -> None:
        today = today or timezone.localdate()
        until = last_day(today)
        super().__init__(data, initial={"geldig_tot": today + USUAL})
        field = self.fields["geldig_tot"]
        field.help_text = f"Hoogstens een jaar: tot en met {date_format(until, 'j F Y')}."
        field.widget.attrs |= {"min": today.isoformat(), "max": until.isoformat()}
