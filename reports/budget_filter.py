"""The filter on the lines of the budget, kept in the address."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from budgets.engine import BudgetData
from budgets.models import CostLine
from budgets.wording import COST_TYPE_TITLES

NONE = "geen"
COST_TYPES = {
    "personeel": "personnel",
    "materieel": "material",
    "kapitaal": "capital",
    "overhead": "overhead",
    NONE: "",
}
"""As the address says it ↔ as the table holds it."""
LONGEST_NUMBER = 6
SELECT = "utrecht-select utrecht-select--html-select"
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
PRIORITIES = [(str(value), label) for value, label in CostLine.Priority.choices]


class LineFilter(django_filters.FilterSet):
    """Lines by text, goal, priority and cost type."""

    q = django_filters.CharFilter(method="with_text", label="Zoek in kostenposten", max_length=100)
    doel = django_filters.ChoiceFilter(
        field_name="measure__goal__code", label="Doel", empty_label="Alle doelen"
    )
    prioriteit = django_filters.ChoiceFilter(
        field_name="priority",
        label="Prioriteit",
        choices=PRIORITIES,
        empty_label="Alle",
        null_value=NONE,
        null_label="zonder prioriteit",
    )
    soort = django_filters.ChoiceFilter(
        method="of_cost_type",
        label="Soort kosten",
        choices=[(word, COST_TYPE_TITLES[stored or "none"]) for word, stored in COST_TYPES.items()],
        empty_label="Alle soorten",
    )

    class Meta:
        model = CostLine
        fields: list[str] = []

    def __init__(self, asked: Any, data: BudgetData, queryset: QuerySet[CostLine]) -> None:
        super().__init__(asked, queryset=queryset)
        self.filters["doel"].extra["choices"] = [(goal.code, goal.title) for goal in data.goals]
        self.is_active = any(asked.get(name) for name in self.filters)

    def with_text(self, lines: QuerySet[CostLine], _: str, text: str) -> QuerySet[CostLine]:
        """Every word somewhere in the name, the note or the goal, or the number of the line."""
        for word in text.split():
            found = Q(measure__title__icontains=word) | Q(measure__note__icontains=word)
            found |= Q(measure__goal__title__icontains=word)
            if word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER:
                found |= Q(number=int(word))
            lines = lines.filter(found)
        return lines

    def of_cost_type(self, lines: QuerySet[CostLine], _: str, word: str) -> QuerySet[CostLine]:
        return lines.filter(cost_type=COST_TYPES[word])

    def codes(self) -> frozenset[str] | None:
        """The lines that fit, or None where nothing is filtered."""
        return frozenset(self.qs.values_list("code", flat=True)) if self.is_active else None

    def address(self) -> str:
        """The filter as the query of an address, without what is not asked."""
        asked = self.data.copy()
        for name in list(asked):
            if name not in self.filters or not asked[name]:
                del asked[name]
        return f"?{asked.urlencode()}" if asked else ""


def dress(form: forms.Form) -> forms.Form:
    """The form with ids, classes and links to its messages."""
    for name, field in form.fields.items():
        look = SELECT if isinstance(field.widget, forms.Select) else TEXTBOX
        field.widget.attrs |= {"id": f"filter-{name}", "class": look}
        if name in form.errors:
            field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"fout-{name}"}
    return form
