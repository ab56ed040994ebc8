"""Maatregelen: what is done for a goal, and until when."""

from typing import Any

from rest_framework import serializers

from api.fields import CodeField, YearField
from api.filters import ApiFilters, Containing, Filled, Text
from api.moving import Moved, PositionField
from api.resource import Values
from api.shapes import Shape
from budgets.actions.measures import add_measure, change_measure, delete_measure, end_measure
from budgets.texts import LONGEST_NOTE
from measures.changes import changing
from measures.models import Measure
from municipalities.rights import Right

LAST_YEAR = (
    "Het jaar waarna de maatregel eindigt; null als hij doorloopt. Bedragen van latere jaren vervallen in "
    "dezelfde wijziging; wie geen bedragen mag wijzigen, kan dat niet."
)


class MeasureShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    goal = CodeField(
        "goals", help_text="Code van het doel. Onder een ander doel komt de maatregel daar achteraan."
    )
    title = serializers.CharField(
        max_length=300,
        allow_blank=True,
        help_text="Naam van de maatregel; alleen leeg, en dan te laten, waar de bron er geen geeft.",
    )
    note = serializers.CharField(
        max_length=LONGEST_NOTE, allow_blank=True, required=False, help_text="Toelichting."
    )
    last_year = YearField(allow_null=True, required=False, help_text=LAST_YEAR)
    position = PositionField()


class MeasureFilters(ApiFilters):
    goal = Text("goal__code", help_text="Code van het doel.")
    ended = Filled("last_year", help_text="true: met een laatste jaar; false: die doorlopen.")
    title_contains = Containing("title", help_text="Tekst in de naam; hoofdletters maken niet uit.")


class Measures(Moved):
    one, many = "Measure", "Measures"
    title, titles = "maatregel", "maatregelen"
    about = (
        "Een maatregel hoort bij een doel en heeft kostenposten. Verwijderen doet ook zijn kostenposten, "
        "bedragen en dekking weg; dat kan niet zolang een bijstellingsoptie een kostenpost ervan gebruikt."
    )
    missing = "Deze maatregel bestaat niet of niet meer."
    shape = MeasureShape
    filters = MeasureFilters
    orders = {
        "budget": ("goal__position", "goal_id", "position", "pk"),
        "title": ("title", "pk"),
    }
    right = Right.MEASURES

    def rows(self) -> Any:
        return self.plan.measures.select_related("goal")

    def add(self, values: Values) -> Measure:
        title, note = values["title"], values.get("note", "")
        with changing(self.plan, by=self.user, remark=f"Maatregel ‘{title}’ toegevoegd"[:300]):
            made = add_measure(goal=values["goal"], title=title, note=note, by=self.user)
            if (last := values.get("last_year")) is not None:
                made = end_measure(measure=made, last_year=last, by=self.user)
        return made

    def update(self, row: Measure, values: Values) -> Measure:
        texts = {name: value for name, value in values.items() if name != "last_year"}
        with changing(self.plan, by=self.user):
            row = change_measure(measure=row, values=texts, by=self.user)
            if "last_year" in values:
                row = end_measure(measure=row, last_year=values["last_year"], by=self.user)
        return row

    def delete_row(self, row: Measure) -> None:
        delete_measure(measure=row, by=self.user)
