"""The fields of what is thought of an amount: low, likely and high, each per year."""

from collections.abc import Mapping, Sequence

from django import forms

from reports.measures.forms import EuroInput, PlainForm

SIDES = {"low": "laag", "likely": "waarschijnlijk", "high": "hoog"}
"""As the actions and as the form call them."""
KEYS = {word: side for side, word in SIDES.items()}


def add_estimates(form: PlainForm, years: Sequence[int]) -> None:
    for word in KEYS:
        for year in years:
            form.fields[f"{word}_{year}"] = field = EuroInput(label=str(year))
            form._dress(f"{word}_{year}", field)


def estimate_key(name: str) -> str:
    """What the actions call a field, or nothing where it is not of an estimate."""
    word, _, year = name.partition("_")
    return f"{KEYS[word]}:{year}" if word in KEYS and year else ""


def estimate_field(key: str) -> str:
    """The other way round."""
    side, _, year = key.partition(":")
    return f"{SIDES[side]}_{year}" if side in SIDES and year else ""


def estimate_groups(form: PlainForm, legends: Mapping[str, str]) -> list[tuple[str, list[forms.BoundField]]]:
    """Per side its legend and its fields, one for each year."""
    return [
        (legend, [form[name] for name in form.fields if name.startswith(f"{SIDES[side]}_")])
        for side, legend in legends.items()
    ]
