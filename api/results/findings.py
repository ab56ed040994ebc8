"""Bevindingen: what deserves a look, why it is there, and what takes it away."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from api.fields import CurrencyField, TotalField
from api.operation import described_by
from api.results.basis import Computed, described
from api.results.links import explained_at
from api.results.shapes import FindingShape, text
from api.shapes import Shape
from budgets.finding_output import finding_as_data, reason_as_data
from budgets.result_output import CURRENCY

ABOUT = "Wat aandacht vraagt in de cijfers, waarom het er is, en wat het wegneemt."


class ReasonFigureShape(Shape):
    figure = text("Naam van het cijfer.")
    title = text("Het cijfer in woorden.")
    year = serializers.IntegerField(help_text="Jaar.")
    amount = TotalField(help_text="Euro’s.")
    explanation = serializers.URLField(help_text="Adres van de uitleg van dit cijfer.")


class RemedyShape(Shape):
    words = text("Wat te doen.")
    to = text("Waar: off of on zet een optie uit of aan, anders het onderwerp, zoals option of terms.")
    subject = text("Code daarvan; null waar het er niet een is.", allow_null=True)


class ExplainedFindingShape(FindingShape):
    rule = text("Waarom de bevinding er is.")
    figures = ReasonFigureShape(many=True, help_text="Cijfers waaruit zij volgt, in het eerste jaar ervan.")
    remedies = RemedyShape(many=True, help_text="Wat haar wegneemt.")


class FindingsShape(Shape):
    currency = CurrencyField()
    revision = serializers.IntegerField(
        allow_null=True, help_text="Wijzigingsnummer van het plan; null bij een versie."
    )
    items = ExplainedFindingShape(many=True, help_text="Bevindingen, de zwaarste eerst.")


class Findings(Computed):
    title, titles = "bevinding", "bevindingen"
    shape = FindingsShape

    @described_by(lambda view: described(view, "Findings", "De bevindingen", FindingsShape, about=ABOUT))
    def show(self, request: Request, **_: Any) -> Any:
        self.check_asked()
        if known := self.unless_known():
            return known
        result, revision = self.computed()
        items = [finding_as_data(result, each) | reason_as_data(result, each) for each in result.findings]
        for item in items:
            for figure in item["figures"]:
                figure["explanation"] = explained_at(self, figure=figure["figure"], year=figure["year"])
        return self.answer({"currency": CURRENCY, "revision": revision, "items": items}, tag=self.known_tag())
