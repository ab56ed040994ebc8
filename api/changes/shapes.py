"""How changes look."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.changes.rows import TABLES
from api.fields import PersonField, YearField
from api.shapes import Shape

VALUE = {"nullable": True, "anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}
WHAT = [("added", "toegevoegd"), ("changed", "gewijzigd"), ("removed", "verwijderd")]
ROWS = (
    "Per rij wat er is geschreven, voor programma’s. Schreef een wijziging veel rijen, dan staan hier alleen "
    "de eerste van elke tabel en in ‘rowsLeftOut’ hoeveel er nog zijn; alle staan bij ‘…/rows’."
)


def value_field(said: str) -> Any:
    """A field with a value of JSON that is of no one kind."""

    @extend_schema_field(VALUE | {"description": said})
    class ValueField(serializers.ReadOnlyField):
        pass

    return ValueField()


class ValueShape(Shape):
    field = serializers.CharField(help_text="Naam van het veld.")
    before = value_field("Wat er stond; null waar niets stond.")
    after = value_field("Wat er nu staat; null waar niets meer staat.")


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class AboutField(serializers.DictField):
    """What a row is about: kinds of things to their codes."""


class ChangeRowShape(Shape):
    table = serializers.ChoiceField(choices=[(name, name) for name in TABLES], help_text="Soort rij.")
    id = serializers.IntegerField(help_text="Nummer van de rij in zijn tabel; blijft hetzelfde.")
    what = serializers.ChoiceField(
        choices=WHAT, help_text="added is toegevoegd, changed is gewijzigd, removed is verwijderd."
    )
    code = serializers.CharField(
        allow_null=True,
        help_text="Code van de rij, of anders van waar zij bij hoort; null waar geen van beide is.",
    )
    about = AboutField(
        help_text="Waar de rij over gaat, met codes: {“line”: “…”}; wat geen code heeft, met een nummer."
    )
    year = YearField(allow_null=True, help_text="Jaar van de rij; null waar zij niet van één jaar is.")
    values = ValueShape(
        many=True,
        help_text="De velden die anders werden; bij added en removed alle. Bedragen in euro’s, als tekst.",
    )


class EntryShape(Shape):
    subject = serializers.CharField(help_text="Wat er wijzigde.")
    field = serializers.CharField(help_text="Wat eraan wijzigde.")
    before = serializers.CharField(help_text="Wat er stond; leeg waar iets alleen kwam, ging of verschoof.")
    after = serializers.CharField(help_text="Wat er nu staat; leeg waar iets alleen kwam, ging of verschoof.")


class ChangeShape(Shape):
    revision = serializers.IntegerField(
        source="change.revision",
        min_value=1,
        help_text="Nummer van de wijziging, en van de stand van het plan erna.",
    )
    made_at = serializers.DateTimeField(source="change.made_at", help_text="Wanneer.")
    made_by = PersonField(
        source="change.made_by", allow_null=True, help_text="Wie, zoals de pagina’s die noemen."
    )
    remark = serializers.CharField(
        source="change.remark", help_text="Wat voor wijziging het was; kan leeg zijn."
    )
    undoes = serializers.IntegerField(
        source="change.undoes.revision", allow_null=True, help_text="De wijziging die deze ongedaan maakt."
    )
    undone_in = serializers.IntegerField(
        source="change.undone_by.revision",
        allow_null=True,
        help_text="De wijziging die deze ongedaan maakte.",
    )
    may_undo = serializers.BooleanField(
        help_text="Of u haar met uw rol ongedaan mag maken; wat er daarna is gewijzigd, kan dat nog beletten."
    )
    entries = EntryShape(
        source="story.entries",
        many=True,
        help_text="Wat er wijzigde, in woorden zoals bij Geschiedenis; de eerste.",
    )
    entries_left_out = serializers.IntegerField(
        source="story.more", min_value=0, help_text="Hoeveel ‘entries’ er nog meer zijn."
    )
    rows = ChangeRowShape(many=True, help_text=ROWS)
    rows_left_out = serializers.IntegerField(
        source="story.rows_left_out", min_value=0, help_text="Hoeveel ‘rows’ er nog meer zijn."
    )
