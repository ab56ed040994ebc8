"""A part of an option in a form: "1/2", "50%", "2"."""

import re
from fractions import Fraction
from typing import Any

from django import forms

from budgets.dutch_numbers import fraction_words

WRONG = "Vul een deel in, zoals 1/2, 50% of 2."


class PartField(forms.CharField):
    """An exact ``Fraction``, or None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(required=False, max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace(" ", "").replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6}%?|%|/[0-9]{1,9})?", text, re.ASCII):
            raise forms.ValidationError(WRONG)
        percent = text.endswith("%")
        try:
            return Fraction(text.removesuffix("%")) / (100 if percent else 1)
        except ZeroDivisionError:
            raise forms.ValidationError(WRONG) from None

    def prepare_value(self, value: Any) -> Any:
        return part_text(value) if isinstance(value, Fraction) else value


def part_text(part: Fraction) -> str:
    """As somebody would type it: "2", "1/2", "33,33%"."""
    return str(part.numerator) if part.denominator == 1 else fraction_words(part)


def part_words(part: Fraction) -> str:
    """What it makes of the effects."""
    if part == 1:
        return "de effecten zoals ze hierboven staan"
    return f"{part_text(part)} × de effecten hierboven"
