"""Dekking: which stream pays what of a line, or by default of the lines of a measure."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from rest_framework import serializers

from api.amounts import YearAmountShape
from api.fields import CodeField, CurrencyField, PartField
from api.filters import ApiFilters, Text, TrueOrFalse
from api.problems import entry_pointer
from api.resource import Values
from api.shapes import Once, Shape
from api.within import PlanResource
from budgets.actions.cover import FIXED, Owner, change_cover, share_of
from budgets.models import CostLine, Cover
from measures.models import Plan
from municipalities.rights import Right

MOST_STREAMS = 1_000
NOTHING = "Geef een deel of vaste bedragen, of laat deze stroom weg."
FIELDS = {"part": "share", "assumed": "assumed"}
"""Fields of a stream here, by what the action calls them."""
SHARE = (
    'Het deel dat de stroom betaalt, als exacte breuk: "1/3", of "1" voor alles. Hoogstens 1, ook van alle '
    "stromen samen. Null waar de stroom vaste bedragen betaalt."
)
AMOUNTS = (
    "De vaste bedragen die de stroom per jaar betaalt; null waar hij dat jaar niets betaalt, en overal null "
    "waar hij een deel betaalt. Is de post minder, dan betaalt de stroom wat er is."
)


class ShareField(PartField):
    """Of a row of the cover, which keeps it in two columns."""

    def get_attribute(self, instance: Cover) -> Any:
        return share_of(instance)


class Payers(Once):
    key = ("stream",)
    twice = "Deze stroom staat er twee keer in."


class PayerShape(Shape):
    stream = CodeField("streams", help_text="Code van de stroom die betaalt.")
    share = ShareField(allow_null=True, default=None, help_text=SHARE)
    amounts = YearAmountShape(many=True, required=False, help_text=AMOUNTS)
    assumed = serializers.BooleanField(
        default=False, help_text="Aanname: de bron noemt de stroom, maar niet hoeveel die betaalt."
    )

    class Meta:
        list_serializer_class = Payers

    def validate(self, attrs: Values) -> Values:
        if attrs["share"] is None and all(entry["amount"] is None for entry in attrs.get("amounts", ())):
            raise serializers.ValidationError({"share": [serializers.ErrorDetail(NOTHING, code="required")]})
        return attrs


class CostLineCoverShape(Shape):
    line = serializers.CharField(source="code", read_only=True, help_text="Code van de kostenpost.")
    follows_measure = serializers.SerializerMethodField(
        method_name="has_none",
        help_text="Of de post geen eigen dekking heeft; dan geldt de dekking van zijn maatregel.",
    )
    streams = PayerShape(
        source="covers",
        many=True,
        max_length=MOST_STREAMS,
        help_text="De stromen die de post betalen; leeg waar de post zijn maatregel volgt. Wat geen stroom "
        "betaalt, komt uit de algemene middelen.",
    )
    currency = CurrencyField()

    def has_none(self, line: CostLine) -> bool:
        return not line.covers.all()


class MeasureCoverShape(Shape):
    measure = serializers.CharField(source="code", read_only=True, help_text="Code van de maatregel.")
    streams = PayerShape(
        source="covers",
        many=True,
        max_length=MOST_STREAMS,
        help_text="De stromen die de posten zonder eigen dekking betalen. Wat geen stroom betaalt, komt uit "
        "de algemene middelen.",
    )
    currency = CurrencyField()


class OwnCover(PlanResource):
    """The whole cover of one thing, which is read and replaced at once."""

    right = Right.STREAMS

    def update(self, row: Owner, values: Values) -> Owner:
        return change_cover(of=row, values=_flat(self.plan, values["covers"]), by=self.user)

    def pointer(self, field: str) -> str:
        """``part:<stream>``, ``assumed:<stream>`` and ``amount:<stream>:<year>`` within ``streams``."""
        head, code, *year = field.split(":")
        payer = entry_pointer(self.request.data, "streams", "stream", code)
        if payer == "/streams":
            return payer
        if head in FIELDS:
            return f"{payer}/{FIELDS[head]}"
        sent: Any = self.request.data
        entry = sent["streams"][int(payer.rpartition("/")[2])]
        return payer + entry_pointer(entry, "amounts", "year", int(year[0]))


class CostLineCover(OwnCover):
    one = many = "CostLineCover"
    title, titles = "dekking van een kostenpost", "dekkingen"
    about = (
        "Welke financieringsstromen een kostenpost betalen: elk een deel ervan, of vaste bedragen per jaar. "
        "Vervangen "
        "geldt voor het geheel: een stroom die u weglaat, betaalt niet meer. Een lege lijst laat de post "
        "zijn maatregel volgen."
    )
    missing = "Deze kostenpost bestaat niet of niet meer."
    shape = CostLineCoverShape

    def rows(self) -> Any:
        return self.plan.cost_lines.prefetch_related(_paying())


class MeasureCover(OwnCover):
    one = many = "MeasureCover"
    title, titles = "dekking van een maatregel", "dekkingen"
    about = (
        "Welke financieringsstromen de posten van een maatregel betalen die geen eigen dekking hebben. "
        "Vervangen "
        "geldt voor het geheel: een stroom die u weglaat, betaalt niet meer."
    )
    missing = "Deze maatregel bestaat niet of niet meer."
    shape = MeasureCoverShape

    def rows(self) -> Any:
        return self.plan.measures.prefetch_related(_paying())


class CoverShape(Shape):
    measure = serializers.SerializerMethodField(
        method_name="measure_of", help_text="Code van de maatregel, of van de maatregel van de kostenpost."
    )
    line = serializers.CharField(
        source="cost_line.code",
        read_only=True,
        allow_null=True,
        help_text="Code van de kostenpost; null bij de dekking van een maatregel, die geldt voor zijn posten "
        "zonder eigen dekking.",
    )
    stream = serializers.CharField(
        source="stream.code", read_only=True, help_text="Code van de stroom die betaalt."
    )
    share = ShareField(read_only=True, allow_null=True, help_text=SHARE)
    amounts = YearAmountShape(many=True, read_only=True, help_text=AMOUNTS)
    assumed = serializers.BooleanField(
        read_only=True, help_text="Aanname: de bron noemt de stroom, maar niet hoeveel die betaalt."
    )
    currency = CurrencyField()

    def measure_of(self, cover: Cover) -> str:
        line = cover.cost_line
        measure = cover.measure if line is None else line.measure
        assert measure is not None  # the database has it: a cover is of a line or a measure
        return measure.code


class OfMeasure(Text):
    """Of the measure itself, and of its lines."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(Q(measure__code=value) | Q(cost_line__measure__code=value)) if value else qs


