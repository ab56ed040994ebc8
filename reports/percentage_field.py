"""A percentage in a form."""

from fractions import Fraction
from typing import Any

from django import forms

from reports.looks import TEXTBOX


class PercentageField(forms.CharField):
    """A percentage as Dutch writes it, exact: "2,5" or "-1"."""

    def clean(self, value: Any) -> Fraction:
        given = super().clean(value).strip().removesuffix("%").strip().replace(",", ".").replace("−", "-")
        digits = given.removeprefix("-").replace(".", "", 1)
        if not given:
            return Fraction()
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 8:
            raise forms.ValidationError("Dit is geen percentage. Schrijf bijvoorbeeld 2,5.")
        return Fraction(given)


def percentage_field(label: str) -> PercentageField:
    widget = forms.TextInput(attrs={"class": TEXTBOX, "inputmode": "decimal", "autocomplete": "off"})
    return PercentageField(label=label, required=False, max_length=20, initial="0", widget=widget)
