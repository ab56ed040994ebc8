"""What somebody fills in about an allocation key: its kind, and a weight per municipality and year."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from budgets.actions.editing import Values
from budgets.actions.keys import TEXTS, TYPED, Member, members_of, read_number, weights_in
from budgets.dutch_numbers import in_years, shortest
from budgets.engine.money import cents_from_decimal
from budgets.models import AllocationKey
from budgets.refusals import AtFields
from measures.models import Plan
from municipalities.models import Inhabitants
from municipalities.refusals import Refused
from reports.looks import TEXTBOX
from reports.measures.forms import PlainForm

MOST_SAID = 2
"""Above this many years that are wrong they are not repeated above the form."""


class QuickTextInput(forms.TextInput):
    """Without a template of its own: a key may have thousands of weights."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        own = {"type": self.input_type, "name": name, "value": self.format_value(value)}
        all_attrs = own | self.build_attrs(self.attrs, attrs)
        return format_html("<input{}>", flatatt({n: v for n, v in all_attrs.items() if v is not None}))


class WeightInput(forms.CharField):
    """A number as Dutch writes it; None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = QuickTextInput(attrs={"class": TEXTBOX, "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=30, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_number(text) if text else None
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else shortest(cents_from_decimal(value))


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A municipality with an input per column, None where it is no member."""

    code: str
    name: str
    inputs: list[forms.BoundField | None]


class KeyForm(PlainForm):
    KEYS = {"naam": "title", "soort": "kind", "telling": "count_year", "bron": "source"}
    naam = forms.CharField(
        label="Naam van de sleutel", max_length=200, error_messages={"required": "Geef de sleutel een naam."}
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=AllocationKey.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een soort."},
    )
    telling = forms.TypedChoiceField(
        label="Inwoners op 1 januari",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="De aantallen worden overgenomen in de sleutel; een latere telling verandert niets. "
        "Heeft een gemeente in dat jaar geen telling meer, dan geldt haar laatste.",
    )
    bron = forms.CharField(
        label="Bron",
        max_length=300,
        required=False,
        help_text="Leeg bij inwonertal: dan komt de bron van de telling erin.",
    )
    zelfde = forms.BooleanField(label="Zelfde als het jaar ervoor", required=False)

    def __init__(
        self, data: Any = None, *, plan: Plan, key: AllocationKey | None = None, **kwargs: Any
    ) -> None:
        self.members = dict(sorted(members_of(plan).items(), key=lambda item: item[1].name))
        self.years = plan.years
        self.repeating = self._repeating()
        self.year_errors: dict[int, str] = {}
        stands, start = None, {"soort": AllocationKey.Kind.INHABITANTS, "zelfde": True}
        if key is not None:
            stands = {name: getattr(key, name) for name in TEXTS}
            stands |= weights_in(key) if key.kind in TYPED else {}
            start = {"zelfde": self._alike(stands)}
        super().__init__(data, stands=stands, initial=start, **kwargs)
        counts = Inhabitants.objects.filter(municipality__code__in=self.members)
        years = sorted(set(counts.values_list("year", flat=True)), reverse=True)
        self.fields["telling"].choices = [(year, f"1 januari {year}") for year in years]  # type: ignore[attr-defined]  # a ChoiceField
        self._add_weights()

    def key_of(self, name: str) -> str:
        return ":".join(["weight", *name.split("_")[1:]]) if _is_weight(name) else super().key_of(name)

    def field_of(self, key: str) -> str:
        return _name(*key.split(":")[1:]) if key.startswith("weight:") else super().field_of(key)

    def values(self) -> Values:
        """With the weight of the year before it in every year that is left empty, where that is asked.

        So who fills in a year in which a municipality left has filled in the years after it too.
        """
        values = super().values()
        if values.pop("zelfde"):
            for member in self.members.values():
                names = [f"weight:{member.code}:{year}" for year in member.years]
                for before, name in pairwise(names):
                    values[name] = values.get(before) if values.get(name) is None else values[name]
        return values

    def refuse(self, refused: Refused) -> None:
        """A year that does not add up is said at the head of its column, once, and not at every weight."""
        if not isinstance(refused, AtFields):
            super().refuse(refused)
            return
        for field, says in refused.problems.items():
            name = self.field_of(field)
            if field.startswith("year:"):
                self._mark_year(int(field.partition(":")[2]), says)
            else:
                self.add_error(name if name in self.fields else None, says)
        if self.year_errors:
            self.add_error(None, f"Er is nog niets bewaard. {self._wrong_years()}")

    def rows(self) -> list[WeightRow]:
        return [
            WeightRow(each.code, each.name, [self._input(each, year) for year in self.years])
            for each in self.members.values()
        ]

    def sums(self) -> list[tuple[int, str, str]]:
        """Per year what the weights are together, and what is wrong with that."""
        values = self.values()
        unit = "%" if values.get("kind") == AllocationKey.Kind.PERCENTAGE else ""
        found = []
        for year in self.years:
            weights = [values.get(f"weight:{code}:{year}") or Decimal(0) for code in self._codes(year)]
            total = shortest(cents_from_decimal(sum(weights, Decimal(0))))
            found.append((year, f"{total}{unit}", self.year_errors.get(year, "")))
        return found

    def _input(self, member: Member, year: int) -> forms.BoundField | None:
        return self[_name(member.code, year)] if year in member.years else None

    def _add_weights(self) -> None:
        alike = self.initial.get("zelfde")
        for member in self.members.values():
            for year in member.years:
                name = _name(member.code, year)
                self.fields[name] = field = WeightInput(label=f"{member.name} {year}")
                field.widget.attrs["aria-label"] = field.label
                self._dress(name, field)
                if alike and year in self.repeating:
                    self.initial.pop(name, None)

    def _alike(self, stands: Values) -> bool:
        """Whether no weight differs from the year before it, where the members are the same."""
        return all(
            stands.get(f"weight:{code}:{before}") == stands.get(f"weight:{code}:{year}")
            for before, year in pairwise(self.years)
            if year in self.repeating
            for code in self._codes(year)
        )

    def _repeating(self) -> set[int]:
        """The years with the same members as the year before."""
        return {year for before, year in pairwise(self.years) if self._codes(before) == self._codes(year)}

    def _codes(self, year: int) -> list[str]:
        return [member.code for member in self.members.values() if year in member.years]

    def _mark_year(self, year: int, says: str) -> None:
        """The first of them that is wrong has the focus, on its first weight."""
        names = [_name(code, year) for code in self._codes(year)]
        if not self.year_errors:
            self.fields[names[0]].widget.attrs["autofocus"] = True
        self.year_errors[year] = says
        for name in names:
            self.fields[name].widget.attrs["aria-describedby"] = f"fout-jaar-{year}"

    def _wrong_years(self) -> str:
        if len(self.year_errors) <= MOST_SAID:
            return " ".join(self.year_errors.values())
        when = in_years(list(self.year_errors))
        return f"{when[:1].upper()}{when[1:]} klopt de som niet: boven elke kolom staat wat eraan schort."


def _name(code: str, year: int | str) -> str:
    return f"gewicht_{code}_{year}"


def _is_weight(name: str) -> bool:
    return name.startswith("gewicht_")
