"""What somebody fills in about goals, measures and cost lines, and what every such form shares."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from budgets.actions.editing import Meanwhile, Values, plain
from budgets.amount_text import read_amount
from budgets.dutch_numbers import shortest
from budgets.engine.money import cents_from_decimal, decimal_from_cents
from budgets.models import CostLine
from measures.models import Goal, Measure, Plan
from municipalities.refusals import Refused
from reports.looks import SELECT, TEXTAREA, TEXTBOX
from reports.seen import NOT_SAID, read_seen

INCIDENTAL = "Incidenteel"
INCIDENTAL_HELP = (
    "Keert niet terug, of hoogstens drie jaar. Telt niet mee in het structurele begrotingssaldo."
)
TOO_LONG = "Dit is te lang: %(show_value)d tekens, het mogen er %(limit_value)d zijn."
CLASSES = {
    forms.TextInput: TEXTBOX,
    forms.NumberInput: TEXTBOX,
    forms.Textarea: TEXTAREA,
    forms.Select: SELECT,
    forms.CheckboxInput: "tick",
}


class EuroInput(forms.CharField):
    """Euros as Dutch or English writes them; a ``Decimal``, or None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**{"required": False, "max_length": 60} | kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            read = read_amount(text)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        if read == "pm":
            raise forms.ValidationError("Hier kan geen p.m. staan. Vul een bedrag in, of laat het leeg.")
        return None if read == "" else decimal_from_cents(int(read))

    def prepare_value(self, value: Any) -> Any:
        return shortest(cents_from_decimal(value)) if isinstance(value, Decimal) else value


