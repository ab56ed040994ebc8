"""How versions and budgets look."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import CurrencyField, PersonField, TotalField
from api.shapes import Shape
from api.words import WordField
from budgets.models import BudgetVersion
from budgets.output import per_year
from budgets.texts import LONGEST_NOTE

KIND = "Soort; een begrotingswijziging krijgt ook een eigen nummer."
HASHED = (
    "SHA-256 van de begroting in ‘…/budget’: als JSON met de namen in alfabetische volgorde, zonder spaties, "
    "in UTF-8."
)


class VersionNameShape(Shape):
    """What a version is called, and by which decision."""

    number = serializers.IntegerField(read_only=True, help_text="Nummer, oplopend vanaf 1.")
    name = serializers.CharField(max_length=120, help_text="Naam; geen twee versies heten hetzelfde.")
    kind = WordField(BudgetVersion.Kind, help_text=KIND)
    amendment = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="Het hoeveelste begrotingswijziging het is; anders null."
    )
    decided_on = serializers.DateField(help_text="Datum van het besluit; niet in de toekomst.")
    decision = serializers.CharField(
        max_length=200, required=False, allow_blank=True, help_text="Het besluit, zoals een kenmerk."
    )


class VersionShape(VersionNameShape):
    remark = serializers.CharField(
        max_length=LONGEST_NOTE, required=False, allow_blank=True, help_text="Opmerking."
    )
    created_by = PersonField(help_text="Wie de versie vastlegde.")
    created_at = serializers.DateTimeField(read_only=True, help_text="Wanneer de versie is vastgelegd.")
    revision = serializers.IntegerField(
        read_only=True, help_text="De stand van de werkbegroting die is vastgelegd."
    )
    sha256 = serializers.CharField(read_only=True, help_text=HASHED)
    currency = CurrencyField()
    years = serializers.SerializerMethodField(help_text="Jaren; null als de versie is beschadigd.")
    result_after_target = serializers.SerializerMethodField(
        "outcome_of", help_text="Resultaat na taakstelling zonder opties, per jaar in die volgorde; of null."
    )

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField(), allow_null=True))
    def get_years(self, version: BudgetVersion) -> list[int] | None:
        found = self.context["outcomes"][version.pk]
        return None if found is None else list(found)

    @extend_schema_field(serializers.ListField(child=TotalField(), allow_null=True))
    def outcome_of(self, version: BudgetVersion) -> list[str] | None:
        found = self.context["outcomes"][version.pk]
        return None if found is None else per_year(tuple(found.values()))


@extend_schema_field(
    {
        "type": "object",
        "properties": {"schema": {"type": "integer", "minimum": 1}},
        "required": ["schema"],
        "additionalProperties": True,
    }
)
class BudgetField(serializers.JSONField):
    """A budget as the engine writes it, which has its own names and whole cents."""


class BudgetShape(Shape):
    """``budget_as_data``, without its figures: these are what is computed of it."""

    revision = serializers.IntegerField(read_only=True, help_text="De stand van de werkbegroting.")
    fixed = VersionNameShape(
        read_only=True, allow_null=True, help_text="De versie; null bij de werkbegroting."
    )
    sha256 = serializers.CharField(read_only=True, help_text=HASHED)
    budget = BudgetField(
        read_only=True,
        help_text="De hele begroting, in hele eurocenten, in het schema waarin zij is vastgelegd.",
    )