class CoverFilters(ApiFilters):
    stream = Text("stream__code", help_text="Code van de stroom die betaalt.")
    line = Text("cost_line__code", help_text="Code van de kostenpost.")
    measure = OfMeasure("measure__code", help_text="Code van de maatregel; ook de dekking van zijn posten.")
    assumed = TrueOrFalse("assumed", help_text="Alleen aannames, of alleen wat zeker is.")


class Covers(PlanResource):
    one, many = "Cover", "Covers"
    title, titles = "dekking", "dekkingen"
    about = (
        "Alle dekking van het plan in één lijst: per stroom en kostenpost of maatregel een rij. Wijzigen "
        "gaat bij de kostenpost of de maatregel, onder ‘/cover’."
    )
    shape = CoverShape
    filters = CoverFilters
    orders = {"stream": ("stream__position", "stream_id", "pk")}

    def rows(self) -> Any:
        found = Cover.objects.filter(stream__plan=self.plan).prefetch_related("amounts")
        return found.select_related("stream", "measure", "cost_line__measure")


def _paying() -> Any:
    return Prefetch("covers", Cover.objects.select_related("stream").prefetch_related("amounts"))


def _flat(plan: Plan, payers: Iterable[Mapping[str, Any]]) -> Values:
    """As the action takes it, of every stream of the plan: what is not there pays nothing."""
    sent, values = {payer["stream"].code: payer for payer in payers}, {}
    for code in plan.streams.values_list("code", flat=True):
        payer = sent.get(code, {})
        amounts = dict.fromkeys(plan.years) | {
            entry["year"]: entry["amount"] for entry in payer.get("amounts", ())
        }
        fixed = FIXED if any(amount is not None for amount in amounts.values()) else None
        values[f"part:{code}"] = payer.get("share") or fixed
        values[f"assumed:{code}"] = payer.get("assumed", False)
        values |= {f"amount:{code}:{year}": amount for year, amount in amounts.items()}
    return values
