"""The filter on the lines of the budget, kept in the address."""

from typing import Any
from unicodedata import combining, normalize

import django_filters
from django import forms
from django.db.models import QuerySet

from budgets.engine import BudgetData, Line
from budgets.models import CostLine
from budgets.wording import COST_TYPE_TITLES
from reports.looks import SELECT, TEXTBOX

NONE = "geen"
COST_TYPES = {
    "personeel": "personnel",
    "materieel": "material",
    "kapitaal": "capital",
    "overhead": "overhead",
    NONE: "",
}
"""As the address says it ↔ as the table holds it."""
PRIORITIES = [(str(value), label) for value, label in CostLine.Priority.choices]


TEXT_ERRORS = {
    "max_length": "Zoek met hoogstens %(limit_value)d tekens; deze tekst is niet gebruikt.",
    "null_characters_not_allowed": "In deze tekst staat een teken dat niet kan; hij is niet gebruikt.",
}


def unknown(sentence: str) -> dict[str, str]:
    """What a choice says of a value that it does not have."""
    return {"invalid_choice": sentence}


class LineFilter(django_filters.FilterSet):
    """Lines by text, goal, priority and cost type."""

    q = django_filters.CharFilter(
        method="in_codes", label="Zoek in kostenposten", max_length=100, error_messages=TEXT_ERRORS
    )
    doel = django_filters.ChoiceFilter(
        field_name="measure__goal__code",
        label="Doel",
        empty_label="Alle doelen",
        error_messages=unknown(
            "Het doel ‘%(value)s’ bestaat niet in deze begroting; alle doelen worden getoond."
        ),
    )
    prioriteit = django_filters.ChoiceFilter(
        field_name="priority",
        label="Prioriteit",
        choices=PRIORITIES,
        empty_label="Alle",
        null_value=NONE,
        null_label="zonder prioriteit",
        error_messages=unknown("De prioriteit ‘%(value)s’ bestaat niet; alle prioriteiten worden getoond."),
    )
    soort = django_filters.ChoiceFilter(
        method="of_cost_type",
        label="Soort kosten",
        choices=[(word, COST_TYPE_TITLES[stored or "none"]) for word, stored in COST_TYPES.items()],
        empty_label="Alle soorten",
        error_messages=unknown("De soort kosten ‘%(value)s’ bestaat niet; alle soorten worden getoond."),
    )

    class Meta:
        model = CostLine
        fields: list[str] = []

    def __init__(self, asked: Any, data: BudgetData, queryset: QuerySet[CostLine]) -> None:
        super().__init__(asked, queryset=queryset)
        self.budget = data
        self.filters["doel"].extra["choices"] = [(goal.code, goal.title) for goal in data.goals]

    def in_codes(self, lines: QuerySet[CostLine], _: str, text: str) -> QuerySet[CostLine]:
        """Left to ``codes``: databases differ in what they hold for the same letter."""
        return lines

    def of_cost_type(self, lines: QuerySet[CostLine], _: str, word: str) -> QuerySet[CostLine]:
        return lines.filter(cost_type=COST_TYPES[word])

    def codes(self) -> frozenset[str] | None:
        """The lines that fit, or None where nothing is filtered; what makes no sense does not count."""
        self.form.is_valid()
        if not any(self.form.cleaned_data.values()):
            return None
        found = frozenset(self.qs.values_list("code", flat=True))
        words = plain(self.form.cleaned_data.get("q") or "").split()
        return frozenset(
            line.code for line in self.budget.lines if line.code in found and self._has(line, words)
        )

    def _has(self, line: Line, words: list[str]) -> bool:
        """Every word somewhere in the name, the note or the goal, or the number of the line."""
        text = plain(f"{line.measure} {line.note} {self.budget.goal(line.goal).title}")
        return all(word in text or word == str(line.number) for word in words)

    def address(self) -> str:
        """The filter as the query of an address, without what is not asked."""
        asked = self.data.copy()
        for name in list(asked):
            if name not in self.filters or not asked[name].strip():
                del asked[name]
        return f"?{asked.urlencode()}" if asked else ""


def plain(text: str) -> str:
    """Without capitals and accents: "COÖRDINATIE" is found by "coordinatie" and the other way round."""
    letters = normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not combining(letter))


def dress(form: forms.Form) -> forms.Form:
    """The form with ids, classes and links to its messages."""
    for name, field in form.fields.items():
        look = SELECT if isinstance(field.widget, forms.Select) else TEXTBOX
        field.widget.attrs |= {"id": f"filter-{name}", "class": look}
        if name in form.errors:
            field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"fout-{name}"}
    return form
