"""What the library says of wrong input, in plain Dutch: of some it has none, of others a translator's."""

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers

NO_DATE = "Schrijf een datum als 2026-11-27."
LIST = {
    "not_a_list": "Stuur hier een lijst.",
    "empty": "Deze lijst mag niet leeg zijn.",
    "min_length": "In deze lijst horen er minstens {min_length}.",
    "max_length": "In deze lijst mogen er hoogstens {max_length}.",
}
WORDS: Mapping[type[Any], Mapping[str, str]] = {
    serializers.Field: {"required": "Dit veld is verplicht.", "null": "Dit veld mag niet null zijn."},
    serializers.BooleanField: {"invalid": "Dit is niet true of false."},
    serializers.CharField: {
        "invalid": "Dit is geen tekst.",
        "blank": "Dit veld mag niet leeg zijn.",
        "min_length": "Schrijf minstens {min_length} tekens.",
        "max_length": "Schrijf hoogstens {max_length} tekens.",
    },
    serializers.ChoiceField: {"invalid_choice": "‘{input}’ kan hier niet."},
    serializers.DateField: {"invalid": NO_DATE, "datetime": NO_DATE},
    serializers.IntegerField: {
        "invalid": "Dit is geen geheel getal.",
        "min_value": "Dit getal mag niet lager zijn dan {min_value}.",
        "max_value": "Dit getal mag niet hoger zijn dan {max_value}.",
        "max_string_length": "Dit getal is te lang.",
    },
    serializers.ListField: LIST,
    serializers.ListSerializer: LIST,
    serializers.RegexField: {"invalid": "Deze waarde heeft niet de vorm die hier hoort."},
}


def choose(values: Iterable[Any]) -> str:
    """What may be chosen, as it is sent."""
    return f"Kies uit: {', '.join(str(value) for value in values)}."


def say_it_so() -> None:
    """From now on.  A field takes its words when it is made, for every request anew."""
    for kind, words in WORDS.items():
        kind.default_error_messages = {**kind.default_error_messages, **words}
