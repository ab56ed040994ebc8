"""How scenarios, proposals and moments look."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from api.choice import ChoiceField, ChoiceShape
from api.fields import CodeField, CurrencyField, PersonField
from api.results.shapes import figure
from api.shapes import Shape, camel
from budgets.engine import BudgetResult
from budgets.refusals import Unreadable
from budgets.result_output import FIGURES, result_as_data
from budgets.texts import LONGEST_NOTE

LARGEST_ID = 2**31 - 1
CHOICE = (
    "Wat het scenario kiest. Bij wijzigen blijven onderdelen die u niet noemt, zoals ze zijn; een onderdeel "
    "dat u noemt, stuurt u in zijn geheel. In een antwoord null als de bewaarde keuze is beschadigd."
)


class StoredChoiceField(ChoiceField):
    """The choice of a scenario; None where what is stored cannot be read."""

    def get_attribute(self, instance: Any) -> Any:
        try:
            return super().get_attribute(instance)
        except Unreadable:
            return None


class StoredChoiceSchema(OpenApiSerializerFieldExtension):
    target_class = StoredChoiceField

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        found = {"allOf": [auto_schema.resolve_serializer(ChoiceShape, direction).ref]}
        return found | ({"nullable": True} if direction == "response" else {})


class ScenarioShape(Shape):
    once = frozenset({"copy_of"})

    slug = serializers.SlugField(read_only=True, help_text="Korte naam, voor in adressen; verandert nooit.")
    name = serializers.CharField(max_length=80, help_text="Naam; geen twee scenario’s heten hetzelfde.")
    choice = StoredChoiceField(required=False, help_text=CHOICE)
    copy_of = CodeField(
        "scenarios",
        named="slug",
        write_only=True,
        required=False,
        help_text="Korte naam van het scenario waarvan de keuze wordt overgenomen, in plaats van ‘choice’.",
    )
    locked = serializers.SerializerMethodField(
        help_text="Of het scenario is voorgesteld; dan verandert het niet tot het voorstel is ingetrokken."
    )
    created_by = PersonField(allow_null=True, help_text="Wie het scenario maakte; null als die weg is.")
    created_at = serializers.DateTimeField(read_only=True, help_text="Wanneer het scenario is gemaakt.")
    changed_at = serializers.DateTimeField(read_only=True, help_text="Wanneer het scenario is gewijzigd.")

    def get_locked(self, scenario: Any) -> bool:
        return scenario.proposal_id is not None

    def validate(self, attrs: Any) -> Any:
        if {"copy_of", "choice"} <= attrs.keys():
            raise serializers.ValidationError({"copyOf": "Stuur een keuze óf een scenario om te kopiëren."})
        return attrs


class FiguresShape(Shape):
    """The first figures of ``result_as_data``."""

    years = serializers.ListField(
        child=serializers.IntegerField(), help_text="Jaren; elke rij bedragen heeft deze volgorde."
    )
    currency = CurrencyField()
    costs = figure("Kosten.")
    income = figure("Baten.")
    result = figure("Resultaat: baten min kosten.")
    savings_target = figure("Taakstelling.")
    result_after_target = figure("Resultaat na taakstelling.")

    def to_representation(self, instance: BudgetResult) -> dict[str, Any]:
        names = [camel(name) for name in FIGURES]
        found = result_as_data(instance, None, parts=names)
        return {name: found[name] for name in ("years", "currency", *names)}


class NewProposalShape(Shape):
    remark = serializers.CharField(
        max_length=LONGEST_NOTE, required=False, allow_blank=True, help_text="Toelichting."
    )
    seen_revision = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_ID,
        required=False,
        help_text="De stand van de begroting die u zag (‘revision’); is die er niet meer, dan 409.",
    )


class ProposalShape(Shape):
    """Of a ``Proposal`` and its ``BudgetResult``."""

    remark = serializers.CharField(read_only=True, help_text="Toelichting.")
    proposed_by = PersonField(help_text="Wie het voorstelde.")
    proposed_at = serializers.DateTimeField(read_only=True, help_text="Wanneer het is voorgesteld.")
    revision = serializers.IntegerField(read_only=True, help_text="De stand van de begroting toen.")
    sha256 = serializers.CharField(read_only=True, help_text="Vingerafdruk van keuze en begroting.")
    choice = ChoiceField(read_only=True, help_text="De keuze die is voorgesteld.")
    figures = FiguresShape(read_only=True, help_text="De cijfers zoals ze zijn voorgesteld.")


class MomentShape(Shape):
    """Of a ``Moment``."""

    moment = serializers.IntegerField(
        source="number", read_only=True, help_text="Nummer, waarmee ‘…/restore’ hiernaar terugzet."
    )
    changed_at = serializers.DateTimeField(source="at", read_only=True, help_text="Wanneer.")
    changed_by = serializers.SerializerMethodField("who", help_text="Wie; null waar dat niet bekend is.")
    said = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Wat er is gewijzigd, een zin per wijziging."
    )
    name = serializers.CharField(read_only=True, help_text="Naam van het scenario daarna.")
    locked = serializers.BooleanField(read_only=True, help_text="Of het daarna was voorgesteld.")
    choice = StoredChoiceField(read_only=True, help_text="De keuze daarna; null als die is beschadigd.")

    def who(self, moment: Any) -> str | None:
        return moment.who or None


class RestoreShape(Shape):
    moment = serializers.IntegerField(
        min_value=1, max_value=LARGEST_ID, help_text="Nummer van het moment, uit de geschiedenis."
    )
