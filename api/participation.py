"""Deelname: which municipality takes part in which measure, year by year."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import CbsCodeField, CodeText, ExactField, YearField
from api.filters import ApiFilters, Number, Text
from api.operation import operation
from api.problems import Problem, errors_of
from api.schema import REVISION
from api.shapes import Once, Shape
from api.within import PlanResource
from budgets.actions.editing import plain
from budgets.actions.participation import CellsRefused, set_participation_per_year
from measures.models import Participation
from municipalities.rights import Right

SHARE_PATTERN = r"^(100(\.0{1,2})?|[1-9]?[0-9](\.[0-9]{1,2})?)$"
MOST_CELLS = 1_000
TWICE = "Deze maatregel, gemeente en dit jaar staan al in de lijst."
ABOUT = (
    "Een gemeente neemt elk jaar voor 100% deel aan elke maatregel, tenzij hier iets anders staat. De lijst "
    "heeft alleen wat afwijkt."
)
CHANGE = (
    "Vakken van de tabel van deelname, in één wijziging: alles wordt bewaard, of niets. Zeg per vak in "
    "‘seen’ wat u las; wat niet in de lijst stond, was 100. Schreef een ander intussen iets anders, dan is "
    "het antwoord 412 met in ‘current’ wat er nu staat. Elk vak dat niet kan, staat in ‘errors’. If-Match is "
    "niet nodig."
)


@extend_schema_field(
    {
        "type": "string",
        "pattern": SHARE_PATTERN,
        "example": "50",
        "description": 'Percentage van 0 tot en met 100, met hoogstens twee decimalen: "0" is nee.',
    }
)
class ShareField(ExactField):
    pattern = SHARE_PATTERN
    default_error_messages = {
        "invalid": 'Schrijf een percentage als tekst, van "0" tot en met "100", met een punt: "33.33".'
    }


class ParticipationShape(Shape):
    measure = serializers.CharField(source="measure.code", help_text="Code van de maatregel.")
    municipality = serializers.CharField(source="municipality.code", help_text="CBS-code van de gemeente.")
    year = YearField()
    percentage = ShareField()


class Cells(Once):
    key, twice = ("measure", "municipality", "year"), TWICE


class ParticipationCellShape(Shape):
    measure = CodeText(help_text="Code van de maatregel.")
    municipality = CbsCodeField()
    year = YearField()
    percentage = ShareField(help_text='Wat het wordt; "100" is gewone deelname en haalt de afwijking weg.')
    seen = ShareField(help_text='Wat u las; "100" waar niets in de lijst stond.')

    class Meta:
        list_serializer_class = Cells


class ParticipationChangeShape(Shape):
    cells = ParticipationCellShape(
        many=True, max_length=MOST_CELLS, allow_empty=False, help_text=f"Hoogstens {MOST_CELLS} vakken."
    )


CHANGED = {
    "type": "object",
    "properties": {
        "changed": {"type": "integer", "minimum": 0, "description": "Hoeveel vakken veranderden."},
        "revision": REVISION,
    },
    "required": ["changed", "revision"],
}


class ParticipationFilters(ApiFilters):
    measure = Text("measure__code", help_text="Alleen van deze maatregel.")
    goal = Text("measure__goal__code", help_text="Alleen van maatregelen van dit doel.")
    municipality = Text("municipality__code", help_text="Alleen van deze gemeente.")
    year = Number("year", help_text="Alleen van dit jaar.")


class Participations(PlanResource):
    one, many = "Participation", "Participation"
    title, titles = "deelname", "deelname"
    about = ABOUT
    shape = ParticipationShape
    filters = ParticipationFilters
    orders = {
        "measure": (
            "measure__goal__position",
            "measure__goal_id",
            "measure__position",
            "measure_id",
            "municipality__code",
            "year",
            "pk",
        ),
        "municipality": ("municipality__code", "measure__code", "year", "pk"),
        "year": ("year", "measure__code", "municipality__code", "pk"),
    }
    right = Right.MEASURES
    _places: Mapping[str, str] = {}
    """Where in the body each cell stands."""

    def rows(self) -> Any:
        rows = Participation.objects.filter(measure__plan=self.plan)
        return rows.select_related("measure__goal", "municipality")

    @operation(
        "changeParticipation",
        "Deelname wijzigen",
        description=CHANGE,
        request=ParticipationChangeShape,
        answer=CHANGED,
        problems=(403, 412, 422),
    )
    def change(self, request: Request, **_: Any) -> Response:
        self.check_query()
        self.require()
        with self.held():
            cells = self.read(shape=ParticipationChangeShape)["cells"]
            self._places = {_name(cell): f"/cells/{place}" for place, cell in enumerate(cells)}
            changed = self._write(cells)
            self.plan.refresh_from_db(fields=["revision"])
        return self.answer({"changed": changed, "revision": self.plan.revision})

    def pointer(self, field: str) -> str:
        return self._places.get(field) or super().pointer(field)

    def _write(self, cells: list[Mapping[str, Any]]) -> int:
        """How many cells changed.  Raises ``Problem`` where another wrote meanwhile."""
        try:
            return set_participation_per_year(
                plan=self.plan,
                cells={_name(cell): plain(cell["percentage"]) for cell in cells},
                seen={_name(cell): plain(cell["seen"]) for cell in cells},
                by=self.user,
            )
        except CellsRefused as refused:
            if not refused.current:
                raise
            raise Problem(
                "changed",
                refused.message,
                current={"cells": [_cell(name, share) for name, share in refused.current.items()]},
                sent=self.request.data,
                errors=errors_of(refused, self, "changed"),
            ) from refused


class UnmatchedParticipationShape(Shape):
    municipality = serializers.CharField(source="municipality.code", help_text="CBS-code van de gemeente.")
    title = serializers.CharField(help_text="Hoe de maatregel in de bron heet.")
    answer = serializers.CharField(help_text="Wat de bron over deelname zegt.")
    source = serializers.CharField(  # type: ignore[assignment]  # a field of that name, not its own source
        help_text="De bron; leeg waar die niet bekend is."
    )


class UnmatchedParticipationFilters(ApiFilters):
    municipality = Text("municipality__code", help_text="Alleen van deze gemeente.")


class UnmatchedParticipations(PlanResource):
    one, many = "UnmatchedParticipation", "UnmatchedParticipation"
    title, titles = "niet gekoppelde deelname", "niet gekoppelde deelname"
    about = "Wat een bron zegt over deelname aan iets dat geen maatregel van dit plan is; telt nergens mee."
    shape = UnmatchedParticipationShape
    filters = UnmatchedParticipationFilters
    orders = {"source": ("pk",), "municipality": ("municipality__code", "pk")}
    follows_revision = False

    def rows(self) -> Any:
        return self.plan.unmatched_participation.select_related("municipality")


def _name(cell: Mapping[str, Any]) -> str:
    """As the action names it."""
    return f"{cell['measure']}:{cell['municipality']}:{cell['year']}"


def _cell(name: str, share: str) -> dict[str, Any]:
    measure, municipality, year = name.split(":")
    return {"measure": measure, "municipality": municipality, "year": int(year), "percentage": share}
