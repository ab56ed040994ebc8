"""What somebody fills in about the cover: per stream a part, or fixed amounts."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms

from budgets.actions.cover import FIXED, TOGETHER, Owner, cover_values
from budgets.actions.editing import Values
from budgets.dutch_numbers import part_of_line
from budgets.models import CostLine, FundingStream
from measures.models import Plan
from reports.funding.words import kind_beside
from reports.measures.forms import EuroInput, PlainForm

FRACTION = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
PERCENTAGE = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,4}))?%")
EXAMPLES = "Typ alles, een breuk zoals 1/3, of een percentage zoals 33,33%."
NAMES = {"part": "deel", "assumed": "aanname", "amount": "bedrag"}
NOTHING_FILLED = "Vul bij een stroom in wat die betaalt, of laat de post de maatregel volgen."
FOLLOW, OWN = "maatregel", "eigen"


def read_share(text: str) -> Fraction | None:
    """A part as somebody types it, exact; None where nothing is.  Raises ``ValidationError``."""
    bare = "".join(unicodedata.normalize("NFKC", text).replace("\u2044", "/").casefold().split())
    if not bare:
        return None
    if bare in ("alles", "1"):
        return Fraction(1)
    if (match := FRACTION.fullmatch(bare)) and int(match[2]):
        return Fraction(int(match[1]), int(match[2]))
    if match := PERCENTAGE.fullmatch(bare):
        return Fraction(f"{match[1]}.{match[2] or 0}") / 100
    raise forms.ValidationError(f"‘{text[:40]}’ is geen deel. {EXAMPLES}")


class ShareInput(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, max_length=40, widget=forms.TextInput({"autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        return read_share(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return part_of_line(value) if isinstance(value, Fraction) else value


@dataclass(frozen=True)
class StreamRow:
    """The fields of one stream; ``open`` where its amounts deserve to be seen."""

    stream: FundingStream
    part: forms.BoundField
    assumed: forms.BoundField
    amounts: list[forms.BoundField]
    open: bool

    @property
    def kind(self) -> str:
        return kind_beside(self.stream.title, self.stream.get_kind_display())


class CoverForm(PlainForm):
    """A row for every stream of the plan, so that none can stand there twice."""

    keuze = forms.ChoiceField(
        label="Wie betaalt deze post?",
        required=False,
        choices=[(FOLLOW, "Geen eigen dekking: de post volgt de maatregel"), (OWN, "Een eigen dekking")],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, plan: Plan, of: Owner) -> None:
        self.plan = plan
        self.streams = list(plan.streams.all())
        self.of_line = isinstance(of, CostLine)
        stands = cover_values(of)
        if data is not None and self.of_line and data.get("keuze") == FOLLOW:
            data = {name: data[name] for name in ("keuze", "gezien") if name in data}
        super().__init__(data, stands=stands, initial={"keuze": OWN if stands else FOLLOW})
        if not self.of_line:
            del self.fields["keuze"]
        for stream in self.streams:
            self._add_row(stream)

    def initial_of(self, stands: Mapping[str, Any]) -> Values:
        return {self.field_of(key): "" if value == FIXED else value for key, value in stands.items()}

    def field_of(self, key: str) -> str:
        head, *rest = key.split(":")
        return "_".join([NAMES.get(head, head), *rest])

    def rows(self) -> Iterator[StreamRow]:
        for stream in self.streams:
            names = self._amount_names(stream)
            shown = any(self[name].value() or name in self.errors for name in names)
            part, assumed = self[f"deel_{stream.code}"], self[f"aanname_{stream.code}"]
            yield StreamRow(stream, part, assumed, [self[name] for name in names], shown)

    def clean(self) -> Values:
        cleaned = super().clean()
        for stream in self.streams:
            self._check_row(stream, cleaned)
        filled = any(self._filled(stream, cleaned) for stream in self.streams)
        if self.of_line and cleaned.get("keuze") != FOLLOW and not filled and not self.errors:
            self.add_error(
                "keuze", "Vul bij een stroom in wat die betaalt, of laat de post de maatregel volgen."
            )
        return cleaned

    def values(self) -> Values:
        """Flat, as the action wants it; what stood in a row that is empty now goes."""
        values: Values = {}
        for stream in self.streams:
            names = self._amount_names(stream)
            amounts = [self.cleaned_data.get(name) for name in names]
            share = self.cleaned_data.get(f"deel_{stream.code}")
            fixed = FIXED if any(amount is not None for amount in amounts) else None
            values[f"part:{stream.code}"] = fixed if share is None else share
            values[f"assumed:{stream.code}"] = self.cleaned_data.get(f"aanname_{stream.code}", False)
            for year, amount in zip(self.plan.years, amounts, strict=True):
                values[f"amount:{stream.code}:{year}"] = amount
        return values

    def _check_row(self, stream: FundingStream, cleaned: Values) -> None:
        name = f"deel_{stream.code}"
        if cleaned.get(name) and any(
            cleaned.get(amount) is not None for amount in self._amount_names(stream)
        ):
            self.add_error(name, TOGETHER)
        if hasattr(self.data, "getlist") and len(self.data.getlist(name)) > 1:
            self.add_error(name, f"{stream} staat er twee keer in. Zet het deel bij elkaar.")

    def _filled(self, stream: FundingStream, cleaned: Values) -> bool:
        names = [f"deel_{stream.code}", *self._amount_names(stream)]
        return any(cleaned.get(name) is not None for name in names)

    def _amount_names(self, stream: FundingStream) -> list[str]:
        return [f"bedrag_{stream.code}_{year}" for year in self.plan.years]

    def _add_row(self, stream: FundingStream) -> None:
        part = ShareInput(label="Deel")
        self._add(f"deel_{stream.code}", part)
        assumed = forms.BooleanField(label="Aanname", required=False)
        self._add(f"aanname_{stream.code}", assumed)
        for name, year in zip(self._amount_names(stream), self.plan.years, strict=True):
            self._add(name, EuroInput(label=str(year)))

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)
