"""Gemeenten: those of the country, with their inhabitants and in which of the reader's regions they are."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from api.fields import YearField
from api.filters import ApiFilters, Containing, Number, Text
from api.resource import Resource
from api.shapes import Shape
from municipalities.models import Inhabitants, Municipality, Region, RegionMember


class InhabitantsShape(Shape):
    year = YearField(help_text="Jaar; geteld op 1 januari.")
    count = serializers.IntegerField(min_value=0, help_text="Aantal inwoners.")
    source = serializers.CharField(  # type: ignore[assignment]  # a field of that name, not its own source
        help_text="Waar het aantal vandaan komt."
    )


class MembershipShape(Shape):
    region = serializers.SlugField(source="region.slug", help_text="Korte naam van de regio.")
    member_from = serializers.DateField(allow_null=True, help_text="Eerste dag; null is vanaf het begin.")
    member_until = serializers.DateField(allow_null=True, help_text="Laatste dag; null waar die er niet is.")


class MunicipalityShape(Shape):
    code = serializers.CharField(read_only=True, help_text="CBS-code.")
    name = serializers.CharField(read_only=True, help_text="Naam van de gemeente.")
    province = serializers.CharField(read_only=True, help_text="Provincie; leeg waar die niet bekend is.")
    inhabitants = InhabitantsShape(many=True, read_only=True, help_text="Inwoners per jaar, oplopend.")
    memberships = MembershipShape(
        source="of_reader", many=True, read_only=True, help_text="Deelname aan regio’s waar u bij hoort."
    )


class MunicipalityFilters(ApiFilters):
    code = Text("code", help_text="CBS-code.")
    name = Containing("name", help_text="Deel van de naam; hoofdletters maken niet uit.")
    province = Text("province", help_text="Provincie.")
    region = Text(
        "memberships", method="of_region", help_text="Deelnemers, ook van vroeger, van deze regio van u."
    )
    year = Number("inhabitants__year", help_text="Waarvan in dit jaar de inwoners bekend zijn.")

    def of_region(self, found: QuerySet[Municipality], _: str, slug: str) -> QuerySet[Municipality]:
        """Of a region that is not the reader's nothing is told."""
        mine = Region.objects.visible_to(self.request.user).filter(slug=slug)
        return found.filter(memberships__region__in=mine.values("pk"))


class Municipalities(Resource):
    one, many = "Municipality", "Municipalities"
    title, titles = "gemeente", "gemeenten"
    about = (
        "Alle gemeenten van Nederland en enkele opgeheven, naar hun CBS-code, met inwoners per jaar (CBS) en "
        "hun deelname aan de regio’s waar u bij hoort."
    )
    missing = "Er is geen gemeente met deze code."
    shape = MunicipalityShape
    filters = MunicipalityFilters
    orders = {"name": ("name", "code"), "code": ("code",)}

    def rows(self) -> Any:
        regions = Region.objects.visible_to(self.user).values("pk")
        mine = RegionMember.objects.filter(region__in=regions).select_related("region")
        return Municipality.objects.prefetch_related(
            Prefetch("inhabitants", Inhabitants.objects.order_by("year")),
            Prefetch("memberships", mine.order_by("region__slug"), to_attr="of_reader"),
        )
