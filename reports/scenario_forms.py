"""What somebody fills in about a scenario."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from budgets.engine import BudgetData, Choice
from budgets.models import Scenario
from municipalities.refusals import Refused
from reports.access import Request
from reports.looks import TEXTBOX

LONGEST_NAME = Scenario._meta.get_field("name").max_length or 0
STOOD = "niveau_stond_"
SWITCH_WORDS = {"1": True, "0": False}
FIELDS = {"name": "naam"}
"""The fields that a refusal may name ↔ as the form calls them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The scenario as the page showed it before this request; None where the page does not say."""

    on: Collection[str] | None
    name: str | None
    levels: Mapping[str, str]
    """Per option with levels the code of the one that counted; empty where the page does not say."""

    @classmethod
    def of(cls, request: Request) -> "Seen":
        """With a script ``gezien`` holds the codes; the plain form lists what stood on."""
        sent = request.POST
        told = sent.get("gezien", request.headers.get("Gezien"))
        if told is not None:
            told_levels = sent.get("niveaus_gezien", request.headers.get("Niveaus", ""))
            pairs = (pair.partition(":") for pair in told_levels.split())
            return cls(told.split(), sent.get("naam_gezien"), {code: level for code, _, level in pairs})
        stood = {name.removeprefix(STOOD): sent[name] for name in sent if name.startswith(STOOD)}
        on = sent.getlist("stond_aan") if "naam_gezien" in sent else None
        return cls(on, sent.get("naam_gezien"), stood)


class NameForm(forms.Form):
    naam = forms.CharField(
        label="Naam van het scenario",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Geef het scenario een naam.",
            "max_length": "De naam is te lang: %(show_value)d tekens, het mogen er %(limit_value)d zijn.",
        },
        widget=forms.TextInput(attrs={"class": TEXTBOX, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        if self.is_bound and self.errors.get("naam"):
            self._mark_wrong()

    def refuse(self, refused: Refused) -> None:
        """Says what a rule of state refused, at its field."""
        field = FIELDS.get(refused.field or "")
        self.add_error(field, refused.message)
        if field:
            self._mark_wrong()

    def _mark_wrong(self) -> None:
        self.fields["naam"].widget.attrs |= {"aria-invalid": "true", "aria-describedby": "fout-naam"}


def switched_in(form: QueryDict, data: BudgetData, choice: Choice) -> dict[str, bool]:
    """What the form with all switches changes.

    It carries which options were on when the page was made, so that only what
    this person changed is applied and not what somebody else did meanwhile.
    """
    if form.get("alles") not in (None, "aan", "uit"):
        raise Refused("Het is niet duidelijk of alle opties aan of uit moeten. Er is niets bewaard.")
    if form.get("alles") == "aan":
        return dict.fromkeys(data.option_index, True)
    if form.get("alles") == "uit":  # also what the budget no longer has
        return dict.fromkeys([*data.option_index, *sorted(choice.on - data.option_index.keys())], False)
    was, now = set(form.getlist("stond_aan")), set(form.getlist("optie"))
    return {code: code in now for code in sorted(was ^ now)}


def levels_in(form: QueryDict, data: BudgetData) -> dict[str, str]:
    """The levels that the form with all switches changes, held against those that it was made with."""
    given = {option.code: form.get(f"niveau_{option.code}", "") for option in data.options if option.levels}
    return {code: level for code, level in given.items() if level and level != form.get(f"{STOOD}{code}")}


def name_for_copy(scenario: Scenario) -> str:
    """A name that is still free: Kopie van X, Kopie 2 van X, …"""
    taken = {name.casefold() for name in scenario.plan.scenarios.values_list("name", flat=True)}
    prefixes = ["Kopie van", *(f"Kopie {number} van" for number in range(2, len(taken) + 3))]
    names = (f"{prefix} {scenario.name}"[:LONGEST_NAME].rstrip() for prefix in prefixes)
    return next((name for name in names if name.casefold() not in taken), scenario.name)
