"""A percentage in a form."""

from fractions import Fraction
from typing import Any

from django import forms

from budgets.dutch_numbers import percentage
from reports.looks import TEXTBOX

LOWEST, HIGHEST = -100, 100
WRONG = "Vul een percentage in van −100 tot en met {highest}, zoals 2,5."


class PercentageField(forms.CharField):
    """A percentage as Dutch writes it, exact: "2,5" or "-1"; what it cannot be is said in one sentence.

    ``stands`` is what the field was filled with.  It may have more decimals than are shown, such as 1/3
    that a program wrote; as long as somebody leaves the text as it is, they leave that too.
    """

    stands: Fraction | None = None

    def __init__(self, *, highest: int = HIGHEST, **kwargs: Any) -> None:
        self.highest = highest
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Fraction:
        given = _plain(super().clean(value))
        if self.stands is not None and given == _plain(percentage(self.stands)):
            return self.stands
        digits = given.removeprefix("-").replace(".", "", 1)
        if not given:
            return Fraction()
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 8:
            raise forms.ValidationError(self._wrong())
        found = Fraction(given)
        if not LOWEST <= found <= self.highest:
            raise forms.ValidationError(self._wrong())
        return found

    def _wrong(self) -> str:
        return WRONG.format(highest=self.highest)


class OwnPercentageField(PercentageField):
    """The same, and None where it is empty: zero is a percentage too."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


def percentage_field(label: str) -> PercentageField:
    return PercentageField(label=label, required=False, max_length=20, initial="0", widget=_input())


def own_percentage_field(label: str, *, highest: int = HIGHEST) -> OwnPercentageField:
    return OwnPercentageField(label=label, required=False, max_length=20, widget=_input(), highest=highest)


def _plain(text: str) -> str:
    return text.strip().removesuffix("%").strip().replace(",", ".").replace("−", "-")


def _input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": TEXTBOX, "inputmode": "decimal", "autocomplete": "off"})
