"""What a change did to each row, for programs: which row of which table, and its values before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from api.shapes import camel
from api.words import words_in
from budgets.actions.editing import plain
from budgets.change_names import Names
from budgets.history import PARENTS_FIRST, RowChange, history_of
from budgets.models import ControlTotal
from budgets.models.fields import EuroField
from budgets.outer_names import outer_figure
from municipalities.models import Municipality

UNTOLD = frozenset({"id", "plan"})
"""Columns that say nothing beside the key and the plan of the answer."""
NO_OWNER = (*PARENTS_FIRST[:1], Municipality)
"""What a row is about, but not what it is a part of."""


RENAMED_TABLES = {
    "adjustmentOption": "option",
    "allocationKey": "key",
    "fundingStream": "stream",
    "savingsTarget": "target",
}
RENAMED_FIELDS = {"costLine": "line", "item": "memorandumItem", "pm": "proMemorie"}
"""What tables call otherwise than the shapes of the API do."""


def table_of(model: type[models.Model]) -> str:
    """CostAmount as costAmount."""
    name = model.__name__[:1].lower() + model.__name__[1:]
    return RENAMED_TABLES.get(name, name)


TABLES = {table_of(model): model for model in PARENTS_FIRST}
WORDS = {model: words_in(model) for model in PARENTS_FIRST}


def field_of(field: Any) -> str:
    """cost_line as line: the name that it has in the shapes."""
    return RENAMED_FIELDS.get(camel(field.name), camel(field.name))


@dataclass(frozen=True, slots=True)
class Value:
    """One column; values as JSON has them: amounts as text, things by their code."""

    field: str
    before: str | int | bool | None
    after: str | int | bool | None


@dataclass(frozen=True, slots=True)
class TouchedRow:
    table: str
    id: int
    what: str
    code: str | None
    about: dict[str, str]
    year: int | None
    values: list[Value]


def touched_rows(rows: Iterable[RowChange], names: Names) -> list[TouchedRow]:
    """Without rows that came and went again within the change."""
    return [_touched(row, names) for row in rows if row.before is not None or row.after is not None]


def _touched(row: RowChange, names: Names) -> TouchedRow:
    record = row.after or row.before
    fields = [field for field in history_of(row.model).tracked_fields if field.name not in UNTOLD]
    related = {
        field: value for field in fields if field.related_model and (value := _ref(field, record, names))
    }
    changed = set(row.fields)
    what = "added" if row.before is None else "removed" if row.after is None else "changed"
    return TouchedRow(
        table_of(row.model),
        row.pk,
        what,
        names.code_of(row.model, row.pk) or _owner(related),
        {field_of(field): value for field, value in related.items()},
        getattr(record, "year", None),
        [
            Value(
                field_of(field),
                _value(row.model, field, row.before, names),
                _value(row.model, field, row.after, names),
            )
            for field in fields
            if field.attname in changed
        ],
    )


def _owner(related: dict[Any, str]) -> str | None:
    """The code of what a row without one of its own hangs on."""
    return next((code for field, code in related.items() if field.related_model not in NO_OWNER), None)


def _ref(field: Any, record: Any, names: Names) -> str | None:
    """A thing by its code, or by its number where it has none."""
    key = None if record is None else getattr(record, field.attname)
    return None if key is None else names.code_of(field.related_model, key) or str(key)


def _value(model: Any, field: Any, record: Any, names: Names) -> str | int | bool | None:
    if record is None:
        return None
    if field.related_model:
        return _ref(field, record, names)
    value: Any = getattr(record, field.attname)
    if words := WORDS[model].get(field.name):
        return words.get(value, value)
    if (model, field.name) == (ControlTotal, "figure"):
        return outer_figure(value)
    if isinstance(value, Decimal):
        return f"{value:.2f}" if isinstance(field, EuroField) or field.decimal_places == 2 else plain(value)
    return value
