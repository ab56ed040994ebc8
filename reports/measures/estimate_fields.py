"""The fields of what is thought of an amount: low, likely and high, each per year."""

from collections.abc import Mapping, Sequence

from django import forms

from reports.measures.forms import EuroInput, PlainForm

SIDES = {"low": "laag", "likely": "waarschijnlijk", "high": "hoog"}
"""As the actions and as the form call them."""
KEYS = {word: side for side, word in SIDES.items()}


class EstimatedForm(PlainForm):
    """A form about amounts of which somebody may say what is thought of them."""

    def add_estimates(self, years: Sequence[int]) -> None:
        for word in KEYS:
            for year in years:
                self.fields[f"{word}_{year}"] = field = EuroInput(label=str(year))
                self._dress(f"{word}_{year}", field)

    def key_of(self, name: str) -> str:
        word, _, year = name.partition("_")
        return f"{KEYS[word]}:{year}" if word in KEYS and year else super().key_of(name)

    def field_of(self, key: str) -> str:
        side, _, year = key.partition(":")
        return f"{SIDES[side]}_{year}" if side in SIDES and year else super().field_of(key)

    def estimate_groups(self, legends: Mapping[str, str]) -> list[tuple[str, list[forms.BoundField]]]:
        """Per side its legend and its fields, one for each year."""
        return [
            (legend, [self[name] for name in self.fields if name.startswith(f"{SIDES[side]}_")])
            for side, legend in legends.items()
        ]

    def plain_fields(self) -> list[forms.BoundField]:
        """Those that are not per year."""
        return [self[name] for name in self.fields if name in self.KEYS]
