"""The options of a plan."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from rest_framework import serializers

from api.fields import AmountField, CodesField, CurrencyField
from api.filters import ApiFilters, Text, TrueOrFalse
from api.moving import Moved, PositionField
from api.options.effects import MOST_TARGETS, OptionEffectShape, flat_effects
from api.options.levels import LEVELS, OptionLevelShape, flat_levels
from api.resource import Values
from api.shapes import Shape
from api.within import PlanResource
from api.words import Word, WordField
from budgets.actions.option_terms import EXCLUDES, MOST_LEVELS, NEEDS
from budgets.actions.options import TEXTS, add_option, change_option, delete_option, option_values
from budgets.models import AdjustmentOption, OptionEffect, OptionLine, OptionRelation
from budgets.texts import LONGEST_NOTE
from municipalities.rights import Right

WHOLE_LIST = "Wat u stuurt, vervangt de hele lijst."
PARTS = {"lines": "line", "effects": "effect", "levels": "level", EXCLUDES: EXCLUDES, NEEDS: NEEDS}
"""Lists, and what their keys in the actions start with."""


class Excludes(CodesField):
    """Two options exclude each other, whichever of them names the other."""

    def get_attribute(self, instance: Any) -> list[str]:
        own = [row.other.code for row in instance.relations.all() if row.kind == EXCLUDES]
        return own + [row.option.code for row in instance.named_in.all() if row.kind == EXCLUDES]


class Needs(CodesField):
    def get_attribute(self, instance: Any) -> list[str]:
        return [row.other.code for row in instance.relations.all() if row.kind == NEEDS]


class NeededBy(serializers.ListField):
    child = serializers.CharField()

    def get_attribute(self, instance: Any) -> list[str]:
        return [row.option.code for row in instance.named_in.all() if row.kind == NEEDS]


class OptionShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    title = serializers.CharField(max_length=300, help_text="Naam van de optie.")
    short_title = serializers.CharField(
        required=False, allow_blank=True, max_length=60, help_text="Korte naam, voor grafieken."
    )
    kind = WordField(AdjustmentOption.Kind, help_text="Soort.")
    was = AmountField(
        required=False, allow_null=True, help_text="Het bedrag van nu volgens het voorstel; telt nergens mee."
    )
    becomes = AmountField(
        required=False, allow_null=True, help_text="Het bedrag erna volgens het voorstel; telt nergens mee."
    )
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_NOTE, help_text="Toelichting."
    )
    incidental = serializers.BooleanField(
        required=False,
        help_text="Of de effecten niet of hoogstens drie jaar terugkeren; dan tellen zij niet in het "
        "structurele begrotingssaldo.",
    )
    lines = CodesField(
        "cost_lines", required=False, help_text=f"Codes van de kostenposten die de optie noemt. {WHOLE_LIST}"
    )
    effects = OptionEffectShape(
        many=True,
        max_length=MOST_TARGETS,
        required=False,
        help_text=f"Wat de optie wijzigt als zij aan staat. {WHOLE_LIST}",
    )
    levels = OptionLevelShape(many=True, max_length=MOST_LEVELS, required=False, help_text=LEVELS)
    excludes = Excludes(
        "options", required=False, help_text=f"Codes van opties die niet samengaan met deze. {WHOLE_LIST}"
    )
    needs = Needs(
        "options", required=False, help_text=f"Codes van opties die hiervoor aan moeten staan. {WHOLE_LIST}"
    )
    needed_by = NeededBy(read_only=True, help_text="Codes van opties die deze nodig hebben.")
    currency = CurrencyField(help_text="Munt van de bedragen.")
    position = PositionField()


class OfLine(Text):
    """Options that name a line, or change it."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        named = OptionLine.objects.filter(cost_line__code=value).values("option")
        changed = OptionEffect.objects.filter(cost_line__code=value).values("option")
        return qs.filter(Q(pk__in=named) | Q(pk__in=changed)) if value else qs


class OfStream(Text):
    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        changed = OptionEffect.objects.filter(stream__code=value).values("option")
        return qs.filter(pk__in=changed) if value else qs


class OptionFilters(ApiFilters):
    kind = Word("kind", AdjustmentOption.Kind, help_text="Alleen opties van deze soort.")
    incidental = TrueOrFalse("incidental", help_text="Alleen opties die incidenteel zijn, of juist niet.")
    line = OfLine("line", help_text="Alleen opties die deze kostenpost noemen of wijzigen.")
    stream = OfStream("stream", help_text="Alleen opties die deze financieringsstroom wijzigen.")


class Options(Moved, PlanResource):
    one, many = "Option", "Options"
    title, titles = "bijstellingsoptie", "bijstellingsopties"
    about = (
        "Een bijstellingsoptie is een keuze die een scenario aan of uit zet, met wat zij per jaar wijzigt. "
        "Wat alle opties samen doen, en wat daarvan niet te realiseren is, volgt uit doorrekenen."
    )
    missing = "Deze optie bestaat niet of niet meer."
    shape = OptionShape
    filters = OptionFilters
    orders = {"position": ("position", "pk"), "code": ("code",), "title": ("title", "pk")}
    right = Right.OPTIONS
    _places: Mapping[str, str] = {}
    """Where in the body what an action may refuse stands."""

    def rows(self) -> Any:
        return self.plan.options.prefetch_related(
            "lines",
            Prefetch("effects", OptionEffect.objects.select_related("cost_line", "stream")),
            "levels",
            Prefetch("relations", OptionRelation.objects.select_related("other")),
            Prefetch("named_in", OptionRelation.objects.select_related("option")),
        )

    def add(self, values: Values) -> AdjustmentOption:
        return add_option(plan=self.plan, values=self._flat(values), by=self.user)

    def update(self, row: AdjustmentOption, values: Values) -> AdjustmentOption:
        must = {"title": row.title, "kind": row.kind}
        return change_option(option=row, values=must | self._flat(values, row), by=self.user)

    def delete_row(self, row: AdjustmentOption) -> None:
        delete_option(option=row, by=self.user)

    def pointer(self, field: str) -> str:
        return self._places.get(field) or super().pointer(field)

    def _flat(self, values: Values, row: AdjustmentOption | None = None) -> Values:
        """As the actions take it; what stands and is not in a list that was sent goes."""
        stands = option_values(row) if row else {}
        found = {name: values[name] for name in TEXTS if name in values}
        self._places = {}
        for name in [name for name in PARTS if name in values]:
            sent, places = self._flat_list(name, values[name], row)
            self._places = {**self._places, **places}
            found |= {key: None for key in stands if key.startswith(f"{PARTS[name]}:")} | sent
        return found

    def _flat_list(self, name: str, sent: Any, row: AdjustmentOption | None) -> tuple[Values, dict[str, str]]:
        """Its values, and where in the body each stands."""
        if name == "effects":
            return flat_effects(sent)
        if name == "levels":
            return flat_levels(sent, list(row.levels.all()) if row else [])
        return {f"{PARTS[name]}:{code}": True for code in sent}, {}
