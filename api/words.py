"""Words of ours as values: in English and in camelCase, as the code calls them; see ADR 30.

In tables some of them stand in Dutch, as screens show them.  ``words_of(FundingStream.Kind)`` goes in and out
as "ownContribution", whatever the table has.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Choices, QuerySet
from rest_framework import serializers

from api.filters import Choice
from api.shapes import camel
from budgets.models import AdjustmentOption, AllocationKey, BudgetVersion, FundingStream
from decisions.models import Position


def word_of(member: Choices) -> str:
    """IN_FAVOUR as "inFavour"."""
    return camel(member.name.lower())


def words_of(kind: type[Choices]) -> list[tuple[str, str]]:
    """Each word and what it is in Dutch."""
    return [(word_of(member), str(member.label)) for member in kind]


def meaning(kind: type[Choices]) -> str:
    """For a description: "cut: schrappen; funding: dekking"."""
    return "; ".join(f"{word}: {dutch}" for word, dutch in words_of(kind))


class WordField(serializers.ChoiceField):
    """A value of ``kind`` by its word; what it means is added to the ``help_text``."""

    def __init__(self, kind: type[Choices], **kwargs: Any) -> None:
        self.values = {word_of(member): member.value for member in kind}
        self.words = {value: word for word, value in self.values.items()}
        said = {"help_text": f"{kwargs.pop('help_text', '')} {meaning(kind)}.".strip()}
        super().__init__(choices=words_of(kind), **said | kwargs)

    def to_internal_value(self, data: Any) -> Any:
        return self.values[super().to_internal_value(data)]

    def to_representation(self, value: Any) -> str:
        return self.words[str(value)]


class Word(Choice):
    """A filter by such a word."""

    def __init__(self, field_name: str, kind: type[Choices], **kwargs: Any) -> None:
        self.values: Mapping[str, Any] = {word_of(member): member.value for member in kind}
        super().__init__(field_name, words_of(kind), **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().filter(qs, self.values[value]) if value else qs


def words_in(model: type[models.Model]) -> dict[str, Mapping[Any, str]]:
    """Per field of a table that holds such values the word of each: {"kind": {"schrappen": "cut"}}."""
    kinds = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Choices)]
    return {
        field.name: {member.value: word_of(member) for member in kind}
        for field in model._meta.fields
        for kind in kinds
        if field.choices and list(field.choices) == kind.choices and issubclass(kind, models.TextChoices)
    }


# By these the description names them: see ``ENUM_NAME_OVERRIDES`` in the settings.
KEY_KINDS = words_of(AllocationKey.Kind)
OPTION_KINDS = words_of(AdjustmentOption.Kind)
STANCES = words_of(Position.Stance)
STREAM_KINDS = words_of(FundingStream.Kind)
VERSION_KINDS = words_of(BudgetVersion.Kind)
