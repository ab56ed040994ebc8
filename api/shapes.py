"""How what goes in and out of the API looks: names as the Dutch API rules ask, and nothing unknown."""

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from rest_framework import serializers
from rest_framework.relations import RelatedField

from api.wording import choose, say_it_so
from budgets.output import camel

say_it_so()
UNKNOWN = "Dit veld bestaat hier niet."
FIXED = "Dit veld is hier alleen te lezen. Laat het weg."
NO_OBJECT = "Stuur een JSON-object."
WRONG_KIND = "Dit is een waarde van de verkeerde soort: {expected} hoort hier."
KINDS: tuple[tuple[type[Any], tuple[type, ...], str], ...] = (
    (serializers.BooleanField, (bool,), "true of false"),
    (serializers.IntegerField, (int, float), "een geheel getal"),
    (serializers.CharField, (str,), "een tekst"),
)
"""What a field takes of JSON; the library would take "yes" for true and 12 for a text."""


class Shape(serializers.Serializer[Any]):
    """An object of the API.

    Its fields are declared by the names of the code and go out in camelCase; what
    comes in is refused where it holds anything that may not be written here.  A shape
    in another is whole, also where only a part of the other is sent.
    """

    once: ClassVar[frozenset[str]] = frozenset()
    """Fields that are said when a thing is made and never change."""
    sometimes: ClassVar[frozenset[str]] = frozenset()
    """What an answer need not have, by the names that go out."""
    default_error_messages = {"unknown": UNKNOWN, "fixed": FIXED, "invalid": NO_OBJECT}

    if TYPE_CHECKING:  # what is known of the library does not know that several may have a ``max_length``

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        renamed = {}
        for name, field in super().get_fields().items():
            if camel(name) != name and field.source is None:
                field.source = name
            if self.partial and name in self.once:
                field.read_only, field.required = True, False
            if isinstance(field, serializers.ChoiceField) and not field.read_only:
                field.error_messages["invalid_choice"] += f" {choose(field.choices)}"
            renamed[camel(name)] = field
        return renamed

    @property
    def read_names(self) -> list[str]:
        """What an answer has, by the names that go out."""
        return [name for name, field in self.fields.items() if not field.write_only]

    def to_representation(self, instance: Any) -> Any:
        """As the library does it, in half the time: where a value is found is looked up once, not per row."""
        if isinstance(instance, Mapping):
            return super().to_representation(instance)
        found = {}
        for name, field, read in self._readers:
            try:
                value = _read(field, read, instance)
            except serializers.SkipField:
                continue
            found[name] = None if value is None else field.to_representation(value)
        return found

    @cached_property
    def _readers(self) -> list[tuple[str, Any, Callable[[Any], Any]]]:
        return [(str(field.field_name), field, _reader(field)) for field in self._readable_fields]

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            written = self._written()
            wrong = {name: [self._refused(name)] for name in data if name not in written}
            wrong = wrong or self._of_wrong_kind(data)
            if wrong:
                raise serializers.ValidationError(wrong)
        found = super().to_internal_value(data)
        return self._defaults(data) | found if self._within() else found

    def _of_wrong_kind(self, data: Mapping[str, Any]) -> dict[str, list[serializers.ErrorDetail]]:
        """Fields with another kind of JSON than they take, and those that a shape in another lacks."""
        wrong = {}
        for name, field in self.fields.items():
            if name in data:
                if fault := _kind_fault(field, data[name]):
                    wrong[name] = [serializers.ErrorDetail(fault, code="invalid")]
            elif self._within() and field.required:
                wrong[name] = [
                    serializers.ErrorDetail(str(field.error_messages["required"]), code="required")
                ]
        return wrong

    def _within(self) -> bool:
        return self.root is not self

    def _defaults(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {
            str(field.source): field.default() if callable(field.default) else field.default
            for name, field in self.fields.items()
            if name not in data and field.default is not serializers.empty
        }

    def _written(self) -> set[str]:
        return {name for name, field in self.fields.items() if not field.read_only}

    def _refused(self, name: str) -> serializers.ErrorDetail:
        code = "fixed" if name in self.fields else "unknown"
        return serializers.ErrorDetail(str(self.error_messages[code]), code=code)


def _reader(field: Any) -> Callable[[Any], Any]:
    """How the field finds its value in an object; without a way of its own, its source says where."""
    own = type(field).get_attribute not in (serializers.Field.get_attribute, RelatedField.get_attribute)
    other = field.source == "*" or (isinstance(field, RelatedField) and field.use_pk_only_optimization())
    return field.get_attribute if own or other else attrgetter(field.source)


def _read(field: Any, read: Callable[[Any], Any], instance: Any) -> Any:
    try:
        value = read(instance)
    except (AttributeError, ObjectDoesNotExist):
        return field.get_attribute(instance)
    return field.get_attribute(instance) if callable(value) else value


class Once(serializers.ListSerializer[Any]):
    """Shapes in a list, no two of which have the same ``key``: the ``list_serializer_class`` of a shape."""

    key: ClassVar[tuple[str, ...]]
    twice: ClassVar[str]

    def to_internal_value(self, data: Any) -> Any:
        found = super().to_internal_value(data)
        seen = set()
        for place, entry in enumerate(found):
            key = tuple(entry[name] for name in self.key)
            if key in seen:
                error = [serializers.ErrorDetail(self.twice, code="unique")]
                one = len(self.key) == 1
                raise serializers.ValidationError({str(place): {camel(*self.key): error} if one else error})
            seen.add(key)
        return found


def _kind_fault(field: serializers.Field[Any, Any, Any, Any], value: Any) -> str:
    for kind, types, expected in KINDS:
        if isinstance(field, kind) and value is not None:
            right = isinstance(value, types) and isinstance(value, bool) == (types == (bool,))
            own = isinstance(field, serializers.RegexField)
            said = str(field.error_messages["invalid"]) if own else WRONG_KIND.format(expected=expected)
            return "" if right else said
    if isinstance(field, serializers.ChoiceField) and value is not None:
        right = any(type(value) is type(choice) for choice in field.choices)
        return "" if right else str(field.error_messages["invalid_choice"]).format(input=value)
    return ""
