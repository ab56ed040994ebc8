"""What somebody fills in as the assumptions of a scenario."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from budgets.actions.choice_rules import WITHOUT_TYPE
from budgets.actions.editing import OF_TARGET
from budgets.actions.scenario_terms import FALLS_AWAY, terms_of
from budgets.adjustment_wording import per_year
from budgets.dutch_numbers import percentage
from budgets.engine import BudgetData, Choice, Municipality, Target, TargetChange
from budgets.engine.money import cents_from_decimal, decimal_from_cents
from budgets.wording import INDEXED_TITLES
from reports.measures.forms import EuroInput, PlainForm
from reports.percentage_field import PercentageField, own_percentage_field, percentage_field

OF_TARGETS = ("deel_", "doel_")
"""What the fields of targets start with: the percentage, and the amount of each year."""
STAYS = (("", "de andere gemeenten"), ("ja", "niemand: het aandeel vervalt"))
PREFIXES = {"uit_": "end:", "index_": "index:", "jaarindex_": "index_year:"}


class TermsForm(PlainForm):
    """Per municipality its last year, who carries the share of who left, indexation, and targets."""

    def __init__(self, data: Any = None, *, data_of: BudgetData, choice: Choice) -> None:
        self.budget = data_of
        super().__init__(data, stands=terms_of(choice))
        for municipality in sorted(data_of.municipalities, key=lambda each: each.name):
            self._add(f"uit_{municipality.code}", _last_year(municipality, data_of.years))
        if data_of.municipalities:
            self._add("aandeel", _who_carries())
        used = dict.fromkeys(line.cost_type_key for line in data_of.lines)
        self.kinds = sorted(used, key=lambda kind: kind == WITHOUT_TYPE)
        for kind in self.kinds:
            field = percentage_field(f"{INDEXED_TITLES[kind]}: elk jaar")
            field.initial = ""
            self._add(f"index_{kind}", field)
            for year in data_of.years[1:]:
                single = own_percentage_field(f"{INDEXED_TITLES[kind]}: van {year - 1} naar {year}")
                self._add(f"jaarindex_{kind}:{year}", single)
        for key, rate in terms_of(choice).items():
            filled = self.fields.get(self.field_of(key))
            if isinstance(filled, PercentageField):
                filled.stands = rate
        for target in data_of.targets:
            self._add_target(target, stands_of(choice.targets, target))

    def initial_of(self, stands: Any) -> dict[str, Any]:
        plain = {key: value for key, value in stands.items() if not key.startswith("target:")}
        shown = {self.field_of(key): value for key, value in plain.items()}
        shown["aandeel"] = "ja" if stands[FALLS_AWAY] else ""
        rated = ("index_", "jaarindex_")
        return shown | {name: percentage(rate) for name, rate in shown.items() if name.startswith(rated)}

    def key_of(self, name: str) -> str:
        prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), "")
        return PREFIXES[prefix] + name.removeprefix(prefix) if prefix else FALLS_AWAY

    def field_of(self, key: str) -> str:
        for prefix, theirs in PREFIXES.items():
            if key.startswith(theirs):
                return prefix + key.removeprefix(theirs)
        if key.startswith("target:"):
            code = key.partition(":")[2]
            share = f"deel_{code}"
            return share if share in self.fields else f"doel_{code}:{self.budget.years[0]}"
        return "aandeel" if key == FALLS_AWAY else key

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for target in self.budget.targets:
            self._refuse_half_a_target(target)
        return cleaned

    def values(self) -> dict[str, Any]:
        of_targets = {f"target:{target.code}": self._target_change(target) for target in self.budget.targets}
        plain = {name: value for name, value in self.cleaned_data.items() if not name.startswith(OF_TARGETS)}
        given = {self.key_of(name): value for name, value in plain.items()}
        # 0% for every year is as without; 0% in one year goes before the percentage of every year
        given = {key: value or None if key.startswith("index:") else value for key, value in given.items()}
        given |= {FALLS_AWAY: bool(given[FALLS_AWAY])} if FALLS_AWAY in given else {}
        return given | of_targets

    def members(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("uit_")]

    def rates(self) -> list[tuple[str, forms.BoundField, list[forms.BoundField]]]:
        """Per cost type what it is called, the percentage of every year, and that of each year."""
        years = self.budget.years[1:]
        return [
            (
                INDEXED_TITLES[kind],
                self[f"index_{kind}"],
                [self[f"jaarindex_{kind}:{year}"] for year in years],
            )
            for kind in self.kinds
        ]

    def targets(self) -> list[tuple[str, str, forms.BoundField | None, list[forms.BoundField]]]:
        """Per target its title, what it is in the budget, and its fields."""
        return [
            (
                target.title,
                self._in_the_budget(target),
                self[f"deel_{target.code}"] if target.stream else None,
                [self[f"doel_{target.code}:{year}"] for year in self.budget.years],
            )
            for target in self.budget.targets
        ]

    def _in_the_budget(self, target: Target) -> str:
        if target.stream is None or target.percentage is None:
            return per_year(target.amounts, self.budget.years)
        return f"{percentage(target.percentage)} van {self.budget.stream(target.stream).title}"

    def _add_target(self, target: Target, stands: TargetChange | None) -> None:
        if target.stream:
            title = self.budget.stream(target.stream).title
            part = own_percentage_field(f"Percentage van {title}", OF_TARGET)
            part.stands = stands.percentage if stands else None
            part.initial = "" if part.stands is None else percentage(part.stands)
            self._add(f"deel_{target.code}", part)
        for i, year in enumerate(self.budget.years):
            amounts = stands.amounts if stands else ()
            initial = decimal_from_cents(amounts[i]) if i < len(amounts) else None
            self._add(f"doel_{target.code}:{year}", EuroInput(label=f"Taakstelling {year}", initial=initial))

    def _target_amounts(self, target: Target) -> list[Decimal | None]:
        return [self.cleaned_data.get(f"doel_{target.code}:{year}") for year in self.budget.years]

    def _refuse_half_a_target(self, target: Target) -> None:
        amounts = self._target_amounts(target)
        filled = [amount for amount in amounts if amount is not None]
        first = f"doel_{target.code}:{self.budget.years[0]}"
        if filled and self.cleaned_data.get(f"deel_{target.code}") is not None:
            self.add_error(f"deel_{target.code}", "Vul een percentage in óf bedragen, niet allebei.")
        elif filled and None in amounts and not any(name.startswith("doel_") for name in self.errors):
            self.add_error(first, "Vul voor elk jaar een bedrag in, ook als dat 0 is, of laat alles leeg.")

    def _target_change(self, target: Target) -> TargetChange | None:
        share = self.cleaned_data.get(f"deel_{target.code}")
        amounts = [amount for amount in self._target_amounts(target) if amount is not None]
        if share is not None:
            return TargetChange(target.code, share)
        return TargetChange(target.code, amounts=tuple(map(cents_from_decimal, amounts))) if amounts else None

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)


def stands_of(changes: Sequence[TargetChange], target: Target) -> TargetChange | None:
    return next((change for change in changes if change.target == target.code), None)


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
