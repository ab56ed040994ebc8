"""What somebody fills in about an option: texts, the lines that it names, and its effects as rows."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from budgets.actions.editing import Values
from budgets.actions.options import SPREAD, option_values
from budgets.models import AdjustmentOption, CostLine
from measures.models import Plan
from reports.measures.forms import EuroInput, PlainForm, text_area

EMPTY_ROWS = 3
MOST_ROWS = 200


class OptionForm(PlainForm):
    """The screen gives a saving as a positive amount; the budget keeps it as a change below zero."""

    KEYS = {
        "naam": "title",
        "korte_naam": "short_title",
        "soort": "kind",
        "was": "was",
        "wordt": "becomes",
        "toelichting": "note",
        "posten": "lines",
    }
    naam = forms.CharField(
        label="Naam van de optie", max_length=300, error_messages={"required": "Geef de optie een naam."}
    )
    korte_naam = forms.CharField(
        label="Korte naam", max_length=60, required=False, help_text="Voor grafieken; mag leeg blijven."
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies een soort"), *AdjustmentOption.Kind.choices],
        error_messages={"required": "Kies een soort."},
    )
    was = EuroInput(label="Was", help_text="Het bedrag van nu volgens het voorstel, in euro’s.")
    wordt = EuroInput(label="Wordt", help_text="Het bedrag na de bijstelling volgens het voorstel.")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=text_area())
    posten = forms.MultipleChoiceField(
        label="Genoemde kostenposten",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Een van deze kostenposten bestaat niet of niet meer."},
    )

    def __init__(
        self, data: Any = None, *, plan: Plan, option: AdjustmentOption | None = None, **kwargs: Any
    ) -> None:
        self.plan = plan
        self.option_lines = list(CostLine.objects.filter(plan=plan).select_related("measure"))
        stands = option_values(option) if option else None
        self.targets = list(dict.fromkeys(key.split(":")[1] for key in stands or () if key[:7] == "effect:"))
        super().__init__(data, stands=stands, **kwargs)
        lines = [(line.code, _line_name(line)) for line in self.option_lines]
        self.fields["posten"].choices = lines  # type: ignore[attr-defined]  # a choice field
        self._add_rows(stands or {}, lines)

    def initial_of(self, stands: Mapping[str, Any]) -> Values:
        texts = {key: value for key, value in stands.items() if ":" not in key}
        named = [key.partition(":")[2] for key in stands if key.startswith("line:")]
        return super().initial_of(texts) | {"posten": named}

    def _add_rows(self, stands: Mapping[str, Any], lines: list[tuple[str, str]]) -> None:
        streams = list(self.plan.streams.all())
        choices: list[Any] = [
            ("", "Kies waarop het effect werkt"),
            (SPREAD, "Verdeeld over de genoemde posten"),
            ("Financieringsstromen", [(f"stroom-{stream.code}", stream.title) for stream in streams]),
            ("Kostenposten", [(f"post-{code}", name) for code, name in lines]),
        ]
        for i in range(self._row_count()):
            target = self.targets[i] if i < len(self.targets) else ""
            picked = forms.ChoiceField(label="Werkt op", required=False, choices=choices, initial=target)
            self.fields[f"op_{i}"] = picked
            self._dress(f"op_{i}", picked)
            for year in self.plan.years:
                change = stands.get(f"effect:{target}:{year}")
                shown = None if change is None else change * _sign(target)
                amount = EuroInput(label=f"Voordeel in {year}", initial=shown)
                self.fields[f"effect_{i}_{year}"] = amount
                self._dress(f"effect_{i}_{year}", amount)

    def _row_count(self) -> int:
        posted = sum(1 for name in self.data if name.startswith("op_")) if self.is_bound else 0
        return min(max(posted, len(self.targets) + EMPTY_ROWS), MOST_ROWS)

    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.KEYS if name != "posten"]

    def effect_rows(self) -> Iterable[tuple[forms.BoundField, list[forms.BoundField]]]:
        for i in range(self._row_count()):
            yield self[f"op_{i}"], [self[f"effect_{i}_{year}"] for year in self.plan.years]

    def clean(self) -> Values:
        cleaned = super().clean()
        used = set()
        for i in range(self._row_count()):
            target = cleaned.get(f"op_{i}", "")
            filled = any(cleaned.get(f"effect_{i}_{year}") is not None for year in self.plan.years)
            if filled and not target and f"op_{i}" not in self.errors:
                self.add_error(f"op_{i}", "Kies waarop dit effect werkt.")
            if target and target in used:
                self.add_error(f"op_{i}", "Dit staat al in een andere rij. Zet de bedragen bij elkaar.")
            used.add(target)
        return cleaned

    def values(self) -> Values:
        """Flat, as the actions want it; what a row no longer has goes."""
        cleaned = self.cleaned_data
        values = {key: cleaned[name] for name, key in self.KEYS.items() if name != "posten"}
        known = [key for key in (*(self.stands or ()), *(self.seen or ())) if ":" in key]
        values |= dict.fromkeys(known)
        values |= {f"line:{code}": True for code in cleaned["posten"]}
        for i in range(self._row_count()):
            target = cleaned.get(f"op_{i}")
            for year in self.plan.years if target else ():
                amount: Decimal | None = cleaned[f"effect_{i}_{year}"]
                values[f"effect:{target}:{year}"] = None if amount is None else amount * _sign(str(target))
        return values


def _sign(target: str) -> int:
    """A saving lowers costs; for a stream a positive amount is more income."""
    return 1 if target.startswith("stroom-") else -1


def _line_name(line: CostLine) -> str:
    name = f"{line}"[:120]
    return f"{name} ({line.get_cost_type_display().lower()})" if line.cost_type else name
