"""What somebody fills in about an option: texts, the lines that it names, and its effects as rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from budgets.actions.editing import Values
from budgets.actions.option_terms import EXCLUDES, MOST_LEVELS, NEEDS
from budgets.actions.options import SPREAD, option_values
from budgets.models import AdjustmentOption, CostLine
from measures.models import Plan
from reports.measures.forms import INCIDENTAL, EuroInput, PlainForm, text_area
from reports.measures.part_field import PartField

TARGETS = "werkt-op"
"""The id of the list of what effects can work on."""
EMPTY_ROWS = 3
MOST_ROWS = 200
RELATIONS = ("niet_samen", "alleen_samen")
TICKED = {"posten": "line", "niet_samen": EXCLUDES, "alleen_samen": NEEDS}
"""Fields with a tick for each line or option, and what their keys start with."""


class TargetInput(forms.CharField):
    """What an effect works on, as the list of the page names it: typed, or chosen from that list.

    One list for all rows: a plan may have thousands of lines.
    """

    def __init__(self, names: Mapping[str, str], **kwargs: Any) -> None:
        """``names``: target → how the list names it, each name once."""
        self.names = names
        self.targets = {_bare(name): target for target, name in names.items()}
        widget = forms.TextInput(attrs={"list": TARGETS, "autocomplete": "off"})
        super().__init__(required=False, max_length=300, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text or text in self.names:
            return text
        if (target := self.targets.get(_bare(text))) is None:
            raise forms.ValidationError(f"‘{text[:60]}’ staat niet in de lijst. Kies iets uit de lijst.")
        return target

    def prepare_value(self, value: Any) -> Any:
        return self.names.get(value, value)


def _other_options(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Een van deze opties bestaat niet of niet meer."},
    )


class OptionForm(PlainForm):
    """The screen gives a saving as a positive amount; the budget keeps it as a change below zero."""

    KEYS = {
        "naam": "title",
        "korte_naam": "short_title",
        "soort": "kind",
        "was": "was",
        "wordt": "becomes",
        "toelichting": "note",
        "incidenteel": "incidental",
        "posten": "lines",
        "niet_samen": EXCLUDES,
        "alleen_samen": NEEDS,
    }
    TEXTS = ("naam", "korte_naam", "soort", "was", "wordt", "toelichting", "incidenteel")
    naam = forms.CharField(
        label="Naam van de optie", max_length=300, error_messages={"required": "Geef de optie een naam."}
    )
    korte_naam = forms.CharField(
        label="Korte naam", max_length=60, required=False, help_text="Voor grafieken; mag leeg blijven."
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies een soort"), *AdjustmentOption.Kind.choices],
        error_messages={"required": "Kies een soort."},
    )
    was = EuroInput(label="Was", help_text="Het bedrag van nu volgens het voorstel, in euro’s.")
    wordt = EuroInput(label="Wordt", help_text="Het bedrag na de bijstelling volgens het voorstel.")
    toelichting = forms.CharField(label="Toelichting", required=False, widget=text_area())
    incidenteel = forms.BooleanField(
        label=INCIDENTAL,
        required=False,
        help_text="De effecten keren niet of hoogstens drie jaar terug, en tellen niet in het structurele "
        "begrotingssaldo.",
    )
    posten = forms.MultipleChoiceField(
        label="Genoemde kostenposten",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Een van deze kostenposten bestaat niet of niet meer."},
    )
    niet_samen = _other_options("Gaat niet samen met")
    alleen_samen = _other_options("Kan alleen samen met")

    def __init__(
        self, data: Any = None, *, plan: Plan, option: AdjustmentOption | None = None, **kwargs: Any
    ) -> None:
        self.plan = plan
        rows = CostLine.objects.filter(plan=plan).select_related("measure")
        self.lines = [(line.code, _line_name(line)) for line in rows]
        stands = option_values(option) if option else None
        self.targets = list(dict.fromkeys(key.split(":")[1] for key in stands or () if key[:7] == "effect:"))
        super().__init__(data, stands=stands, **kwargs)
        own = option.code if option else ""
        self.others = [(each.code, each.title) for each in plan.options.all() if each.code != own]
        for name, choices in (("posten", self.lines), *((name, self.others) for name in RELATIONS)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.names = self._target_names()
        self._add_rows(stands or {})
        self._add_levels(stands or {})

    def initial_of(self, stands: Mapping[str, Any]) -> Values:
        texts = {key: value for key, value in stands.items() if ":" not in key}
        return super().initial_of(texts) | {
            name: [key.partition(":")[2] for key in stands if key.startswith(f"{kind}:")]
            for name, kind in TICKED.items()
        }

    def line_ticks(self) -> Iterator[tuple[str, str, bool]]:
        """Of every line its code, its name, and whether the option names it."""
        return self._ticks("posten", self.lines)

    def relations(self) -> Iterator[tuple[forms.BoundField, Iterator[tuple[str, str, bool]]]]:
        """The two ways in which it goes with another option, with the same of every other option."""
        return ((self[name], self._ticks(name, self.others)) for name in RELATIONS if self.others)

    def _ticks(self, name: str, choices: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
        named = set(self[name].value() or ())
        return ((code, title, code in named) for code, title in choices)

    def _target_names(self) -> dict[str, str]:
        """Streams and lines of one name have their code behind it."""
        names = {SPREAD: "Verdeeld over de genoemde posten"}
        names |= {f"stroom-{stream.code}": stream.title for stream in self.plan.streams.all()}
        names |= {f"post-{code}": name for code, name in self.lines}
        often = Counter(map(_bare, names.values()))
        return {
            target: name if often[_bare(name)] == 1 else f"{name} [{target}]"
            for target, name in names.items()
        }

    def _add_rows(self, stands: Mapping[str, Any]) -> None:
        for i in range(self._row_count()):
            target = self.targets[i] if i < len(self.targets) else ""
            picked = TargetInput(self.names, label="Werkt op", initial=target)
            self.fields[f"op_{i}"] = picked
            self._dress(f"op_{i}", picked)
            for year in self.plan.years:
                change = stands.get(f"effect:{target}:{year}")
                shown = None if change is None else change * _sign(target)
                amount = EuroInput(label=f"Voordeel in {year}", initial=shown)
                self.fields[f"effect_{i}_{year}"] = amount
                self._dress(f"effect_{i}_{year}", amount)

    def _add_levels(self, stands: Mapping[str, Any]) -> None:
        for i in range(MOST_LEVELS):
            title, part = stands.get(f"level:{i}") or ("", None)
            named = forms.CharField(label=f"Niveau {i + 1}", max_length=60, required=False, initial=title)
            deel = PartField(label="Deel", initial=part)
            for name, field in ((f"niveau_{i}", named), (f"deel_{i}", deel)):
                self.fields[name] = field
                self._dress(name, field)

    def level_rows(self) -> Iterable[tuple[forms.BoundField, forms.BoundField]]:
        """Those that are filled in, and some empty ones."""
        filled = [i for i in range(MOST_LEVELS) if self[f"niveau_{i}"].value() or self[f"deel_{i}"].value()]
        for i in range(min(MOST_LEVELS, max([-1, *filled]) + 1 + EMPTY_ROWS)):
            yield self[f"niveau_{i}"], self[f"deel_{i}"]

    def _row_count(self) -> int:
        posted = sum(1 for name in self.data if name.startswith("op_")) if self.is_bound else 0
        return min(max(posted, len(self.targets) + EMPTY_ROWS), MOST_ROWS)

    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.TEXTS]

    def effect_rows(self) -> Iterable[tuple[forms.BoundField, list[forms.BoundField]]]:
        for i in range(self._row_count()):
            yield self[f"op_{i}"], [self[f"effect_{i}_{year}"] for year in self.plan.years]

    def clean(self) -> Values:
        cleaned = super().clean()
        used = set()
        for i in range(self._row_count()):
            target = cleaned.get(f"op_{i}", "")
            filled = any(cleaned.get(f"effect_{i}_{year}") is not None for year in self.plan.years)
            if filled and not target and f"op_{i}" not in self.errors:
                self.add_error(f"op_{i}", "Kies waarop dit effect werkt.")
            if target and target in used:
                self.add_error(f"op_{i}", "Dit staat al in een andere rij. Zet de bedragen bij elkaar.")
            used.add(target)
        for i in range(MOST_LEVELS):
            title, part = cleaned.get(f"niveau_{i}", ""), cleaned.get(f"deel_{i}")
            if title and part is None and f"deel_{i}" not in self.errors:
                self.add_error(f"deel_{i}", "Vul in welk deel dit niveau is.")
            if part is not None and not title and f"niveau_{i}" not in self.errors:
                self.add_error(f"niveau_{i}", "Geef dit niveau een naam.")
        return cleaned

    def values(self) -> Values:
        """Flat, as the actions want it; what a row no longer has goes."""
        cleaned = self.cleaned_data
        values = {self.KEYS[name]: cleaned[name] for name in self.TEXTS}
        known = [key for key in (*(self.stands or ()), *(self.seen or ())) if ":" in key]
        values |= dict.fromkeys(known)
        values |= {f"{kind}:{code}": True for name, kind in TICKED.items() for code in cleaned[name]}
        for i in range(MOST_LEVELS):
            if cleaned[f"niveau_{i}"]:
                values[f"level:{i}"] = (cleaned[f"niveau_{i}"], cleaned[f"deel_{i}"])
        for i in range(self._row_count()):
            target = cleaned.get(f"op_{i}")
            for year in self.plan.years if target else ():
                amount: Decimal | None = cleaned[f"effect_{i}_{year}"]
                values[f"effect:{target}:{year}"] = None if amount is None else amount * _sign(str(target))
        return values

    def field_of(self, key: str) -> str:
        kind, _, place = key.partition(":")
        if kind == "levels":
            return "niveau_0"
        return f"deel_{place}" if kind == "level" else super().field_of(key)


def _sign(target: str) -> int:
    """A saving lowers costs; for a stream a positive amount is more income."""
    return 1 if target.startswith("stroom-") else -1


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()


def _line_name(line: CostLine) -> str:
    name = f"{line}"[:120]
    return f"{name} ({line.get_cost_type_display().lower()})" if line.cost_type else name
