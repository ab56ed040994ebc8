"""Doelen: the chapters of a plan."""

from typing import Any

from rest_framework import serializers

from api.filters import ApiFilters, Containing
from api.moving import Moved, PositionField
from api.resource import Values
from api.shapes import Shape
from budgets.actions.measures import add_goal, change_goal, delete_goal
from measures.models import Goal
from municipalities.rights import Right


class GoalShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    title = serializers.CharField(max_length=200, help_text="Titel van het doel.")
    position = PositionField()


class GoalFilters(ApiFilters):
    title_contains = Containing("title", help_text="Tekst in de titel; hoofdletters maken niet uit.")


class Goals(Moved):
    one, many = "Goal", "Goals"
    title, titles = "doel", "doelen"
    about = "Een doel is een hoofdstuk van het beleidsplan en van de begroting."
    missing = "Dit doel bestaat niet of niet meer."
    shape = GoalShape
    filters = GoalFilters
    orders = {"position": ("position", "pk"), "title": ("title", "pk")}
    right = Right.MEASURES

    def rows(self) -> Any:
        return self.plan.goals.all()

    def add(self, values: Values) -> Goal:
        return add_goal(plan=self.plan, title=values["title"], by=self.user)

    def update(self, row: Goal, values: Values) -> Goal:
        return change_goal(goal=row, title=values.get("title", row.title), by=self.user)

    def delete_row(self, row: Goal) -> None:
        delete_goal(goal=row, by=self.user)
