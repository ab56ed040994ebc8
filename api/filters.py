"""Filters on lists: few kinds, each exact in what it takes, by names in camelCase."""

import re
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.fields import IsoDateTimeField
from rest_framework.request import Request

from api.problems import Problem, invalid
from api.shapes import camel
from api.wording import choose
from municipalities.models import User

WRONG = "Deze waarde kan hier niet."
MOST = 2**31 - 1
LONGEST = 200
EMPTY = "Geef een waarde, of laat deze parameter weg."
MOMENT = "Schrijf een moment als 2026-11-27T12:00:00+01:00, in een adres met %2B waar de + staat."
HAS_ZONE = re.compile(r"[Tt].*(?:[Zz]|[+-]\d\d:?\d\d)\Z", re.ASCII)
NO_NUMBER = "Schrijf een geheel getal."
WHOLE = re.compile(r"-?[0-9]+")


class ApiFilters(django_filters.FilterSet):
    """Filters declared by the names of the code, asked for in camelCase."""

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        return {camel(name): found for name, found in super().get_filters().items()}


class Text(django_filters.CharFilter):
    """Equal to a text, such as the code of a goal."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, **{"max_length": LONGEST} | kwargs)


class _NumberField(forms.IntegerField):
    def to_python(self, value: Any) -> Any:
        """As the description has it; the library would read 1.0, and figures of every script."""
        if value and not WHOLE.fullmatch(str(value)):
            raise forms.ValidationError(NO_NUMBER)
        return super().to_python(value)


class Number(django_filters.Filter):
    """A whole number."""

    field_class = _NumberField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        limits = {"min_value": 0, "max_value": MOST, "error_messages": {"invalid": NO_NUMBER}}
        super().__init__(field_name=field_name, **limits | kwargs)


class Choice(django_filters.ChoiceFilter):
    """One of the values that a field may have."""

    def __init__(self, field_name: str, choices: Any, **kwargs: Any) -> None:
        wrong = f"‘%(value)s’ kan hier niet. {choose(value for value, _ in choices)}"
        words = {"error_messages": {"invalid_choice": wrong}}
        super().__init__(field_name=field_name, choices=choices, **words | kwargs)


class ChoiceOrNone(Choice):
    """One of these, or ``none`` for what has none: that is ``none`` in the table."""

    def __init__(self, field_name: str, choices: Any, *, none: Any, **kwargs: Any) -> None:
        self.none = none
        super().__init__(field_name, [*choices, ("none", "zonder")], **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs.filter(**{self.field_name: self.none}) if value == "none" else super().filter(qs, value)


class TrueOrFalse(Choice):
    """ "true" or "false"."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, [("true", "true"), ("false", "false")], **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().filter(qs, value == "true") if value else qs


class Filled(TrueOrFalse):
    """Whether the field has a value."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{"lookup_expr": "isnull", "exclude": True} | kwargs)


class Containing(django_filters.CharFilter):
    """Has this text in it, in capitals or not: on both databases also for letters like é."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, **{"lookup_expr": "iregex", "max_length": LONGEST} | kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().filter(qs, re.escape(value) if value else value)


class _MomentField(IsoDateTimeField):
    def to_python(self, value: Any) -> Any:
        """Without a zone it is not said which moment it is."""
        found = super().to_python(value)
        if found is not None and not HAS_ZONE.search(str(value)):
            raise forms.ValidationError(MOMENT)
        return None if found is None else _within(found)


def _within(moment: datetime) -> datetime:
    """Within what both databases can hold, in every time zone."""
    return moment if 1 < moment.year < 9999 else moment.replace(year=min(max(moment.year, 2), 9998), day=1)


class Moment(django_filters.IsoDateTimeFilter):
    """A moment in ISO 8601."""

    field_class = _MomentField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, **{"error_messages": {"invalid": MOMENT}} | kwargs)


def filtered(kind: type[ApiFilters] | None, request: Request, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that the query asks for.  Raises ``Problem`` for a value that cannot be."""
    return rows if kind is None else _read(kind, request, rows).qs


def check_filters(kind: type[ApiFilters] | None, request: Request) -> None:
    """The same without rows, for where nothing may be new."""
    if kind is not None:
        _read(kind, request, User.objects.none())


def _read(kind: type[ApiFilters], request: Request, rows: QuerySet[Any]) -> ApiFilters:
    for name in kind.get_filters():
        if request.query_params.get(name) == "":
            raise invalid(name, EMPTY, code="blank")
    found = kind(request.query_params, queryset=rows, request=request)
    if not found.is_valid():
        errors = [
            {
                "in": "query",
                "location": {"name": name},
                "code": camel(fault.code or "invalid"),
                "detail": fault.messages[0],
            }
            for name, faults in found.errors.as_data().items()
            for fault in faults[:1]
        ]
        first = errors[0]
        raise Problem("invalid-input", f"{first['location']['name']}: {first['detail']}", errors=errors)
    return found
