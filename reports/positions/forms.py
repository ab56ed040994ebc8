"""What somebody fills in about a position, and about a body."""

from django import forms

from decisions.actions.bodies import LONGEST
from decisions.actions.positions import NONE
from decisions.models import Position
from reports.measures.forms import TOO_LONG, PlainForm

CHOICES = [(NONE, "geen standpunt"), *reversed(Position.Stance.choices)]


class PositionForm(PlainForm):
    KEYS = {"standpunt": "stance", "reden": "reason"}
    standpunt = forms.ChoiceField(
        label="Standpunt",
        required=False,
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van deze standpunten."},
    )
    reden = forms.CharField(
        label="Reden",
        required=False,
        help_text="Nodig bij tegen en voorbehoud. Zonder namen van personen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BodyForm(PlainForm):
    KEYS = {"naam": "name"}
    naam = forms.CharField(
        label="Naam van het overleg",
        max_length=LONGEST,
        error_messages={"required": "Geef het overleg een naam.", "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
