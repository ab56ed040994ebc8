"""Amounts and estimates per year: going out every year of the plan, coming in the years that change."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from api.fields import AmountField, YearField
from api.shapes import Once, Shape
from budgets.actions.estimates import SIDES

AMOUNTS = "Bedrag per jaar. Bij wijzigen blijven jaren die u niet noemt, zoals ze zijn."
ESTIMATES = (
    "Tussen welke bedragen het per jaar wordt verwacht; telt in geen totaal mee. Laag en hoog horen bij "
    "elkaar. Bij wijzigen blijven jaren die u niet noemt, zoals ze zijn."
)

KEPT = "kept_years"


class PerYear(Once):
    """Rows with a year; going out there is an entry for every year of the plan, also without a row."""

    key = ("year",)
    twice = "Dit jaar staat er twee keer in."
    child: "YearShape"

    def get_attribute(self, instance: Any) -> Any:
        kept = getattr(instance, KEPT, None)
        return super().get_attribute(instance) if kept is None else kept

    def to_representation(self, data: Any) -> Any:
        rows = {row.year: row for row in (data if isinstance(data, list) else data.all())}
        return [{"year": year, **self.child.of(rows.get(year))} for year in self.context["plan"].years]


class YearShape(Shape):
    """An entry of ``PerYear``; its other fields say what a year holds."""

    year = YearField()

    class Meta:
        list_serializer_class = PerYear

    def of(self, row: Any) -> Mapping[str, Any]:
        """What goes out of a row beside its year; without serializers in between, as there are many."""
        raise NotImplementedError


class YearAmountShape(YearShape):
    """An amount that cannot be p.m."""

    amount = AmountField(allow_null=True, help_text="Bedrag in euro’s; null waar niets is ingevuld.")

    def of(self, row: Any) -> Mapping[str, Any]:
        return {"amount": None if row is None else f"{row.amount:.2f}"}


class EstimateShape(YearShape):
    low = AmountField(allow_null=True, help_text="Laag geschat; null waar niets geschat is.")
    likely = AmountField(allow_null=True, help_text="Waarschijnlijk; null waar dat niet is gezegd.")
    high = AmountField(allow_null=True, help_text="Hoog geschat; null waar niets geschat is.")

    def of(self, row: Any) -> Mapping[str, Any]:
        amounts = {side: getattr(row, side, None) for side in SIDES}
        return {side: None if amount is None else f"{amount:.2f}" for side, amount in amounts.items()}


def flat_amounts(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """As actions take them: ``year:2023``."""
    return {f"year:{entry['year']}": entry["amount"] for entry in entries}


def flat_estimates(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """As actions take them: ``low:2023``."""
    return {f"{side}:{entry['year']}": entry[side] for entry in entries for side in SIDES}


class YearRow(NamedTuple):
    """A row of an owner, without an object of its table for each: there are many."""

    year: int
    amount: Decimal | None
    pm: bool = False


def keep_amounts(owners: Iterable[Any], amounts: QuerySet[Any], link: str, *columns: str) -> None:
    """Gives each owner its rows of ``amounts`` in one query; ``columns`` are those of a ``YearRow``."""
    found: dict[int, list[YearRow]] = {owner.pk: [] for owner in owners}
    for key, *values in amounts.filter(**{f"{link}__in": list(found)}).values_list(link, "year", *columns):
        found[key].append(YearRow(*values))
    for owner in owners:
        setattr(owner, KEPT, found[owner.pk])
