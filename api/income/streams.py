"""Baten: the streams that bring income in, with their amounts and what these are thought to be."""

from typing import Any

from rest_framework import serializers

from api.amounts import AMOUNTS, ESTIMATES, EstimateShape, YearAmountShape, flat_amounts, flat_estimates
from api.fields import CurrencyField
from api.filters import ApiFilters, TrueOrFalse
from api.moving import Moved, PositionField
from api.resource import Values
from api.shapes import Shape
from api.words import Word, WordField
from budgets.actions.streams import add_stream, change_stream, delete_stream
from budgets.models import FundingStream
from budgets.texts import LONGEST_NOTE
from municipalities.rights import Right


class StreamShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    title = serializers.CharField(
        max_length=200, help_text="Naam van de stroom; elke naam komt één keer voor."
    )
    kind = WordField(FundingStream.Kind, help_text="Soort.")
    note = serializers.CharField(
        max_length=LONGEST_NOTE,
        allow_blank=True,
        required=False,
        help_text="Toelichting; leeg als die er niet is.",
    )
    negative_allowed = serializers.BooleanField(required=False, help_text="Of een bedrag negatief mag zijn.")
    incidental = serializers.BooleanField(
        required=False,
        help_text="Keert niet terug, of hoogstens drie jaar; telt niet mee in het structurele saldo.",
    )
    amounts = YearAmountShape(many=True, required=False, help_text=AMOUNTS)
    estimates = EstimateShape(many=True, required=False, help_text=ESTIMATES)
    currency = CurrencyField()
    position = PositionField()


class StreamFilters(ApiFilters):
    kind = Word("kind", FundingStream.Kind, help_text="Alleen stromen van deze soort.")
    incidental = TrueOrFalse("incidental", help_text="Alleen incidentele stromen, of alleen structurele.")
    negative_allowed = TrueOrFalse("negative_allowed", help_text="Of bedragen negatief mogen zijn.")


class Streams(Moved):
    one, many = "Stream", "Streams"
    title, titles = "financieringsstroom", "baten"
    about = (
        "Een financieringsstroom brengt elk jaar een bedrag op: een rijksuitkering, eigen bijdragen, of de "
        "gemeentelijke bijdrage. Wat hij betaalt, staat bij de dekking."
    )
    missing = "Deze stroom bestaat niet of niet meer."
    shape = StreamShape
    filters = StreamFilters
    orders = {"position": ("position", "pk"), "title": ("title", "pk")}
    right = Right.STREAMS

    def rows(self) -> Any:
        return self.plan.streams.prefetch_related("amounts", "estimates")

    def add(self, values: Values) -> FundingStream:
        return add_stream(plan=self.plan, values=_flat(values), by=self.user)

    def update(self, row: FundingStream, values: Values) -> FundingStream:
        stands = {"title": row.title, "kind": row.kind}
        return change_stream(stream=row, values=stands | _flat(values), by=self.user)

    def delete_row(self, row: FundingStream) -> None:
        delete_stream(stream=row, by=self.user)


def _flat(values: Values) -> Values:
    texts = {name: value for name, value in values.items() if name not in ("amounts", "estimates")}
    return texts | flat_amounts(values.get("amounts", ())) | flat_estimates(values.get("estimates", ()))
