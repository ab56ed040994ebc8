"""Taakstellingen: what must be saved, as a percentage of a stream or in fixed amounts."""

from typing import Any

from rest_framework import serializers

from api.amounts import YearAmountShape, flat_amounts
from api.fields import CodeField, CurrencyField, PercentageField
from api.filters import ApiFilters, Text
from api.moving import Moved, PositionField
from api.resource import Values
from api.shapes import Shape
from budgets.actions.streams import TARGET_TEXTS, add_target, change_target, delete_target, years_of
from budgets.models import SavingsTarget
from municipalities.rights import Right


class TargetShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    title = serializers.CharField(
        max_length=200, help_text="Naam van de taakstelling; elke naam komt één keer voor."
    )
    stream = CodeField(
        "streams",
        allow_null=True,
        required=False,
        help_text="Code van de stroom waarvan dit een percentage is; null bij vaste bedragen.",
    )
    percentage = PercentageField(
        allow_null=True, required=False, help_text="Percentage van de stroom; null bij vaste bedragen."
    )
    amounts = YearAmountShape(
        many=True,
        required=False,
        help_text="De vaste bedragen per jaar; bij een percentage zijn ze null. Bij wijzigen blijven jaren "
        "die u niet noemt, zoals ze zijn.",
    )
    currency = CurrencyField()
    position = PositionField()


class TargetFilters(ApiFilters):
    stream = Text("stream__code", help_text="Code van de stroom waarvan de taakstelling een percentage is.")


class Targets(Moved):
    one, many = "Target", "Targets"
    title, titles = "taakstelling", "taakstellingen"
    about = (
        "Een taakstelling is wat er bespaard moet worden: een percentage van een financieringsstroom, of "
        "vaste bedragen per jaar. Bij een overstap van het een op het ander geeft u beide velden mee: "
        "stream en percentage op null met bedragen, of een stroom met een percentage. Wat een percentage per "
        "jaar is, geeft het doorrekenen van de begroting."
    )
    missing = "Deze taakstelling bestaat niet of niet meer."
    shape = TargetShape
    filters = TargetFilters
    orders = {"position": ("position", "pk"), "title": ("title", "pk")}
    right = Right.STREAMS

    def rows(self) -> Any:
        return self.plan.targets.select_related("stream").prefetch_related("amounts")

    def add(self, values: Values) -> SavingsTarget:
        return add_target(plan=self.plan, values=_flat(values), by=self.user)

    def update(self, row: SavingsTarget, values: Values) -> SavingsTarget:
        """The action judges the whole: fixed amounts that stand count, unless a percentage takes over."""
        stands = {name: getattr(row, name) for name in TARGET_TEXTS}
        wanted = stands | _flat(values)
        known = years_of(row) if wanted["stream"] is None else {}
        return change_target(target=row, values=known | wanted, by=self.user)

    def delete_row(self, row: SavingsTarget) -> None:
        delete_target(target=row, by=self.user)


def _flat(values: Values) -> Values:
    texts = {name: value for name, value in values.items() if name != "amounts"}
    return texts | flat_amounts(values.get("amounts", ()))
