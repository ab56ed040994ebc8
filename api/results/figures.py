"""Which figures there are to be asked for, with their Dutch names."""

from itertools import islice
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from api.operation import Parameter, described_by
from api.paging import WRONG_CURSOR, opened, sealed, size_of
from api.problems import invalid
from api.results.basis import Computed, described
from api.results.shapes import text
from api.schema import CURSOR, SIZE
from api.shapes import Shape, camel
from budgets.comparison_wording import way_title
from budgets.engine import BudgetResult, figure_names
from budgets.engine.figure_kinds import KINDS
from budgets.engine.figures import ALL_YEARS, DIFFERENCE, PER_INHABITANT, WAY
from budgets.outer_names import outer_figure
from budgets.wording import figure_title

SALT = "api.figures"
HEADS = sorted(map(camel, [*KINDS, ALL_YEARS, DIFFERENCE, PER_INHABITANT, WAY]))
ABOUT = "Alle cijfers die te vragen zijn bij de uitleg, met hun naam. Ook een verschil is een cijfer."
KIND = Parameter("kind", "Alleen cijfers van deze soort.", {"type": "string", "enum": HEADS})


class FigureNameShape(Shape):
    figure = text("Naam om het cijfer mee te vragen.")
    kind = text("Soort: het deel voor de eerste punt.")
    title = text("Het cijfer in woorden.")


class FigureNamesShape(Shape):
    revision = serializers.IntegerField(
        allow_null=True, help_text="Wijzigingsnummer van het plan; null bij een versie."
    )
    items = FigureNameShape(many=True, help_text="Cijfers.")
    next = serializers.URLField(allow_null=True, help_text="Adres van de volgende pagina, of null.")


class Figures(Computed):
    title, titles = "cijfer", "uitleg van cijfers"
    shape = FigureNamesShape

    @described_by(
        lambda view: described(
            view, "Figures", "De namen van cijfers", FigureNamesShape, KIND, SIZE, CURSOR, about=ABOUT
        )
    )
    def show(self, request: Request, **_: Any) -> Any:
        self.check_asked("kind", "pageSize", "cursor")
        kind, size, start = self._kind(), size_of(request.query_params.get("pageSize")), self._start()
        if known := self.unless_known():
            return known
        result, revision = self.computed()
        names = (name for name in figure_names(result) if kind in (None, camel(name.partition(".")[0])))
        found = list(islice(names, start, start + size + 1))
        following = sealed([kind, start + size], SALT)
        address = replace_query_param(request.build_absolute_uri(), "cursor", following)
        content = {
            "revision": revision,
            "items": [_shown(result, name) for name in found[:size]],
            "next": address if len(found) > size else None,
        }
        return self.answer(content, tag=self.known_tag())

    def _kind(self) -> str | None:
        asked = self.request.query_params.get("kind")
        if asked is not None and asked not in HEADS:
            raise invalid("kind", "Deze soort cijfers bestaat niet.")
        return asked

    def _start(self) -> int:
        """How many come before the page."""
        cursor = self.request.query_params.get("cursor")
        if cursor is None:
            return 0
        kind, start = opened(cursor, SALT)
        if kind != self._kind():
            raise invalid("cursor", WRONG_CURSOR)
        return int(start)


def _shown(result: BudgetResult, name: str) -> dict[str, Any]:
    head, _, key = name.partition(".")
    title = way_title(result, result.unchanged, key) if head == WAY else ""
    return {
        "figure": outer_figure(name),
        "kind": camel(head),
        "title": title or figure_title(result.data, name, result.choice),
    }
