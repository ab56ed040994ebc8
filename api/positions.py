"""Standpunten: what municipalities and bodies say about options."""

from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import CodeField, MunicipalityField, PersonField
from api.filters import ApiFilters, Text, TrueOrFalse
from api.problems import Problem
from api.resource import Values
from api.shapes import Shape
from api.within import PlanResource
from api.words import Word, WordField
from budgets.texts import LONGEST_NOTE
from decisions.actions.positions import NONE, current_position, record_position
from decisions.models import Body, Position
from decisions.positions import Party, parties_of
from decisions.speaking import speaks_for, why_not
from municipalities.models import Municipality
from municipalities.refusals import Refused
from municipalities.rights import Right

ONE_PARTY = "Noem een gemeente of een overleg, een van beide."
STANDS = "{party} heeft hierover al een standpunt. Wijzig dat."


@extend_schema_field({"type": "string"})
class BodyField(serializers.SlugRelatedField[Body]):
    """A body of the region, by its short name."""

    default_error_messages = {
        "does_not_exist": "Deze regio heeft geen overleg ‘{value}’.",
        "invalid": "Dit is geen korte naam.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="slug", **kwargs)

    def get_queryset(self) -> Any:
        plan = self.context.get("plan")
        return Body.objects.none() if plan is None else plan.region.bodies.all()

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or "\x00" in data:
            self.fail("invalid")
        return super().to_internal_value(data)

    def use_pk_only_optimization(self) -> bool:
        return False


class PositionShape(Shape):
    id = serializers.IntegerField(read_only=True, help_text="Nummer, voor in adressen.")
    option = CodeField(
        "options",
        required=False,
        allow_null=True,
        help_text="Code van de optie; null is over alle opties samen.",
    )
    municipality = MunicipalityField(
        required=False, allow_null=True, help_text="CBS-code van de gemeente; null bij een overleg."
    )
    body = BodyField(
        required=False, allow_null=True, help_text="Korte naam van het overleg; null bij een gemeente."
    )
    stance = WordField(Position.Stance, help_text="Het standpunt.")
    reason = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_NOTE,
        help_text="De reden; nodig bij tegen en voorbehoud. Zonder namen van personen.",
    )
    recorded_by = PersonField(help_text="Wie het vastlegde.")
    recorded_at = serializers.DateTimeField(read_only=True, help_text="Wanneer het is vastgelegd.")
    once = frozenset({"option", "municipality", "body"})

    def validate(self, attrs: Values) -> Values:
        parties = [attrs.get("municipality"), attrs.get("body")]
        if not self.partial and parties.count(None) != 1:
            raise serializers.ValidationError({"municipality": [ONE_PARTY]})
        return attrs


class PositionFilters(ApiFilters):
    option = Text("option__code", help_text="Over de optie met deze code.")
    general = TrueOrFalse("option", lookup_expr="isnull", help_text="true: over alle opties samen.")
    municipality = Text("municipality__code", help_text="Van de gemeente met deze CBS-code.")
    body = Text("body__slug", help_text="Van het overleg met deze korte naam.")
    stance = Word("stance", Position.Stance, help_text="Alleen dit standpunt.")


class Positions(PlanResource):
    one, many = "Position", "Positions"
    title, titles = "standpunt", "standpunten"
    about = (
        "Wat een gemeente of een overleg vindt van een bijstellingsoptie, of van alle opties samen. Wie in "
        "de regio bij één gemeente hoort, legt alleen vast wat die vindt. Verwijderen trekt een standpunt in."
    )
    missing = "Dit standpunt bestaat niet of niet meer."
    shape = PositionShape
    filters = PositionFilters
    orders = {"id": ("pk",)}
    lookup, variable = "pk", "id"
    right = Right.POSITIONS
    follows_revision = False  # no figure changes by it

    def rows(self) -> Any:
        return self.plan.positions.select_related("option", "municipality", "body", "recorded_by")

    def require(self, row: Any = None) -> None:
        super().require(row)
        if row is not None:
            self._require_speaking(row.party)

    def add(self, values: Values) -> Any:
        option, party = values.get("option"), values.get("municipality") or values["body"]
        self._require_speaking(party)
        if party not in parties_of(self.plan):
            raise Refused(f"{party} heeft in dit beleidsplan geen standpunten.", "municipality")
        if current_position(self.plan, option, party) is not None:
            raise Problem("conflict", STANDS.format(party=party))
        return self._record(option, party, values)

    def update(self, row: Position, values: Values) -> Any:
        stands = {"stance": row.stance, "reason": row.reason}
        return self._record(row.option, row.party, stands | values)

    def delete_row(self, row: Position) -> None:
        self._record(row.option, row.party, {"stance": NONE})

    def _record(self, option: Any, party: Party, values: Values) -> Position | None:
        return record_position(plan=self.plan, option=option, party=party, values=values, by=self.user)

    def _require_speaking(self, party: Municipality | Body) -> None:
        if not speaks_for(self.user, self.plan, party):
            raise PermissionDenied(why_not(self.user, self.plan))
