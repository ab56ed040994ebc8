"""Wat er eerder werd gevonden: the positions that were recorded, changed and taken back."""

from typing import Any

from django.db.models import Q
from rest_framework import serializers

from api.changes.shapes import WHAT
from api.fields import PersonField
from api.filters import ApiFilters, Text
from api.shapes import Shape
from api.within import PlanResource
from api.words import WordField
from decisions.models import Position

KINDS = {"+": "added", "~": "changed", "-": "removed"}


class WhatField(serializers.ChoiceField):
    """What happened, as the history has it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=WHAT, **kwargs)

    def to_representation(self, value: str) -> str:
        return KINDS[value]


class PositionChangeShape(Shape):
    id = serializers.IntegerField(source="history_id", help_text="Nummer, oplopend in de tijd.")
    what = WhatField(
        source="history_type",
        help_text="added is vastgelegd, changed is gewijzigd, removed is ingetrokken.",
    )
    option = serializers.CharField(
        source="option.code", allow_null=True, help_text="Code van de optie; null is alle opties samen."
    )
    municipality = serializers.CharField(
        source="municipality.code",
        allow_null=True,
        help_text="CBS-code van de gemeente; null bij een overleg.",
    )
    body = serializers.CharField(
        source="body.slug", allow_null=True, help_text="Korte naam van het overleg; null bij een gemeente."
    )
    stance = WordField(Position.Stance, help_text="Het standpunt; bij removed het standpunt dat verviel.")
    reason = serializers.CharField(help_text="De reden; kan leeg zijn.")
    recorded_by = PersonField(source="history_user", allow_null=True, help_text="Wie het deed.")
    recorded_at = serializers.DateTimeField(source="history_date", help_text="Wanneer.")


class PositionChangeFilters(ApiFilters):
    option = Text("option__code", help_text="Over de optie met deze code.")
    municipality = Text("municipality__code", help_text="Van de gemeente met deze CBS-code.")
    body = Text("body__slug", help_text="Van het overleg met deze korte naam.")


class PositionChanges(PlanResource):
    one, many = "PositionChange", "PositionChanges"
    title, titles = "eerder standpunt", "eerdere standpunten"
    about = (
        "Hoe standpunten werden vastgelegd, gewijzigd en ingetrokken, oudste eerst. Standpunten veranderen "
        "geen cijfer; daarom staan zij niet bij de wijzigingen van het plan."
    )
    shape = PositionChangeShape
    filters = PositionChangeFilters
    orders = {"id": ("history_id",)}
    lookup = "history_id"
    follows_revision = False  # no figure changes by it

    def rows(self) -> Any:
        """Of options and bodies that are still there: a page shows no others either."""
        known = Q(option_id=None) | Q(option__code__isnull=False)
        spoken = Q(body_id=None) | Q(body__slug__isnull=False)
        rows = Position.history.filter(known, spoken, plan=self.plan)
        return rows.select_related("option", "municipality", "body", "history_user")
