"""How what goes in and out of the API looks: names as the Dutch API rules ask, and nothing unknown."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

UNKNOWN = "Dit veld bestaat hier niet."
FIXED = "Dit veld kan niet worden gewijzigd."
NO_OBJECT = "Stuur een JSON-object."


def camel(name: str) -> str:
    """first_year as firstYear."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


class Shape(serializers.Serializer[Any]):
    """An object of the API.

    Its fields are declared by the names of the code and go out in camelCase; what
    comes in is refused where it holds anything that may not be written here.
    """

    default_error_messages = {"unknown": UNKNOWN, "fixed": FIXED, "invalid": NO_OBJECT}

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        renamed = {}
        for name, field in super().get_fields().items():
            if camel(name) != name and field.source is None:
                field.source = name
            renamed[camel(name)] = field
        return renamed

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            wrong = {name: [self._refused(name)] for name in data if name not in self._written()}
            if wrong:
                raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)

    def _written(self) -> set[str]:
        return {name for name, field in self.fields.items() if not field.read_only}

    def _refused(self, name: str) -> serializers.ErrorDetail:
        code = "fixed" if name in self.fields else "unknown"
        return serializers.ErrorDetail(str(self.error_messages[code]), code=code)
