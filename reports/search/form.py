"""What somebody fills in about the combination that is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms

from budgets.dutch_numbers import enumeration, shortest
from budgets.engine import BudgetData, Option, unchanged
from budgets.engine.money import cents_from_decimal
from budgets.engine.result import FUNDING
from budgets.engine.search import HEAVIEST
from budgets.models import Scenario
from budgets.search_wording import options_words
from budgets.wording import PRIORITY_TITLES, PRIORITY_WORDS
from measures.models import Plan
from reports.measures.forms import EuroInput, PlainForm
from reports.scenario_effect import telling_year
from reports.search.objections import objections

FREE, ON, OFF = "vrij", "aan", "uit"
ANY_LEVEL = "elk-niveau"
LEVEL = "deel:"
"""Before the code of a level that must be chosen."""
FIGURES = {"besparing": "realised", "na-taakstelling": "result_after_target", "resultaat": "result"}
WANTED = (
    ("besparing", "De opties besparen samen ten minste"),
    ("na-taakstelling", "Het resultaat na taakstelling is ten minste"),
    ("resultaat", "Het resultaat is ten minste"),
)
BY_PRIORITY, BY_OPTION = "prioriteit", "optie"
ABOUT = {"optie": "optie", "eigen": "optie", "jaar": "jaar"}
"""By what the name of a field starts with: what the rest is the name of."""
LARGEST_WEIGHT = 100_000
TICKS = {"class": "tick"}


class SearchForm(PlainForm):
    """Asked in the address; ``asked`` is what stands there, None before anything is asked."""

    wens = forms.ChoiceField(label="Wat moet er gehaald worden?", choices=WANTED)
    scenario = forms.ModelChoiceField(
        queryset=Scenario.objects.none(),
        label="Uitgaande van",
        to_field_name="slug",
        required=False,
        empty_label="de ongewijzigde begroting",
        error_messages={"invalid_choice": "Dit scenario bestaat niet of niet meer."},
        help_text="De uitgangspunten van het scenario gelden ook voor het antwoord.",
    )
    behoud = forms.BooleanField(label="Wat in dat scenario aan staat, blijft aan", required=False)
    hoogstens = forms.IntegerField(
        label="Hoogstens zoveel opties aan",
        required=False,
        min_value=1,
        error_messages={"invalid": "Vul een geheel getal in.", "min_value": "Vul 1 of meer in."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, asked: Any, plan: Plan, data: BudgetData, start: Scenario | None = None) -> None:
        super().__init__(asked, initial={"scenario": start.slug} if start else {})
        self.budget = data
        self.objections = objections(plan)
        self.telling = telling_year(data)
        self.fields["scenario"].queryset = plan.scenarios.all()  # type: ignore[attr-defined]  # a ModelChoiceField
        for name, field in self._own_fields():
            self.fields[name] = field
            self._dress(name, field)
        self.order_fields(["wens", *(f"jaar_{year}" for year in data.years)])

    def _own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """What depends on the budget."""
        data = self.budget
        target = unchanged(data).savings_target
        for i, year in enumerate(data.years):
            first = shortest(target[i]) if year == self.telling and target[i] > 0 else ""
            yield f"jaar_{year}", EuroInput(label=str(year), initial=first)
        if data.municipalities:
            yield (
                "gemeente_hoogstens",
                EuroInput(label="Geen gemeente betaalt per jaar meer erbij dan, in euro’s"),
            )
        several = self.is_bound and any(self.data.get(name) for name in ("behoud", "bezwaar"))
        for option in data.options:
            name = f"optie_{option.code}"
            yield name, _option_field(option, several or self.data.get(name) == FREE)
        yield (
            "prioriteit",
            _ticks("Raak deze prioriteiten niet", [(key, _priority(key)) for key in self.priorities()]),
        )
        goals = [(goal.code, goal.title) for goal in data.goals]
        yield "doel", _ticks("Raak deze doelen niet", goals, gone="Een doel uit dit adres bestaat niet meer.")
        if self.objections:
            against = [
                (code, f"{each.name} ({options_words(len(each.options))})")
                for code, each in self.objections.items()
            ]
            gone = "Wie in dit adres stond, heeft nergens meer bezwaar tegen."
            yield "bezwaar", _ticks("Laat uit waar bezwaar tegen is van", against, gone=gone)
        yield "wegen", _by()
        for key in self.priorities():
            yield f"gewicht_{key}", _whole_weight(_priority(key))
        for option in self._taking_part():
            yield f"eigen_{option.code}", WeightField(label=option.title, required=False, max_length=20)

    def priorities(self) -> list[str]:
        """Those that a line of the budget has."""
        present = {line.priority_key for line in self.budget.lines}
        return [key for key in PRIORITY_TITLES if key in present]

    def _taking_part(self) -> list[Option]:
        return [option for option in self.budget.options if option.kind != FUNDING]

    def clean(self) -> dict[str, Any]:
        years = [f"jaar_{year}" for year in self.budget.years]
        given = {name: self.cleaned_data.get(name) for name in years}
        if not self.errors and all(value is None for value in given.values()):
            self.add_error(f"jaar_{self.telling}", "Vul voor ten minste één jaar een bedrag in.")
        for name, value in given.items():
            if value is not None:
                self.cleaned_data[name] = cents_from_decimal(value)
        if (most := self.cleaned_data.get("gemeente_hoogstens")) is not None:
            self.cleaned_data["gemeente_hoogstens"] = cents_from_decimal(most)
            if most < 0:
                self.add_error("gemeente_hoogstens", "Vul 0 of meer in.")
        if self.cleaned_data.get("wegen") == BY_OPTION and not any(self.own_weights().values()):
            first = next(iter(self.own_weights()), None)
            self.add_error(first and f"eigen_{first}", "Geef ten minste één optie een gewicht boven 0.")
        return self.cleaned_data

    def own_weights(self) -> dict[str, int]:
        """Per option that takes part its own weight, in hundredths; nothing filled in is 0."""
        return {
            option.code: self.cleaned_data.get(f"eigen_{option.code}") or 0 for option in self._taking_part()
        }

    def gone(self) -> str:
        """What the address asks of options and years that are there no more: no field is about it."""
        asked = {
            code: ABOUT[start]
            for start, _, code in (name.partition("_") for name in self.data)
            if start in ABOUT
            and f"{start}_{code}" not in self.fields
            and code not in self.budget.option_index
        }
        if not asked:
            return ""
        names = enumeration([f"{kind} ‘{code}’" for code, kind in asked.items()])
        return f"Niet meer in dit plan: {names}. Wat het adres daarover vraagt, telt niet mee."

    def option_fields(self) -> list[forms.BoundField]:
        return self._named("optie_")

    def tick_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("prioriteit", "doel", "bezwaar") if name in self.fields]

    def limit_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("hoogstens", "gemeente_hoogstens") if name in self.fields]

    def weight_fields(self) -> list[forms.BoundField]:
        return self._named("gewicht_")

    def own_weight_fields(self) -> list[forms.BoundField]:
        return self._named("eigen_")

    def _named(self, start: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(start)]

    def options_fold(self) -> "Fold":
        return self._fold("optie_")

    def limits_fold(self) -> "Fold":
        return self._fold("prioriteit", "doel", "bezwaar", "hoogstens", "gemeente_hoogstens")

    def weights_fold(self) -> "Fold":
        return self._fold("wegen", "gewicht_", "eigen_")

    def _fold(self, *starts: str) -> "Fold":
        names = [name for name in self.fields if name.startswith(starts)]
        filled = [name for name in names if self[name].value() not in (None, "", [])]
        return Fold(len(filled), any(name in self.errors for name in names))


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the form that is folded away: how many fields say something, and whether one is wrong."""

    filled: int
    wrong: bool


