"""What somebody fills in about places for living."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from budgets.actions.housing import (
    KIND_FIELDS,
    WRONG_PERCENTAGE,
    read_places,
    realised_of,
    targets_of,
    terms_of,
)
from budgets.engine import Municipality as Member
from budgets.models import HousingKind, HousingTerms
from measures.models import Plan
from municipalities.models import Municipality
from municipalities.refusals import Refused
from reports.measures.forms import EuroInput, PlainForm, text_area

SENT = re.compile(r"aantal_(?P<kind>[-\w]+)_(?P<year>[1-9][0-9]{3})", re.ASCII)
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


class PlacesInput(forms.CharField):
    """A whole number of places, or None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=dict(NUMERIC)))
        super().__init__(**{"required": False, "max_length": 40} | kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_places(text)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused


class HousingKindForm(PlainForm):
    KEYS = {"naam": "title", "afgesproken": "agreed", "begin": "start", "toelichting": "note"}
    naam = forms.CharField(
        label="Naam van de soort", max_length=200, error_messages={"required": "Geef de soort een naam."}
    )
    afgesproken = PlacesInput(
        label="Afgesproken plaatsen",
        required=True,
        error_messages={"required": "Vul in hoeveel plaatsen zijn afgesproken."},
    )
    begin = PlacesInput(
        label="Daarvan stonden er al bij het begin",
        help_text="Deze plaatsen worden niet over de gemeenten verdeeld.",
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=text_area(2))

    def __init__(
        self, data: Any = None, *, plan: Plan, kind: HousingKind | None = None, **kwargs: Any
    ) -> None:
        stands = None
        if kind is not None:
            stands = {name: getattr(kind, name) for name in KIND_FIELDS} | targets_of(kind)
        super().__init__(data, stands=stands, **kwargs)
        for year in plan.years:
            self.fields[f"jaar_{year}"] = field = PlacesInput(label=str(year))
            self._dress(f"jaar_{year}", field)


class HousingTermsForm(PlainForm):
    KEYS = {"bedrag": "amount", "prijspeil": "price_level", "stijging": "percentage"}
    bedrag = EuroInput(
        label="Bedrag per ontbrekende plaats per jaar, in euro’s",
        required=True,
        error_messages={"required": "Vul het bedrag per ontbrekende plaats in."},
    )
    prijspeil = forms.RegexField(
        r"^[0-9]{4}$",
        label="Prijspeil",
        help_text="Het jaar waarvoor dit bedrag geldt.",
        error_messages={
            "required": "Vul het jaar van het prijspeil in, zoals 2021.",
            "invalid": "Vul het jaar van het prijspeil in, zoals 2021.",
        },
        widget=forms.TextInput(attrs=dict(NUMERIC)),
    )
    stijging = forms.DecimalField(
        label="Stijging per jaar, in procenten",
        required=False,
        max_digits=7,
        decimal_places=4,
        localize=True,
        help_text="Bijvoorbeeld 2,5. Leeg betekent dat het bedrag elk jaar gelijk blijft.",
        error_messages=dict.fromkeys(("invalid", "max_digits", "max_whole_digits"), WRONG_PERCENTAGE)
        | {"max_decimal_places": "Gebruik hoogstens vier cijfers achter de komma."},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, terms: HousingTerms | None = None, **kwargs: Any) -> None:
        stands = None
        if terms is not None:
            stands = terms_of(terms)
            normal = terms.percentage.normalize()
            stands["percentage"] = normal.quantize(1) if normal == normal.to_integral() else normal
        super().__init__(data, stands=stands, **kwargs)

    def clean_prijspeil(self) -> int:
        return int(self.cleaned_data["prijspeil"])


class RealisedForm(PlainForm):
    """Per kind and year what came in one municipality.

    Also what was sent about a year that the page does not ask: it is refused at its own
    field, and not lost.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        municipality: Municipality,
        member: Member,
        kinds: list[HousingKind],
        **kwargs: Any,
    ) -> None:
        stand = realised_of(plan, municipality)
        self.kinds = kinds
        self.asked = {
            f"{kind.code}:{year}"
            for kind in kinds
            for year, here in zip(plan.years, member.member, strict=True)
            if here
        } | stand.keys()
        super().__init__(data, stands={key: stand.get(key) for key in self.asked}, **kwargs)
        years: dict[str, set[int]] = {kind.code: set() for kind in kinds}
        for key in self.asked | _sent(data):
            code, _, year = key.rpartition(":")
            if code in years:
                years[code].add(int(year))
        for kind in kinds:
            for of_kind in sorted(years[kind.code]):
                name = self.field_of(f"{kind.code}:{of_kind}")
                self.fields[name] = field = PlacesInput(label=str(of_kind))
                self._dress(name, field)

    def key_of(self, name: str) -> str:
        return ":".join(name.removeprefix("aantal_").rsplit("_", 1))

    def field_of(self, key: str) -> str:
        return f"aantal_{key.replace(':', '_')}"

    def groups(self) -> list[tuple[HousingKind, list[forms.BoundField]]]:
        """Per kind its fields, a year each."""
        return [
            (kind, [self[name] for name in self.fields if self.key_of(name).rpartition(":")[0] == kind.code])
            for kind in self.kinds
        ]

    def clean(self) -> dict[str, Any]:
        codes = {kind.code for kind in self.kinds}
        if any(key.rpartition(":")[0] not in codes for key in _sent(self.data)):
            raise forms.ValidationError("Een soort waarbij u iets invulde, is intussen verwijderd.")
        return super().clean()


def _sent(data: Mapping[str, Any] | None) -> set[str]:
    """What was filled in, whatever it is about."""
    found = (SENT.fullmatch(name) for name, value in (data or {}).items() if str(value).strip())
    return {f"{match['kind']}:{match['year']}" for match in found if match}