class PlainForm(forms.Form):
    """A form whose fields go by Dutch names, and that remembers what the editor saw.

    ``KEYS`` gives the name of each field in the actions.  ``stands`` holds the
    values as they now stand; None where something new is made.
    """

    KEYS: ClassVar[dict[str, str]] = {}

    def __init__(self, data: Any = None, *, stands: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.stands = stands
        if stands is not None:
            kwargs["initial"] = self.initial_of(stands) | kwargs.get("initial", {})
        super().__init__(data, **{"label_suffix": ""} | kwargs)
        self.seen = read_seen(self.data) if self.is_bound else None
        for name, field in self.fields.items():
            self._dress(name, field)

    def initial_of(self, stands: Mapping[str, Any]) -> Values:
        shown = {self.field_of(key): value for key, value in stands.items()}
        return {name: getattr(value, "code", value) for name, value in shown.items()}

    def key_of(self, name: str) -> str:
        return self.KEYS.get(name) or name.replace("jaar_", "year:")

    def field_of(self, key: str) -> str:
        names = {theirs: name for name, theirs in self.KEYS.items()}
        return names.get(key) or key.replace("year:", "jaar_")

    def values(self) -> Values:
        return {self.key_of(name): value for name, value in self.cleaned_data.items()}

    def refuse(self, refused: Refused) -> None:
        """Says what a rule of state refused, at its field where the form has it.

        What another wrote meanwhile now counts as seen: saving once more confirms.
        """
        name = self.field_of(refused.field or "")
        self.add_error(name if name in self.fields else None, refused.message)
        if isinstance(refused, Meanwhile) and self.seen is not None:
            self.seen[refused.key] = refused.current

    def clean(self) -> Values:
        if self.stands is not None and self.seen is None:
            raise forms.ValidationError(NOT_SAID)
        return self.cleaned_data

    def seen_json(self) -> str:
        if self.seen is not None:
            return json.dumps(self.seen)
        if self.stands is None:
            return ""
        return json.dumps({key: plain(value) for key, value in self.stands.items() if plain(value)})

    def add_error(self, field: Any, error: Any) -> None:
        super().add_error(field, error)
        wrong = [name for name in self.fields if name in self.errors]
        for name in wrong:
            self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"fout-{name}"}
            self.fields[name].widget.attrs["autofocus"] = name == wrong[0]  # the form may be far down

    def year_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("jaar_")]

    def year_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Fields with an amount per year, under what they are."""
        fields = self.year_fields()
        return [("Bedragen per jaar, in euro’s", fields)] if fields else []

    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("jaar_")]

    def _dress(self, name: str, field: forms.Field) -> None:
        widget = field.widget
        for kind, css in CLASSES.items():
            if type(widget) is kind:
                widget.attrs.setdefault("class", css)
        if isinstance(field, forms.CharField) and field.max_length:
            field.error_messages["max_length"] = TOO_LONG
            for validator in field.validators:
                if getattr(validator, "code", "") == "max_length":
                    validator.message = TOO_LONG  # type: ignore[attr-defined]  # a MaxLengthValidator
            widget.attrs.pop("maxlength", None)  # the browser would cut off what was pasted, unseen
        messages = field.error_messages
        if messages.get("invalid_choice") == forms.ChoiceField.default_error_messages["invalid_choice"]:
            messages["invalid_choice"] = "Kies iets uit de lijst."
        if field.help_text:
            widget.attrs.setdefault("aria-describedby", f"uitleg-{name}")


def text_area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class GoalForm(PlainForm):
    KEYS = {"naam": "title"}
    naam = forms.CharField(
        label="Naam van het doel", max_length=200, error_messages={"required": "Geef het doel een naam."}
    )


class MeasureForm(PlainForm):
    KEYS = {"doel": "goal", "naam": "title", "toelichting": "note"}
    naam = forms.CharField(
        label="Naam van de maatregel",
        max_length=300,
        error_messages={"required": "Geef de maatregel een naam."},
    )
    doel = forms.ModelChoiceField(
        queryset=Goal.objects.none(),
        label="Doel",
        to_field_name="code",
        empty_label="Kies een doel",
        error_messages={
            "required": "Kies een doel.",
            "invalid_choice": "Dit doel bestaat niet of niet meer.",
        },
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=text_area(6))

    def __init__(
        self, data: Any = None, *, plan: Plan, measure: Measure | None = None, **kwargs: Any
    ) -> None:
        stands = None
        if measure is not None:
            stands = {"goal": measure.goal, "title": measure.title, "note": measure.note}
        super().__init__(data, stands=stands, **kwargs)
        self.fields["doel"].queryset = plan.goals.all()  # type: ignore[attr-defined]  # a ModelChoiceField
        if measure is not None and not measure.title:
            self.fields["naam"].required = False


class EndForm(PlainForm):
    KEYS = {"laatste_jaar": "last_year"}
    laatste_jaar = forms.TypedChoiceField(label="Laatste jaar", coerce=int, empty_value=None, required=False)

    def __init__(
        self, data: Any = None, *, plan: Plan, measure: Measure, first_possible: int = 0, **kwargs: Any
    ) -> None:
        """``first_possible``: before that year there are amounts that this editor may not let go."""
        super().__init__(data, stands={"last_year": measure.last_year}, **kwargs)
        years = [(year, str(year)) for year in plan.years if year >= first_possible]
        self.fields["laatste_jaar"].choices = [("", "geen: de maatregel loopt door"), *years]  # type: ignore[attr-defined]

    def clean_laatste_jaar(self) -> Any:
        """Nothing sent is not the same as "geen": that lets the measure go on."""
        if "laatste_jaar" not in self.data:
            raise forms.ValidationError("Kies het laatste jaar.")
        return self.cleaned_data["laatste_jaar"]


class LineForm(PlainForm):
    KEYS = {
        "nummer": "number",
        "soort": "cost_type",
        "prioriteit": "priority",
        "toelichting": "note",
        "negatief": "negative_allowed",
        "incidenteel": "incidental",
    }
    soort = forms.ChoiceField(
        label="Soort kosten", required=False, choices=[("", "niet opgegeven"), *CostLine.CostType.choices]
    )
    prioriteit = forms.TypedChoiceField(
        label="Prioriteit",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "geen prioriteit"), *CostLine.Priority.choices],
    )
    nummer = forms.IntegerField(
        label="Regelnummer",
        required=False,
        min_value=0,
        max_value=999_999,
        help_text="Het nummer van de regel in de begroting. U mag het leeg laten.",
        error_messages={
            "invalid": "Vul een geheel getal in.",
            "min_value": "Een regelnummer is 0 of hoger.",
            "max_value": "Een regelnummer is hoogstens 999.999.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=text_area())
    negatief = forms.BooleanField(label="Bedragen mogen negatief zijn", required=False)
    incidenteel = forms.BooleanField(label=INCIDENTAL, required=False, help_text=INCIDENTAL_HELP)

    def __init__(self, data: Any = None, *, line: CostLine | None = None, **kwargs: Any) -> None:
        stands = None if line is None else {key: getattr(line, key) for key in self.KEYS.values()}
        super().__init__(data, stands=stands, **kwargs)
