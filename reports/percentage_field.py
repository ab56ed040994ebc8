"""A percentage in a form."""

from fractions import Fraction
from typing import Any

from django import forms

from reports.looks import TEXTBOX

LOWEST, HIGHEST = -100, 100
WRONG = "Vul een percentage in van −100 tot en met 100, zoals 2,5."


class PercentageField(forms.CharField):
    """A percentage as Dutch writes it, exact: "2,5" or "-1"; what it cannot be is said in one sentence."""

    def clean(self, value: Any) -> Fraction:
        given = super().clean(value).strip().removesuffix("%").strip().replace(",", ".").replace("−", "-")
        digits = given.removeprefix("-").replace(".", "", 1)
        if not given:
            return Fraction()
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 8:
            raise forms.ValidationError(WRONG)
        found = Fraction(given)
        if not LOWEST <= found <= HIGHEST:
            raise forms.ValidationError(WRONG)
        return found


class OwnPercentageField(PercentageField):
    """The same, and None where it is empty: zero is a percentage too."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


def percentage_field(label: str) -> PercentageField:
    return PercentageField(label=label, required=False, max_length=20, initial="0", widget=_input())


def own_percentage_field(label: str) -> OwnPercentageField:
    return OwnPercentageField(label=label, required=False, max_length=20, widget=_input())


def _input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": TEXTBOX, "inputmode": "decimal", "autocomplete": "off"})
