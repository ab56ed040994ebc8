"""A percentage in a form."""

from fractions import Fraction
from typing import Any

from django import forms

from budgets.actions.editing import OF_INDEX, Limits, check_percentage, percentage_words
from budgets.dutch_numbers import percentage
from municipalities.refusals import Refused
from reports.looks import TEXTBOX


class PercentageField(forms.CharField):
    """A percentage as Dutch writes it, exact: "2,5" or "-1"; what it cannot be is said in one sentence.

    ``limits`` are those of the action that the form is for, so that the form says the same.
    ``stands`` is what the field was filled with.  It may have more decimals than are shown, such as 1/3
    that a program wrote; as long as somebody leaves the text as it is, they leave that too.
    """

    stands: Fraction | None = None

    def __init__(self, *, limits: Limits, **kwargs: Any) -> None:
        self.limits = limits
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Fraction:
        given = _plain(super().clean(value))
        if self.stands is not None and given == _plain(percentage(self.stands)):
            return self.stands
        digits = given.removeprefix("-").replace(".", "", 1)
        if not given:
            return Fraction()
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 8:
            raise forms.ValidationError(percentage_words(self.limits))
        found = Fraction(given)
        try:
            check_percentage(found, self.limits)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        return found


class OwnPercentageField(PercentageField):
    """The same, and None where it is empty: zero is a percentage too."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


def percentage_field(label: str) -> PercentageField:
    """Of indexation."""
    return PercentageField(
        limits=OF_INDEX, label=label, required=False, max_length=20, initial="0", widget=_input()
    )


def own_percentage_field(label: str, limits: Limits = OF_INDEX) -> OwnPercentageField:
    return OwnPercentageField(limits=limits, label=label, required=False, max_length=20, widget=_input())


def _plain(text: str) -> str:
    return text.strip().removesuffix("%").strip().replace(",", ".").replace("−", "-")


def _input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": TEXTBOX, "inputmode": "decimal", "autocomplete": "off"})
