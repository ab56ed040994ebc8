"""The reverse question: what must change for a municipality to pay no more than an amount?"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from budgets.dutch_numbers import NO_BREAK, euros, exact
from budgets.engine import BudgetData, Choice, compute
from budgets.engine.membership import members
from budgets.engine.money import cents_from_decimal
from budgets.engine.reverse import MOST_OPTIONS, Answer, smallest_change, turned_over
from budgets.models import Scenario
from budgets.snapshot import budget_data
from measures.models import Plan
from reports.access import Request, plan_for
from reports.figure_cells import ask_link, under_options
from reports.measures.forms import EuroInput, PlainForm
from reports.shell import page

UNCHANGED = "de ongewijzigde begroting"


class ReverseForm(PlainForm):
    """Which municipality, which year, how much at most, starting from which scenario."""

    gemeente = forms.ChoiceField(label="Gemeente", error_messages={"required": "Kies een gemeente."})
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int, error_messages={"required": "Kies een jaar."})
    hoogstens = EuroInput(label="Betaalt per saldo hoogstens, in euro’s")
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

    sentence: SafeString
    turned: list[tuple[str, str]]
    note: SafeString


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
    place, i = data.municipality_index[code], data.year_index[year]
    if not members(data, choice, i)[place]:
        name = data.municipalities[place].name
        sentence = format_html("{} is in {} geen lid van de regio en betaalt dan niets.", name, year)
        return Told(sentence, [], SafeString())
    answer = smallest_change(data, choice, code, year, asked["hoogstens"])
    turned = [
        (option.title, "gaat uit" if option.code in choice.on else "gaat aan")
        for option in data.options
        if option.code in answer.turned
    ]
    ways = _Ways(data, asked, choice)
    return Told(_sentence(ways, answer), turned, _note(ways, answer))


@dataclass(frozen=True, slots=True)
class _Ways:
    """From amounts to their explanations."""

    data: BudgetData
    asked: dict[str, Any]
    choice: Choice

    def of(self, name: str, text: str, turned: frozenset[str] = frozenset()) -> SafeString:
        """Of the municipality in the year that was asked, with these options turned over."""
        scenario, args = self.asked["scenario"], [self.data.region, self.data.plan]
        at = reverse("scenario", args=[*args, scenario.slug]) if scenario else reverse("budget", args=args)
        on = turned_over(self.choice, turned).on & self.data.option_index.keys()
        more = under_options(on) if turned else ""
        figure = f"municipalities.{self.asked['gemeente']}.{name}"
        return ask_link(figure, self.asked["jaar"], text, at=at, more=more)


def _note(ways: _Ways, answer: Answer) -> SafeString:
    """What is paid now, with the way to its explanation, and then."""
    code, year = ways.asked["gemeente"], ways.asked["jaar"]
    allocation, i = compute(ways.data, ways.choice).allocation, ways.data.year_index[year]
    now, contribution = (allocation.figure(code, name)[i] for name in ("net_contribution", "contribution"))
    verb, amount, back = _paid(now)
    then = ""
    if answer.turned:
        verb_then, amount_then, back_then = _paid(answer.pays)
        again = "" if verb_then == verb else f"{verb_then} zij "
        link = ways.of("net_contribution", amount_then, frozenset(answer.turned))
        then = format_html(", daarna {}{}{}", again, link, back_then)
    return format_html(
        "Nu {} de gemeente per saldo {}{}{}. Per saldo is de bijdrage van {} min het aandeel in het "
        "resultaat na taakstelling. Alle combinaties zijn doorgerekend, op de cent.",
        verb,
        ways.of("net_contribution", amount),
        back,
        then,
        ways.of("contribution", f"€{NO_BREAK}{exact(contribution)}"),
    )


def _paid(cents: int) -> tuple[str, str, str]:
    """Verb, amount and what comes behind it: "betaalt", "€ 100,00", "", or "krijgt", "€ 100,00", " terug"."""
    amount = f"€{NO_BREAK}{exact(abs(cents))}"
    return ("krijgt", amount, " terug") if cents < 0 else ("betaalt", amount, "")


def _sentence(ways: _Ways, answer: Answer) -> SafeString:
    data, asked = ways.data, ways.asked
    name, year = data.municipalities[data.municipality_index[asked["gemeente"]]].name, asked["jaar"]
    verb, amount, back = _paid(answer.pays)
    link = ways.of("net_contribution", amount, frozenset(answer.turned))
    says = format_html("{} {} in {} per saldo {}{}.", verb, name, year, link, back)
    if not answer.reached:
        wanted = _wanted(name, year, asked["hoogstens"])
        return format_html("{} Met de opties die het meest schelen {}", wanted, says)
    if not answer.turned:
        text = "Er hoeft niets te veranderen: {} {} in {} per saldo {}{}."
        return format_html(text, name, verb, year, link, back)
    count = len(answer.turned)
    switches = "één schakelaar" if count == 1 else f"{count} schakelaars"
    others = {0: "", 1: "Er is nog een andere manier"}.get(
        answer.alike - 1, f"Er zijn nog {answer.alike - 1} andere manieren"
    )
    more = f" {others} met {switches}; deze verandert de bijdrage het minst." if others else ""
    return format_html("Met {} {}{}", switches, says, more)


def _wanted(name: str, year: int, most: int) -> str:
    """That no combination does what was asked."""
    asked = f"krijgt {name} in {year} per saldo minstens {euros(-most)} terug"
    if most >= 0:
        asked = f"betaalt {name} in {year} per saldo hoogstens {euros(most)}"
    return f"Met geen enkele combinatie van opties {asked}."
