"""What somebody fills in as the assumptions of a scenario."""

from collections.abc import Sequence
from typing import Any

from django import forms

from budgets.actions.scenario_terms import FALLS_AWAY, terms_of
from budgets.dutch_numbers import percentage
from budgets.engine import BudgetData, Choice, Municipality
from budgets.wording import COST_TYPE_TITLES
from reports.measures.forms import PlainForm
from reports.percentage_field import percentage_field

STAYS = (("", "de andere gemeenten"), ("ja", "niemand: het aandeel vervalt"))
PREFIXES = {"uit_": "end:", "index_": "index:"}


class TermsForm(PlainForm):
    """Per municipality its last year, who carries the share of who left, and percentages per cost type."""

    def __init__(self, data: Any = None, *, data_of: BudgetData, choice: Choice) -> None:
        self.budget = data_of
        super().__init__(data, stands=terms_of(choice))
        for municipality in sorted(data_of.municipalities, key=lambda each: each.name):
            self._add(f"uit_{municipality.code}", _last_year(municipality, data_of.years))
        if data_of.municipalities:
            self._add("aandeel", _who_carries())
        for kind in dict.fromkeys(line.cost_type for line in data_of.lines if line.cost_type):
            field = percentage_field(COST_TYPE_TITLES[kind])
            field.initial = ""
            self._add(f"index_{kind}", field)

    def initial_of(self, stands: Any) -> dict[str, Any]:
        shown = {self.field_of(key): value for key, value in stands.items()}
        shown["aandeel"] = "ja" if stands[FALLS_AWAY] else ""
        rates = {name: percentage(rate) for name, rate in shown.items() if name.startswith("index_")}
        return shown | rates

    def key_of(self, name: str) -> str:
        prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), "")
        return PREFIXES[prefix] + name.removeprefix(prefix) if prefix else FALLS_AWAY

    def field_of(self, key: str) -> str:
        for prefix, theirs in PREFIXES.items():
            if key.startswith(theirs):
                return prefix + key.removeprefix(theirs)
        return "aandeel" if key == FALLS_AWAY else key

    def values(self) -> dict[str, Any]:
        given = {self.key_of(name): value for name, value in self.cleaned_data.items()}
        given = {key: value or None for key, value in given.items()}  # 0% is as without
        return given | ({FALLS_AWAY: bool(given[FALLS_AWAY])} if FALLS_AWAY in given else {})

    def members(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("uit_")]

    def rates(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("index_")]

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)


def _last_year(municipality: Municipality, years: Sequence[int]) -> forms.TypedChoiceField:
    choices = [("", f"zoals in de regio: {_stands(municipality, years)}")]
    choices += [(str(years[0] - 1), "doet niet mee"), *((str(y), f"laatste jaar {y}") for y in years[:-1])]
    choices += [(str(years[-1]), f"blijft tot en met {years[-1]}")]
    return forms.TypedChoiceField(
        label=municipality.name, required=False, coerce=int, empty_value=None, choices=choices
    )


def _stands(municipality: Municipality, years: Sequence[int]) -> str:
    last = [year for year, here in zip(years, municipality.member, strict=True) if here][-1]
    return "blijft" if last == years[-1] else f"laatste jaar {last}"


def _who_carries() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Wie draagt het aandeel van wie uittreedt?",
        required=False,
        choices=STAYS,
        widget=forms.RadioSelect(attrs={"class": "tick"}),
    )
