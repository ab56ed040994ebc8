"""What the one who reads is in a region, and may do there."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.shapes import camel
from api.words import WordField
from municipalities.models import Role
from municipalities.rights import MATRIX, Right


def named(right: Right) -> str:
    """As it stands in answers: "changeAmounts"."""
    return camel(right.value.partition(".")[2])


WORDS = "; ".join(f"`{named(right)}`: {right.label[:1].lower()}{right.label[1:]}" for right in Right)


class RoleField(WordField):
    """The reader's role, of what came through ``visible_to``."""

    def __init__(self, **kwargs: Any) -> None:
        standard: dict[str, Any] = {"read_only": True, "help_text": "Uw rol in de regio."}
        super().__init__(Role.Kind, **standard | kwargs)


@extend_schema_field(
    {
        "type": "array",
        "items": {"type": "string", "enum": [named(right) for right in Right]},
        "description": f"Wat u met uw rol mag. {WORDS}.",
    }
)
class RightsField(serializers.ReadOnlyField):
    """What that role allows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"source": "role"} | kwargs)

    def to_representation(self, role: str) -> list[str]:
        return [named(right) for right in Right if role in MATRIX[right]]
