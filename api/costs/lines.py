"""Kostenposten: the rows of the budget, texts and amounts together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from api.amounts import keep_amounts
from api.costs.shapes import CostLineShape, leaves_pm, typed, worth
from api.filters import ApiFilters, ChoiceOrNone, Number, Text, TrueOrFalse
from api.moving import Moved
from api.related import bring
from api.resource import Values
from api.within import require
from budgets.actions.amounts import NOT_YOURS, Cell, save_amounts, value_of
from budgets.actions.measures import add_line, change_line, delete_line
from budgets.models import CostAmount, CostLine
from budgets.models.lines import LINE_ORDER
from measures.changes import changing
from measures.models import Measure
from municipalities.refusals import NotAllowed
from municipalities.rights import Right


class HasProMemorie(TrueOrFalse):
    """Whether any year of the line is p.m."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        found = Exists(CostAmount.objects.filter(cost_line=OuterRef("pk"), pm=True))
        return qs.filter(found if value == "true" else ~found)


class LineFilters(ApiFilters):
    goal = Text("measure__goal__code", help_text="Code van het doel.")
    measure = Text("measure__code", help_text="Code van de maatregel.")
    cost_type = ChoiceOrNone("cost_type", CostLine.CostType.choices, none="", help_text="Soort kosten.")
    priority = ChoiceOrNone("priority", CostLine.Priority.choices, none=None, help_text="Prioriteit.")
    incidental = TrueOrFalse("incidental", help_text="true: alleen incidentele posten; false: de andere.")
    pro_memorie = HasProMemorie("pk", help_text="true: met een jaar dat p.m. is; false: zonder.")
    number = Number("number", help_text="Nummer van de regel in de bron.")


class CostLines(Moved):
    one, many = "CostLine", "CostLines"
    title, titles = "kostenpost", "kostenposten"
    about = (
        "Een kostenpost is een regel van de begroting: een maatregel en een soort kosten, met een bedrag per "
        "jaar. Teksten en bedragen kunnen samen worden gewijzigd, alles of niets. Een bedrag wijzigen, en "
        "een post met bedragen verwijderen, vraagt het recht om bedragen te wijzigen; wat u ongewijzigd "
        "terugstuurt, vraagt geen recht."
    )
    missing = "Deze kostenpost bestaat niet of niet meer."
    shape = CostLineShape
    filters = LineFilters
    orders = {"budget": LINE_ORDER, "code": ("code",)}
    right = Right.MEASURES

    def rows(self) -> Any:
        return self.plan.cost_lines.all()

    def complete(self, rows: Sequence[CostLine]) -> None:
        bring(rows, "measure", Measure.objects.select_related("goal"))
        keep_amounts(rows, CostAmount.objects.all(), "cost_line", "amount", "pm")

    def require(self, row: Any = None) -> None:
        if self.action == "partial_update" and self.user.has_perm(Right.AMOUNTS, self.plan):
            return  # what is sent says whether the texts change too
        super().require(row)

    def add(self, values: Values) -> CostLine:
        measure, entries = values.pop("measure"), values.pop("amounts", [])
        self._require_amounts(entry for entry in entries if typed(entry))
        with changing(self.plan, by=self.user, remark=f"Kostenpost bij ‘{measure}’ toegevoegd"[:300]):
            line = add_line(measure=measure, values=values, by=self.user)
            self._save(self._cells(line, entries))
        return line

    def update(self, row: CostLine, values: Values) -> CostLine:
        cells = self._cells(row, values.pop("amounts", []))
        self._require_amounts(cells)
        values = {name: value for name, value in values.items() if value != getattr(row, name)}
        if values:
            require(self.user, Right.MEASURES, self.plan)
        with changing(self.plan, by=self.user):
            if values.get("negative_allowed") is False:  # once those below zero are gone
                self._save(cells)
                change_line(line=row, values=values, by=self.user)
            else:
                change_line(line=row, values=values, by=self.user)
                self._save(cells)
        return row

    def delete_row(self, row: CostLine) -> None:
        delete_line(line=row, by=self.user)

    def pointer(self, field: str) -> str:
        """Of a cell of ``save_amounts``: the entry of its year."""
        of_cell = field.startswith("line:")
        return super().pointer(f"year:{field.rpartition(':')[2]}" if of_cell else field)

    def _require_amounts(self, changing: Iterable[Any]) -> None:
        if any(True for _ in changing) and not self.user.has_perm(Right.AMOUNTS, self.plan):
            raise NotAllowed(NOT_YOURS, "amounts")

    def _cells(self, line: CostLine, entries: Iterable[Mapping[str, Any]]) -> list[Cell]:
        """Of the amounts that change: what is sent back as it was read asks for no right.

        What was seen is what stands there: If-Match said so, and the plan is held.
        """
        row, stored = f"line:{line.code}", {amount.year: amount for amount in line.amounts.all()}
        stands = {entry["year"]: value_of(row, stored.get(entry["year"])) for entry in entries}
        return [
            Cell(row, entry["year"], typed(entry), stands[entry["year"]])
            for entry in entries
            if entry["year"] not in self.plan.years
            or not (
                worth(entry) == stands[entry["year"]] or (stands[entry["year"]] == "pm" and leaves_pm(entry))
            )
        ]

    def _save(self, cells: Sequence[Cell]) -> None:
        if cells:
            save_amounts(plan=self.plan, cells=cells, by=self.user, whole=True)
