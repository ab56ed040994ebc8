"""What somebody fills in about an own adjustment of a scenario."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms

from budgets.actions.adjustments import values_of
from budgets.actions.choice_rules import LONGEST_REASON
from budgets.actions.editing import OF_ADJUSTMENT
from budgets.dutch_numbers import percentage
from budgets.engine import Adjustment, BudgetData
from budgets.wording import COST_TYPE_TITLES, numbered_line
from reports.measures.forms import EuroInput, PlainForm
from reports.measures.option_forms import TargetInput
from reports.percentage_field import own_percentage_field


class AdjustmentForm(PlainForm):
    KEYS = {"op": "of", "bedrag": "change", "procent": "percentage", "vanaf": "first_year", "reden": "reason"}

    def __init__(self, data: Any = None, *, data_of: BudgetData, stands: Adjustment | None = None) -> None:
        self.names = _names(data_of)
        super().__init__(data, stands=values_of(stands) if stands else None)
        years = [(str(year), str(year)) for year in data_of.years]
        picked = TargetInput(
            self.names,
            label="Kostenpost of stroom",
            help_text="Typ een deel van de naam en kies uit de lijst.",
        )
        reason = forms.CharField(
            label="Reden",
            max_length=LONGEST_REASON,
            help_text="Waarom rekent dit scenario hiermee?",
            error_messages={"required": "Vul in waarom het scenario dit doet."},
        )
        share = own_percentage_field("Of: percentage", OF_ADJUSTMENT)
        share.stands = stands.percentage if stands else None
        share.help_text = "Van het bedrag na indexering, vóór andere aanpassingen: −5 is 5% minder."
        self._add("op", picked)
        self._add(
            "bedrag",
            EuroInput(label="Bedrag per jaar, in euro’s", help_text="Een min maakt het bedrag lager."),
        )
        self._add("procent", share)
        self._add("vanaf", forms.TypedChoiceField(label="Vanaf", choices=years, coerce=int))
        self._add("reden", reason)

    def initial_of(self, stands: Mapping[str, Any]) -> dict[str, Any]:
        share = stands["percentage"]
        return super().initial_of(stands) | {"procent": "" if share is None else percentage(share)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "op" in cleaned and not cleaned["op"]:
            self.add_error("op", "Kies een kostenpost of een stroom uit de lijst.")
        return cleaned

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)


def _names(data: BudgetData) -> dict[str, str]:
    """Every stream and line by a name of its own; those of one name have their code behind it."""
    names = {f"stroom-{stream.code}": stream.title for stream in data.streams}
    for line in data.lines:
        kind = f" ({COST_TYPE_TITLES[line.cost_type].lower()})" if line.cost_type else ""
        names[f"post-{line.code}"] = f"{numbered_line(data, line.code)}"[:120] + kind
    often = Counter(name.casefold() for name in names.values())
    return {of: name if often[name.casefold()] == 1 else f"{name} [{of}]" for of, name in names.items()}
