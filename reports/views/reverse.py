"""The reverse question: what must change for a municipality to pay no more than an amount?"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from budgets.dutch_numbers import euros, exact
from budgets.engine import BudgetData, Choice, compute
from budgets.engine.money import cents_from_decimal
from budgets.engine.reverse import MOST_OPTIONS, Answer, smallest_change
from budgets.models import Scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from reports.access import Request, plan_for
from reports.measures.forms import EuroInput, PlainForm
from reports.shell import page

UNCHANGED = "de ongewijzigde begroting"


class ReverseForm(PlainForm):
    """Which municipality, which year, how much at most, starting from which scenario."""

    gemeente = forms.ChoiceField(label="Gemeente", error_messages={"required": "Kies een gemeente."})
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int, error_messages={"required": "Kies een jaar."})
    hoogstens = EuroInput(label="Betaalt hoogstens, in euro’s")
    scenario = forms.ModelChoiceField(
        queryset=Scenario.objects.none(),
        label="Uitgaande van",
        to_field_name="slug",
        required=False,
        empty_label=UNCHANGED,
        error_messages={"invalid_choice": "Dit scenario bestaat niet of niet meer."},
    )

    def __init__(self, asked: Any, plan: Plan, data: BudgetData) -> None:
        super().__init__(asked or None)
        names = sorted(data.municipalities, key=lambda each: each.name)
        self.fields["gemeente"].choices = [("", "Kies een gemeente"), *((m.code, m.name) for m in names)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["jaar"].choices = [(year, str(year)) for year in data.years]  # type: ignore[attr-defined]
        self.fields["scenario"].queryset = plan.scenarios.all()  # type: ignore[attr-defined]

    def clean_hoogstens(self) -> int:
        """Cents."""
        given = self.cleaned_data["hoogstens"]
        if given is None:
            raise forms.ValidationError("Vul een bedrag in.")
        return cents_from_decimal(given)


@dataclass(frozen=True, slots=True)
class Told:
    """The answer in words; ``turned`` holds the options with what becomes of them."""

    sentence: str
    turned: list[tuple[str, str]]
    pays: str
    now: str


@require_safe
def reverse_question(request: Request, region: str, plan: str) -> HttpResponse:
    """Asked in the address, so that question and answer can be mailed."""
    found = plan_for(request, region, plan)
    data = budget_data(found)
    form = ReverseForm(request.GET, found, data)
    too_many = len(data.options) > MOST_OPTIONS
    told = _told(data, form.cleaned_data) if form.is_valid() and not too_many else None
    context = {"form": form, "told": told, "too_many": too_many, "most": MOST_OPTIONS}
    context["has_members"] = bool(data.municipalities)
    return page(request, "municipal/reverse.html", context, plan=found, current="reverse")


def _told(data: BudgetData, asked: dict[str, Any]) -> Told:
    scenario: Scenario | None = asked["scenario"]
    choice = scenario.choice if scenario else Choice()
    code, year = asked["gemeente"], asked["jaar"]
    answer = smallest_change(data, choice, code, year, asked["hoogstens"])
    now = compute(data, choice).allocation.figure(code, "net_contribution")[data.year_index[year]]
    turned = [
        (option.title, "gaat uit" if option.code in choice.on else "gaat aan")
        for option in data.options
        if option.code in answer.turned
    ]
    return Told(_sentence(data, asked, answer), turned, exact(answer.pays), exact(now))


def _sentence(data: BudgetData, asked: dict[str, Any], answer: Answer) -> str:
    name = data.municipalities[data.municipality_index[asked["gemeente"]]].name
    most, year = euros(asked["hoogstens"]), asked["jaar"]
    if not answer.reached:
        return (
            f"Met geen enkele combinatie van opties betaalt {name} in {year} hoogstens {most}. "
            f"Het laagst haalbare is {euros(answer.pays)}."
        )
    if not answer.turned:
        return f"Er hoeft niets te veranderen: {name} betaalt in {year} {euros(answer.pays)}."
    count = len(answer.turned)
    switches = "één schakelaar" if count == 1 else f"{count} schakelaars"
    others = {0: "", 1: "Er is nog een andere manier"}.get(
        answer.alike - 1, f"Er zijn nog {answer.alike - 1} andere manieren"
    )
    more = f" {others} met {switches}; deze verandert de bijdrage het minst." if others else ""
    return f"Met {switches} betaalt {name} in {year} {euros(answer.pays)}.{more}"
