"""What somebody fills in to fix a version, to compare two, and to begin a new plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms

from budgets.actions.carry_over import STREAMS
from budgets.engine import BudgetData
from budgets.models import BudgetVersion
from budgets.wording import INDEXED_TITLES
from municipalities.refusals import Refused
from reports.looks import SELECT, TEXTAREA, TEXTBOX
from reports.percentage_field import percentage_field

TOO_LONG = "%(show_value)d tekens is te lang, het mogen er %(limit_value)d zijn."
NO_DATE = "Dit is geen datum. Schrijf die als 31-12-2025."


def text(label: str, longest: int, required: str = "", **kwargs: Any) -> forms.CharField:
    """A line of text; ``required`` is what is said where it is empty."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(required),
        error_messages={"required": required, "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"class": TEXTBOX, "autocomplete": "off"}),
        **kwargs,
    )


class HouseForm(forms.Form):
    """Marks fields with an error; ``refuse`` says what a rule of state refused, at its field."""

    names: Mapping[str, str] = {}
    """The fields that a refusal may name ↔ as the form calls them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # it would cut what is pasted and not say so

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self._mark_wrong()

    def refuse(self, refused: Refused) -> None:
        """Says it, unless its field already says that it cannot be read."""
        name = self.names.get(refused.field or "")
        if name not in self.errors:
            self.add_error(name, refused.message)
            self._mark_wrong()

    def refuse_all(self, refusals: Iterable[Refused]) -> None:
        for refused in refusals:
            self.refuse(refused)

    @property
    def wrong_fields(self) -> list[forms.BoundField]:
        """For the alert on top, which leads to each."""
        return [self[name] for name in self.fields if name in self.errors]

    def _mark_wrong(self) -> None:
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"fout-{name}"}


class AdoptForm(HouseForm):
    names = {
        "name": "naam",
        "kind": "soort",
        "decided_on": "datum",
        "decision": "besluit",
        "remark": "opmerking",
    }

    naam = text("Naam", 120, "Geef de versie een naam.")
    soort = forms.ChoiceField(
        label="Soort",
        choices=BudgetVersion.Kind.choices,
        widget=forms.Select(attrs={"class": SELECT}),
        error_messages={
            "required": "Kies wat voor versie het is.",
            "invalid_choice": "Kies een van deze soorten.",
        },
    )
    datum = forms.DateField(
        label="Datum",
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": TEXTBOX, "type": "date"}),
        error_messages={"required": "Vul de datum in.", "invalid": NO_DATE},
    )
    besluit = text("Besluit (mag leeg blijven)", 200)
    opmerking = forms.CharField(
        label="Opmerking (mag leeg blijven)",
        required=False,
        max_length=5000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"class": TEXTAREA, "rows": 2}),
    )
    zeker = forms.BooleanField(
        label="Ik weet dat een vastgestelde versie niet meer kan worden gewijzigd of verwijderd.",
        error_messages={"required": "Vink aan dat u weet dat een versie niet meer verandert."},
        widget=forms.CheckboxInput(attrs={"class": "tick"}),
    )

    def clean_datum(self) -> date:
        given: date = self.cleaned_data["datum"]
        if not 1900 <= given.year <= 2200:
            raise forms.ValidationError(NO_DATE)
        return given


def year_field(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        error_messages={"required": "Vul een jaar in.", "invalid": "Dit is geen jaartal."},
        widget=forms.TextInput(attrs={"class": TEXTBOX, "inputmode": "numeric", "autocomplete": "off"}),
    )


class CarryOverForm(HouseForm):
    """Asks a percentage per cost type of the version, and one for the streams."""

    names = {"title": "titel", "first_year": "eerste_jaar", "last_year": "laatste_jaar"}

    titel = text("Titel van het nieuwe plan", 200, "Geef het nieuwe plan een titel.")
    eerste_jaar = year_field("Eerste jaar")
    laatste_jaar = year_field("Laatste jaar")

    def __init__(self, data: BudgetData, *args: Any, **kwargs: Any) -> None:
        first = data.years[-1] + 1
        last = data.years[-1] + len(data.years)
        initial = {"titel": f"Beleidsplan {first}–{last}", "eerste_jaar": first, "laatste_jaar": last}
        used = {line.cost_type_key for line in data.lines}
        kinds = {key: title for key, title in INDEXED_TITLES.items() if key in used}
        self.percentages = {f"index_{key}": key for key in kinds} | {"index_baten": STREAMS}
        self.names = {**self.names, **{key: name for name, key in self.percentages.items()}}
        super().__init__(*args, **{"initial": initial} | kwargs)
        for name, key in self.percentages.items():
            self.fields[name] = percentage_field(kinds.get(key, "Baten (alle stromen)"))

    @property
    def index(self) -> dict[str, Fraction]:
        """Without what cannot be read."""
        given = self.cleaned_data
        return {key: given[name] for name, key in self.percentages.items() if name in given}

    @property
    def index_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.percentages]
