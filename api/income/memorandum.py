"""P.m.-posten: what is known to come, of a size that is not, in years of the plan."""

from typing import Any

from rest_framework import serializers

from api.amounts import ESTIMATES, EstimateShape, flat_estimates
from api.fields import CodeField, CurrencyField, YearField
from api.filters import ApiFilters, Text
from api.moving import Moved, PositionField
from api.resource import Values
from api.shapes import Shape
from budgets.actions.memorandum import (
    add_memorandum_item,
    change_memorandum_item,
    delete_memorandum_item,
)
from budgets.models import MemorandumItem
from budgets.texts import LONGEST_NOTE
from measures.models import Plan
from municipalities.models import Municipality
from municipalities.rights import Right


def _municipalities(plan: Plan) -> Any:
    return Municipality.objects.filter(memberships__region=plan.region_id)


class MemorandumItemShape(Shape):
    code = serializers.CharField(read_only=True, help_text="Naam in adressen; verandert nooit.")
    title = serializers.CharField(
        max_length=200, help_text="Naam van de p.m.-post; elke naam komt één keer voor."
    )
    note = serializers.CharField(
        max_length=LONGEST_NOTE,
        allow_blank=True,
        required=False,
        help_text="Toelichting; leeg als die er niet is.",
    )
    first_year = YearField(help_text="Eerste jaar waarin de post p.m. is; een jaar van het plan.")
    last_year = YearField(help_text="Laatste jaar waarin de post p.m. is; een jaar van het plan.")
    municipality = CodeField(
        _municipalities,
        allow_null=True,
        required=False,
        error_messages={"does_not_exist": "Deze regio heeft geen gemeente met de code ‘{value}’."},
        help_text="CBS-code van de gemeente waar de post bij hoort, zoals een gemeente die uittreedt; null "
        "als die er niet is.",
    )
    pro_memorie_years = serializers.SerializerMethodField(
        method_name="pro_memorie_in", help_text="De jaren van het plan waarin de post p.m. is."
    )
    estimates = EstimateShape(many=True, required=False, help_text=ESTIMATES)
    currency = CurrencyField()
    position = PositionField()

    def pro_memorie_in(self, item: MemorandumItem) -> list[int]:
        return list(range(item.first_year, item.last_year + 1))


class MemorandumItemFilters(ApiFilters):
    municipality = Text("municipality__code", help_text="CBS-code van de gemeente waar de post bij hoort.")


class MemorandumItems(Moved):
    one, many = "MemorandumItem", "MemorandumItems"
    title, titles = "p.m.-post", "p.m.-posten"
    about = (
        "Een p.m.-post komt zeker, maar hoe groot hij wordt is onbekend. Hij telt in geen totaal mee; met "
        "een lage en een hoge schatting is te zien tussen welke bedragen het resultaat uitkomt. Wie de jaren "
        "inkort, laat de schattingen daarbuiten vervallen."
    )
    missing = "Deze p.m.-post bestaat niet of niet meer."
    shape = MemorandumItemShape
    filters = MemorandumItemFilters
    orders = {"position": ("position", "pk"), "title": ("title", "pk")}
    right = Right.STREAMS

    def rows(self) -> Any:
        return self.plan.memorandum_items.select_related("municipality").prefetch_related("estimates")

    def add(self, values: Values) -> MemorandumItem:
        return add_memorandum_item(plan=self.plan, values=_flat(values), by=self.user)

    def update(self, row: MemorandumItem, values: Values) -> MemorandumItem:
        return change_memorandum_item(item=row, values={"title": row.title} | _flat(values), by=self.user)

    def delete_row(self, row: MemorandumItem) -> None:
        delete_memorandum_item(item=row, by=self.user)


def _flat(values: Values) -> Values:
    texts = {name: value for name, value in values.items() if name != "estimates"}
    return texts | flat_estimates(values.get("estimates", ()))