class WeightField(forms.CharField):
    """A weight as Dutch writes it, in hundredths: "2,5" is 250; None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget} | kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip().replace(",", ".")
        if not text:
            return None
        whole, _, rest = text.partition(".")
        wrong = forms.ValidationError(
            "Vul een getal van 0 tot en met 1.000 in, met hoogstens twee decimalen."
        )
        if not (whole + rest).isascii() or not (whole + rest).isdigit() or len(rest) > 2 or len(whole) > 4:
            raise wrong
        hundredths = int(Fraction(text) * 100)
        if hundredths > LARGEST_WEIGHT:
            raise wrong
        return hundredths


def _option_field(option: Option, several: bool) -> forms.ChoiceField:
    """Free, at any level, must be on, at a level, or off; one that only changes the payer stays as it is.

    ``several`` options may be fixed together: then one of them can be set free again.
    """
    if option.kind == FUNDING:
        choices = [("", "zoals in het scenario"), (ON, "aan"), (OFF, "uit")]
        return forms.ChoiceField(label=option.title, required=False, choices=choices)
    levels = [(f"{LEVEL}{level.code}", f"moet aan: {level.title}") for level in option.levels]
    free = [(FREE, "toch vrij")] if several else []
    any_level = [(ANY_LEVEL, "vrij, op elk niveau")] if levels else []
    choices = [("", "vrij"), *any_level, (ON, "moet aan"), *levels, (OFF, "moet uit"), *free]
    return forms.ChoiceField(label=option.title, required=False, choices=choices)


def _ticks(label: str, choices: list[tuple[str, str]], gone: str = "") -> forms.MultipleChoiceField:
    """``gone`` says that what was ticked is there no more: a question is mailed and opened later."""
    field = forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple(attrs=TICKS)
    )
    if gone:
        field.error_messages["invalid_choice"] = f"{gone} Kies zo nodig opnieuw, en zoek."
    return field


def _by() -> forms.ChoiceField:
    choices = [("", "per prioriteit"), (BY_OPTION, "met een eigen gewicht per optie")]
    widget = forms.RadioSelect(attrs=TICKS)
    return forms.ChoiceField(label="Hoe telt een ingreep?", required=False, choices=choices, widget=widget)


def _whole_weight(label: str) -> forms.IntegerField:
    wrong = f"Vul een geheel getal van 0 tot en met {HEAVIEST} in."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=HEAVIEST,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "1"}),
    )


def _priority(key: str) -> str:
    return PRIORITY_TITLES[key] if key == "none" else f"Prioriteit {key} ({PRIORITY_WORDS[key]})"
